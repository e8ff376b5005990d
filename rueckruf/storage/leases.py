"""Leases: of several servers, one does a job."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from rueckruf.storage.tables import leases

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

# One holder a process: a server that asks again for what it holds may go on.
_HOLDER = str(uuid4())


def take_lease(engine: Engine, name: str, now: datetime, length: timedelta) -> bool:
    """Whether this process may do the job ``name`` from the aware time ``now`` on, for ``length``.

    Taken again in time it goes on; a process that dies gives it up when the time is over.
    """
    with engine.begin() as connection:
        row = {"name": name, "holder": _HOLDER, "until": now}
        connection.execute(_INSERT[engine.dialect.name](leases).values(row).on_conflict_do_nothing())
        free = (leases.c.until <= now) | (leases.c.holder == _HOLDER)
        taken = update(leases).where(leases.c.name == name, free).values(holder=_HOLDER, until=now + length)
        return bool(connection.execute(taken).rowcount)


def give_back_lease(engine: Engine, name: str, now: datetime) -> None:
    """Let others do the job ``name``, if this process holds it."""
    with engine.begin() as connection:
        mine = update(leases).where(leases.c.name == name, leases.c.holder == _HOLDER)
        connection.execute(mine.values(until=now))
