"""Who writes next to a SQLite file: the threads of a process in the order in which they ask.

SQLite has one lock for all who write, and keeps no queue for it: whoever waits looks again after pauses that grow to
100 ms, and where many write without a pause, one may never find it free. Here the threads of a process queue, so that
of each process only the first looks, and often.
"""

import os
import sqlite3
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import TIMEOUT_MAX, Lock

_SECONDS_TO_NEXT_LOOK = 0.002

_PRIMARY_CODE = 0xFF  # https://www.sqlite.org/rescode.html


class Turns:
    """A lock that goes to the one who waits longest."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self, deadline: float) -> Iterator[None]:
        """Wait for one's turn, and have it until the end of the block; at ``deadline`` (monotonic) go on without."""
        has_it = self._take(deadline)
        try:
            yield
        finally:
            if has_it:
                self._pass_on()

    def _take(self, deadline: float) -> bool:
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=min(max(deadline - time.monotonic(), 0), TIMEOUT_MAX)):
            return True
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        return True  # it came at the last moment

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


_turns: dict[Path, Turns] = {}
os.register_at_fork(after_in_child=_turns.clear)  # those who had or awaited one are not there


def turns_of(path: Path) -> Turns:
    """Those of a file, which all connections of this process share."""
    return _turns.setdefault(path.resolve(), Turns())


def begin_by(deadline: float, connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes, once no other process does; raises sqlite3.Error at ``deadline`` (monotonic)."""
    _execute_by(deadline, connection, "BEGIN IMMEDIATE")


def log_ahead_by(deadline: float, connection: sqlite3.Connection) -> None:
    """Have the file written ahead in a log; raises sqlite3.Error at ``deadline`` (monotonic).

    SQLite itself waits for none who writes to a file that has no such log yet, as those do who open a new one together.
    """
    _execute_by(deadline, connection, "PRAGMA journal_mode = WAL")


def _execute_by(deadline: float, connection: sqlite3.Connection, statement: str) -> None:
    ((milliseconds,),) = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _is_done(connection, statement, is_last=time.monotonic() >= deadline):
            time.sleep(_SECONDS_TO_NEXT_LOOK)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


def _is_done(connection: sqlite3.Connection, statement: str, *, is_last: bool) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if is_last or error.sqlite_errorcode & _PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
