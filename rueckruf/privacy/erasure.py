"""Erases all that is kept of a person (Art. 17 GDPR), in every store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import remove_stale_exports
from rueckruf.privacy.phone import national
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests, scrub
from rueckruf.storage.engine import writing
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.tables import callback_requests as table


@dataclass(frozen=True)
class Person:
    """Whose data: that of a number in E.164, or that of one request."""

    phone: str | None = None
    request_id: UUID | None = None


@dataclass(frozen=True)
class Found:
    """What there is of a person: ids of requests, CallSids of calls that they came from or that go on right now."""

    request_ids: Sequence[str]
    restricted_ids: Sequence[str]
    calls: Sequence[str]


@dataclass(frozen=True)
class Erasure:
    """What was erased, and whether no trace of it is left in the files."""

    requests: int
    exports: int
    scrubbed: bool


def find(settings: Settings, database: Database, person: Person) -> Found:
    """What there is of a person in the stores, restricted requests among them."""
    with database.engine.connect() as connection:
        return _found(connection, settings, database, person)


def erase(settings: Settings, database: Database, person: Person, now: datetime, actor: str) -> Erasure:
    """Erase all there is of a person: requests, their history, running calls, exports in the data folder.

    Raises PrivacyError if a request is restricted, and has then erased nothing.
    """
    with writing(database.engine) as connection:
        found = _found(connection, settings, database, person)
        if found.restricted_ids:
            ids = ", ".join(found.restricted_ids)
            raise PrivacyError(f"Nichts wurde gelöscht, denn gesperrt ist: {ids}. Geben Sie es zuerst frei.")
        if found.request_ids:
            delete_requests(connection, database, {"request": found.request_ids}, now, actor)
    calls = RunningCalls(settings)
    for call_sid in found.calls:
        calls.forget(call_sid)
    exports = remove_stale_exports(settings, database)
    return Erasure(len(found.request_ids), exports, scrub(settings, database.engine, Event()))


def _found(connection: Connection, settings: Settings, database: Database, person: Person) -> Found:
    query = select(table.c.id, table.c.call_sid, table.c.restricted_at).where(_of(person, database))
    rows = connection.execute(query.order_by(table.c.created_at).with_for_update()).all()
    running = RunningCalls(settings).about(national(person.phone)) if person.phone else ()
    return Found(
        request_ids=[row.id for row in rows],
        restricted_ids=[row.id for row in rows if row.restricted_at is not None],
        calls=[*(row.call_sid for row in rows), *(call.call_sid for call in running)],
    )


def _of(person: Person, database: Database) -> ColumnElement[Any]:
    if person.phone is None:
        return table.c.id == str(person.request_id)
    return table.c.phone_fingerprint.in_(database.cipher.fingerprints(person.phone))
