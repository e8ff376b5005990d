"""Calls of which nothing may come any more: they have ended, or their request was erased.

Twilio's signatures tell no time: a request that somebody has recorded stays signed for ever, and could bring back what
was deleted. So a fingerprint of such calls is kept, made with the key of the database: it tells nobody who rang.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from rueckruf import clock
from rueckruf.callbacks.request import deletion_time
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.database_key import DatabaseKey, database_key, find_database_key
from rueckruf.storage.ended_calls import EndedCalls
from rueckruf.storage.engine import writing
from rueckruf.storage.errors import StoreError
from rueckruf.storage.tables import tombstones as table
from rueckruf.storage.upsert import insert_into
from rueckruf.storage.waiting_ends import WaitingEnds, open_waiting_ends

logger = logging.getLogger(__name__)

_HEX_DIGITS = 32


def bury(connection: Connection, cipher: Cipher, call_sids: Iterable[str], at: datetime, *, erased: bool) -> None:
    """Remember calls that have ended, or whose requests are ``erased``, at the aware time ``at``."""
    key = database_key(connection, cipher)
    put_tombstones(
        connection, [{"call": _fingerprint(key, call_sid), "erased": erased, "at": at} for call_sid in call_sids]
    )


def all_tombstones(connection: Connection) -> list[Mapping[str, Any]]:
    """All rows, to be put into another state of the database."""
    return [dict(row._mapping) for row in connection.execute(select(table))]


def put_tombstones(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to those that are there; what was erased stays so."""
    if not rows:
        return
    adding: Any = insert_into(table, connection.dialect)
    again = {"at": adding.excluded.at, "erased": or_(table.c.erased, adding.excluded.erased)}
    connection.execute(adding.on_conflict_do_update(index_elements=[table.c.call], set_=again), rows)


def is_erased(connection: Connection, cipher: Cipher, call_sid: str) -> bool:
    """Whether the request of a call was erased: it may not be stored again."""
    return _erased(connection, cipher, call_sid) is True


def forget_tombstones(engine: Engine, now: datetime, months: int) -> None:
    """Forget calls that are remembered for ``months`` calendar months by the aware time ``now``."""
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.at <= _latest_over(now, months)))


class CallEnds:
    """Which calls have ended, for the channel; with ``twilio_log`` their log at Twilio is then to be deleted.

    What the database does not take is among those that are ``waiting`` for it. Waits for both in a thread. Raises
    SQLAlchemyError and StoreError, and OSError where an end cannot be kept in either.
    """

    def __init__(self, database: Database, waiting: WaitingEnds, *, twilio_log: bool) -> None:
        self._database = database
        self._waiting = waiting
        self._twilio_log = EndedCalls(database.engine) if twilio_log else None

    async def note(self, call_sid: str) -> None:
        """A call has ended."""
        await asyncio.to_thread(self._note, call_sid, clock.now())

    async def has(self, call_sid: str) -> bool:
        """Whether a call has ended, or its request was erased."""
        return await asyncio.to_thread(self._has, call_sid)

    def deliver(self) -> None:
        """Tell the database of the ends that wait for it."""
        self._waiting.deliver(self._store)

    def are_waiting(self) -> bool:
        """Whether ends wait for the database."""
        return self._waiting.is_any()

    def _note(self, call_sid: str, now: datetime) -> None:
        try:
            self._store(call_sid, now)
        except (SQLAlchemyError, StoreError) as error:
            logger.warning("the end of a call waits for the database: %s", type(error).__name__)
            self._waiting.put(call_sid, now)

    def _store(self, call_sid: str, at: datetime) -> None:
        if self._twilio_log is not None:
            self._twilio_log.add(call_sid, at)
        with writing(self._database.engine) as connection:
            bury(connection, self._database.cipher, [call_sid], at, erased=False)

    def _has(self, call_sid: str) -> bool:
        if self._waiting.has(call_sid):
            return True
        with self._database.engine.connect() as connection:
            return _erased(connection, self._database.cipher, call_sid) is not None


def open_call_ends(settings: Settings, database: Database) -> CallEnds:
    """Those of this configuration; raises what opening the keys raises."""
    return CallEnds(database, open_waiting_ends(settings), twilio_log=settings.twilio_delete_call_logs)


def _latest_over(now: datetime, months: int) -> datetime:
    """The latest moment whose term is over: after a short month, the last days of a longer one are, too."""
    begin = deletion_time(now, -months)
    moments = (begin + timedelta(days=days) for days in (3, 2, 1))
    return next((moment for moment in moments if deletion_time(moment, months) <= now), begin)


def _erased(connection: Connection, cipher: Cipher, call_sid: str) -> bool | None:
    """What is remembered of a call, None if nothing is."""
    key = find_database_key(connection, cipher)
    if key is None:
        return None
    of_call = select(table.c.erased).where(table.c.call == _fingerprint(key, call_sid))
    erased: bool | None = connection.execute(of_call).scalar_one_or_none()
    return erased


def _fingerprint(key: DatabaseKey, call_sid: str) -> str:
    return key.digest("tombstones", call_sid)[:_HEX_DIGITS]
