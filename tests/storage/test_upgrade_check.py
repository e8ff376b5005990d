"""What the next start would do is told without doing any of it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import inspect

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import find_cipher, new_key, open_cipher
from rueckruf.storage.database import open_database
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import revision_of, upgrade
from rueckruf.storage.privacy_cases import Case, add_case
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import REVISION
from rueckruf.storage.upgrade_check import Found, count_requests_unchanged, look
from tests.storage.conftest import KEY
from tests.support.requests import request_of, store_in_plain

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)


def settings(url: str, *keys: str) -> Settings:
    return load_settings({"DATABASE_URL": url, "RUECKRUF_KEYS": ",".join(keys or (KEY,))})


def store(settings: Settings, count: int) -> None:
    database = open_database(settings)
    for number in range(count):
        SqlCallbackRequests(database).add(request_of(f"CA{number}"))
    database.engine.dispose()


def test_a_database_of_this_version(database_url: str) -> None:
    store(settings(database_url), 3)
    steps: list[int] = []

    assert look(settings(database_url), steps.append) == Found(REVISION, [], sealed=3, unopened=0)
    assert sum(steps) == count_requests_unchanged(settings(database_url)) == 3


def test_an_older_one_stays_as_it_is(blank_database_url: str) -> None:
    engine = open_engine(settings(blank_database_url))
    upgrade(engine, open_cipher(settings(blank_database_url)), "0001")
    store_in_plain(engine, [request_of("CA1")])

    found = look(settings(blank_database_url))

    assert (found.revision, found.sealed) == ("0001", 0)
    assert [number for number, _ in found.migrations] == [f"{number:04}" for number in range(2, int(REVISION) + 1)]
    assert all(title.endswith(".") for _, title in found.migrations)
    with engine.connect() as connection:
        assert revision_of(connection) == "0001"
        assert "database_key" not in inspect(connection).get_table_names()
    engine.dispose()


def test_keys_that_do_not_fit(database_url: str) -> None:
    store(settings(database_url), 2)

    assert look(settings(database_url, new_key())).unopened == 2
    assert look(settings(database_url, new_key(), KEY)).unopened == 0


def test_keys_that_do_not_fit_a_case(database_url: str) -> None:
    database = open_database(settings(database_url))
    case = Case(uuid4(), "access", NOW, NOW, name="Sabine Müller", address="Weg 1")
    with writing(database.engine) as connection:
        add_case(connection, database.cipher, case)
    database.engine.dispose()

    assert look(settings(database_url, new_key())).unopened == 1


def test_one_of_a_newer_version(database_url: str) -> None:
    with open_engine(settings(database_url)).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreError, match="made by a newer version"):
        look(settings(database_url))


def test_where_there_is_nothing_nothing_is_made(tmp_path: Path) -> None:
    nowhere = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var")})

    assert look(nowhere).revision is None
    assert find_cipher(nowhere) is None
    assert not (tmp_path / "var").exists()


def test_no_byte_of_the_data_folder_changes(tmp_path: Path) -> None:
    own = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    store(own, 2)
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}

    assert look(own).sealed == 2
    after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}
    assert {name: after[name] for name in before} == before


def test_a_file_that_is_damaged(tmp_path: Path) -> None:
    own = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    store(own, 1)
    with closing(sqlite3.connect(tmp_path / "rueckruf.db")) as connection, connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_callback_requests_created_at'"
        ).fetchone()
    connection.close()
    with (tmp_path / "rueckruf.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)

    assert look(own).damage
