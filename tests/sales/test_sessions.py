"""Who is signed in, while others write to the database or it fails."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from rueckruf.sales.sessions import set_up
from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, new_key, read_key_file
from rueckruf.storage.database import Database
from rueckruf.storage.engine import sqlite_path, writing
from rueckruf.storage.tables import sessions
from tests.sales.conftest import NOON
from tests.support.pages import Browser

pytestmark = pytest.mark.unit


@pytest.fixture
def impatient(database: Database) -> Database:
    """The database, whose connections wait for a lock no longer than a moment."""
    event.listen(database.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 20"))
    return database


def test_a_page_is_shown_while_somebody_else_writes(signed_in: Callable[..., Browser], impatient: Database) -> None:
    anna = signed_in("anna")
    anna.open("/liste")
    move_back_last_seen(impatient)
    other = sqlite3.connect(sqlite_path(impatient.engine), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert anna.open("/liste").status == 200

    other.execute("COMMIT")
    anna.open("/liste")
    with impatient.engine.connect() as connection:
        assert connection.execute(select(sessions.c.seen_at)).scalar_one() == NOON
    other.close()


def move_back_last_seen(database: Database) -> None:
    with writing(database.engine) as connection:
        connection.exec_driver_sql("UPDATE sessions SET seen_at = '2026-03-11 13:10:00'")


def test_another_writer_between_reading_a_session_and_noting_it_is_waited_for(
    signed_in: Callable[..., Browser], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that has read what is old by now could not write any more, however long it waited."""
    anna = signed_in("anna")
    anna.open("/liste")
    move_back_last_seen(database)

    @event.listens_for(database.engine, "after_cursor_execute")
    def write_meanwhile(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if "FROM sessions" in statement:
            other = sqlite3.connect(sqlite_path(database.engine))
            other.execute("DELETE FROM login_attempts")
            other.commit()
            other.close()

    assert anna.open("/liste").status == 200
    with database.engine.connect() as connection:
        assert connection.execute(select(sessions.c.seen_at)).scalar_one() == NOON


def test_whoever_has_the_data_folder_and_not_the_keys_forges_no_session(
    signed_in: Callable[..., Browser], app: Flask, settings: Settings, database: Database
) -> None:
    """The id of the session stands in the database; what signs the cookie does not."""
    signed_in("anna").open("/liste")
    with database.engine.connect() as connection:
        session_id = connection.execute(select(sessions.c.id)).scalar_one()

    def status_of_cookie_by(keys: tuple[str, ...]) -> int:
        signing = Flask("thief")
        set_up(signing, Cipher(lambda: keys))
        cookie = signing.session_interface.get_signing_serializer(signing).dumps({"_user_id": session_id})  # type: ignore
        client = app.test_client()
        client.set_cookie("rueckruf", cookie)
        return client.get("/liste").status_code

    assert status_of_cookie_by(read_key_file(settings.key_file)) == 200
    assert status_of_cookie_by((new_key(),)) == 401


@pytest.mark.parametrize(
    ("base_url", "secure"),
    [
        ("http://localhost", False),
        ("https://localhost", True),
        ("http://rueckruf.example", True),
        ("https://rueckruf.example", True),
    ],
)
def test_cookies_go_over_plain_lines_only_on_this_machine(app: Flask, now: Any, base_url: str, secure: bool) -> None:
    cookie = app.test_client().get("/anmelden", base_url=base_url).headers["Set-Cookie"]

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
