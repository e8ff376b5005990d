"""The log of deletions and accesses: appended to only, and every later change shows.

Each entry's digest covers the digest before it and all fields of the entry; its number is its place in that chain.
Whoever may write to the database could compute all digests again from some entry on, or cut off the end: that shows
only against a digest which was noted elsewhere.
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

from rueckruf.storage.tables import audit_log as table

_OfRequests = Literal["delete", "export", "read", "disclose", "restrict", "release", "rotate", "exports_removed"]
_OfPeople = Literal["login", "login_failed", "login_locked", "logout", "user_added", "user_disabled", "user_reset"]
Action = Literal[_OfRequests, _OfPeople]
Problem = Literal["changed", "missing", "out of order", "head not found"]

IDS_AN_ENTRY = 1000
_ENTRIES_AT_ONCE = 100
_BEFORE_THE_FIRST = "0" * 64
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
    """What was found: ``count`` entries up to the digest ``head`` are in order, the one after has the ``problem``."""

    count: int
    head: str
    problem: Problem | None = None


def append(
    connection: Connection,
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
    the end of this one: let it be short, and append last. One that reads first must be IMMEDIATE on SQLite.
    """
    _wait_for_others(connection)
    number, digest = _last(connection)
    rows = []
    for ids in _portions(str(request_id) for request_id in request_ids):
        fields: dict[str, Any] = {"at": at, "actor": actor, "action": action, "reason": reason}
        fields["request_ids"] = " ".join(ids)
        number, digest = number + 1, _digest(digest, **fields)
        rows.append({**fields, "number": number, "digest": digest})
    connection.execute(insert(table), rows)


def entries(
    connection: Connection, *, about: UUID | None = None, action: Action | None = None, last: int | None = None
) -> Iterator[Entry]:
    """The entries one by one, oldest first: all, those ``about`` a request or of an action, the ``last`` so many."""
    query = select(table)
    if about is not None:
        query = query.where(table.c.request_ids.contains(str(about)))
    if action is not None:
        query = query.where(table.c.action == action)
    if last is not None:
        newest = query.order_by(table.c.number.desc()).limit(last).subquery()
        query = select(newest)
    for row in _streamed(connection, query.order_by(query.selected_columns.number)):
        yield Entry(**{**row._mapping, "request_ids": tuple(row.request_ids.split())})


def last_number(connection: Connection, actions: Iterable[Action]) -> int:
    """The number of the newest entry of these actions, 0 if there is none."""
    newest = select(func.max(table.c.number)).where(table.c.action.in_(tuple(actions)))
    return connection.execute(newest).scalar_one() or 0


def verify(connection: Connection, head: str | None = None) -> Verdict:
    """Follow the chain to its first fault; ``head`` is a digest noted earlier, which must be in it."""
    count, digest, passed = 0, _BEFORE_THE_FIRST, head is None
    for row in _streamed(connection, select(table).order_by(table.c.number)):
        if row.number != count + 1:
            return Verdict(count, digest, "missing")
        if row.digest != _digest_of(row, digest):
            return Verdict(count, digest, "out of order" if _follows_another(connection, row) else "changed")
        count, digest = row.number, row.digest
        passed = passed or digest == head
    return Verdict(count, digest, None if passed else "head not found")


def _wait_for_others(connection: Connection) -> None:
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


def _digest_of(row: Row, previous: str) -> str:
    return _digest(previous, row.at, row.actor, row.action, row.reason, row.request_ids)


def _digest(previous: str, at: datetime, actor: str, action: str, reason: str, request_ids: str) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = json.dumps([previous, moment, actor, action, reason, request_ids])
    return hashlib.sha256(fields.encode()).hexdigest()


def _follows_another(connection: Connection, row: Row) -> bool:
    """Whether an entry is itself unchanged, but no longer stands behind the one it was appended to."""
    stored = (other.digest for other in _streamed(connection, select(table.c.digest)))
    return any(_digest_of(row, digest) == row.digest for digest in (_BEFORE_THE_FIRST, *stored))


def _streamed(connection: Connection, query: Select) -> Iterator[Row]:
    yield from connection.execute(query.execution_options(stream_results=True, max_row_buffer=_ENTRIES_AT_ONCE))
