"""One's own account: the password is changed, sessions are listed and ended."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from rueckruf.sales.users import is_password_of
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.users import find_user
from tests.sales.conftest import PASSWORD
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

NEW = "vier alte blaue Kisten"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def anna(signed_in: Callable[..., Browser]) -> Browser:
    browser = signed_in("anna")
    browser.open("/konto")
    return browser


def other(app: Flask, agent: str = FIREFOX) -> Browser:
    """Another browser that anna is signed in with."""
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = agent
    return Browser(client).sign_in("anna", PASSWORD)


def change(anna: Browser, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> str:
    fields = {"password": old, "new_password": new, "again": new if again is None else again}
    return anna.send("/konto/passwort", **fields).text


def is_password(database: Database, password: str) -> bool:
    with database.engine.connect() as connection:
        return is_password_of(find_user(connection, "anna"), password)


def last_logged(database: Database) -> tuple[str, str, str]:
    with database.engine.connect() as connection:
        (entry,) = entries(connection, last=1)
    return entry.actor, entry.action, entry.reason


def test_a_password_is_changed_and_only_this_session_goes_on(app: Flask, anna: Browser, database: Database) -> None:
    elsewhere = other(app)

    assert "Ihr Passwort ist geändert." in change(anna)

    assert is_password(database, NEW)
    assert not is_password(database, PASSWORD)
    assert last_logged(database) == ("anna", "password_changed", "anna")
    assert anna.open("/liste").status == 200
    assert elsewhere.open("/liste").status == 401


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"old": "geraten"}, "Das bisherige Passwort stimmt nicht."),
        ({"old": ""}, "Das bisherige Passwort stimmt nicht."),
        ({"again": "etwas ganz anderes"}, "Die beiden neuen Passwörter sind nicht gleich."),
        ({"new": "kurz"}, "Ein Passwort hat 12 bis 200 Zeichen."),
        ({"new": "x" * 5000}, "Ein Passwort hat 12 bis 200 Zeichen."),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(
    anna: Browser, database: Database, fields: dict[str, str], problem: str
) -> None:
    assert problem in change(anna, **fields)

    assert anna.page.status == 400
    assert is_password(database, PASSWORD)
    assert NEW not in anna.page.html


def test_who_has_taken_over_a_session_can_not_guess_the_password_on(anna: Browser, database: Database) -> None:
    for _ in range(5):
        change(anna, old="geraten")

    assert "Zu viele Versuche" in change(anna)
    assert (anna.page.status, is_password(database, PASSWORD)) == (429, True)


def test_each_session_is_listed_with_its_browser_and_the_own_one_is_marked(app: Flask, anna: Browser) -> None:
    other(app)
    other(app, IPHONE)

    text = anna.open("/konto").text

    assert "Firefox, Windows" in text
    assert "Safari, iPhone" in text
    assert text.count("dieses Gerät") == 1


def test_a_session_is_ended(app: Flask, anna: Browser, database: Database) -> None:
    elsewhere, third = other(app), other(app, IPHONE)
    anna.open("/konto")
    (first, _) = [form for form in anna.page.forms if form["action"] == "/konto/sitzung"]

    assert "Die Sitzung ist beendet." in anna.post("/konto/sitzung", **first["fields"]).text

    assert sorted(browser.open("/liste").status for browser in (elsewhere, third)) == [200, 401]
    assert last_logged(database) == ("anna", "sessions_ended", "anna")


def test_all_other_sessions_are_ended(app: Flask, anna: Browser) -> None:
    others = [other(app), other(app)]
    anna.open("/konto")
    anna.send("/andere-sitzungen")

    assert [browser.open("/liste").status for browser in (anna, *others)] == [200, 401, 401]


def test_no_session_of_somebody_else_is_seen_or_ended(
    anna: Browser, signed_in: Callable[..., Browser], database: Database
) -> None:
    bert = signed_in("bert")
    bert.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    assert "Firefox" not in anna.open("/konto").text

    token = anna.page.form("/konto/passwort")["fields"]["csrf_token"]
    with database.engine.connect() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM sessions").scalars().all()
    for each in (*ids, "", "x"):
        anna.post("/konto/sitzung", csrf_token=token, session=each)

    assert bert.open("/liste").status == 200


def test_the_secret_of_a_session_stands_on_no_page(app: Flask, anna: Browser, database: Database) -> None:
    other(app)
    html = anna.open("/konto").html

    with database.engine.connect() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM sessions").scalars().all()
    assert len(ids) == 2
    assert not [each for each in ids if each in html]


def test_a_session_that_was_left_alone_is_listed_no_longer(app: Flask, anna: Browser, now: Any) -> None:
    other(app)
    now.shift(20 * 60)
    anna.open("/konto")
    now.shift(20 * 60)

    assert "Firefox" not in anna.open("/konto").text
