"""Child processes by fork: what this process has imported they need not import again, which would take seconds."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

from rueckruf.parent_process import end_with

FORK = multiprocessing.get_context("fork")


class Child:
    """A process that does ``work(connection, *args)``; ``connection`` is the other end of that one.

    It ends at latest with this process. Only SIGTERM ends it before its work does: Ctrl-C is for this process.
    """

    def __init__(self, work: Callable[..., object], *args: Any) -> None:
        self.name = work.__name__
        self.connection, theirs = FORK.Pipe()
        self._process = FORK.Process(target=_begin, args=(os.getpid(), work, theirs, args))
        self._process.start()
        theirs.close()

    @property
    def sentinel(self) -> int:
        """Becomes ready, for ``multiprocessing.connection.wait``, when the process has ended."""
        return self._process.sentinel

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """How it has ended, a signal by its negative number; None while it runs."""
        return self._process.exitcode

    def end(self) -> None:
        """Ask it to end; returns at once."""
        self._process.terminate()

    def kill_after(self, seconds: float) -> None:
        """Wait until it has ended, which after so many seconds it must."""
        self._process.join(seconds)
        self._process.kill()
        self._process.join()
        self.connection.close()


def end_all(children: Sequence[Child], seconds: float) -> None:
    """Ask all of them to end, and wait until they have, which together they must within so many seconds."""
    for child in children:
        child.end()
    deadline = time.monotonic() + seconds
    for child in children:
        child.kill_after(max(0, deadline - time.monotonic()))


def _begin(parent: int, work: Callable[..., object], connection: Connection, args: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    work(connection, *args)
