"""How much to change in one transaction, so that calls that want to store go on."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_TO_HOLD_THE_LOCK = 0.04
# Other processes look every few milliseconds whether the lock is free; whom SQLite lets wait, every 25 ms at first.
_SECONDS_BETWEEN = 0.03
# At the least so many: where a transaction alone takes its time, fewer rows would make each dearer, and none shorter.
_LEAST, _FIRST, _MOST = 25, 50, 1000


class Pace:
    """``size`` is how many rows to change next; it follows how long the last ones have held the lock."""

    def __init__(self, seconds: Callable[[], float] = time.perf_counter) -> None:
        self.size = _FIRST
        self._seconds = seconds

    @contextmanager
    def holding_the_lock(self, rows: int) -> Iterator[None]:
        """Enter it when the lock has been taken, and leave it when it has been given back: waiting does not count.

        Within, ``rows`` are changed. Fewer than ``size`` tell something only if even they took too long.
        """
        begin = self._seconds()
        yield
        share = _SECONDS_TO_HOLD_THE_LOCK / (self._seconds() - begin)
        if rows >= self.size or share < 1:
            self.size = max(_LEAST, min(int(rows * share), 2 * self.size, _MOST))

    def pause(self) -> None:
        """Let in whoever waits for the lock."""
        time.sleep(_SECONDS_BETWEEN)
