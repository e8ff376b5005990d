"""A job is done by one process at a time, and by another when that one has died."""

import multiprocessing
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection

import pytest
import time_machine

from rueckruf import clock
from rueckruf.settings import load_settings
from rueckruf.storage.database import Database
from rueckruf.storage.engine import open_engine
from rueckruf.storage.leases import give_back_lease, renewing, take_lease
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def other_process_takes(database: Database, now: datetime) -> bool:
    url = database.engine.url.render_as_string(hide_password=False)
    program = (
        "import sys\n"
        "from datetime import datetime, timedelta\n"
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.engine import open_engine\n"
        "from rueckruf.storage.leases import take_lease\n"
        f"engine = open_engine(load_settings({{'DATABASE_URL': '{url}'}}))\n"
        f"sys.exit(0 if take_lease(engine, 'purge', datetime.fromisoformat('{now}'), timedelta(minutes=1)) else 7)\n"
    )
    code = subprocess.run([sys.executable, "-c", program], check=False, timeout=PATIENCE).returncode
    assert code in (0, 7)
    return code == 0


def test_one_process_holds_a_lease_until_its_time_is_over(database: Database) -> None:
    assert take_lease(database.engine, "purge", NOON, MINUTE)

    assert not other_process_takes(database, NOON + MINUTE / 2)
    assert other_process_takes(database, NOON + MINUTE)
    assert not take_lease(database.engine, "purge", NOON + MINUTE, MINUTE)


def test_the_holder_may_go_on(database: Database) -> None:
    assert take_lease(database.engine, "purge", NOON, MINUTE)
    assert take_lease(database.engine, "purge", NOON + MINUTE / 2, MINUTE)

    assert not other_process_takes(database, NOON + MINUTE)


def test_a_forked_process_is_another_one(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)

    def take(answer: Connection) -> None:
        engine = open_engine(load_settings({"DATABASE_URL": url}))
        answer.send(take_lease(engine, "purge", NOON + MINUTE / 2, MINUTE))

    assert take_lease(database.engine, "purge", NOON, MINUTE)
    answer, give = multiprocessing.Pipe(duplex=False)
    forked = multiprocessing.get_context("fork").Process(target=take, args=(give,))
    forked.start()
    forked.join(PATIENCE)

    assert forked.exitcode == 0
    assert answer.recv() is False


def test_a_lease_is_renewed_as_long_as_the_job_goes_on(database: Database) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        take_lease(database.engine, "purge", NOON, MINUTE)
        held = renewing(database.engine, "purge", MINUTE)
        for _ in range(4):
            time.shift(MINUTE * 0.6)
            assert held()

        assert not other_process_takes(database, clock.now() + MINUTE / 2)


def test_who_has_lost_a_lease_is_told(database: Database) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        take_lease(database.engine, "purge", NOON, MINUTE)
        held = renewing(database.engine, "purge", MINUTE)
        time.shift(MINUTE)
        assert other_process_takes(database, clock.now())

        assert not held()


def test_a_lease_given_back_is_free(database: Database) -> None:
    take_lease(database.engine, "purge", NOON, MINUTE)
    give_back_lease(database.engine, "purge", NOON)

    assert other_process_takes(database, NOON)


def test_leases_of_different_jobs_do_not_meet(database: Database) -> None:
    assert take_lease(database.engine, "mail", NOON, MINUTE)

    assert other_process_takes(database, NOON)
