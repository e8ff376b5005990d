"""The log of deletions and accesses: appended to only, and every later change shows.

Each entry's digest covers the digest before it and all fields of the entry; its number is its place in that chain.
Digests are made with the key of the database (``database_key.py``), so whoever has no keys of the program can't compute
any of them again. They could cut off the end, or put back an older state of all: that shows only against what was
noted elsewhere, a digest or the copy (``log_copy.py``).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import false, func, insert, select, text
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql import Select

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database_key import DatabaseKey, database_key, find_database_key
from rueckruf.storage.tables import audit_log as table

_OfRequests = Literal["delete", "export", "read", "disclose", "rectify", "restrict", "release", "rotate"]
_OfCases = Literal["case", "case_deleted"]
_OfFiles = Literal["exports_removed", "backup", "restore", "log_exported"]
_OfPeople = Literal[
    "login", "login_failed", "login_locked", "logout", "user_added", "user_changed", "user_disabled", "user_reset"
]
_OfSystems = Literal["token_added", "token_revoked", "calendar_added", "calendar_revoked"]
_OfOneself = Literal[
    "password_set",
    "password_changed",
    "second_factor_set",
    "second_factor_removed",
    "recovery_code_used",
    "passkey_added",
    "passkey_removed",
    "passkey_copied",
    "sessions_ended",
]
Action = Literal[_OfRequests, _OfCases, _OfFiles, _OfPeople, _OfOneself, _OfSystems]
Problem = Literal["changed", "missing", "out of order", "head not found", "key lost", "copy differs", "cut off"]

IDS_AN_ENTRY = 1000
_ENTRIES_AT_ONCE = 100
_BEFORE_THE_FIRST = "0" * 64
_PURPOSE = "audit log"
# Any number, as long as all servers of this program take the same one.
_POSTGRESQL_LOCK = 7282553784


@dataclass(frozen=True)
class Entry:
    """Who did what to which requests, when and why. Names nobody who called."""

    number: int
    at: datetime
    actor: str
    action: str
    reason: str
    request_ids: tuple[str, ...]
    digest: str


@dataclass(frozen=True)
class Verdict:
    """What was found: ``count`` entries up to the digest ``head`` are in order, the one after has the ``problem``.

    So many of them were ``compared`` with the copy elsewhere.
    """

    count: int
    head: str
    problem: Problem | None = None
    compared: int = 0


def append(
    connection: Connection,
    cipher: Cipher,
    *,
    at: datetime,
    actor: str,
    action: Action,
    reason: str = "",
    request_ids: Iterable[UUID | str] = (),
) -> None:
    """Log something in the transaction of the caller, so that both are committed or neither is.

    ``at`` is aware, ``actor`` a login or a part of the program (at most 64 characters); no field may hold personal
    data of a caller. More than IDS_AN_ENTRY requests become several entries. Other transactions that append wait for
    the end of this one: let it be short, and append last. One that reads first must be of ``writing``. Raises
    StoreError if the key of the log was taken away.
    """
    wait_for_others(connection)
    key = database_key(connection, cipher)
    number, digest = _last(connection)
    rows = []
    for ids in _portions(str(request_id) for request_id in request_ids):
        fields: dict[str, Any] = {"at": at, "actor": actor, "action": action, "reason": reason}
        fields["request_ids"] = " ".join(ids)
        number, digest = number + 1, key.digest(_PURPOSE, _written(digest, **fields))
        rows.append({**fields, "number": number, "digest": digest})
    connection.execute(insert(table), rows)


def entries(
    connection: Connection,
    *,
    about: UUID | None = None,
    action: Action | None = None,
    last: int | None = None,
    after: int = 0,
) -> Iterator[Entry]:
    """The entries one by one, oldest first: those ``after`` a number, ``about`` a request or of an action.

    With ``last`` only the latest so many.
    """
    query = select(table).where(table.c.number > after)
    if about is not None:
        query = query.where(table.c.request_ids.contains(str(about)))
    if action is not None:
        query = query.where(table.c.action == action)
    if last is not None:
        newest = query.order_by(table.c.number.desc()).limit(last).subquery()
        query = select(newest)
    yield from streamed_entries(connection, query.order_by(query.selected_columns.number))


def streamed_entries(connection: Connection, query: Select) -> Iterator[Entry]:
    """The entries of a query for all columns, one by one."""
    for row in _streamed(connection, query):
        yield Entry(**{**row._mapping, "request_ids": tuple(row.request_ids.split())})


def last_number(connection: Connection, actions: Iterable[Action]) -> int:
    """The number of the newest entry of these actions, 0 if there is none."""
    newest = select(func.max(table.c.number)).where(table.c.action.in_(tuple(actions)))
    return connection.execute(newest).scalar_one() or 0


def verify(
    connection: Connection, cipher: Cipher, head: str | None = None, copied: Iterable[tuple[int, str]] = ()
) -> Verdict:
    """Follow the chain to its first fault.

    ``head`` is a digest noted earlier, which must be in it, and ``copied`` are the numbers and digests of entries as
    the copy elsewhere has them, oldest first.
    """
    key = find_database_key(connection, cipher)
    noted = _Noted(copied)
    count, digest, passed = 0, _BEFORE_THE_FIRST, head is None
    for row in _streamed(connection, select(table).order_by(table.c.number)):
        if problem := _problem(connection, row, count, digest, key) or noted.problem(row.number, row.digest):
            return Verdict(count, digest, problem, noted.compared)
        count, digest = row.number, row.digest
        passed = passed or digest == head
    if noted.has_more:
        return Verdict(count, digest, "cut off", noted.compared)
    return Verdict(count, digest, None if passed else "head not found", noted.compared)


class _Noted:
    """What the copy has, followed along with the log."""

    def __init__(self, copied: Iterable[tuple[int, str]]) -> None:
        self._copied = iter(copied)
        self._next = next(self._copied, None)
        self.compared = 0

    @property
    def has_more(self) -> bool:
        return self._next is not None

    def problem(self, number: int, digest: str) -> Problem | None:
        """What is wrong with an entry by the copy, which may lack it."""
        while self._next is not None and self._next[0] <= number:
            if self._next != (number, digest):
                return "copy differs"
            self.compared += 1
            self._next = next(self._copied, None)
        return None


def _problem(connection: Connection, row: Row, count: int, digest: str, key: DatabaseKey | None) -> Problem | None:
    if row.number != count + 1:
        return "missing"
    if key is None:
        return "key lost"
    if row.digest != _digest_of(row, digest, key):
        return "out of order" if _follows_another(connection, row, key) else "changed"
    return "changed" if row.number == key.plain_entries and row.digest != key.plain_head else None


def wait_for_others(connection: Connection) -> None:
    """Until the end of the transaction no other appends, nor notes a change (``changes.py``)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})
    else:  # inserting nothing takes SQLite's write lock, before the last entry is read
        connection.execute(insert(table).from_select(table.columns.keys(), select(table).where(false())))


