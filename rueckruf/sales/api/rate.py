"""How often a system may ask."""

from datetime import datetime, timedelta
from math import ceil
from threading import Lock

A_MINUTE = 300

_MINUTE = timedelta(minutes=1)


class RateLimit:
    """So many calls a minute for each name, counted in this process; the minute begins with the first of them."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self._a_minute = a_minute
        self._counted: dict[str, tuple[datetime, int]] = {}
        self._lock = Lock()

    def seconds_to_wait(self, name: str, now: datetime) -> int:
        """Count a call at the aware time ``now``; or, if it is one too many, after how many seconds to come again."""
        with self._lock:
            begun, count = self._counted.get(name, (now, 0))
            if now - begun >= _MINUTE:
                begun, count = now, 0
            if count >= self._a_minute:
                return ceil((begun + _MINUTE - now).total_seconds())
            self._counted[name] = (begun, count + 1)
            return 0
