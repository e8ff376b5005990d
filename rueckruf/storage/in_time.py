"""Work on the database that a caller waits for: as long as they may be kept waiting, and no longer."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")

# As many as calls may want to store at once while the database hangs.
_threads = ThreadPoolExecutor(64, thread_name_prefix="database")
_SECONDS_TO_NEXT_TRY = 0.1


def in_time(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What ``work`` returns or raises; raises TimeoutError after so many seconds. It may come to its end later."""
    working = _threads.submit(work)
    try:
        return working.result(seconds)
    finally:
        working.cancel()  # what has not even begun has nobody waiting for it any more


def again_in_time(seconds: float, work: Callable[[], _Result], final: tuple[type[Exception], ...]) -> _Result:
    """The same, but what fails is tried again within this time, unless the error is ``final``."""
    give_up_at = time.monotonic() + seconds
    while True:
        try:
            return in_time(max(give_up_at - time.monotonic(), 0), work)
        except final:
            raise
        except Exception:
            if time.monotonic() + _SECONDS_TO_NEXT_TRY >= give_up_at:
                raise
            time.sleep(_SECONDS_TO_NEXT_TRY)
