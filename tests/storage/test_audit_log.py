"""The audit log on SQLite and PostgreSQL: appended in the caller's transaction, and no later change stays unseen."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from rueckruf.storage.audit_log import Entry, Verdict, append, entries, verify
from rueckruf.storage.database import Database
from rueckruf.storage.tables import audit_log
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, 0, 0, 123456, tzinfo=UTC)


def log_one(database: Database, *, minute: int = 0, ids: Sequence[UUID] = (), reason: str = "term") -> None:
    with database.engine.begin() as connection:
        at = NOON + timedelta(minutes=minute)
        append(connection, at=at, actor="server", action="delete", reason=reason, request_ids=ids)


def logged(database: Database, **criteria: object) -> list[Entry]:
    with database.engine.connect() as connection:
        return list(entries(connection, **criteria))  # type: ignore[arg-type]


def verdict(database: Database, head: str | None = None) -> Verdict:
    with database.engine.connect() as connection:
        return verify(connection, head)


def tamper(database: Database, *statements: str) -> None:
    """Change the table as somebody could who owns the database: without its triggers."""
    with database.engine.begin() as connection:
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
        append(connection, at=NOON, actor="server", action="delete")
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


def test_processes_that_append_at_once_all_do_so_in_one_chain(database: Database) -> None:
    program = (
        "from rueckruf import clock\n"
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.audit_log import append\n"
        "from rueckruf.storage.engine import open_engine\n"
        "engine = open_engine(load_settings())\n"
        "for _ in range(25):\n"
        "    with engine.begin() as connection:\n"
        "        append(connection, at=clock.now(), actor='server', action='read')\n"
    )
    environment = {"DATABASE_URL": database.engine.url.render_as_string(hide_password=False)}
    processes = [subprocess.Popen([sys.executable, "-c", program], env=environment) for _ in range(4)]

    assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0, 0]
    assert (verdict(database).count, verdict(database).problem) == (100, None)


@pytest.mark.parametrize("change", ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log"])
def test_the_database_itself_refuses_changes(three: Database, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), three.engine.begin() as connection:
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


def test_times_are_compared_to_the_microsecond(database: Database) -> None:
    log_one(database)
    (entry,) = logged(database)
    tamper(database, "DELETE FROM audit_log")
    with database.engine.begin() as connection:
        row = {**vars(entry), "request_ids": "", "at": NOON + timedelta(microseconds=1)}
        connection.execute(insert(audit_log), row)

    assert verdict(database).problem == "changed"
