"""Deletes what is due."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rueckruf import clock
from rueckruf.privacy.cases import purge_cases
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import remove_stale_exports
from rueckruf.privacy.twilio_calls import give_up_overdue
from rueckruf.settings import Settings
from rueckruf.storage.bulk import bulk
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import Reason, count_due, delete_due, due_after, scrub
from rueckruf.storage.ended_calls import EndedCalls
from rueckruf.storage.leases import give_back_lease, renewing, take_lease
from rueckruf.storage.log_copy import copy_log
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tombstones import forget_tombstones

PURGE, LONGEST_STEP = "purge", timedelta(minutes=5)
"""The lease of whoever purges, renewed between the steps; so long others wait for one that has died."""


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
    go_on: Callable[[], bool] = lambda: True,
    progress: Callable[[int], object] = lambda _: None,
) -> Purge:
    """Delete all requests that are due at the aware time ``now``, and every export in the data folder that has one.

    Calls that Twilio's log never let go of are forgotten after the same term. In short transactions with pauses, so
    that calls go on. ``progress`` gets how many more are gone. ``go_on`` is asked before each step and may end it
    early: what is gone by then is logged, the rest is deleted the next time.
    """
    purged, last = Purge(), None
    with bulk(database.engine) as batches:
        while go_on():
            with batches.reading() as connection:
                rows = due_after(connection, now, last, batches.size)
            if not rows:
                break
            with batches.writing(len(rows)) as connection:
                deleted = delete_due(connection, database, rows, now, actor)
            purged.requests.update(deleted)
            progress(sum(deleted.values()))
            last = rows[-1]
    copy_log(database)
    give_up_overdue(EndedCalls(database.engine), now, settings.company.retention.months)
    forget_tombstones(database.engine, now, settings.company.retention.months)
    open_spool(settings).expire(now, settings.company.retention.months)
    purge_cases(database, now, actor)
    purged.exports = remove_stale_exports(settings, database, now, actor)
    purged.scrubbed = scrub(settings, database.engine, go_on)
    return purged


def purge_alone(
    settings: Settings, database: Database, actor: str, *, progress: Callable[[int], object] = lambda _: None
) -> Purge:
    """``purge`` now, for who is not the server's job. Raises PrivacyError while another process purges."""
    if not take_lease(database.engine, PURGE, clock.now(), LONGEST_STEP):
        raise PrivacyError("Gelöscht wird gerade schon, vielleicht vom Server. Versuchen Sie es später noch einmal.")
    held = renewing(database.engine, PURGE, LONGEST_STEP)
    try:
        return purge(settings, database, clock.now(), actor, go_on=held, progress=progress)
    finally:
        give_back_lease(database.engine, PURGE, clock.now())


def due(database: Database, now: datetime) -> "Counter[Reason]":
    """How many requests ``purge`` would delete, and why."""
    with database.engine.connect() as connection:
        return Counter(count_due(connection, now))
