"""Jobs: after the start and then by the clock, done by one server, and tried again after a failure."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rueckruf import clock
from rueckruf.server.jobs import Job, start_jobs
from rueckruf.settings import load_settings
from rueckruf.storage import leases
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.tables import leases as leases_table
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    yield database
    database.engine.dispose()


@pytest.fixture
def start(database: Database) -> Iterator[Callable[[Job], None]]:
    schedulers = []
    yield lambda job: schedulers.append(start_jobs(database, [job], threading.Event()))
    for scheduler in schedulers:
        scheduler.shutdown()


def test_no_job_begins_before_the_first_call_can(database: Database) -> None:
    started = clock.now()
    scheduler = start_jobs(database, [Job("purge", timedelta(hours=1), list)], threading.Event())
    [job] = scheduler.get_jobs()
    scheduler.shutdown()

    assert job.next_run_time >= started + timedelta(seconds=1)


def test_a_job_is_run_after_the_start(start: Callable[[Job], None]) -> None:
    done = threading.Event()

    start(Job("purge", timedelta(hours=1), done.set))

    assert done.wait(PATIENCE)


def test_a_job_that_fails_is_run_again(start: Callable[[Job], None], caplog: pytest.LogCaptureFixture) -> None:
    runs, again = [], threading.Event()

    def fail() -> None:
        runs.append(1)
        if len(runs) == 2:
            again.set()
        raise ValueError("+493023125042")

    start(Job("purge", timedelta(milliseconds=50), fail))

    assert again.wait(PATIENCE)
    assert "job purge failed: ValueError" in caplog.text
    assert "+493023125042" not in caplog.text


def test_once_it_is_stopping_no_job_begins(database: Database) -> None:
    stopping, asked = threading.Event(), threading.Event()
    stopping.set()

    scheduler = start_jobs(database, [Job("purge", timedelta(milliseconds=50), asked.set)], stopping)

    assert not asked.wait(0.5)
    scheduler.shutdown()


def test_a_job_without_work_takes_no_lease(database: Database, start: Callable[[Job], None]) -> None:
    asked, done = threading.Event(), threading.Event()

    def has_work() -> bool:
        asked.set()
        return False

    start(Job("outbox", timedelta(milliseconds=50), done.set, has_work=has_work))

    assert asked.wait(PATIENCE)
    assert not done.is_set()
    with database.engine.connect() as connection:
        assert connection.execute(leases_table.select()).all() == []


def test_a_job_that_all_may_do_at_once_takes_no_lease(database: Database, start: Callable[[Job], None]) -> None:
    done = threading.Event()

    start(Job("write_ahead_log", timedelta(hours=1), done.set, longest=None))

    assert done.wait(PATIENCE)
    with database.engine.connect() as connection:
        assert connection.execute(leases_table.select()).all() == []


def test_a_job_that_another_server_does_is_left_to_it(
    database: Database, start: Callable[[Job], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other_server:
        other_server.setattr(leases, "_holder", lambda process: "another server")
        leases.take_lease(database.engine, "purge", clock.now(), timedelta(hours=1))
    looks, run = threading.Semaphore(0), threading.Event()

    def has_work() -> bool:
        looks.release()
        return True

    start(Job("purge", timedelta(milliseconds=50), run.set, has_work=has_work))
    for _ in range(3):  # by the third the first two have come to their end
        assert looks.acquire(timeout=PATIENCE)
    assert not run.is_set()

    with writing(database.engine) as connection:
        connection.execute(leases_table.update().values(until=clock.now()))
    assert run.wait(PATIENCE)
