"""Callback requests in SQLite and PostgreSQL: stored once, given back as they were, newest last."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.migrate import migrate
from rueckruf.storage.requests import SqlCallbackRequests, can_store

pytestmark = pytest.mark.unit

CREATED = datetime(2026, 3, 10, 9, 0, 0, 123456, tzinfo=timezone.utc)


def request_of(call_sid: str, **changes: Any) -> CallbackRequest:
    request = CallbackRequest(
        id=uuid4(),
        call_sid=call_sid,
        created_at=CREATED,
        name="Jürgen Müller-Lüdenscheidt",
        phone="+493023125042",
        callback_start=datetime(2026, 3, 11, 14, tzinfo=BERLIN),
        callback_end=datetime(2026, 3, 11, 15, tzinfo=BERLIN),
        callback_text="morgen um zwei",
        recipient="company",
        status="new",
        phone_source="spoken",
        delete_after=datetime(2026, 6, 10, 9, tzinfo=timezone.utc),
    )
    return replace(request, **changes)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_database(load_settings({"DATABASE_URL": database_url}))
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def requests(engine: Engine) -> SqlCallbackRequests:
    return SqlCallbackRequests(engine)


def test_a_request_comes_back_as_it_was_stored(requests: SqlCallbackRequests) -> None:
    request = request_of("CA1")

    assert requests.add(request) == request
    assert requests.get(request.id) == request
    assert list(requests.list()) == [request]


def test_times_are_kept_in_utc(requests: SqlCallbackRequests) -> None:
    stored = requests.add(request_of("CA1"))

    assert stored.callback_start == datetime(2026, 3, 11, 13, tzinfo=timezone.utc)
    assert stored.callback_start.tzinfo is timezone.utc


def test_an_unknown_request_is_none(requests: SqlCallbackRequests) -> None:
    assert requests.get(UUID(int=0)) is None


def test_a_call_has_one_request_however_often_it_is_stored(requests: SqlCallbackRequests) -> None:
    first = requests.add(request_of("CA1"))
    again = requests.add(request_of("CA1", name="Jemand Anderes"))

    assert again == first
    assert requests.count() == 1


def test_of_many_at_the_same_time_one_is_stored(requests: SqlCallbackRequests) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(requests.add, [request_of(f"CA{number % 3}") for number in range(24)]))

    assert requests.count() == 3
    assert {request.id for request in stored} == {request.id for request in requests.list()}


def test_the_newest_request_is_last(requests: SqlCallbackRequests) -> None:
    for minute in (5, 1, 3):
        requests.add(request_of(f"CA{minute}", created_at=CREATED + timedelta(minutes=minute)))

    assert [request.call_sid for request in requests.list()] == ["CA1", "CA3", "CA5"]


def test_requests_can_be_listed_and_counted_by_status(requests: SqlCallbackRequests) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2", status="done"))

    assert [request.call_sid for request in requests.list("done")] == ["CA2"]
    assert (requests.count(), requests.count("new"), requests.count("claimed")) == (2, 1, 0)


def test_a_request_can_be_stored_while_others_are_being_read(requests: SqlCallbackRequests) -> None:
    for number in range(3):
        requests.add(request_of(f"CA{number}"))
    reading = requests.list()
    next(reading)

    requests.add(request_of("CA3"))

    assert len(list(reading)) in (2, 3)
    assert requests.count() == 4


def test_text_of_every_kind_survives(requests: SqlCallbackRequests) -> None:
    name = '\'; DROP TABLE callback_requests; -- "Größe" 👩‍🚀 Nguyễn Thị %s :name'

    assert requests.add(request_of("CA1", name=name)).name == name


def test_storing_can_be_tried_without_leaving_anything(engine: Engine, requests: SqlCallbackRequests) -> None:
    can_store(engine)

    assert requests.count() == 0


def test_a_database_without_its_table_cannot_store(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE callback_requests"))

    with pytest.raises(SQLAlchemyError):
        can_store(engine)


def test_an_error_never_shows_personal_data(engine: Engine, requests: SqlCallbackRequests) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE callback_requests"))

    with pytest.raises(SQLAlchemyError) as error:
        requests.add(request_of("CA1"))
    assert "Müller" not in str(error.value)
    assert "23125042" not in str(error.value)


def test_postgresql_that_has_gone_away_cannot_store() -> None:
    address = "postgresql://user:geheim@127.0.0.1:1/rueckruf"

    with pytest.raises(OperationalError) as error:
        can_store(open_database(load_settings({"DATABASE_URL": address})))
    assert "geheim" not in str(error.value)


def test_sqlite_files_are_closed_to_others_and_deletion_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "neu" / "rueckruf.db"
    engine = open_database(load_settings({"DATABASE_URL": f"sqlite:///{file}"}))
    migrate(engine)

    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert pragmas == PRAGMAS
    engine.dispose()


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
