"""The audit log on SQLite and PostgreSQL: appended in the caller's transaction, and no later change stays unseen."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from rueckruf.settings import load_settings
from rueckruf.storage.audit_log import Entry, Verdict, append, entries, verify
from rueckruf.storage.cipher import Cipher, new_key, open_cipher
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.database_key import DatabaseKey
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.errors import StoreError
from rueckruf.storage.migrate import upgrade
from rueckruf.storage.tables import audit_log
from tests.storage.conftest import KEY
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, 0, 0, 123456, tzinfo=UTC)


def log_one(database: Database, *, minute: int = 0, ids: Sequence[UUID] = (), reason: str = "term") -> None:
    with writing(database.engine) as connection:
        at = NOON + timedelta(minutes=minute)
        append(connection, database.cipher, at=at, actor="server", action="delete", reason=reason, request_ids=ids)


def logged(database: Database, **criteria: object) -> list[Entry]:
    with database.engine.connect() as connection:
        return list(entries(connection, **criteria))  # type: ignore[arg-type]


def verdict(database: Database, head: str | None = None) -> Verdict:
    with database.engine.connect() as connection:
        return verify(connection, database.cipher, head)


def environment_of(database: Database) -> dict[str, str]:
    """For another process with the same database and keys."""
    url = database.engine.url.render_as_string(hide_password=False)
    return {"DATABASE_URL": url, "RUECKRUF_KEYS": KEY}


def tamper(database: Database, *statements: str) -> None:
    """Change the table as somebody could who owns the database: without its triggers."""
    with writing(database.engine) as connection:
        if database.engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER USER"))
        else:
            for change in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_log_no_{change}"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def three(database: Database) -> Database:
    for minute in range(3):
        log_one(database, minute=minute)
    return database


# -- appending


def test_an_entry_comes_back_as_it_was_logged(database: Database) -> None:
    ids = (uuid4(), uuid4())
    log_one(database, ids=ids)

    (entry,) = logged(database)
    assert entry == Entry(1, NOON, "server", "delete", "term", tuple(map(str, ids)), entry.digest)
    assert verdict(database) == Verdict(1, entry.digest)


def test_an_empty_log_is_in_order(database: Database) -> None:
    assert verdict(database) == Verdict(0, "0" * 64)


def test_what_is_not_committed_is_not_logged(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        append(connection, database.cipher, at=NOON, actor="server", action="delete")
        transaction.rollback()

    assert logged(database) == []


def test_many_requests_become_several_entries(database: Database) -> None:
    ids = [uuid4() for _ in range(2001)]
    log_one(database, ids=ids)

    assert [len(entry.request_ids) for entry in logged(database)] == [1000, 1000, 1]
    assert [UUID(each) for entry in logged(database) for each in entry.request_ids] == ids
    assert verdict(database).count == 3


def test_the_entries_about_a_request_and_the_last_ones(database: Database) -> None:
    sought, other = uuid4(), uuid4()
    for minute, ids in enumerate([(sought,), (other,), (other, sought), ()]):
        log_one(database, minute=minute, ids=ids)

    assert [entry.number for entry in logged(database, about=sought)] == [1, 3]
    assert [entry.number for entry in logged(database, last=2)] == [3, 4]
    assert [entry.number for entry in logged(database, about=other, last=1)] == [3]


@pytest.mark.process
def test_processes_that_append_at_once_all_do_so_in_one_chain(database: Database) -> None:
    program = (
        "from rueckruf import clock\n"
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.audit_log import append\n"
        "from rueckruf.storage.database import open_database\n"
        "from rueckruf.storage.engine import writing\n"
        "database = open_database(load_settings())\n"
        "for _ in range(25):\n"
        "    with writing(database.engine) as connection:\n"
        "        append(connection, database.cipher, at=clock.now(), actor='server', action='read')\n"
    )
    environment = environment_of(database)
    processes = [subprocess.Popen([sys.executable, "-c", program], env=environment) for _ in range(4)]

    assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0, 0]
    assert (verdict(database).count, verdict(database).problem) == (100, None)


@pytest.mark.parametrize("change", ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log"])
def test_the_database_itself_refuses_changes(three: Database, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), writing(three.engine) as connection:
        connection.execute(text(change))
    assert verdict(three).count == 3


# -- tampering


@pytest.mark.parametrize(
    "field", ["actor = 'x'", "action = 'x'", "reason = 'x'", "request_ids = 'x'", "digest = 'x'", "at = '2026-03-11'"]
)
def test_a_changed_field_is_found(three: Database, field: str) -> None:
    if field.startswith("at") and three.engine.dialect.name == "sqlite":
        field = "at = '2026-03-11 00:00:00.000000'"
    tamper(three, f"UPDATE audit_log SET {field} WHERE number = 2")  # noqa: S608

    assert (verdict(three).count, verdict(three).problem) == (1, "changed")


@pytest.mark.parametrize("number", [1, 2])
def test_a_missing_entry_is_found(three: Database, number: int) -> None:
    tamper(three, f"DELETE FROM audit_log WHERE number = {number}")  # noqa: S608

    assert (verdict(three).count, verdict(three).problem) == (number - 1, "missing")


def test_entries_out_of_order_are_found(three: Database) -> None:
    tamper(
        three,
        "UPDATE audit_log SET number = 9 WHERE number = 1",
        "UPDATE audit_log SET number = 1 WHERE number = 2",
        "UPDATE audit_log SET number = 2 WHERE number = 9",
    )

    assert (verdict(three).count, verdict(three).problem) == (0, "out of order")


def test_a_gap_closed_by_new_numbers_is_found(three: Database) -> None:
    tamper(
        three,
        "DELETE FROM audit_log WHERE number = 2",
        "UPDATE audit_log SET number = 2 WHERE number = 3",
    )

    assert (verdict(three).count, verdict(three).problem) == (1, "changed")


def test_an_end_cut_off_shows_against_a_noted_digest(three: Database) -> None:
    head = verdict(three).head
    log_one(three, minute=3)
    assert verdict(three, head).problem is None

    tamper(three, "DELETE FROM audit_log WHERE number >= 3")

    assert verdict(three).problem is None
    assert verdict(three, head).problem == "head not found"


def test_a_chain_computed_anew_shows_against_a_noted_digest(three: Database) -> None:
    head = verdict(three).head
    tamper(three, "DELETE FROM audit_log")
    for minute in range(3):
        log_one(three, minute=minute, reason="purpose")

    assert verdict(three).problem is None
    assert verdict(three, head).problem == "head not found"


# -- by somebody who knows how digests are made, and has no keys


def chained_anew(database: Database, digest_of: Callable[[str], str], first: int = 1) -> None:
    """Another reason in entry ``first``, and all digests from there on made again by whoever has the database."""
    with database.engine.connect() as connection:
        rows = list(entries(connection))
    digest = rows[first - 2].digest if first > 1 else "0" * 64
    statements = []
    for row in rows[first - 1 :]:
        moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        digest = digest_of(json.dumps([digest, moment, row.actor, row.action, "purpose", " ".join(row.request_ids)]))
        statements.append(
            f"UPDATE audit_log SET reason = 'purpose', digest = '{digest}' WHERE number = {row.number}"  # noqa: S608
        )
    tamper(database, *statements)


def plain(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize("digest_of", [plain, lambda written: DatabaseKey("00" * 32).digest("audit log", written)])
def test_a_chain_computed_anew_without_the_keys_is_found(three: Database, digest_of: Callable[[str], str]) -> None:
    chained_anew(three, digest_of, first=2)

    assert (verdict(three).count, verdict(three).problem) == (1, "changed")


def test_a_log_whose_key_was_taken_away_is_neither_in_order_nor_continued(three: Database) -> None:
    tamper(three, "DELETE FROM database_key")

    assert verdict(three).problem == "key lost"
    with pytest.raises(StoreError, match="DATABASE_URL: the database has lost its key"):
        log_one(three)


def test_a_key_of_somebody_else_is_refused(three: Database) -> None:
    other = Cipher(lambda: (new_key(),)).seal(json.dumps({"secret": "00" * 32}))
    tamper(three, f"UPDATE database_key SET sealed = '{other}'")  # noqa: S608

    with pytest.raises(StoreError, match="none of the keys opens what is stored"):
        verdict(three)


# -- entries that are older than the key


@pytest.fixture
def taken_over(blank_database_url: str) -> Iterator[Database]:
    """A database whose log was begun by a version that chained it without a key, and that has gone on since."""
    settings = load_settings({"DATABASE_URL": blank_database_url, "RUECKRUF_KEYS": KEY})
    engine = open_engine(settings)
    upgrade(engine, open_cipher(settings), "0008")
    digest = "0" * 64
    with engine.begin() as connection:
        for number in (1, 2, 3):
            at = NOON.isoformat(timespec="microseconds")
            digest = plain(json.dumps([digest, at, "server", "delete", "term", ""]))
            fields = {"at": NOON, "actor": "server", "action": "delete", "reason": "term", "request_ids": ""}
            connection.execute(insert(audit_log), {**fields, "number": number, "digest": digest})
    engine.dispose()
    database = open_database(settings)
    log_one(database, minute=3)
    yield database
    database.engine.dispose()


def test_they_are_verified_as_they_were_written(taken_over: Database) -> None:
    assert (verdict(taken_over).count, verdict(taken_over).problem) == (4, None)


@pytest.mark.parametrize("first", [1, 3])
def test_nobody_without_the_keys_chains_them_anew(taken_over: Database, first: int) -> None:
    chained_anew(taken_over, plain, first)

    assert (verdict(taken_over).count, verdict(taken_over).problem) == (2, "changed")


def test_times_are_compared_to_the_microsecond(database: Database) -> None:
    log_one(database)
    (entry,) = logged(database)
    tamper(database, "DELETE FROM audit_log")
    with writing(database.engine) as connection:
        row = {**vars(entry), "request_ids": "", "at": NOON + timedelta(microseconds=1)}
        connection.execute(insert(audit_log), row)

    assert verdict(database).problem == "changed"
