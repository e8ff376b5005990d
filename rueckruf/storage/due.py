"""The day's list from the database: only what a page of it shows is read and opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.day_list import PATIENCE, State
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.requests import COLUMNS, UNRESTRICTED, opened
from rueckruf.storage.tables import callback_requests as table

STATES: tuple[State, ...] = ("due", "overdue", "later")


@dataclass(frozen=True)
class Place:
    """A request's place in the list, and the version it had there."""

    id: UUID
    version: int


def counts(connection: Connection, recipient: str | None, now: datetime) -> dict[State, int]:
    """How many requests are due, overdue and come later, of one recipient or of all."""
    return {state: _count(connection, _criteria(state, recipient, now)) for state in STATES}


def places(
    connection: Connection, recipient: str | None, now: datetime, sizes: dict[State, int], offset: int, limit: int
) -> list[Place]:
    """Up to ``limit`` places after the first ``offset``, in the order of ``rueckruf.callbacks.day_list``.

    ``sizes`` are the ``counts`` of the same ``recipient`` and ``now``.
    """
    found: list[Place] = []
    for state in STATES:
        wanted = limit - len(found)
        if offset < sizes[state] and wanted:
            found += _places(connection, state, _criteria(state, recipient, now), offset, wanted)
        offset = max(offset - sizes[state], 0)
    return found


def next_for(connection: Connection, recipient: str | None, login: str, now: datetime) -> UUID | None:
    """The first of those to be called now that nobody else has; of those that are overdue, if none is due."""
    is_free = table.c.claimed_by.is_(None) | (table.c.claimed_by == login)
    for state in STATES[:2]:
        criteria = [*_criteria(state, recipient, now), is_free]
        for place in _places(connection, state, criteria, 0, 1):
            return place.id
    return None


def requests_at(connection: Connection, places: Sequence[Place], cipher: Cipher) -> list[CallbackRequest]:
    """The requests at ``places`` as they are now, in no order, without those that have gone."""
    ids = [str(place.id) for place in places]
    rows = connection.execute(select(*COLUMNS).where(table.c.id.in_(ids), UNRESTRICTED))
    return [opened(row, cipher) for row in rows]


def _criteria(state: State, recipient: str | None, now: datetime) -> Sequence[ColumnElement[Any]]:
    kept = (UNRESTRICTED, table.c.delete_after > now)
    return [*_of(state, now), *kept, *([table.c.recipient == recipient] if recipient else [])]


def _of(state: State, now: datetime) -> Iterator[ColumnElement[Any]]:
    """``rueckruf.callbacks.day_list.state_of``, in SQL; a test holds the two together."""
    if state == "later":
        yield table.c.due_at > now
        return
    yield table.c.due_at <= now
    agreed = table.c.next_attempt_at
    if state == "due":
        yield (table.c.callback_end > now) | (agreed > now - PATIENCE)
    else:
        yield table.c.callback_end <= now
        yield agreed.is_(None) | (agreed <= now - PATIENCE)


def _count(connection: Connection, criteria: Sequence[ColumnElement[Any]]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*criteria)).scalar_one())


def _places(
    connection: Connection, state: State, criteria: Sequence[ColumnElement[Any]], offset: int, limit: int
) -> Iterator[Place]:
    order = (table.c.callback_end if state == "due" else table.c.due_at, table.c.id)
    query = select(table.c.id, table.c.version).where(*criteria).order_by(*order).offset(offset).limit(limit)
    return (Place(UUID(row.id), row.version) for row in connection.execute(query))
