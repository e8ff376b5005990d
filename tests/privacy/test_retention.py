"""What is due goes, with all that belongs to it, and is logged in the same moment; nothing else does."""

import csv
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import Row

from rueckruf.privacy.retention import due, purge
from rueckruf.sales.export import FORMATS, write_requests
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_due, due_after
from rueckruf.storage.engine import empty_write_ahead_log, writing
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.sqlite_file import wipe_gaps
from rueckruf.storage.tables import callback_requests, outbox, request_events, search_words
from tests.privacy.conftest import DUE

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)

Store = Callable[..., Any]
Left = Callable[[], list[str]]


def test_only_what_is_due_is_deleted(settings: Settings, database: Database, store: Store, left: Left) -> None:
    store("due")
    store("just-due", delete_after=DUE)
    store("later", delete_after=DUE + timedelta(microseconds=1))

    assert purge(settings, database, DUE, "server").requests == {"term": 2}
    assert left() == ["later"]


def test_history_and_search_words_go_along(settings: Settings, database: Database, store: Store) -> None:
    request = str(store("due").id)
    with writing(database.engine) as connection:
        event = {"request_id": request, "at": DUE, "actor": "anna", "kind": "note", "detail": "x"}
        connection.execute(insert(request_events), event)

    purge(settings, database, DUE, "server")

    with database.engine.connect() as connection:
        for table in (callback_requests, request_events, search_words):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0, table.name


def test_who_received_a_request_is_told_that_it_is_deleted(
    settings: Settings, database: Database, store: Store
) -> None:
    request = str(store("due").id)

    purge(settings, replace(database, outlets=frozenset({"webhook"})), DUE, "server")

    with database.engine.connect() as connection:
        told = connection.execute(select(outbox.c.kind, outbox.c.request_id)).all()
    assert told == [("deleted", request)]


def test_each_deletion_is_logged_with_its_reason(settings: Settings, database: Database, store: Store) -> None:
    ids = {status: str(store(status, status=status).id) for status in ("new", "claimed", "unreachable", "done")}
    broken_off = str(store("broken-off", status="incomplete", name="").id)

    purged = purge(settings, database, DUE, "server")

    assert purged.requests == {"purpose": 1, "incomplete": 1, "term": 3}
    with database.engine.connect() as connection:
        logged = {entry.reason: entry for entry in entries(connection)}
    assert {(entry.at, entry.actor, entry.action) for entry in logged.values()} == {(DUE, "server", "delete")}
    assert logged["purpose"].request_ids == (ids["done"],)
    assert logged["incomplete"].request_ids == (broken_off,)
    assert set(logged["term"].request_ids) == {ids["new"], ids["claimed"], ids["unreachable"]}


def test_what_cannot_be_logged_is_not_deleted(settings: Settings, database: Database, store: Store, left: Left) -> None:
    store("due")
    with writing(database.engine) as connection:
        connection.execute(text("ALTER TABLE audit_log RENAME TO gone"))

    with pytest.raises(Exception, match="audit_log"):
        purge(settings, database, DUE, "server")
    assert left() == ["due"]


def test_a_restricted_request_is_kept_beyond_its_time(settings: Settings, database: Database, store: Store) -> None:
    store("due")
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=DUE))

    assert purge(settings, database, DUE, "server").requests == {}
    assert due(database, DUE) == {}
    with database.engine.connect() as connection:
        assert connection.execute(select(callback_requests.c.call_sid)).scalars().all() == ["due"]


def test_what_is_restricted_or_kept_longer_in_the_last_moment_stays(
    settings: Settings, database: Database, store: Store
) -> None:
    ids = [str(store(f"CA{number}").id) for number in range(3)]
    with database.engine.connect() as connection:
        rows = due_after(connection, DUE, None, 10)
    with writing(database.engine) as connection:
        of = callback_requests.c.id
        connection.execute(update(callback_requests).where(of == ids[0]).values(restricted_at=DUE))
        connection.execute(update(callback_requests).where(of == ids[1]).values(delete_after=DUE + HOUR))

    with writing(database.engine) as connection:
        assert delete_due(connection, database, rows, DUE, "server") == {"term": 1}

    with database.engine.connect() as connection:
        assert set(connection.execute(select(callback_requests.c.id)).scalars()) == set(ids[:2])


