"""Backups on SQLite and PostgreSQL: all of one moment, sealed, and what was erased since does not come back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pyotp import TOTP
from sqlalchemy import Table, func, insert, select

from rueckruf.callbacks.handling import note
from rueckruf.callbacks.repository import ErasedError, Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.privacy.backup import open_backup, write_backup
from rueckruf.privacy.erasure import erase
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.held import Person
from rueckruf.privacy.rectification import rectify
from rueckruf.privacy.restoring import Restored, restore
from rueckruf.privacy.restriction import release, restrict
from rueckruf.sales import passkeys, tokens
from rueckruf.sales.calendar_feeds import renew, revoke
from rueckruf.sales.relying_party import Credential
from rueckruf.sales.second_factor import enrol, new_secret
from rueckruf.sales.users import change_password, create, disable, reset
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.audit_log import Entry, entries, verify
from rueckruf.storage.backup import TABLES
from rueckruf.storage.calendar_feeds import find_feed
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.errors import StoreError
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.log_copy import noted
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import call_figures, callback_requests, outbox, users
from rueckruf.storage.tokens import all_tokens
from rueckruf.storage.users import Session, find_user, start_session
from tests.support.people import add_person
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KEY = new_key()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few requests fill several pieces of a file."""
    monkeypatch.setattr("rueckruf.storage.sealed_file._BYTES_A_PIECE", 1000)
    monkeypatch.setattr("rueckruf.storage.backup._ROWS_A_LINE", 5)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder that has neither database nor keys."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(database_url: str, tmp_path: Path, elsewhere: Path) -> Settings:
    return load_settings(
        {
            "DATABASE_URL": database_url,
            "RUECKRUF_DATA_DIR": str(tmp_path / "var"),
            "RUECKRUF_KEYS": KEY,
            "RUECKRUF_LOG_COPY": str(elsewhere / "log"),
        }
    )


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    (settings.data_dir).mkdir()
    database = open_database(settings)
    yield database
    database.engine.dispose()


@pytest.fixture
def requests(database: Database) -> SqlCallbackRequests:
    return SqlCallbackRequests(database)


@pytest.fixture
def backed_up(database: Database, elsewhere: Path) -> Callable[[], Path]:
    """Makes a backup."""

    def make() -> Path:
        write_backup(database, elsewhere / "backup", NOW, "test")
        return elsewhere / "backup"

    return make


def put_back(settings: Settings, path: Path) -> Restored:
    return restore(settings, open_backup(settings, path), LATER, "test")


def content(database: Database, *but: Table) -> dict[str, list[Any]]:
    with database.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in TABLES
            if table not in but
        }


def logged(database: Database) -> list[Entry]:
    with database.engine.connect() as connection:
        assert verify(connection, database.cipher, copied=noted(database.log_copy)).problem is None
        return list(entries(connection))


def fill(database: Database) -> list[CallbackRequest]:
    """Something in every table that is backed up."""
    requests = SqlCallbackRequests(database)
    stored = [requests.add(request_of(f"CA{number}", name=f"Paul Weber {number}")) for number in range(12)]
    note(SqlHandledRequests(database), stored[0], "anna", NOW, "klingelt lange")
    create(database, "anna", "lead", None, NOW, "test")
    with writing(database.engine) as connection:
        row = {"day": NOW.date(), "kind": "ended", "recipient": "", "value": "cancel", "count": 3}
        connection.execute(insert(call_figures), row)
    return [requests.get(stored[0].id) or stored[0], *stored[1:]]


# -- there and back


