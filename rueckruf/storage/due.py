"""The day's list from the database: only what a page of it shows is read and opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.day_list import PATIENCE, State
from rueckruf.callbacks.reminder import UNTOUCHED
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.requests import BY_OPEN_ONES, COLUMNS, UNRESTRICTED, opened, window_in_row
from rueckruf.storage.tables import callback_requests as table

_EPOCH = datetime.fromtimestamp(0, UTC)

STATES: tuple[State, ...] = ("due", "overdue", "later")


@dataclass(frozen=True)
class Scope:
    """Which requests are listed: those of a recipient, and of those the ones that ``holder`` has claimed.

    None is for all of them, an empty ``holder`` for what nobody has claimed.
    """

    recipient: str | None = None
    holder: str | None = None


@dataclass(frozen=True)
class Share:
    """How many open requests of a recipient ``holder`` has claimed; empty for nobody."""

    recipient: str
    holder: str
    count: int


@dataclass(frozen=True)
class Place:
    """A request's place in the list, and the version it had there."""

    id: UUID
    version: int


def move_on(database: Database, now: datetime) -> None:
    """Where the window that counted has ended by ``now``, another one does: to be called before the list is read."""
    passed = select(*COLUMNS).where(table.c.moves_on_at <= now, UNRESTRICTED)
    with database.engine.connect() as connection:
        rows = connection.execute(passed).all()
    if not rows:
        return
    with writing(database.engine) as connection:
        for row in rows:
            unchanged = (table.c.id == row.id, table.c.version == row.version)
            window = window_in_row(opened(row, database.cipher), now)
            connection.execute(update(table).where(*unchanged).values(window))


def ending(database: Database, now: datetime, until: datetime) -> Iterator[CallbackRequest]:
    """UNTOUCHED requests whose window, of several the one that counts at the aware time ``now``, ends by ``until``."""
    move_on(database, now)
    is_open = (
        table.c.due_at > _EPOCH
    )  # a range of the index that has ``due_until`` too: SQLite takes no IS NOT NULL for one
    ends = (is_open, table.c.due_until > now, table.c.due_until <= until)
    with database.engine.connect() as connection:
        rows = connection.execute(select(*COLUMNS).where(*ends, table.c.status.in_(UNTOUCHED), UNRESTRICTED)).all()
    return (opened(row, database.cipher) for row in rows)


def counts(connection: Connection, scope: Scope, now: datetime) -> dict[State, int]:
    """How many requests are due, overdue and come later."""
    return {state: _count(connection, _criteria(state, scope, now)) for state in STATES}


def shares(connection: Connection, recipient: str | None, now: datetime) -> list[Share]:
    """Who works on how much, for one recipient or for each."""
    holder = func.coalesce(table.c.claimed_by, "").label("holder")
    open_ones = (table.c.due_at.is_not(None), *_in(Scope(recipient), now))
    grouped = select(table.c.recipient, holder, func.count().label("count")).where(*open_ones)
    grouped = grouped.group_by(table.c.recipient, holder).order_by(table.c.recipient, holder)
    rows = connection.execute(grouped.with_hint(table, BY_OPEN_ONES, "sqlite"))
    return [Share(**row._mapping) for row in rows]


def places(
    connection: Connection, scope: Scope, now: datetime, sizes: dict[State, int], offset: int, limit: int
) -> list[Place]:
    """Up to ``limit`` places after the first ``offset``, in the order of ``rueckruf.callbacks.day_list``.

    ``sizes`` are the ``counts`` of the same ``scope`` and ``now``.
    """
    found: list[Place] = []
    for state in STATES:
        wanted = limit - len(found)
        if offset < sizes[state] and wanted:
            found += _places(connection, state, _criteria(state, scope, now), offset, wanted)
        offset = max(offset - sizes[state], 0)
    return found


def next_for(connection: Connection, scope: Scope, login: str, now: datetime) -> UUID | None:
    """The first of those to be called now that nobody else has; of those that are overdue, if none is due."""
    is_free = table.c.claimed_by.is_(None) | (table.c.claimed_by == login)
    for state in STATES[:2]:
        criteria = [*_criteria(state, scope, now), is_free]
        for place in _places(connection, state, criteria, 0, 1):
            return place.id
    return None


def requests_at(connection: Connection, places: Sequence[Place], cipher: Cipher) -> list[CallbackRequest]:
    """The requests at ``places`` as they are now, in no order, without those that have gone."""
    ids = [str(place.id) for place in places]
    rows = connection.execute(select(*COLUMNS).where(table.c.id.in_(ids), UNRESTRICTED))
    return [opened(row, cipher) for row in rows]


def _criteria(state: State, scope: Scope, now: datetime) -> Sequence[ColumnElement[Any]]:
    return [*_of(state, now), *_in(scope, now)]


def _in(scope: Scope, now: datetime) -> Iterator[ColumnElement[Any]]:
    yield UNRESTRICTED
    yield table.c.delete_after > now
    if scope.recipient is not None:
        yield table.c.recipient == scope.recipient
    if scope.holder is not None:
        yield table.c.claimed_by == scope.holder if scope.holder else table.c.claimed_by.is_(None)


def _of(state: State, now: datetime) -> Iterator[ColumnElement[Any]]:
    """``rueckruf.callbacks.day_list.state_of``, in SQL; a test holds the two together."""
    if state == "later":
        yield table.c.due_at > now
        return
    yield table.c.due_at <= now
    agreed = table.c.next_attempt_at
    if state == "due":
        yield (table.c.due_until > now) | (agreed > now - PATIENCE)
    else:
        yield table.c.due_until <= now
        yield agreed.is_(None) | (agreed <= now - PATIENCE)


def _count(connection: Connection, criteria: Sequence[ColumnElement[Any]]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*criteria)).scalar_one())


def _places(
    connection: Connection, state: State, criteria: Sequence[ColumnElement[Any]], offset: int, limit: int
) -> Iterator[Place]:
    order = (table.c.due_until if state == "due" else table.c.due_at, table.c.id)
    query = select(table.c.id, table.c.version).where(*criteria).order_by(*order).offset(offset).limit(limit)
    return (Place(UUID(row.id), row.version) for row in connection.execute(query))
