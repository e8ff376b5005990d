"""What the server does by the clock, and how often."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import time_machine
from sqlalchemy import func, select

from rueckruf import clock
from rueckruf.callbacks.acceptance import Accepted
from rueckruf.privacy.retention import PURGE
from rueckruf.server.jobs import Job
from rueckruf.server.schedule import schedule
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.login_attempts import SPAN, add_attempts
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import login_attempts, sessions, tombstones
from rueckruf.storage.users import LONGEST_SESSION, add_user, start_session
from rueckruf.storage.waiting_ends import open_waiting_ends
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
NOW = datetime(2026, 6, 10, 9, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    yield database
    database.engine.dispose()


def job(settings: Settings, database: Database, name: str) -> Job:
    (found,) = [job for job in schedule(settings, database, Event()) if job.name == name]
    return found


def test_what_is_due_is_deleted_every_hour(settings: Settings, database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1"))
    purge = job(settings, database, PURGE)
    assert purge.every == HOUR

    with time_machine.travel(NOW, tick=False):
        purge.run()

    assert SqlCallbackRequests(database).count() == 0


def test_sessions_and_attempts_to_sign_in_are_forgotten_every_hour(settings: Settings, database: Database) -> None:
    with writing(database.engine) as connection:
        anna = add_user(connection, login="anna", role="lead", recipient=None, now=NOW)
        for ago in (timedelta(0), LONGEST_SESSION + HOUR):
            start_session(connection, anna, NOW - ago)
        for ago in (timedelta(0), SPAN):
            add_attempts(connection, ["f" * 32], NOW - ago)
    forget = job(settings, database, "sign_ins")
    assert forget.every == HOUR

    with time_machine.travel(NOW, tick=False):
        forget.run()

    with database.engine.connect() as connection:
        for table in (sessions, login_attempts):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 1


def test_what_waits_is_stored_once_the_database_is_back(
    settings: Settings, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    spool = open_spool(settings)
    elsewhere = load_settings({"DATABASE_URL": "postgresql://127.0.0.1:1/rueckruf", "RUECKRUF_KEYS": new_key()})
    away = job(settings, replace(database, engine=open_engine(elsewhere)), "spool")
    back = job(settings, database, "spool")
    assert not back.has_work()

    spool.put(Accepted(request_of("CA1", delete_after=clock.now() + HOUR)))
    assert away.has_work()
    away.run()
    assert away.has_work()
    assert caplog.messages == []
    back.run()
    assert not back.has_work()
    assert [request.call_sid for request in SqlCallbackRequests(database).list()] == ["CA1"]


def test_the_end_of_a_call_is_noted_once_the_database_is_back(
    settings: Settings, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = load_settings({"DATABASE_URL": "postgresql://127.0.0.1:1/rueckruf", "RUECKRUF_KEYS": new_key()})
    away = job(settings, replace(database, engine=open_engine(elsewhere)), "ended_calls")
    back = job(settings, database, "ended_calls")
    assert not back.has_work()

    open_waiting_ends(settings).put("CA1", NOW)
    away.run()
    assert away.has_work()
    assert caplog.messages == []
    back.run()
    assert not back.has_work()
    with database.engine.connect() as connection:
        assert connection.execute(select(tombstones.c.at)).scalars().all() == [NOW]
