"""Deletes what is due."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

from rueckruf.privacy.export_files import remove_stale_exports
from rueckruf.privacy.pace import Pace
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import Reason, count_due, delete_due, scrub
from rueckruf.storage.engine import writing


@dataclass
class Purge:
    """What was deleted: requests by reason, export files of the data folder; and whether no trace is left."""

    requests: "Counter[Reason]" = field(default_factory=Counter)
    exports: int = 0
    scrubbed: bool = False


def purge(
    settings: Settings,
    database: Database,
    now: datetime,
    actor: str,
    *,
    stopping: Event | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> Purge:
    """Delete all requests that are due at the aware time ``now``, and every export in the data folder that has one.

    In short transactions with pauses, so that calls go on. ``progress`` is told how many more are gone. Set
    ``stopping`` to end it early: what is gone by then is logged, the rest is deleted the next time.
    """
    stopping, purged = stopping or Event(), Purge()
    pace = Pace(stopping)
    while not stopping.is_set():
        with pace.batch(), writing(database.engine) as connection:
            batch = delete_due(connection, database, now, actor, pace.size)
        if not batch:
            break
        purged.requests.update(batch)
        progress(sum(batch.values()))
    purged.exports = remove_stale_exports(settings, database)
    purged.scrubbed = scrub(settings, database.engine, stopping)
    return purged


def due(database: Database, now: datetime) -> "Counter[Reason]":
    """How many requests ``purge`` would delete, and why."""
    with database.engine.connect() as connection:
        return Counter(count_due(connection, now))
