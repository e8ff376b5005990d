"""Work that must not hold up the end of the program, nor last for ever."""

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event as Flag
from threading import Thread
from typing import TypeVar

_SECONDS_TO_NOTICE = 0.5

T = TypeVar("T")


class StoppedError(Exception):
    """The program ends; whether the work was done is unknown."""


def within(seconds: float, stopping: Flag, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises; TimeoutError and StoppedError leave it to itself.

    Time-outs of sockets count again with every byte and every command, hence a thread that nobody waits for.
    """
    future: Future[T] = Future()
    Thread(target=_run, args=(future, work), name="handover", daemon=True).start()
    end = time.monotonic() + seconds
    while not wait([future], _SECONDS_TO_NOTICE).done:
        if stopping.is_set():
            raise StoppedError
        if time.monotonic() > end:
            raise TimeoutError
    return future.result()


def _run(future: "Future[T]", work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)