def _last(connection: Connection) -> tuple[int, str]:
    query = select(table.c.number, table.c.digest).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.number, row.digest) if row else (0, _BEFORE_THE_FIRST)


def _portions(ids: Iterator[str]) -> Iterator[list[str]]:
    """At least one, however few ids there are."""
    yield list(islice(ids, IDS_AN_ENTRY))
    while portion := list(islice(ids, IDS_AN_ENTRY)):
        yield portion


def _digest_of(row: Row, previous: str, key: DatabaseKey) -> str:
    written = _written(previous, row.at, row.actor, row.action, row.reason, row.request_ids)
    if row.number <= key.plain_entries:
        return hashlib.sha256(written.encode()).hexdigest()
    return key.digest(_PURPOSE, written)


def _written(previous: str, at: datetime, actor: str, action: str, reason: str, request_ids: str) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps([previous, moment, actor, action, reason, request_ids])


def _follows_another(connection: Connection, row: Row, key: DatabaseKey) -> bool:
    """Whether an entry is itself unchanged, but no longer stands behind the one it was appended to."""
    stored = (other.digest for other in _streamed(connection, select(table.c.digest)))
    return any(_digest_of(row, digest, key) == row.digest for digest in (_BEFORE_THE_FIRST, *stored))


def _streamed(connection: Connection, query: Select) -> Iterator[Row]:
    yield from connection.execute(query.execution_options(stream_results=True, max_row_buffer=_ENTRIES_AT_ONCE))
