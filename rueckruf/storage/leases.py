"""Leases: of several servers, one does a job."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.engine import Engine

from rueckruf import clock
from rueckruf.storage.engine import writing
from rueckruf.storage.tables import leases
from rueckruf.storage.upsert import insert_into


@cache
def _holder(process: int) -> str:
    """One a process, forked ones too: a server that asks again for what it holds may go on."""
    return f"{process}-{uuid4().hex[:24]}"


def take_lease(engine: Engine, name: str, now: datetime, length: timedelta) -> bool:
    """Whether this process may do the job ``name`` from the aware time ``now`` on, for ``length``.

    Taken again in time it goes on; a process that dies gives it up when the time is over.
    """
    holder = _holder(os.getpid())
    with writing(engine) as connection:
        row = {"name": name, "holder": holder, "until": now}
        connection.execute(insert_into(leases, engine.dialect).values(row).on_conflict_do_nothing())
        free = (leases.c.until <= now) | (leases.c.holder == holder)
        taken = update(leases).where(leases.c.name == name, free).values(holder=holder, until=now + length)
        return bool(connection.execute(taken).rowcount)


def renewing(engine: Engine, name: str, length: timedelta) -> Callable[[], bool]:
    """For a lease just taken for ``length``: to be asked between the steps of the job, whether it is still held.

    It is taken again once half of its time has passed, so that it lasts as long as the job goes on.
    """
    renew_at = clock.now() + length / 2

    def still_held() -> bool:
        nonlocal renew_at
        now = clock.now()
        if now < renew_at:
            return True
        renew_at = now + length / 2
        return take_lease(engine, name, now, length)

    return still_held


def give_back_lease(engine: Engine, name: str, now: datetime) -> None:
    """Let others do the job ``name``, if this process holds it."""
    with writing(engine) as connection:
        mine = update(leases).where(leases.c.name == name, leases.c.holder == _holder(os.getpid()))
        connection.execute(mine.values(until=now))
