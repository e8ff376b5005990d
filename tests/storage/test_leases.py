"""A job is done by one process at a time, and by another when that one has died."""

import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from rueckruf.storage.database import Database
from rueckruf.storage.leases import give_back_lease, take_lease

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=timezone.utc)
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
    code = subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode
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


def test_a_lease_given_back_is_free(database: Database) -> None:
    take_lease(database.engine, "purge", NOON, MINUTE)
    give_back_lease(database.engine, "purge", NOON)

    assert other_process_takes(database, NOON)


def test_leases_of_different_jobs_do_not_meet(database: Database) -> None:
    assert take_lease(database.engine, "mail", NOON, MINUTE)

    assert other_process_takes(database, NOON)
