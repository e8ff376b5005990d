"""Erases all that is kept of a person (Art. 17 GDPR), in every store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import remove_stale_exports
from rueckruf.privacy.given_away import Given, given_away
from rueckruf.privacy.held import Person, held_of
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.short_lived import expect_redis
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests as table

_IDS_AT_ONCE = 500


@dataclass(frozen=True)
class Erasure:
    """How many were erased; ``left_out`` is how much may be somebody else's and stays.

    ``given_away`` tells in German where it had gone before: whom we do not tell, the officer has to (Art. 19).
    """

    requests: int
    calls: int
    exports: int
    left_out: int = 0
    given_away: Sequence[str] = ()


def erase(settings: Settings, database: Database, person: Person, now: datetime, actor: str) -> Erasure:
    """Erase all there is of a person: requests, also waiting ones, their history, running calls, exports here.

    It is logged also where there was no request: there may have been a call, or an export. What that leaves in the
    files is for ``rueckruf.storage.deletion.scrub``, and the next purge does it. Raises SeveralPeopleError where more
    than one person may be meant, PrivacyError if a request is restricted and StoreError if Redis is away, and has then
    erased nothing.
    """
    expect_redis(settings)
    held = held_of(settings, database, person)
    _refuse_restricted([each.row for each in held.requests if each.row])
    found = {each.request.id: str(each.request.id) for each in held.requests}
    with database.engine.connect() as connection:
        given = given_away(connection, settings.company, [*found.values()])
    waiting = open_spool(settings).drop(lambda accepted: accepted.is_about(found))
    with writing_log(database) as connection:
        rows = _rows(connection, [*found.values()])  # what was under way to the database has arrived there now
        _refuse_restricted(rows)
        ids = {*(row.id for row in rows), *(str(accepted.request.id) for accepted in waiting)}
        delete_requests(connection, database, {"request": sorted(ids)}, now, actor)
    of_requests = (*(row.call_sid for row in rows), *(accepted.request.call_sid for accepted in waiting))
    _forget(settings, (*of_requests, *(call.call_sid for call in held.calls)))
    exports = remove_stale_exports(settings, database, now, actor)
    return Erasure(len(ids), len(held.calls), exports, held.left_out, _ways(given))


def _forget(settings: Settings, call_sids: Sequence[str]) -> None:
    calls = RunningCalls(settings)
    for call_sid in call_sids:
        calls.forget(call_sid)


def _ways(given: Mapping[str, Sequence[Given]]) -> Sequence[str]:
    return [*dict.fromkeys(each["how"] for of_request in given.values() for each in of_request)]


def _rows(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """Those of the ids that there are, which nobody changes before the transaction ends."""
    read = select(table.c.id, table.c.call_sid, table.c.restricted_at)
    portions = (ids[begin : begin + _IDS_AT_ONCE] for begin in range(0, len(ids), _IDS_AT_ONCE))
    return [
        row for portion in portions for row in connection.execute(read.where(table.c.id.in_(portion)).with_for_update())
    ]


def _refuse_restricted(rows: Sequence[Row]) -> None:
    if restricted := ", ".join(row.id for row in rows if row.restricted_at is not None):
        raise PrivacyError(f"Nichts wurde gelöscht, denn gesperrt ist: {restricted}. Geben Sie es zuerst frei.")
