"""Erases all that is kept of a person (Art. 17 GDPR), in every store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import exports_about, remove_stale_exports
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.search_index import found_by, searchable
from rueckruf.storage.short_lived import expect_redis
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests as table


@dataclass(frozen=True)
class Person:
    """Whose data: that of a number in E.164, or that of one request."""

    phone: str | None = None
    request_id: UUID | None = None

    def is_in(self, accepted: Accepted) -> bool:
        """Whether something that waits for the database is theirs."""
        if self.request_id is not None:
            return accepted.is_about((self.request_id,))
        return self.phone in searchable(accepted.request)


@dataclass(frozen=True)
class Found:
    """What there is of a person: ids of requests, CallSids of running calls, how many exports in the data folder.

    Among the requests are those that wait in the spool.
    """

    request_ids: Sequence[str]
    calls: Sequence[str]
    exports: int

    @property
    def is_nothing(self) -> bool:
        return not (self.request_ids or self.calls or self.exports)


@dataclass(frozen=True)
class Erasure:
    """How many were erased."""

    requests: int
    calls: int
    exports: int


def find(settings: Settings, database: Database, person: Person) -> Found:
    """What there is of a person in the stores, restricted requests among them."""
    # First: what is delivered meanwhile is found in the database.
    waiting = [str(accepted.request.id) for accepted in open_spool(settings).waiting() if person.is_in(accepted)]
    with database.engine.connect() as connection:
        rows = _rows(connection, database, person)
    ids = list(dict.fromkeys([*(row.id for row in rows), *waiting]))
    return Found(
        request_ids=ids,
        calls=_running(settings, person),
        exports=len(exports_about(settings, [*ids, str(person.request_id)], person.phone)),
    )


def erase(settings: Settings, database: Database, person: Person, now: datetime, actor: str) -> Erasure:
    """Erase all there is of a person: requests, also waiting ones, their history, running calls, exports here.

    It is logged also where there was no request: there may have been a call, or an export. What that leaves in the
    files is for ``rueckruf.storage.deletion.scrub``, and the next purge does it. Raises PrivacyError if a request is
    restricted and StoreError if Redis is away, and has then erased nothing.
    """
    expect_redis(settings)
    with database.engine.connect() as connection:
        _refuse_restricted(_rows(connection, database, person))
    waiting = open_spool(settings).drop(person.is_in)  # what is under way to the database has then arrived there
    running = _running(settings, person)  # before the transaction: other calls would wait for all that reading
    with writing_log(database) as connection:
        rows = _rows(connection, database, person)
        _refuse_restricted(rows)
        ids = {*(row.id for row in rows), *(str(accepted.request.id) for accepted in waiting)}
        delete_requests(connection, database, {"request": sorted(ids)}, now, actor)
    calls = RunningCalls(settings)
    call_sids = (*(row.call_sid for row in rows), *(accepted.request.call_sid for accepted in waiting))
    for call_sid in (*call_sids, *running):
        calls.forget(call_sid)
    exports = remove_stale_exports(settings, database, now, actor)
    return Erasure(len(ids), len(running), exports)


def _rows(connection: Connection, database: Database, person: Person) -> Sequence[Row]:
    query = select(table.c.id, table.c.call_sid, table.c.restricted_at).where(of_person(person, database))
    rows: Sequence[Row] = connection.execute(query.order_by(table.c.created_at).with_for_update()).all()
    return rows


def _refuse_restricted(rows: Sequence[Row]) -> None:
    if restricted := _restricted(rows):
        ids = ", ".join(restricted)
        raise PrivacyError(f"Nichts wurde gelöscht, denn gesperrt ist: {ids}. Geben Sie es zuerst frei.")


def _restricted(rows: Sequence[Row]) -> list[str]:
    return [row.id for row in rows if row.restricted_at is not None]


def _running(settings: Settings, person: Person) -> list[str]:
    """The CallSids of calls that go on right now in which the number was said."""
    if person.phone is None:
        return []
    return [call.call_sid for call in RunningCalls(settings).about(person.phone)]


def of_person(person: Person, database: Database) -> ColumnElement[Any]:
    """The criterion for the requests of a person."""
    if person.phone is None:
        return table.c.id == str(person.request_id)
    return found_by(person.phone, database.cipher)
