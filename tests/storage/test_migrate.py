"""Migrations: up from nothing, again without harm, by many at once, and with an understandable refusal."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from rueckruf.callbacks.repository import Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.due import Scope, counts, move_on
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import MIGRATIONS, migrate, upgrade
from rueckruf.storage.requests import SqlCallbackRequests, sealed
from rueckruf.storage.search_index import index_words
from rueckruf.storage.tables import REVISION, audit_log, callback_requests, metadata, search_words
from tests.support.patience import PATIENCE
from tests.support.requests import CREATED, request_of, store_in_plain

pytestmark = pytest.mark.process

HOUR = timedelta(hours=1)
OTHER = datetime(2026, 3, 12, 9, tzinfo=BERLIN)
_KEY = new_key()
CIPHER = Cipher(lambda: (_KEY,))


@pytest.fixture
def engine(blank_database_url: str) -> Iterator[Engine]:
    engine = open_engine(load_settings({"DATABASE_URL": blank_database_url}))
    yield engine
    engine.dispose()


def test_an_empty_database_gets_the_tables_of_the_program(engine: Engine) -> None:
    migrate(engine, CIPHER)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_the_program_knows_its_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_an_up_to_date_database_is_opened_without_alembic(engine: Engine) -> None:
    migrate(engine, CIPHER)
    program = (
        "import sys\n"
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.database import open_database\n"
        "open_database(load_settings())\n"
        "assert 'alembic' not in sys.modules\n"
    )
    environment = {"DATABASE_URL": engine.url.render_as_string(hide_password=False), "RUECKRUF_KEYS": _KEY}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def test_an_up_to_date_database_keeps_its_rows(engine: Engine) -> None:
    migrate(engine, CIPHER)
    SqlCallbackRequests(Database(engine, CIPHER)).add(request_of("CA1"))

    migrate(engine, CIPHER)

    assert SqlCallbackRequests(Database(engine, CIPHER)).count() == 1


def test_what_an_older_version_stored_in_plain_is_sealed(engine: Engine) -> None:
    upgrade(engine, CIPHER, "0001")
    request = request_of("CA1")
    store_in_plain(engine, [request])

    migrate(engine, CIPHER)

    assert SqlCallbackRequests(Database(engine, CIPHER)).get(request.id) == request


def test_no_byte_of_what_an_older_version_stored_in_plain_is_left(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, CIPHER, "0001")
    names = [f"Zwackelmann{number:04}{'x' * (number * 7 % 190)}" for number in range(1200)]
    store_in_plain(engine, [request_of(f"CA{number}", name=name) for number, name in enumerate(names)])
    assert b"Zwackelmann" in files_of(engine, tmp_path)

    migrate(engine, CIPHER)

    assert b"Zwackelmann" not in files_of(engine, tmp_path)
    assert sorted(request.name for request in SqlCallbackRequests(Database(engine, CIPHER)).list()) == names


@pytest.mark.parametrize(
    ("noted", "left", "phones"),
    [
        ("Weitere Nummer: +491713920011", "", ("+491713920011",)),
        ("Weitere Nummer: +491713920011\nmag Kaffee\n\nmag Tee", "mag Kaffee\n\nmag Tee", ("+491713920011",)),
        ("Weitere Nummer: +491713920011 nur abends", "Weitere Nummer: +491713920011 nur abends", ()),
        ("mag Kaffee", "mag Kaffee", ()),
        ("", "", ()),
    ],
)
def test_the_second_number_gets_out_of_the_note(engine: Engine, noted: str, left: str, phones: tuple[str, ...]) -> None:
    upgrade(engine, CIPHER, "0007")
    database = Database(engine, CIPHER)
    request = request_of("CA1", note=noted)
    add_as_before(database, [request])

    migrate(engine, CIPHER)

    assert SqlCallbackRequests(database).get(request.id) == replace(request, note=left, other_phones=phones)
    assert SqlCallbackRequests(database).count(Selection(words="+491713920011")) == ("+49" in noted)
    assert SqlCallbackRequests(database).count(Selection(words="0011")) == len(phones)


def add_as_before(database: Database, requests: Sequence[CallbackRequest]) -> None:
    """As the version before that migration added requests."""
    with writing(database.engine) as connection:
        for request in requests:
            row = sealed(request, database.cipher)
            since = ("due_until", "moves_on_at")
            connection.execute(callback_requests.insert(), {key: row[key] for key in row if key not in since})
            index_words(connection, [request], database.cipher)


def test_from_then_on_beginnings_and_notes_find_what_was_there_and_the_window_that_counts_is_known(
    engine: Engine,
) -> None:
    upgrade(engine, CIPHER, "0009")
    database = Database(engine, CIPHER)
    first = request_of("CA1", name="Sabine Meier", note="Großbestellung.", other_windows=((OTHER, OTHER + HOUR),))
    add_as_before(database, [first, request_of("CA2")])
    with engine.begin() as connection:
        connection.execute(delete(search_words).where(search_words.c.word == CIPHER.fingerprint("grossb")))

    migrate(engine, CIPHER)

    requests = SqlCallbackRequests(database)
    assert {words: requests.count(Selection(words=words)) for words in ("Mei", "großb")} == {"Mei": 1, "großb": 1}
    move_on(database, OTHER)
    with engine.connect() as connection:
        assert counts(connection, Scope(), OTHER) == {"due": 1, "overdue": 1, "later": 0}


def test_of_more_requests_than_are_read_at_once_none_is_forgotten(engine: Engine) -> None:
    upgrade(engine, CIPHER, "0007")
    requests = SqlCallbackRequests(Database(engine, CIPHER))
    noted = [request_of(f"CA{number}", note="Weitere Nummer: +491713920011") for number in range(1003)]
    add_as_before(Database(engine, CIPHER), noted)

    migrate(engine, CIPHER)

    assert {(request.note, request.other_phones) for request in requests.list()} == {("", ("+491713920011",))}


@pytest.mark.parametrize("file", sorted((MIGRATIONS / "versions").glob("*.py")), ids=lambda file: file.stem[:5])
def test_a_migration_imports_nothing_that_may_change(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not any(name.split(".")[0] in ("rueckruf", "actions") for name in imported)


def files_of(engine: Engine, folder: Path) -> bytes:
    """What the database has on disk of the requests."""
    if engine.dialect.name == "sqlite":
        return b"".join(file.read_bytes() for file in folder.iterdir())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        file = text("SELECT pg_read_binary_file(pg_relation_filepath('callback_requests'))")
        return bytes(connection.execute(file).scalar_one())


def test_the_audit_log_can_only_be_appended_to(engine: Engine) -> None:
    migrate(engine, CIPHER)
    entry = {"number": 1, "at": CREATED, "actor": "rueckruf", "action": "deleted", "reason": "term"}
    with engine.begin() as connection:
        connection.execute(audit_log.insert().values({**entry, "request_ids": "", "digest": "0"}))

    again = audit_log.insert().values({**entry, "request_ids": "", "digest": "1"})
    if engine.dialect.name == "sqlite":
        with pytest.raises(DBAPIError, match="audit_log is append-only"), engine.begin() as connection:
            connection.execute(again.prefix_with("OR REPLACE"))
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


def test_many_servers_may_start_at_once(blank_database_url: str) -> None:
    program = (
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.database import open_database\n"
        "open_database(load_settings())\n"
    )
    environment = {"DATABASE_URL": blank_database_url, "RUECKRUF_KEYS": new_key()}
    servers = [subprocess.Popen([sys.executable, "-c", program], env=environment) for _ in range(4)]

    assert [server.wait(PATIENCE) for server in servers] == [0, 0, 0, 0]


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
