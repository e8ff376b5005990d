"""Migrations: up from nothing, again without harm, by many at once, and with an understandable refusal."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, Table, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from rueckruf.callbacks.repository import Selection
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import open_engine
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import migrate, upgrade
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import audit_log, metadata, search_words
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit

_KEY = new_key()
CIPHER = Cipher(lambda: (_KEY,))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(load_settings({"DATABASE_URL": database_url}))
    yield engine
    engine.dispose()


def test_an_empty_database_gets_the_tables_of_the_program(engine: Engine) -> None:
    migrate(engine, CIPHER)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_an_up_to_date_database_keeps_its_rows(engine: Engine) -> None:
    migrate(engine, CIPHER)
    SqlCallbackRequests(Database(engine, CIPHER)).add(request_of("CA1"))

    migrate(engine, CIPHER)

    assert SqlCallbackRequests(Database(engine, CIPHER)).count() == 1


def test_what_an_older_version_stored_in_plain_is_sealed(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, CIPHER, "0001")
    request = request_of("CA1")
    moments = ("created_at", "callback_start", "callback_end", "delete_after")
    in_utc = {name: getattr(request, name).astimezone(timezone.utc) for name in moments}
    values = {**asdict(request), **in_utc, "id": str(request.id)}
    with engine.begin() as connection:
        table = Table("callback_requests", MetaData(), autoload_with=connection)
        connection.execute(table.insert().values({column.name: values[column.name] for column in table.columns}))

    migrate(engine, CIPHER)

    stored_requests = SqlCallbackRequests(Database(engine, CIPHER))
    assert stored_requests.get(request.id) == request
    for words in (request.name, request.phone):
        assert stored_requests.count(Selection(words=words)) == 1
    if engine.dialect.name == "sqlite":
        stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert "Müller".encode() not in stored


def test_what_an_older_version_stored_is_found_by_all_its_numbers(engine: Engine) -> None:
    upgrade(engine, CIPHER, "0003")
    personal = {"name": "Meier", "phone": "+493023125042", "callback_text": "ab zwei", "note": "oder 030 23125077"}
    times = dict.fromkeys(("created_at", "callback_start", "callback_end", "delete_after"), CREATED)
    request = {"id": "1", "call_sid": "CA1", "recipient": "company", "status": "new", "phone_source": "keys", **times}
    detail = json.dumps({"version": 1, "before": {"note": "030 23125066"}})
    event = {"request_id": "1", "at": CREATED, "actor": "anna", "kind": "noted", "detail": CIPHER.seal(detail)}
    with engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        sealed = {"personal": CIPHER.seal(json.dumps(personal)), "phone_fingerprint": "0"}
        connection.execute(tables.tables["callback_requests"].insert().values({**request, **sealed}))
        connection.execute(tables.tables["request_events"].insert().values(event))

    migrate(engine, CIPHER)

    words = {"meier", "5042", *(f"+4930231250{end}" for end in (42, 77, 66))}
    with engine.connect() as connection:
        found = connection.execute(select(search_words.c.word)).scalars().all()
    assert sorted(found) == sorted(map(CIPHER.fingerprint, words))


def test_the_audit_log_can_only_be_appended_to(engine: Engine) -> None:
    migrate(engine, CIPHER)
    entry = {"number": 1, "at": CREATED, "actor": "rueckruf", "action": "deleted", "reason": "term"}
    with engine.begin() as connection:
        connection.execute(audit_log.insert().values({**entry, "request_ids": "", "digest": "0"}))

    for change in (audit_log.update().values(reason=""), audit_log.delete()):
        with pytest.raises(DBAPIError, match="audit_log is append-only"), engine.begin() as connection:
            connection.execute(change)


def test_a_failed_migration_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
        connection.execute(text("CREATE INDEX ix_callback_requests_delete_after ON other (id)"))

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be"):
        migrate(engine, CIPHER)
    assert "callback_requests" not in inspect(engine).get_table_names()


def test_a_database_of_a_newer_program_is_refused(engine: Engine) -> None:
    migrate(engine, CIPHER)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="made by a newer version"):
        migrate(engine, CIPHER)


def test_many_servers_may_start_at_once(database_url: str) -> None:
    program = (
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.database import open_database\n"
        "open_database(load_settings())\n"
    )
    environment = {"DATABASE_URL": database_url, "RUECKRUF_KEYS": new_key()}
    servers = [subprocess.Popen([sys.executable, "-c", program], env=environment) for _ in range(4)]

    assert [server.wait(60) for server in servers] == [0, 0, 0, 0]


def test_a_database_out_of_reach_is_named_without_its_password() -> None:
    address = "postgresql://user:geheim@127.0.0.1:1/rueckruf"

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be reached: ") as error:
        migrate(open_engine(load_settings({"DATABASE_URL": address})), CIPHER)
    assert "geheim" not in str(error.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "rueckruf.db").write_bytes(b"Das ist keine Datenbank. " * 100)

    with pytest.raises(StoreError, match="DATABASE_URL: the database cannot be used: file is not a database"):
        open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"DATABASE_URL: .* cannot be written"):
        open_engine(load_settings({"DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'rueckruf.db'}"}))
