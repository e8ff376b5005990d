"""Callback requests in SQLite and PostgreSQL: stored once, given back as they were, newest last."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from rueckruf import clock
from rueckruf.callbacks.repository import Selection, StaleError
from rueckruf.callbacks.request import Status
from rueckruf.clock import BERLIN
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.requests import RehearsedRequests, SqlCallbackRequests, can_store
from rueckruf.storage.tables import callback_requests, metadata
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit


@pytest.fixture
def engine(database: Database) -> Engine:
    return database.engine


@pytest.fixture
def requests(database: Database) -> SqlCallbackRequests:
    return SqlCallbackRequests(database)


def test_a_request_comes_back_as_it_was_stored(requests: SqlCallbackRequests) -> None:
    request = request_of("CA1")

    assert requests.add(request) == request
    assert requests.get(request.id) == request
    assert list(requests.list()) == [request]


def test_times_are_kept_in_utc(requests: SqlCallbackRequests) -> None:
    stored = requests.get(requests.add(request_of("CA1")).id)

    assert stored is not None
    assert stored.callback_start == datetime(2026, 3, 11, 13, tzinfo=UTC)
    assert stored.callback_start.tzinfo is UTC


def test_what_is_stored_is_what_was_handed_in(requests: SqlCallbackRequests) -> None:
    request = request_of("CA1")

    assert requests.add(request) == request == requests.get(request.id)


def test_of_a_rehearsed_request_nothing_is_kept(database: Database) -> None:
    database = replace(database, outlets=frozenset({"webhook"}))
    request = request_of("CA1")

    assert RehearsedRequests(database).add(request) == request

    with database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0, table.name
    assert SqlCallbackRequests(database).add(request) == request


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

    done, new, claimed = (Selection(statuses=frozenset({status})) for status in STATUSES)
    assert [request.call_sid for request in requests.list(done)] == ["CA2"]
    assert (requests.count(), requests.count(new), requests.count(claimed)) == (2, 1, 0)


STATUSES: tuple[Status, ...] = ("done", "new", "claimed")


def test_requests_can_be_selected_by_recipient_and_day(requests: SqlCallbackRequests) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2", created_at=CREATED + timedelta(minutes=1), recipient="parent"))
    next_day = datetime(2026, 3, 12, tzinfo=BERLIN)
    requests.add(request_of("CA3", callback_start=next_day, callback_end=next_day + timedelta(hours=1)))

    def selected(**criteria: Any) -> list[str]:
        return [request.call_sid for request in requests.list(Selection(**criteria))]

    assert selected(recipient="parent") == ["CA2"]
    assert selected(end=next_day) == ["CA1", "CA2"]
    assert selected(start=next_day, end=next_day + timedelta(days=1)) == ["CA3"]


@pytest.mark.parametrize(
    "words", ["müller", "Juergen", "LÜDENSCHEIDT jürgen", "müller-lüdenscheidt", "Mül Jür", "+493023125042", "5042"]
)
def test_a_request_is_found_by_name_and_number(requests: SqlCallbackRequests, words: str) -> None:
    sought = requests.add(request_of("CA1"))
    requests.add(request_of("CA2", name="Sabine Meier", phone="+493023125077"))

    assert list(requests.list(Selection(words=words))) == [sought]


@pytest.mark.parametrize("words", ["Jürgen Meier", "042", "L", "üller", "+49302312", "%"])
def test_a_request_is_not_found_by_other_words(requests: SqlCallbackRequests, words: str) -> None:
    requests.add(request_of("CA1"))

    assert list(requests.list(Selection(words=words))) == []


SECOND = ("+491713920011", "+43123456789")
BESIDE = {
    "concern": "das Angebot, und (bald) die Rechnung 4711",
    "other_phones": SECOND,
    "other_windows": (
        (datetime(2026, 3, 13, 9, tzinfo=BERLIN), datetime(2026, 3, 13, 12, tzinfo=BERLIN)),
        (datetime(2026, 3, 12, 9, tzinfo=BERLIN), datetime(2026, 3, 12, 12, tzinfo=BERLIN)),
    ),
    "note": "Büro",
    "result": "bestellt",
}


def test_what_was_said_beside_comes_back_in_its_order(requests: SqlCallbackRequests) -> None:
    request = request_of("CA1", **BESIDE)

    requests.add(request)

    assert requests.get(request.id) == request


@pytest.mark.parametrize("words", ["angebot", "Rechn 4711", "bald Müller", "Büro", *SECOND, "0011", "6789"])
def test_a_request_is_found_by_its_concern_and_every_other_number(requests: SqlCallbackRequests, words: str) -> None:
    sought = requests.add(request_of("CA1", **BESIDE))
    requests.add(request_of("CA2"))

    assert list(requests.list(Selection(words=words))) == [sought]


def test_a_long_word_is_found_by_up_to_twelve_of_its_letters_or_all(requests: SqlCallbackRequests) -> None:
    sought = requests.add(request_of("CA1", concern="die Rechnungskorrektur."))

    for words, found in (("rechnungskor", [sought]), ("rechnungskorr", []), ("rechnungskorrektur", [sought])):
        assert list(requests.list(Selection(words=words))) == found


def test_how_a_number_begins_finds_nobody(requests: SqlCallbackRequests) -> None:
    """Who is asked for by a number must not be given what is kept of a longer one."""
    requests.add(request_of("CA1", note="+49301234567890 oder 4711abc"))

    assert requests.count(Selection(words="+493012345678")) == requests.count(Selection(words="471")) == 0


@pytest.mark.parametrize("field", ["concern", "note", "callback_text", "result"])
def test_a_number_finds_the_request_wherever_it_was_written(requests: SqlCallbackRequests, field: str) -> None:
    sought = requests.add(request_of("CA1", **{field: "oder 0171 3920011, abends"}))

    assert list(requests.list(Selection(words="+491713920011"))) == [sought]


def test_changes_are_saved_and_found(requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1"))

    saved = requests.save(replace(request, name="Sabine Meier", status="claimed", claimed_by="anna", note="Rückfrage"))

    assert saved == replace(
        request, name="Sabine Meier", status="claimed", claimed_by="anna", note="Rückfrage", version=2
    )
    assert requests.get(request.id) == saved
    assert requests.count(Selection(words="Meier")) == 1
    assert requests.count(Selection(words="Müller")) == 0


def test_of_two_changes_to_the_same_version_the_second_is_refused(requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1"))
    requests.save(replace(request, claimed_by="anna"))

    with pytest.raises(StaleError):
        requests.save(replace(request, claimed_by="berta"))
    assert next(requests.list()).claimed_by == "anna"


def test_a_restricted_request_is_nowhere(engine: Engine, requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1"))
    with engine.begin() as connection:
        connection.execute(update(callback_requests).values(restricted_at=CREATED))

    assert requests.get(request.id) is None
    assert list(requests.list()) == []
    assert list(requests.list(Selection(words="Müller"))) == []
    with pytest.raises(StaleError):
        requests.save(replace(request, status="done"))


def test_a_broken_off_call_leaves_what_was_said(requests: SqlCallbackRequests) -> None:
    request = request_of("CA1", status="incomplete", phone="", callback_text="")

    assert requests.add(request) == request


def test_the_database_file_holds_nothing_in_plain(tmp_path: Path) -> None:
    requests = SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})))
    requests.add(request_of("CA1", **{**BESIDE, "note": "mobil 0171 5550123"}))

    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"CA1" in stored
    for word in ("Müller", "23125042", "morgen um zwei", "5550123", "Angebot", "3920011", "2026-03-13T", "bestellt"):
        assert word.encode() not in stored


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
    can_store(engine, clock.now())

    assert requests.count() == 0


def test_a_database_without_its_table_cannot_store(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE callback_requests RENAME TO gone"))

    with pytest.raises(SQLAlchemyError):
        can_store(engine, clock.now())


def test_an_error_never_shows_personal_data(engine: Engine, requests: SqlCallbackRequests) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE callback_requests RENAME TO gone"))

    with pytest.raises(SQLAlchemyError) as error:
        requests.add(request_of("CA1"))
    assert "Müller" not in str(error.value)
    assert "23125042" not in str(error.value)


def test_postgresql_that_has_gone_away_cannot_store() -> None:
    address = "postgresql://user:geheim@127.0.0.1:1/rueckruf"

    with pytest.raises(OperationalError) as error:
        can_store(open_engine(load_settings({"DATABASE_URL": address})), clock.now())
    assert "geheim" not in str(error.value)


def test_sqlite_files_are_closed_to_others_and_deletion_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "neu" / "rueckruf.db"
    engine = open_database(load_settings({"DATABASE_URL": f"sqlite:///{file}", "RUECKRUF_KEYS": new_key()})).engine

    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert pragmas == PRAGMAS
    engine.dispose()


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}


def test_more_requests_than_a_page_come_once_each_and_in_order(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    moments = [CREATED + timedelta(seconds=number // 3) for number in range(8)]  # equal ones at the ends of pages
    for number, moment in enumerate(moments):
        requests.add(request_of(f"CA{number}", created_at=moment))

    listed = list(SqlCallbackRequests(database, page=2).list())

    assert listed == list(requests.list())
    assert [request.created_at for request in listed] == moments
    assert len({request.id for request in listed}) == len(moments)


def test_what_is_restricted_or_deleted_while_a_list_is_read_is_not_given_out(database: Database) -> None:
    requests = SqlCallbackRequests(database, page=1)
    stored = [requests.add(request_of(f"CA{number}", created_at=CREATED + timedelta(number))) for number in range(4)]
    reading = requests.list()
    next(reading)

    with writing(database.engine) as connection:
        of_second, of_third = (callback_requests.c.id == str(request.id) for request in stored[1:3])
        connection.execute(update(callback_requests).where(of_second).values(restricted_at=CREATED))
        connection.execute(callback_requests.delete().where(of_third))

    assert list(reading) == stored[3:]
