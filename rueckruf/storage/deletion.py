"""Deletes requests with all that belongs to them: history and search words go with the request.

What the outbox has yet to report of it names nothing but its id.
"""

import logging
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select

from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append, last_number
from rueckruf.storage.database import Database
from rueckruf.storage.engine import sqlite_path
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import announce
from rueckruf.storage.requests import UNRESTRICTED
from rueckruf.storage.sqlite_file import empty_log, note_wiped, wipe_gaps, wiped_until
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import (
    ended_calls,
    outbox,
    privacy_cases,
    request_changes,
    request_events,
    search_words,
    tombstones,
)
from rueckruf.storage.tombstones import bury

logger = logging.getLogger(__name__)

Reason = Literal["purpose", "term", "incomplete", "request", "withdrawn"]
"""Why: its purpose is met, the longest term is over, the call broke off, the caller asked for it now or in the call."""

_OF_STATUS: Mapping[str, Reason] = {"done": "purpose", "incomplete": "incomplete"}
_TIMES, _SECONDS_TO_NEXT_TIME = 20, 0.5
_WITH_DELETED_ROWS = (
    table,
    request_events,
    search_words,
    outbox,
    request_changes,
    ended_calls,
    tombstones,
    privacy_cases,
)


def count_due(connection: Connection, now: datetime) -> dict[Reason, int]:
    """How many requests are to be deleted at the aware time ``now``, and why."""
    counts: dict[Reason, int] = defaultdict(int)
    of_status = _due(now).with_only_columns(table.c.status, func.count()).group_by(table.c.status)
    for status, count in connection.execute(of_status):
        counts[reason_of(status)] += count
    return dict(counts)


def due_after(connection: Connection, now: datetime, last: Row | None, limit: int) -> Sequence[Row]:
    """At most ``limit`` of them after the row ``last``, longest due first, for ``delete_due``."""
    oldest = _due(now).order_by(table.c.delete_after, table.c.id).limit(limit)
    if last is not None:
        later = (table.c.delete_after > last.delete_after) | (table.c.id > last.id)
        oldest = oldest.where(table.c.delete_after >= last.delete_after, later)
    rows: Sequence[Row] = connection.execute(oldest).all()
    return rows


def delete_due(
    connection: Connection, database: Database, rows: Sequence[Row], now: datetime, actor: str
) -> dict[Reason, int]:
    """Delete those that are still due at ``now``, in a transaction of the caller that is ``writing``; how many and why.

    What another transaction is changing right now is left for later.
    """
    ids: dict[Reason, list[str]] = defaultdict(list)
    still_due = _due(now).where(table.c.id.in_([row.id for row in rows])).with_for_update(skip_locked=True)
    for row in connection.execute(still_due):
        ids[reason_of(row.status)].append(row.id)
    delete_requests(connection, database, ids, now, actor)
    return {reason: len(those) for reason, those in ids.items()}


def delete_requests(
    connection: Connection,
    database: Database,
    ids: Mapping[Reason, Sequence[str]],
    now: datetime,
    actor: str,
    running: str | None = None,
) -> None:
    """Delete requests by their ids, log it and tell the outlets, in a transaction of the caller.

    Nothing more is stored of their calls but of the ``running`` one, whose caller may change their mind again.
    """
    recipients: dict[str, str] = {}
    for those in ids.values():
        of_calls = select(table.c.id, table.c.call_sid, table.c.recipient).where(table.c.id.in_(those))
        rows = connection.execute(of_calls).all()
        bury(connection, database.cipher, [row.call_sid for row in rows if row.call_sid != running], now, erased=True)
        connection.execute(delete(table).where(table.c.id.in_(those)))
        recipients |= {row.id: row.recipient for row in rows}
    announce(connection, database, "deleted", recipients, now)
    for reason, those in ids.items():
        append(connection, database.cipher, at=now, actor=actor, action="delete", reason=reason, request_ids=those)


def withdraw(database: Database, call_sid: str, now: datetime, request_ids: Sequence[UUID] = ()) -> bool:
    """Delete the request of a call whose caller takes it back at the aware time ``now``; whether none is left.

    ``request_ids`` are those of earlier calls that they take back as well. Committed when it returns. A restricted one
    stays (Art. 18 GDPR). Raises SQLAlchemyError.
    """
    theirs = (table.c.call_sid == call_sid) | table.c.id.in_([str(request_id) for request_id in request_ids])
    of_call = select(table.c.id, table.c.restricted_at).where(theirs)
    with writing_log(database) as connection:
        rows = connection.execute(of_call.with_for_update()).all()
        ids = [row.id for row in rows if row.restricted_at is None]
        if ids:
            delete_requests(connection, database, {"withdrawn": ids}, now, "call", running=call_sid)
    return len(ids) == len(rows)


def reason_of(status: str) -> Reason:
    """Why a request of that status is deleted when it is due."""
    return _OF_STATUS.get(status, "term")


def scrub(settings: Settings, engine: Engine, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Take away what the stores keep of what was deleted in them; False if that was not possible yet.

    Somebody may still read what is older, the disk may be full, or ``go_on`` said no: a later time makes up for it.
    """
    conversations = settings.conversations_file
    try:
        if engine.dialect.name == "postgresql":
            _vacuum(engine)
            scrubbed = True
        else:
            scrubbed = _wipe_after_deletions(engine, go_on) and _empty_log(sqlite_path(engine), go_on)
        if conversations.exists():  # a small file, and each call leaves something in it
            scrubbed = wipe_gaps(conversations, go_on) and _empty_log(conversations, go_on) and scrubbed
    except (sqlite3.Error, SQLAlchemyError) as error:
        logger.warning("what was deleted is not overwritten yet: %s", type(error).__name__)
        return False
    return scrubbed


def _vacuum(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for each in _WITH_DELETED_ROWS:
            connection.exec_driver_sql(f"VACUUM {each.name}")


def _wipe_after_deletions(engine: Engine, go_on: Callable[[], bool]) -> bool:
    """Look through the file, which may be large, only if something was deleted since it was done to its end."""
    path = sqlite_path(engine)
    with engine.connect() as connection:
        newest = last_number(connection, ("delete", "rotate", "case_deleted"))
    if newest > wiped_until(path):
        if not wipe_gaps(path, go_on):
            return False
        note_wiped(path, newest)
    return True


def _empty_log(file: Path, go_on: Callable[[], bool]) -> bool:
    for _ in range(_TIMES):
        if empty_log(file):
            return True
        if not go_on():
            break
        time.sleep(_SECONDS_TO_NEXT_TIME)
    return False


def _due(now: datetime) -> Select:
    return select(table.c.id, table.c.status, table.c.delete_after).where(table.c.delete_after <= now, UNRESTRICTED)
