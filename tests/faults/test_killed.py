"""``kill -9`` in the middle of what changes stored requests, 50 times: a change is there as a whole, or not at all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.engine import Connection

from rueckruf.callbacks.repository import Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.privacy.key_rotation import rotate
from rueckruf.privacy.retention import purge
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.audit_log import entries, verify
from rueckruf.storage.cipher import Cipher, open_cipher, read_key_file
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import open_engine
from rueckruf.storage.migrate import upgrade
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.search_index import searchable
from rueckruf.storage.tables import callback_requests, outbox, request_events, search_words
from tests.faults import operations
from tests.faults.killing import deaths
from tests.faults.operations import DUE
from tests.support.requests import request_of

pytestmark = pytest.mark.process


def settings_of(folder: Path) -> Settings:
    return load_settings(operations.environment_of(folder))


@contextmanager
def database_in(folder: Path) -> Iterator[Database]:
    database = open_database(settings_of(folder))
    yield database
    database.engine.dispose()


def stored(database: Database) -> list[CallbackRequest]:
    return list(SqlCallbackRequests(database).list())


def assert_whole(connection: Connection, database: Database) -> None:
    """The file is sound, the log in order, and no row belongs to a request that is gone."""
    if connection.dialect.name == "sqlite":
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert verify(connection, database.cipher).problem is None
    ids = set(connection.execute(select(callback_requests.c.id)).scalars())
    for table in (search_words, request_events, outbox):
        assert set(connection.execute(select(table.c.request_id)).scalars()) <= ids


# -- a call


def test_whoever_has_heard_thanks_is_stored(tmp_path: Path) -> None:
    template = tmp_path / "template"
    with database_in(template):
        pass

    thanked = 0
    for death in deaths(operations.store, template, tmp_path, count=14, seconds=0.4):
        with database_in(death.folder) as database, database.engine.connect() as connection:
            assert_whole(connection, database)
            requests = stored(database)
            calls = Counter(request.call_sid for request in requests)
            assert calls.keys() >= set(death.said)
            assert calls.total() - len(death.said) in (0, 1)  # stored, but killed before the thanks
            words = Counter(connection.execute(select(search_words.c.request_id)).scalars())
            assert words == {str(request.id): len(searchable(request)) for request in requests}
            thanked += len(death.said)
    assert thanked


# -- deletion


def test_a_request_is_deleted_if_and_only_if_the_log_tells_of_it(tmp_path: Path) -> None:
    template = tmp_path / "template"
    with database_in(template) as database:
        requests = SqlCallbackRequests(database)
        due = {str(requests.add(request_of(f"CA{number}")).id) for number in range(200)}
        kept = {
            str(requests.add(request_of(f"CB{number}", delete_after=DUE + timedelta(1))).id) for number in range(20)
        }

    half_way = 0
    for death in deaths(operations.purge_due, template, tmp_path, count=12):
        with database_in(death.folder) as database:
            gone = assert_deleted_as_logged(database, due, kept)
            half_way += 0 < len(gone) < len(due)
            purge(settings_of(death.folder), database, DUE, "server")
            assert assert_deleted_as_logged(database, due, kept) == due
    assert half_way


def assert_deleted_as_logged(database: Database, due: set[str], kept: set[str]) -> set[str]:
    """Those that are deleted."""
    with database.engine.connect() as connection:
        assert_whole(connection, database)
        left = {str(request.id) for request in stored(database)}
        deleted = [each for entry in entries(connection) if entry.action == "delete" for each in entry.request_ids]
    assert kept <= left
    assert sorted(deleted) == sorted((due | kept) - left)
    return set(deleted)


# -- rotation of keys


def test_everything_opens_after_half_a_rotation_and_another_one_finishes_it(tmp_path: Path) -> None:
    template = tmp_path / "template"
    with database_in(template) as database:
        requests = [SqlCallbackRequests(database).add(request_of(f"CA{number}")) for number in range(100)]
    before = read_key_file(settings_of(template).key_file)

    half_way = 0
    for death in deaths(operations.rotate_keys, template, tmp_path, count=12):
        settings = settings_of(death.folder)
        with database_in(death.folder) as database:
            assert_opens(database, requests)
            half_way += keys_in_use(database) == {0, 1}
            rotate(settings, database, DUE, "server")
        newest = read_key_file(settings.key_file)[:1]
        assert newest != before
        assert_opens(Database(database.engine, Cipher(lambda newest=newest: newest)), requests)  # type: ignore[misc]
        database.engine.dispose()
    assert half_way


def assert_opens(database: Database, requests: list[CallbackRequest]) -> None:
    """All of ``requests`` are there as they were, and found by their name."""
    with database.engine.connect() as connection:
        assert_whole(connection, database)
    assert {request.id: request for request in stored(database)} == {request.id: request for request in requests}
    assert SqlCallbackRequests(database).count(Selection(words=requests[0].name)) == len(requests)


def keys_in_use(database: Database) -> set[int]:
    """The positions of the keys that requests are sealed with."""
    with database.engine.connect() as connection:
        tokens = connection.execute(select(callback_requests.c.personal)).scalars()
        return {database.cipher.position(token) for token in tokens}


# -- migration


def test_a_migration_is_done_or_not_begun_and_can_be_repeated(tmp_path: Path) -> None:
    template = tmp_path / "template"
    requests = {request.call_sid: request for request in (request_of(f"CA{number}") for number in range(300))}
    store_in_plain(settings_of(template), list(requests.values()))

    not_begun = 0
    for death in deaths(operations.migrate_from_plain, template, tmp_path, count=12):
        engine = open_engine(settings_of(death.folder))
        with engine.connect() as connection:
            (revision,) = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
            not_begun += revision == "0001"
            columns = {row.name for row in connection.execute(text("PRAGMA table_info(callback_requests)"))}
            assert ("personal" in columns, "name" in columns) == (
                (False, True) if revision == "0001" else (True, False)
            )
        engine.dispose()
        with database_in(death.folder) as database, database.engine.connect() as connection:
            assert_whole(connection, database)
            assert {request.call_sid: request for request in stored(database)} == requests
    assert not_begun


def store_in_plain(settings: Settings, requests: list[CallbackRequest]) -> None:
    """As the first version of the program did."""
    engine = open_engine(settings)
    upgrade(engine, open_cipher(settings), "0001")
    with engine.begin() as connection:
        table = Table("callback_requests", MetaData(), autoload_with=connection)
        for request in requests:
            moments = ("created_at", "callback_start", "callback_end", "delete_after")
            in_utc = {name: getattr(request, name).astimezone(UTC) for name in moments}
            values = {**asdict(request), **in_utc, "id": str(request.id)}
            connection.execute(table.insert().values({column.name: values[column.name] for column in table.columns}))
    engine.dispose()
