"""Migrations: up from nothing, again without harm, by many at once, and with an understandable refusal."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import migrate
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import metadata
from tests.storage.test_requests import request_of

pytestmark = pytest.mark.unit


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_database(load_settings({"DATABASE_URL": database_url}))
    yield engine
    engine.dispose()


def test_an_empty_database_gets_the_tables_of_the_program(engine: Engine) -> None:
    migrate(engine)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_an_up_to_date_database_keeps_its_rows(engine: Engine) -> None:
    migrate(engine)
    SqlCallbackRequests(engine).add(request_of("CA1"))

    migrate(engine)

    assert SqlCallbackRequests(engine).count() == 1


def test_a_failed_migration_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
        connection.execute(text("CREATE INDEX ix_callback_requests_delete_after ON other (id)"))

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be"):
        migrate(engine)
    assert "callback_requests" not in inspect(engine).get_table_names()


def test_a_database_of_a_newer_program_is_refused(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="made by a newer version"):
        migrate(engine)


def test_many_servers_may_start_at_once(database_url: str) -> None:
    program = (
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.database import open_database\n"
        "from rueckruf.storage.migrate import migrate\n"
        "migrate(open_database(load_settings()))\n"
    )
    servers = [subprocess.Popen([sys.executable, "-c", program], env={"DATABASE_URL": database_url}) for _ in range(4)]

    assert [server.wait(60) for server in servers] == [0, 0, 0, 0]


def test_a_database_out_of_reach_is_named_without_its_password() -> None:
    address = "postgresql://user:geheim@127.0.0.1:1/rueckruf"

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be reached: ") as error:
        migrate(open_database(load_settings({"DATABASE_URL": address})))
    assert "geheim" not in str(error.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "rueckruf.db").write_bytes(b"Das ist keine Datenbank. " * 100)

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be used: file is not a database"):
        migrate(open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"DATABASE_URL: .* cannot be written"):
        open_database(load_settings({"DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'rueckruf.db'}"}))
