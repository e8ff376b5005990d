"""Short-lived texts in a SQLite file of the data folder, which all processes of a machine share."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from rueckruf import clock
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import private_file
from rueckruf.storage.write_turns import log_ahead_by

logger = logging.getLogger(__name__)

_SECONDS_TO_WAIT_FOR_LOCK = 2

# https://www.sqlite.org/rescode.html
_PRIMARY_CODE = 0xFF
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CUT_OFF = (sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS)

_TABLE = """
CREATE TABLE IF NOT EXISTS short_lived (
    kind TEXT NOT NULL, call TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, written_at REAL NOT NULL,
    PRIMARY KEY (kind, call, name)
)
"""


class SqliteTexts:
    """``ShortLivedTexts`` with a row each, overwritten with zeros when deleted; raises StoreError when it is made.

    A file that breaks or vanishes meanwhile is begun anew. It is open from the first use on: a process that is forked
    before must not have it from another one, for the locks on it would not be its own
    (https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_across_a_fork_).
    """

    def __init__(self, path: Path, kind: str, idle: timedelta) -> None:
        self._path = path
        self._kind = kind
        self._idle = idle
        self._lock = Lock()
        self._inode: int | None = None
        self._close: Callable[[], object] = lambda: None
        try:
            _open(private_file(path, "RUECKRUF_DATA_DIR")).close()
        except sqlite3.Error as error:
            raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be used: {error}") from None

    def get(self, call: str, name: str) -> str | None:
        query = "SELECT text FROM short_lived WHERE kind = ? AND call = ? AND name = ?"
        rows = self._execute(query, self._kind, call, name)
        return rows[0][0] if rows else None

    def has(self, call: str, name: str) -> bool:
        query = "SELECT 1 FROM short_lived WHERE kind = ? AND call = ? AND name = ?"
        return bool(self._execute(query, self._kind, call, name))

    def put(self, call: str, name: str, text: str) -> None:
        row = (self._kind, call, name, text, clock.now().timestamp())
        self._execute("INSERT OR REPLACE INTO short_lived VALUES (?, ?, ?, ?, ?)", *row)

    def delete(self, call: str) -> None:
        self._execute("DELETE FROM short_lived WHERE kind = ? AND call = ?", self._kind, call)
        self._empty_log()

    def keep_only(self, call: str, name: str) -> None:
        others = "DELETE FROM short_lived WHERE kind = ? AND call = ? AND name <> ?"
        self._execute(others, self._kind, call, name)
        self._empty_log()

    def expire(self, now: datetime) -> None:
        last = (now - self._idle).timestamp()
        self._execute("DELETE FROM short_lived WHERE kind = ? AND written_at < ?", self._kind, last)
        self._empty_log()

    def calls(self) -> Iterable[str]:
        rows = self._execute("SELECT DISTINCT call FROM short_lived WHERE kind = ?", self._kind)
        return [call for (call,) in rows]

    def names(self, call: str) -> Iterable[str]:
        rows = self._execute("SELECT name FROM short_lived WHERE kind = ? AND call = ?", self._kind, call)
        return [name for (name,) in rows]

    def _empty_log(self) -> None:
        """The write-ahead log holds what was deleted until it is carried over and cut off."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _execute(self, statement: str, *values: Any) -> list[Any]:
        with self._lock:  # until all is read: a statement that is still open keeps others from emptying the log
            if self._inode is None or self._inode != _inode(self._path):
                self._close()
                self._open()
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as error:
                if not _is_broken(error):
                    raise
            self._begin_anew()
            return self._connection.execute(statement, values).fetchall()

    def _begin_anew(self) -> None:
        """Unless another process has done so meanwhile."""
        self._close()
        if _inode(self._path) == self._inode:
            logger.error("conversations.db is broken and begun anew: running calls begin again")
            _remove(self._path)
        self._open()

    def _open(self) -> None:
        self._connection = _open(private_file(self._path, "RUECKRUF_DATA_DIR"))
        self._close = finalize(self, self._connection.close)  # at latest with this object, which nobody else closes
        self._inode = _inode(self._path)


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        # Broken by a power cut. The calls it was about ended with that, so nothing is lost by starting again.
        _remove(path)
        return _connect(private_file(path, "RUECKRUF_DATA_DIR"))


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether a file is no sound database any more, and not just locked or on a full disk."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY_CODE in _BROKEN or code in _CUT_OFF


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT_FOR_LOCK, isolation_level=None, check_same_thread=False)
    try:
        log_ahead_by(time.monotonic() + _SECONDS_TO_WAIT_FOR_LOCK, connection)
        # Survives the end of the process, not a power cut: no call does either, and it saves 5 ms a call.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("broken")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
