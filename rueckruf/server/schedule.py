"""What ``rueckruf run`` does by the clock."""

import logging
from datetime import timedelta
from threading import Event

from sqlalchemy.exc import SQLAlchemyError
from twilio.rest import Client

from rueckruf import clock
from rueckruf.callbacks.acceptance import store
from rueckruf.privacy.retention import LONGEST_STEP, PURGE, purge
from rueckruf.privacy.twilio_calls import delete_call_logs
from rueckruf.server.handover import handover_jobs
from rueckruf.server.jobs import Job
from rueckruf.settings import Settings
from rueckruf.storage.access_links import forget_links
from rueckruf.storage.changes import KEPT, forget_changes
from rueckruf.storage.database import Database
from rueckruf.storage.ended_calls import EndedCalls
from rueckruf.storage.engine import empty_write_ahead_log, writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.leases import renewing
from rueckruf.storage.login_attempts import forget_attempts
from rueckruf.storage.requests import SqlCallbackRequests, can_store
from rueckruf.storage.spool import FileSpool, open_spool
from rueckruf.storage.tombstones import CallEnds, open_call_ends
from rueckruf.storage.users import forget_sessions
from rueckruf.twilio.client import twilio_client

logger = logging.getLogger(__name__)

ACTOR = "server"


def schedule(settings: Settings, database: Database, stopping: Event) -> list[Job]:
    """All jobs; one that takes long ends early once ``stopping`` is set."""
    spool, ends = open_spool(settings), open_call_ends(settings, database)
    jobs = [
        # Not alone: each machine has a spool of its own, and of its processes one delivers each request.
        Job(
            "spool",
            timedelta(seconds=1),
            lambda: _deliver(settings, database, spool),
            longest=None,
            has_work=lambda: spool.state().depth > 0,
        ),
        Job(
            "ended_calls",
            timedelta(seconds=1),
            lambda: _note_ends(database, ends),
            longest=None,
            has_work=ends.are_waiting,
        ),
        Job(
            PURGE,
            timedelta(hours=1),
            lambda: _purge(settings, database, stopping),
            longest=LONGEST_STEP,
        ),
        # Else it would be for the calls to carry it over; and it holds what has been deleted.
        Job("write_ahead_log", timedelta(seconds=5), lambda: empty_write_ahead_log(database.engine), longest=None),
        Job("sign_ins", timedelta(hours=1), lambda: _forget_sign_ins(database)),
        Job("changes", timedelta(hours=1), lambda: _forget_changes(database)),
        *handover_jobs(settings, database, stopping),
    ]
    if settings.twilio_delete_call_logs:
        jobs.append(_twilio_calls(EndedCalls(database.engine), twilio_client(settings), stopping))
    return jobs


def _purge(settings: Settings, database: Database, stopping: Event) -> None:
    held = renewing(database.engine, PURGE, LONGEST_STEP)
    purge(settings, database, clock.now(), ACTOR, go_on=lambda: held() and not stopping.is_set())


def _deliver(settings: Settings, database: Database, spool: FileSpool) -> None:
    """Store what callers have confirmed while the database was away."""
    if not _is_back(database):
        return
    requests, handled, months = (
        SqlCallbackRequests(database),
        SqlHandledRequests(database),
        settings.company.retention.months,
    )
    count = spool.deliver(lambda accepted: store(requests, handled, accepted, keep_months=months), clock.now())
    logger.info("requests of the spool were stored: %d", count)


def _note_ends(database: Database, ends: CallEnds) -> None:
    """Note the calls that ended while the database was away."""
    if _is_back(database):
        ends.deliver()


def _is_back(database: Database) -> bool:
    """Asked before what waits for the database is tried: while it is away nothing has failed that somebody must see."""
    try:
        can_store(database.engine, clock.now())
    except SQLAlchemyError:
        return False
    return True


def _forget_sign_ins(database: Database) -> None:
    with writing(database.engine) as connection:
        forget_sessions(connection, clock.now())
        forget_attempts(connection, clock.now())
        forget_links(connection, clock.now())


def _forget_changes(database: Database) -> None:
    with writing(database.engine) as connection:
        forget_changes(connection, clock.now() - KEPT)


def _twilio_calls(calls: EndedCalls, client: Client, stopping: Event) -> Job:
    return Job(
        "twilio_calls",
        timedelta(minutes=1),
        lambda: delete_call_logs(calls, client, clock.now(), stopping),
        has_work=lambda: bool(calls.due(clock.now(), 1)),
    )
