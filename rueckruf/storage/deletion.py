"""Deletes requests with all that belongs to them: history and search words go with the request.

What the outbox still has to tell of it names but its id.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import Select

from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.engine import sqlite_path, without_limits, writing
from rueckruf.storage.outbox import announce
from rueckruf.storage.requests import VISIBLE
from rueckruf.storage.sqlite_file import empty_log, wipe_gaps
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import outbox, request_events, search_words

Reason = Literal["purpose", "term", "incomplete", "request", "withdrawn"]
"""Why: its purpose is met, the longest term is over, the call broke off, the caller asked for it now or in the call."""

_OF_STATUS: Mapping[str, Reason] = {"done": "purpose", "incomplete": "incomplete"}
_TIMES, _SECONDS_TO_NEXT_TIME = 20, 0.5
_WITH_DELETED_ROWS = (table, request_events, search_words, outbox)


def count_due(connection: Connection, now: datetime) -> dict[Reason, int]:
    """How many requests are to be deleted at the aware time ``now``, and why."""
    counts: dict[Reason, int] = defaultdict(int)
    of_status = _due(now).with_only_columns(table.c.status, func.count()).group_by(table.c.status)
    for status, count in connection.execute(of_status):
        counts[reason_of(status)] += count
    return dict(counts)


def delete_due(connection: Connection, database: Database, now: datetime, actor: str, limit: int) -> dict[Reason, int]:
    """Delete at most ``limit`` of them, in a transaction of the caller that is ``writing``; how many, and why.

    What another transaction is changing right now is left for later.
    """
    ids: dict[Reason, list[str]] = defaultdict(list)
    oldest = _due(now).order_by(table.c.delete_after).limit(limit).with_for_update(skip_locked=True)
    for row in connection.execute(oldest):
        ids[reason_of(row.status)].append(row.id)
    delete_requests(connection, database, ids, now, actor)
    return {reason: len(those) for reason, those in ids.items()}


def delete_requests(
    connection: Connection, database: Database, ids: Mapping[Reason, Sequence[str]], now: datetime, actor: str
) -> None:
    """Delete requests by their ids, log it and tell the outlets, in a transaction of the caller."""
    for those in ids.values():
        connection.execute(delete(table).where(table.c.id.in_(those)))
        announce(connection, database, "deleted", those, now)
    for reason, those in ids.items():
        append(connection, at=now, actor=actor, action="delete", reason=reason, request_ids=those)


def withdraw(database: Database, call_sid: str, now: datetime) -> bool:
    """Delete the request of a call whose caller takes it back at the aware time ``now``; whether there was one.

    Committed when it returns. A restricted one stays (Art. 18 GDPR). Raises SQLAlchemyError.
    """
    of_call = select(table.c.id).where(table.c.call_sid == call_sid, VISIBLE)
    with writing(database.engine) as connection:
        ids = connection.execute(of_call.with_for_update()).scalars().all()
        if ids:
            delete_requests(connection, database, {"withdrawn": ids}, now, "call")
    return bool(ids)


def reason_of(status: str) -> Reason:
    """Why a request of that status is deleted when it is due."""
    return _OF_STATUS.get(status, "term")


def scrub(settings: Settings, engine: Engine, stopping: Event) -> bool:
    """Take away what the stores keep of what was deleted in them; False if that was not possible yet.

    Somebody may still read what is older, or ``stopping`` was set.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            without_limits(connection)
            for each in _WITH_DELETED_ROWS:
                connection.exec_driver_sql(f"VACUUM {each.name}")
    files = [settings.conversations_file] if settings.conversations_file.exists() else []
    files += [sqlite_path(engine)] if engine.dialect.name == "sqlite" else []
    scrubbed = [_scrub_file(file, stopping) for file in files]
    return all(scrubbed)


def _scrub_file(file: Path, stopping: Event) -> bool:
    wipe_gaps(file, stopping)
    for _ in range(_TIMES):
        if empty_log(file):
            return not stopping.is_set()
        if stopping.wait(_SECONDS_TO_NEXT_TIME):
            break
    return False


def _due(now: datetime) -> Select:
    return select(table.c.id, table.c.status).where(table.c.delete_after <= now, VISIBLE)
