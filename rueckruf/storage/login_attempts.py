"""Attempts to sign in, counted in the database so that the limits hold over all processes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import login_attempts as table

SPAN = timedelta(minutes=15)
"""So long an attempt counts."""


def is_blocked(connection: Connection, limits: Mapping[str, int], now: datetime) -> bool:
    """Whether any of the sources (fingerprints) has had as many attempts within SPAN as it may have."""
    recent = select(table.c.source, func.count()).where(table.c.source.in_(limits), table.c.at > now - SPAN)
    counted = connection.execute(recent.group_by(table.c.source)).all()
    return any(number >= limits[source] for source, number in counted)


def add_attempts(connection: Connection, sources: Sequence[str], now: datetime) -> list[int]:
    """Count an attempt of each source; returns the ids of the new ones."""
    rows = [insert(table).values(source=source, at=now) for source in sources]
    return [int(connection.execute(row).inserted_primary_key[0]) for row in rows]


def forget_attempts(connection: Connection, now: datetime) -> None:
    """Delete those that no longer count."""
    connection.execute(delete(table).where(table.c.at <= now - SPAN))


def forgive(connection: Connection, attempts: Sequence[int], source: str | None) -> None:
    """Take back ``attempts``, which succeeded, and all others of ``source``."""
    connection.execute(delete(table).where(table.c.id.in_(attempts) | (table.c.source == source)))