def test_all_comes_back_as_it_was(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    stored = fill(database)
    path = backed_up()
    before = content(database)
    with writing(database.engine) as connection:
        connection.execute(callback_requests.delete())

    restored = put_back(settings, path)

    assert (restored.erased, restored.entries) == (0, 0)
    assert sorted(requests.list(), key=str) == sorted(stored, key=str)
    assert requests.count(Selection(words="Weber 7")) == 1
    after = content(database)
    assert [after.pop("audit_log")[:-1], after] == [before.pop("audit_log"), before]
    assert [entry.action for entry in logged(database)][-2:] == ["backup", "restore"]


def test_what_is_new_after_it_gets_numbers_of_its_own(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    stored = fill(database)
    put_back(settings, backed_up())

    note(SqlHandledRequests(database), stored[1], "anna", LATER, "vormittags besser")

    assert [entry.at for entry in SqlHandledRequests(database).history(stored[1].id)] == [LATER]
    assert logged(database)


def test_it_can_be_restored_into_an_empty_database_of_the_other_kind(
    settings: Settings, database: Database, backed_up: Callable[[], Path], tmp_path: Path, elsewhere: Path
) -> None:
    stored, path = fill(database), backed_up()
    environ = {"RUECKRUF_DATA_DIR": str(tmp_path / "new"), "RUECKRUF_KEYS": KEY}
    (tmp_path / "new").mkdir()

    restored = put_back(load_settings(environ), path)

    assert sorted(SqlCallbackRequests(restored.database).list(), key=str) == sorted(stored, key=str)
    with restored.database.engine.connect() as connection:
        assert verify(connection, restored.database.cipher).problem is None


def test_it_is_of_one_moment_while_others_write(
    database: Database, settings: Settings, elsewhere: Path, requests: SqlCallbackRequests
) -> None:
    fill(database)
    before = requests.count()

    def meanwhile(_: int) -> None:
        for number in range(3):
            requests.add(request_of(f"CB{number}"))

    header = write_backup(database, elsewhere / "backup", NOW, "test", meanwhile)

    assert requests.count() > before
    assert header.counts["callback_requests"] == before
    put_back(settings, elsewhere / "backup")
    assert requests.count() == before


def test_nobody_is_signed_in_after_it(settings: Settings, database: Database, backed_up: Callable[[], Path]) -> None:
    fill(database)
    with writing(database.engine) as connection:
        user = find_user(connection, "anna")
        assert user
        start_session(connection, user, NOW)
    put_back(settings, backed_up())

    assert "sessions" not in {table.name for table in TABLES}
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar_one() == 0


# -- sealed and whole


def test_nothing_in_it_can_be_read_without_the_keys(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CAzwackelmann", recipient="zwackelteam"))
    path = backed_up()

    written = path.read_bytes()
    for word in (b"zwackel", str(request.id).encode(), b"callback_requests", b"2026-03"):
        assert word not in written
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="none of the keys opens what is stored"):
        open_backup(load_settings({"RUECKRUF_KEYS": new_key()}), path)


def test_one_that_is_not_whole_changes_nothing(
    settings: Settings, database: Database, backed_up: Callable[[], Path]
) -> None:
    fill(database)
    path = backed_up()
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) > 2
    path.write_bytes(b"".join(lines[:-1]))
    before = content(database)

    with pytest.raises(StoreError, match="is not whole: its end is missing"):
        put_back(settings, path)
    assert content(database) == before


def test_a_file_that_is_there_is_not_replaced(database: Database, elsewhere: Path) -> None:
    (elsewhere / "backup").write_text("etwas anderes")

    with pytest.raises(StoreError, match="is there already"):
        write_backup(database, elsewhere / "backup", NOW, "test")
    assert (elsewhere / "backup").read_text() == "etwas anderes"
    assert logged(database) == []


# -- what has happened since


def test_what_was_erased_since_does_not_come_back(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    erased, kept = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    path = backed_up()
    erase(settings, database, Person(request_id=erased.id), NOW, "test")
    before = logged(database)

    restored = put_back(settings, path)

    assert (restored.erased, restored.entries) == (1, 1)
    assert [request.id for request in requests.list()] == [kept.id]
    assert logged(database)[:-1] == before
    with pytest.raises(ErasedError):
        requests.add(request_of("CA1"))


def test_nor_what_came_and_was_erased_after_it(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    requests.add(request_of("CA1"))
    path = backed_up()
    erase(settings, database, Person(request_id=requests.add(request_of("CA2")).id), NOW, "test")

    put_back(settings, path)

    with pytest.raises(ErasedError):
        requests.add(request_of("CA2"))


def test_what_was_restricted_or_released_since_is_so_again(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    first, second = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    restrict(settings, database, second.id, "Streit", NOW, "test")
    path = backed_up()
    restrict(settings, database, first.id, "Streit", NOW, "test")
    release(database, second.id, NOW, "test")

    put_back(settings, path)

    assert [request.id for request in requests.list()] == [second.id]
    release(database, first.id, LATER, "test")


@pytest.fixture
def of_webhook(settings: Settings) -> Settings:
    """Where a CRM is told of every change."""
    company = settings.company
    handover = company.handover.model_copy(update={"webhook_url": "https://crm.example/"})
    return replace(settings, company=company.model_copy(update={"handover": handover}))


def waiting_news(database: Database) -> list[tuple[str, str]]:
    with database.engine.connect() as connection:
        rows = connection.execute(select(outbox.c.kind, outbox.c.request_id).order_by(outbox.c.number)).all()
    return [(str(row.kind), str(row.request_id)) for row in rows]


def test_connected_systems_are_told_what_is_another_than_they_have(
    of_webhook: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    same, changed, restricted, erased, _ = (
        requests.add(request_of(f"CA{number}", status="incomplete" if number == 5 else "new")) for number in range(1, 6)
    )
    path = backed_up()
    note(SqlHandledRequests(database), changed, "anna", NOW, "Ruft selbst an")
    restrict(of_webhook, database, restricted.id, "Streit", NOW, "test")
    erase(of_webhook, replace(database, outlets=of_webhook.outlets), Person(request_id=erased.id), NOW, "test")
    later = requests.add(request_of("CA6"))
    assert waiting_news(database) == [("deleted", str(erased.id))]

    put_back(of_webhook, path)

    assert sorted(set(waiting_news(database))) == sorted(
        [
            *(("deleted", str(each.id)) for each in (erased, later)),
            ("restricted", str(restricted.id)),
            ("updated", str(changed.id)),
        ]
    )
    assert requests.get(same.id) == same


def test_where_nothing_is_known_of_what_they_have_they_are_told_all(
    of_webhook: Settings,
    database: Database,
    backed_up: Callable[[], Path],
    requests: SqlCallbackRequests,
    tmp_path: Path,
) -> None:
    wish = requests.add(request_of("CA1"))
    requests.add(request_of("CA2", status="incomplete"))
    path = backed_up()
    elsewhere = replace(of_webhook, database_url=f"sqlite:///{tmp_path}/another.db", log_copy=None)

    assert waiting_news(put_back(elsewhere, path).database) == [("updated", str(wish.id))]


def test_what_was_rectified_since_is_named_and_what_was_erased_then_is_not(
    settings: Settings, database: Database, requests: SqlCallbackRequests, backed_up: Callable[[], Path]
) -> None:
    wrong, gone = (requests.add(request_of(call, name="Sabine Miller")) for call in ("CA1", "CA2"))
    backup = backed_up()
    for request in (wrong, gone):
        rectify(settings, database, request.id, {"name": "Sabine Müller"}, NOW, "petra")
    erase(settings, database, Person(request_id=gone.id), NOW, "petra")

    assert put_back(settings, backup).rectified == [str(wrong.id)]


def test_who_was_shut_out_since_stays_out(
    settings: Settings, database: Database, backed_up: Callable[[], Path]
) -> None:
    for login in ("anna", "berta", "carla", "dora", "emil"):
        add_person(database, login, "lead", None, "ein langes Passwort", NOW)
    path = backed_up()
    disable(database, "anna", NOW, "test")
    reset(database, "berta", NOW, "test")
    with database.engine.connect() as connection:
        dora, emil = find_user(connection, "dora"), find_user(connection, "emil")
    assert dora
    assert emil
    change_password(database, Session("", dora, NOW, NOW), "ein anderes Passwort", NOW)
    secret = new_secret()
    enrol(database, emil, secret, TOTP(secret).at(NOW), NOW)

    put_back(settings, path)

    with database.engine.connect() as connection:
        out = select(users.c.login).where(users.c.disabled_at.is_not(None)).order_by(users.c.login)
        assert list(connection.execute(out).scalars()) == ["anna", "berta", "dora", "emil"]


def test_a_passkey_that_was_removed_since_stays_away(
    settings: Settings, database: Database, backed_up: Callable[[], Path]
) -> None:
    logins = [add_person(database, login, "lead", None, "ein langes Passwort", NOW) for login in ("anna", "bert")]
    with database.engine.connect() as connection:
        anna, bert = (find_user(connection, login) for login in logins)
    assert anna
    assert bert
    for user in (anna, bert):
        passkeys.add(database, user, Credential(f"of-{user.login}", "a2V5", 0), "Handy", NOW)
    path = backed_up()
    (held,) = passkeys.held_by(database, anna)
    passkeys.remove(database, anna, held.id, NOW)

    after = put_back(settings, path).database

    assert passkeys.held_by(after, anna) == []
    assert [each.name for each in passkeys.held_by(after, bert)] == ["Handy"]


def test_a_system_whose_token_was_revoked_since_stays_out(
    settings: Settings, database: Database, backed_up: Callable[[], Path]
) -> None:
    for name in ("crm", "bi"):
        tokens.create(database, name, "lead", None, 30, NOW, "test")
    path = backed_up()
    tokens.revoke(database, "crm", NOW, "test")

    put_back(settings, path)

    with database.engine.connect() as connection:
        assert [token.name for token in all_tokens(connection)] == ["bi"]


def test_an_address_of_a_calendar_that_was_revoked_since_stays_revoked(
    settings: Settings, database: Database, backed_up: Callable[[], Path]
) -> None:
    create(database, "anna", "lead", None, NOW, "test")
    with database.engine.connect() as connection:
        anna = find_user(connection, "anna")
    assert anna is not None
    kept, replaced, revoked = (renew(database, anna, scope, NOW) for scope in (None, "company", "parent"))
    path = backed_up()
    renew(database, anna, "company", NOW)
    revoke(database, anna, "parent", NOW)

    after = put_back(settings, path).database

    with after.engine.connect() as connection:
        found = [find_feed(connection, secret) is not None for secret in (kept, replaced, revoked)]
    assert found == [True, False, False]


def test_the_copy_of_the_log_tells_it_where_the_database_is_lost(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests, tmp_path: Path
) -> None:
    erased, kept = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    path = backed_up()
    erase(settings, database, Person(request_id=erased.id), NOW, "test")
    before = logged(database)
    (tmp_path / "new").mkdir()
    new = load_settings(
        {
            "RUECKRUF_DATA_DIR": str(tmp_path / "new"),
            "RUECKRUF_KEYS": KEY,
            "RUECKRUF_LOG_COPY": str(settings.log_copy),
        }
    )

    restored = put_back(new, path)

    assert [request.id for request in SqlCallbackRequests(restored.database).list()] == [kept.id]
    assert logged(restored.database)[:-1] == before


def test_one_of_another_database_is_refused(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests, tmp_path: Path
) -> None:
    path = backed_up()
    (tmp_path / "other").mkdir()
    other = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "other"), "RUECKRUF_KEYS": KEY})
    stored = open_database(other)
    create(stored, "anna", "lead", None, NOW, "test")
    before = content(stored)

    with pytest.raises(PrivacyError, match="Eintrag 1 ist dort ein anderer"):
        put_back(other, path)
    assert content(stored) == before


def test_a_log_that_somebody_has_changed_since_is_not_taken_over(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CA1"))
    path = backed_up()
    erase(settings, database, Person(request_id=request.id), NOW, "test")
    assert settings.log_copy
    settings.log_copy.write_text(settings.log_copy.read_text().replace(str(request.id), str(UUID(int=0))))
    with writing(database.engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_log DISABLE TRIGGER USER")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql(f"UPDATE audit_log SET request_ids = '{UUID(int=0)}' WHERE number = 2")  # noqa: S608

    with pytest.raises(PrivacyError, match="Nach Eintrag 1 ist das Protokoll verändert"):
        put_back(settings, path)


def test_it_outlives_a_change_of_keys(
    settings: Settings, database: Database, backed_up: Callable[[], Path], requests: SqlCallbackRequests, tmp_path: Path
) -> None:
    request = requests.add(request_of("CA1"))
    path = backed_up()
    (tmp_path / "new").mkdir()
    both = {"RUECKRUF_DATA_DIR": str(tmp_path / "new"), "RUECKRUF_KEYS": f"{new_key()},{KEY}"}

    restored = put_back(load_settings(both), path)

    assert SqlCallbackRequests(restored.database).get(request.id) == request
    with restored.database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(callback_requests)).scalar_one() == 1
