"""Bulk work leaves the lock, the log and the disk to the calls as often as they need them."""

import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from rueckruf.settings import load_settings
from rueckruf.storage import bulk as bulk_module
from rueckruf.storage import sqlite_file
from rueckruf.storage.bulk import bulk
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import bulk_engine, writing
from rueckruf.storage.pace import Pace
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NORMAL, FULL = 1, 2


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    yield database
    database.engine.dispose()


def pragma(engine: Engine, name: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"PRAGMA {name}")).scalar_one())


def log_of(database: Database) -> Path:
    return Path(f"{database.engine.url.database}-wal")


def test_a_call_that_commits_waits_for_the_disk_and_for_nothing_else(sqlite_database: Database) -> None:
    assert pragma(sqlite_database.engine, "synchronous") == FULL
    assert pragma(sqlite_database.engine, "wal_autocheckpoint") > 10_000


def test_bulk_work_waits_for_neither_while_it_holds_the_lock(sqlite_database: Database) -> None:
    with bulk_engine(sqlite_database.engine) as engine:
        assert (pragma(engine, "synchronous"), pragma(engine, "wal_autocheckpoint")) == (NORMAL, 0)
        assert (pragma(engine, "secure_delete"), pragma(engine, "foreign_keys")) == (1, 1)


def test_what_a_batch_changes_is_committed_or_not_at_all(database: Database) -> None:
    def claim_for(login: str, then: str) -> None:
        with batches.writing(1) as connection:
            connection.execute(text("UPDATE callback_requests SET claimed_by = :login"), {"login": login})
            connection.execute(text(then))

    SqlCallbackRequests(database).add(request_of("CA1"))
    with bulk(database.engine) as batches:
        claim_for("anna", then="SELECT 1")
        with pytest.raises(DBAPIError):
            claim_for("bert", then="SELECT nonsense")

    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT claimed_by FROM callback_requests")).scalar_one() == "anna"


def test_the_log_does_not_grow_with_the_batches(sqlite_database: Database) -> None:
    SqlCallbackRequests(sqlite_database).add(request_of("CA1"))

    def change(batches: int) -> int:
        with bulk(sqlite_database.engine) as work:
            for _ in range(batches):
                with work.writing(1) as connection:
                    connection.execute(text("UPDATE callback_requests SET version = version + 1"))
        return log_of(sqlite_database).stat().st_size

    assert change(20) == change(2)


def test_nor_does_it_with_what_calls_store_while_it_is_carried_over(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    SqlCallbackRequests(sqlite_database).add(request_of("CA1"))
    change_it = text("UPDATE callback_requests SET version = version + 1")
    carry_over, calls = sqlite_file._carry_over_once, Semaphore(0)

    def carry_over_beside_a_call(own: sqlite3.Connection) -> int | None:
        if not calls.acquire(blocking=False):
            return carry_over(own)
        with writing(sqlite_database.engine) as call:
            call.execute(change_it)
            return carry_over(own)

    def change(batches: int) -> int:
        with bulk(sqlite_database.engine) as work:
            for _ in range(batches):
                calls.release()
                with work.writing(1) as connection:
                    connection.execute(change_it)
        return log_of(sqlite_database).stat().st_size

    monkeypatch.setattr(sqlite_file, "_carry_over_once", carry_over_beside_a_call)
    assert change(20) == change(2)


def test_a_log_that_cannot_be_carried_over_now_is_left_for_later(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    SqlCallbackRequests(sqlite_database).add(request_of("CA1"))
    monkeypatch.setattr("rueckruf.storage.engine.carry_over_log", full)

    with bulk(sqlite_database.engine) as batches, batches.writing(1) as connection:
        connection.execute(text("DELETE FROM callback_requests"))

    assert SqlCallbackRequests(sqlite_database).count() == 0


def test_waiting_for_the_lock_does_not_count_as_holding_it(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, given_back = Event(), Event()
    looked_at_the_clock_while_waiting = []

    def seconds() -> float:
        looked_at_the_clock_while_waiting.append(not given_back.is_set())
        return float(len(looked_at_the_clock_while_waiting))

    def hold() -> None:
        with writing(sqlite_database.engine):
            held.set()
            time.sleep(0.4)
            given_back.set()

    monkeypatch.setattr(bulk_module, "Pace", partial(Pace, seconds))
    with bulk(sqlite_database.engine) as batches:
        holder = Thread(target=hold)
        holder.start()
        held.wait()
        with batches.writing(1):
            pass
        holder.join()

    assert looked_at_the_clock_while_waiting == [False, False]


def test_a_call_stores_between_two_batches(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = []

    def call_meanwhile(seconds: float) -> None:
        monkeypatch.undo()
        SqlCallbackRequests(sqlite_database).add(request_of("CA1"))
        pauses.append(seconds)

    with bulk(sqlite_database.engine) as batches:
        with batches.writing(1):
            monkeypatch.setattr("rueckruf.storage.pace.time.sleep", call_meanwhile)
        with batches.writing(1):
            assert SqlCallbackRequests(sqlite_database).count() == 1

    # Whom SQLite lets wait for its lock looks every 25 ms whether it is free.
    assert [seconds > 0.025 for seconds in pauses] == [True]
