"""How many turns one process answers at once. Of more than it can work off in time all would come too late."""

from collections.abc import Iterator
from contextlib import contextmanager

#: Some five seconds of work; Twilio waits for fifteen.
MOST_AT_ONCE = 256


class BusyError(Exception):
    """There are as many already."""


class Capacity:
    """Counts the turns that are being answered in this process."""

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        self._free = most

    @contextmanager
    def taken(self) -> Iterator[None]:
        """One turn more, until the block ends. Raises BusyError."""
        if not self._free:
            raise BusyError
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1
