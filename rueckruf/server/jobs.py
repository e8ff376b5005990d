"""What the server does by the clock, in threads next to the calls: mostly one server at a time does a job."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

from rueckruf import clock
from rueckruf.server.counters import JOB_FAILURES, JOB_SUCCESS
from rueckruf.storage.database import Database
from rueckruf.storage.leases import give_back_lease, take_lease

logger = logging.getLogger(__name__)

# Who rings in the moment of the start is answered first.
_AFTER_THE_START = timedelta(seconds=1)


@dataclass(frozen=True)
class Job:
    """``run`` is called right after the start and then ``every`` so often; ``name`` is that of its lease.

    A job that runs often is asked before it takes the lease whether it ``has_work``: taking one writes.
    ``longest`` is how long others wait for a server that took the job and died; None where all may do it at once.
    """

    name: str
    every: timedelta
    run: Callable[[], object]
    longest: timedelta | None = timedelta(minutes=15)
    has_work: Callable[[], bool] = lambda: True


def start_jobs(database: Database, jobs: Sequence[Job], stopping: Event) -> BackgroundScheduler:
    """Starts the jobs and returns what stops them. A job that fails is tried again at its next time.

    Once ``stopping`` is set no job begins any more.
    """
    scheduler = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
    for job in jobs:
        scheduler.add_job(
            _run_alone,
            "interval",
            args=(database, job, stopping),
            seconds=job.every.total_seconds(),
            next_run_time=clock.now() + _AFTER_THE_START,
            misfire_grace_time=None,
            id=job.name,
        )
    scheduler.start()
    return scheduler


def _run_alone(database: Database, job: Job, stopping: Event) -> None:
    try:
        if not stopping.is_set() and _is_done(database, job):
            JOB_SUCCESS.labels(job.name).set(clock.now().timestamp())
    except Exception as error:  # whatever it was, the next time may do better, and calls go on
        JOB_FAILURES.labels(job.name).inc()
        logger.error("job %s failed: %s", job.name, type(error).__name__)


def _is_done(database: Database, job: Job) -> bool:
    """Whether nothing of it is left to do just now; False where another server does it."""
    if not job.has_work():
        return True
    if job.longest is None:
        job.run()
        return True
    if not take_lease(database.engine, job.name, clock.now(), job.longest):
        return False
    try:
        job.run()
        return True
    finally:
        give_back_lease(database.engine, job.name, clock.now())
