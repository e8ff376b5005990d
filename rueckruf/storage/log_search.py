"""What an officer looks for in the log of deletions and accesses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.storage.audit_log import Entry, streamed_entries
from rueckruf.storage.tables import audit_log as table


@dataclass(frozen=True)
class LogSelection:
    """Which entries: of an action, by an actor, about a request, from one aware time up to the other; None is any."""

    action: str | None = None
    actor: str | None = None
    request_id: UUID | None = None
    start: datetime | None = None
    end: datetime | None = None


def newest_entries(connection: Connection, selection: LogSelection, limit: int, offset: int = 0) -> Sequence[Entry]:
    """Up to ``limit`` entries after the first ``offset``, newest first."""
    chosen = select(table).where(*_criteria(selection)).order_by(table.c.number.desc()).limit(limit).offset(offset)
    return list(streamed_entries(connection, chosen))


def all_entries(connection: Connection, selection: LogSelection) -> Iterator[Entry]:
    """All of them one by one, oldest first."""
    return streamed_entries(connection, select(table).where(*_criteria(selection)).order_by(table.c.number))


def _criteria(selection: LogSelection) -> Iterator[ColumnElement[Any]]:
    if selection.action is not None:
        yield table.c.action == selection.action
    if selection.actor is not None:
        yield table.c.actor == selection.actor
    if selection.request_id is not None:
        yield table.c.request_ids.contains(str(selection.request_id))
    if selection.start is not None:
        yield table.c.at >= selection.start
    if selection.end is not None:
        yield table.c.at < selection.end
