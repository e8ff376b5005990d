"""Calls that are over and whose log at Twilio is still to be deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Engine

from rueckruf.callbacks.request import deletion_time
from rueckruf.storage.engine import writing
from rueckruf.storage.tables import ended_calls as table
from rueckruf.storage.upsert import insert_into


class EndedCall(NamedTuple):
    """A call by Twilio's id; ``attempts`` to delete its log were made in vain so far."""

    call_sid: str
    attempts: int


class EndedCalls:
    """The calls that wait, kept over restarts; raises SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, call_sid: str, due: datetime) -> None:
        """Remember a call that has ended; one that waits already goes on as it does."""
        row = {"call_sid": call_sid, "next_attempt_at": due, "ended_at": due}
        with writing(self._engine) as connection:
            connection.execute(insert_into(table, self._engine.dialect).values(row).on_conflict_do_nothing())

    def due(self, now: datetime, limit: int) -> Sequence[EndedCall]:
        """The calls to try now, longest due first."""
        waiting = select(table.c.call_sid, table.c.attempts).where(table.c.next_attempt_at <= now)
        with self._engine.connect() as connection:
            rows = connection.execute(waiting.order_by(table.c.next_attempt_at).limit(limit)).all()
        return [EndedCall(*row) for row in rows]

    def postpone(self, call: EndedCall, until: datetime) -> None:
        """Note an attempt in vain and when the next one is."""
        changed = update(table).where(table.c.call_sid == call.call_sid)
        with writing(self._engine) as connection:
            connection.execute(changed.values(attempts=call.attempts + 1, next_attempt_at=until))

    def overdue(self, now: datetime, months: int) -> Sequence[EndedCall]:
        """The calls that ended ``months`` calendar months ago or longer."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(table)).all()
        return [EndedCall(row.call_sid, row.attempts) for row in rows if deletion_time(row.ended_at, months) <= now]

    def forget(self, call: EndedCall) -> None:
        """Nothing is left to delete."""
        with writing(self._engine) as connection:
            connection.execute(delete(table).where(table.c.call_sid == call.call_sid))
