"""Texts that live as long as a call: SQLite in the data folder, or Redis when REDIS_URL is set.

Kept small and synchronous on purpose: every turn reads and writes a few of them, each in well under a
millisecond. A text belongs to a call and has a name within it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

from rueckruf import clock
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import private_file
from rueckruf.storage.redis_client import PREFIX, connect_redis

if TYPE_CHECKING:
    from redis import Redis

TextKind = Literal["conversation", "turn"]
KINDS: tuple[TextKind, ...] = get_args(TextKind)

_SECONDS_TO_WAIT_FOR_LOCK = 2


class ShortLivedTexts(Protocol):
    """Texts of one kind by call and name. What has not been written for the idle time goes."""

    def get(self, call: str, name: str) -> str | None:
        """The text, or None."""

    def has(self, call: str, name: str) -> bool:
        """Whether there is such a text; cheaper than reading it."""

    def put(self, call: str, name: str, text: str) -> None:
        """Write or overwrite it."""

    def delete(self, call: str) -> None:
        """Delete all texts of a call; on disk they are overwritten."""

    def keep_only(self, call: str, name: str) -> None:
        """Delete all texts of a call but one."""

    def expire(self, now: datetime) -> None:
        """Delete what is idle at the aware time ``now``."""

    def calls(self) -> Iterable[str]:
        """The calls that have a text."""

    def texts(self, call: str) -> Iterable[str]:
        """All texts of a call."""


def open_short_lived(settings: Settings, kind: TextKind) -> ShortLivedTexts:
    """The store for texts of a kind; raises StoreError if it is out of reach.

    Texts are sealed with the keys of ``settings``; Redis and the file never see them in plain.
    """
    cipher = open_cipher(settings)  # first: without keys nothing is opened
    return _SealedTexts(_texts(settings, kind), cipher)


def sealed_texts(settings: Settings) -> Iterator[str]:
    """All texts of all calls as they are stored; raises StoreError if a store is out of reach."""
    for kind in KINDS:
        texts = _texts(settings, kind)
        for call in texts.calls():
            yield from texts.texts(call)


def _texts(settings: Settings, kind: TextKind) -> ShortLivedTexts:
    idle = timedelta(minutes=settings.company.conversation.idle_minutes)
    if settings.redis_url:
        return _RedisTexts(connect_redis(settings.redis_url), kind, idle)
    return _SqliteTexts(settings.conversations_file, kind, idle)


class _SealedTexts:
    """Seals what goes into other texts and opens what comes out of them."""

    def __init__(self, texts: ShortLivedTexts, cipher: Cipher) -> None:
        self._texts = texts
        self._cipher = cipher
        self.has, self.delete, self.keep_only = texts.has, texts.delete, texts.keep_only
        self.expire, self.calls = texts.expire, texts.calls

    def get(self, call: str, name: str) -> str | None:
        token = self._texts.get(call, name)
        return None if token is None else self._cipher.open(token)

    def put(self, call: str, name: str, text: str) -> None:
        self._texts.put(call, name, self._cipher.seal(text))

    def texts(self, call: str) -> Iterable[str]:
        return [self._cipher.open(token) for token in self._texts.texts(call)]


class _RedisTexts:
    """One hash a call, which Redis itself deletes when it is idle."""

    def __init__(self, client: "Redis[str]", kind: TextKind, idle: timedelta) -> None:
        self._client = client
        self._prefix = f"{PREFIX}{kind}:"
        self._idle_seconds = int(idle.total_seconds())

    def get(self, call: str, name: str) -> str | None:
        return self._client.hget(self._prefix + call, name)

    def has(self, call: str, name: str) -> bool:
        return bool(self._client.hexists(self._prefix + call, name))

    def put(self, call: str, name: str, text: str) -> None:
        with self._client.pipeline() as pipeline:
            pipeline.hset(self._prefix + call, name, text)
            pipeline.expire(self._prefix + call, self._idle_seconds)
            pipeline.execute()

    def delete(self, call: str) -> None:
        self._client.delete(self._prefix + call)

    def keep_only(self, call: str, name: str) -> None:
        others = [other for other in self._client.hkeys(self._prefix + call) if other != name]
        if others:
            self._client.hdel(self._prefix + call, *others)

    def expire(self, now: datetime) -> None:
        """Nothing to do: Redis keeps the time."""

    def calls(self) -> Iterable[str]:
        return [key.removeprefix(self._prefix) for key in self._client.scan_iter(f"{self._prefix}*")]

    def texts(self, call: str) -> Iterable[str]:
        return self._client.hvals(self._prefix + call)


_TABLE = """
CREATE TABLE IF NOT EXISTS short_lived (
    kind TEXT NOT NULL, call TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, written_at REAL NOT NULL,
    PRIMARY KEY (kind, call, name)
)
"""


class _SqliteTexts:
    """One row a text, overwritten with zeros when deleted."""

    def __init__(self, path: Path, kind: TextKind, idle: timedelta) -> None:
        self._kind = kind
        self._idle = idle
        self._lock = Lock()
        try:
            self._connection = _open(private_file(path, "RUECKRUF_DATA_DIR"))
        except sqlite3.Error as error:
            raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be used: {error}") from None

    def get(self, call: str, name: str) -> str | None:
        query = "SELECT text FROM short_lived WHERE kind = ? AND call = ? AND name = ?"
        row = self._execute(query, self._kind, call, name).fetchone()
        return row[0] if row else None

    def has(self, call: str, name: str) -> bool:
        query = "SELECT 1 FROM short_lived WHERE kind = ? AND call = ? AND name = ?"
        return self._execute(query, self._kind, call, name).fetchone() is not None

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

    def texts(self, call: str) -> Iterable[str]:
        rows = self._execute("SELECT text FROM short_lived WHERE kind = ? AND call = ?", self._kind, call)
        return [text for (text,) in rows]

    def _empty_log(self) -> None:
        """The write-ahead log holds what was deleted until it is carried over and cut off."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        with self._lock:
            return self._connection.execute(statement, values)


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        # Broken by a power cut. The calls it was about ended with that, so nothing is lost by starting again.
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _connect(private_file(path, "RUECKRUF_DATA_DIR"))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT_FOR_LOCK, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
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