def test_requests_of_one_moment_all_go(settings: Settings, database: Database, store: Store, left: Left) -> None:
    for number in range(130):
        store(f"CA{number}", delete_after=DUE - HOUR * (number % 2))

    assert purge(settings, database, DUE, "server").requests == {"term": 130}
    assert left() == []


def test_many_go_in_batches_that_are_told_one_by_one(settings: Settings, database: Database, store: Store) -> None:
    for number in range(120):
        store(f"CA{number}")
    batches: list[int] = []

    assert due(database, DUE) == {"term": 120}
    assert purge(settings, database, DUE, "server", progress=batches.append).requests == {"term": 120}
    assert sum(batches) == 120
    assert len(batches) > 1
    assert due(database, DUE) == Counter()


def test_stopped_it_leaves_the_rest_for_the_next_time(
    settings: Settings, database: Database, store: Store, left: Left
) -> None:
    for number in range(60):
        store(f"CA{number}")
    deleted: list[int] = []

    first = purge(settings, database, DUE, "server", go_on=lambda: not deleted, progress=deleted.append)

    assert 0 < sum(first.requests.values()) == 60 - len(left()) < 60
    assert sum(purge(settings, database, DUE, "server").requests.values()) == len(left()) or left() == []


# -- exports in the data folder


def export_to(database: Database, path: Path, format: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as target:
        write_requests(SqlCallbackRequests(database).list(), format, target, {}, DUE)


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_goes_with_the_first_of_its_requests(
    settings: Settings, database: Database, store: Store, format: str
) -> None:
    store("due")
    store("later", delete_after=DUE + HOUR)
    export_to(database, settings.data_dir / "montag" / "rückrufe", format)

    assert purge(settings, database, DUE - HOUR, "server").exports == 0
    assert purge(settings, database, DUE, "server").exports == 1
    assert list((settings.data_dir / "montag").iterdir()) == []


def test_an_export_without_a_deleted_request_stays(settings: Settings, database: Database, store: Store) -> None:
    store("later", delete_after=DUE + HOUR)
    export_to(database, settings.data_dir / "rückrufe.json", "json")
    store("due")

    assert purge(settings, database, DUE, "server").exports == 0
    assert json.loads((settings.data_dir / "rückrufe.json").read_text())


def test_an_export_left_by_a_purge_that_was_killed_goes_with_the_next(
    settings: Settings, database: Database, store: Store
) -> None:
    store("due")
    export_to(database, settings.data_dir / "rückrufe.csv", "csv")
    with writing(database.engine) as connection:
        connection.execute(callback_requests.delete())

    assert purge(settings, database, DUE - HOUR, "server").exports == 1


def test_other_files_stay(settings: Settings, database: Database, store: Store) -> None:
    (settings.data_dir / "notizen.txt").write_text(f"Vorgang {uuid4()}")
    with (settings.data_dir / "tabelle.csv").open("w") as file:
        csv.writer(file).writerow(["kennung", str(uuid4())])
    store("due")

    assert purge(settings, database, DUE, "server").exports == 0
    assert {"notizen.txt", "tabelle.csv"} <= {path.name for path in settings.data_dir.iterdir()}


COUNT = (
    "import sqlite3, sys; print(*next(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM callback_requests')))"
)


@pytest.mark.process
@pytest.mark.usefixtures("sqlite_only")
def test_who_looks_in_from_another_program_takes_nothing_away(
    settings: Settings, database: Database, store: Store
) -> None:
    def counted_by_another() -> int:
        command = [sys.executable, "-c", COUNT, str(database.engine.url.database)]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    store("due")
    purge(settings, database, DUE, "server")
    assert counted_by_another() == 0
    store("CA2")
    assert counted_by_another() == 1


# -- nothing is left in the files


def files_of(database: Database) -> bytes:
    folder = Path(str(database.engine.url.database)).parent
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.fixture
def sqlite_only(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are its own")


@pytest.mark.thorough
@pytest.mark.usefixtures("sqlite_only")
def test_no_byte_of_deleted_rows_is_left(settings: Settings, database: Database, store: Store) -> None:
    deleted: list[Row] = []
    kept: list[Row] = []
    for number in range(400):
        of = deleted if number % 3 else kept
        late = {} if number % 3 else {"delete_after": DUE + HOUR}
        store(f"CallSid-{number:05}-{uuid4().hex}", name="Jürgen" + "x" * (number * 7 % 190), **late)
        with database.engine.connect() as connection:
            newest = select(callback_requests).order_by(text("rowid DESC")).limit(1)
            of.append(connection.execute(newest).one())

    assert purge(settings, database, DUE, "server").scrubbed

    stored = files_of(database)
    for row in deleted:
        for value in (row.call_sid, row.personal[20:], row.personal[-40:]):
            assert value.encode() not in stored
    assert all(row.personal.encode() in stored for row in kept if len(row.personal) < 1000)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that have been looked through for what is left."""
    names = []

    def wiping(path: Path, go_on: Callable[[], bool]) -> bool:
        names.append(path.name)
        return wipe_gaps(path, go_on)

    monkeypatch.setattr("rueckruf.storage.deletion.wipe_gaps", wiping)
    return names


@pytest.mark.usefixtures("sqlite_only")
def test_a_file_is_looked_through_only_after_a_deletion(
    settings: Settings, database: Database, store: Store, looks: list[str]
) -> None:
    store("due")
    assert purge(settings, database, DUE - HOUR, "server").scrubbed
    assert looks == []

    assert purge(settings, database, DUE, "server").scrubbed
    assert purge(settings, database, DUE, "server").scrubbed
    assert looks == ["rueckruf.db"]


@pytest.mark.usefixtures("sqlite_only")
def test_what_was_not_wiped_to_the_end_is_wiped_the_next_time(
    settings: Settings, database: Database, store: Store, looks: list[str]
) -> None:
    store("CallSid-of-the-first")
    deleted: list[int] = []

    first = purge(settings, database, DUE, "server", progress=deleted.append, go_on=lambda: not deleted)
    assert (first.requests, first.scrubbed) == ({"term": 1}, False)

    assert purge(settings, database, DUE, "server").scrubbed
    assert looks == ["rueckruf.db"] * 2


@pytest.mark.usefixtures("sqlite_only")
def test_what_cannot_be_wiped_does_not_undo_the_deletion(
    settings: Settings, database: Database, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    store("due")
    with monkeypatch.context() as disk:
        disk.setattr("rueckruf.storage.deletion.wipe_gaps", full)
        purged = purge(settings, database, DUE, "server")
    assert (purged.requests, purged.scrubbed) == ({"term": 1}, False)

    assert purge(settings, database, DUE, "server").scrubbed


@pytest.mark.usefixtures("sqlite_only")
def test_what_somebody_still_reads_goes_when_he_has_read(
    settings: Settings, database: Database, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rueckruf.storage.deletion._TIMES", 2)
    sid = store("CallSid-of-the-first").call_sid
    with database.engine.connect() as reading:
        reading.execute(select(callback_requests)).all()

        assert not purge(settings, database, DUE, "server").scrubbed
        assert sid.encode() in files_of(database)

    assert empty_write_ahead_log(database.engine)
    assert sid.encode() not in files_of(database)


def test_postgresql_keeps_no_pages_of_deleted_rows(settings: Settings, database: Database, store: Store) -> None:
    if database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no pages of its own to give back")
    for number in range(50):
        store(f"CA{number}")

    assert purge(settings, database, DUE, "server").scrubbed

    with database.engine.connect() as connection:
        for table in ("callback_requests", "search_words"):
            assert connection.execute(text(f"SELECT pg_relation_size('{table}')")).scalar() == 0
