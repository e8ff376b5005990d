"""Signing in: who gets in, for how long, and how guessing ends."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rueckruf.sales.pages import sign_in as page
from rueckruf.sales.users import disable, reset
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from tests.sales.conftest import NOON, PASSWORD
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit


def logged(database: Database) -> list[tuple[str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action) for entry in entries(connection)][1:]


def sign_in(app: Flask, login: str, password: str, address: str = "127.0.0.1") -> Browser:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return Browser(client).sign_in(login, password)


def test_the_right_password_opens_the_list(app: Flask, person: Any, now: Any, database: Database) -> None:
    person("anna", "sales", "company")

    browser = sign_in(app, " Anna ", PASSWORD)

    assert "Niemand wartet auf einen Rückruf." in browser.page.text
    assert logged(database) == [("anna", "login")]


@pytest.mark.parametrize(("login", "password"), [("anna", "falsch"), ("niemand", PASSWORD), ("", "")])
def test_anything_else_is_refused_in_the_same_words(
    app: Flask, person: Any, now: Any, database: Database, login: str, password: str
) -> None:
    person("anna", "sales", "company")

    browser = sign_in(app, login, password)

    assert browser.page.status == 403
    assert "Anmeldename oder Passwort stimmen nicht." in browser.page.text
    assert logged(database) == [("anna" if login == "anna" else "unknown", "login_failed")]


def test_without_anybody_the_page_tells_how_to_add_somebody(client: FlaskClient, person: Any) -> None:
    assert "rueckruf users add" in Browser(client).open("/anmelden").text
    person("anna", "sales", "company")
    assert "rueckruf users add" not in Browser(client).open("/anmelden").text


def test_guessing_at_a_login_ends_after_five_times(app: Flask, person: Any, now: Any, database: Database) -> None:
    person("anna", "sales", "company")
    for _ in range(5):
        sign_in(app, "anna", "geraten")

    refused = sign_in(app, "anna", PASSWORD).page
    assert "Zu viele Versuche" in refused.text
    assert (refused.status, refused.response.headers["Retry-After"]) == (429, "900")
    assert [action for _, action in logged(database)] == ["login_failed"] * 4 + ["login_locked"]
    now.shift(15 * 60 + 1)
    assert "Abmelden" in sign_in(app, "anna", PASSWORD).page.text


def test_who_guesses_elsewhere_does_not_lock_anna_out(app: Flask, person: Any, now: Any) -> None:
    person("anna", "sales", "company")
    for _ in range(6):
        sign_in(app, "anna", "geraten", address="203.0.113.9")

    assert "Abmelden" in sign_in(app, "anna", PASSWORD).page.text


def test_guessing_at_many_logins_from_one_address_ends(
    app: Flask, person: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_OF_ADDRESS", 3)
    person("anna", "sales", "company")
    for number in range(3):
        sign_in(app, f"niemand{number}", "geraten")

    assert "Zu viele Versuche" in sign_in(app, "anna", PASSWORD).page.text


def test_signing_in_often_locks_nobody(app: Flask, person: Any, now: Any) -> None:
    person("anna", "sales", "company")
    for _ in range(7):
        browser = sign_in(app, "anna", PASSWORD)

    assert "Abmelden" in browser.page.text


def test_a_session_ends_after_half_an_hour_alone(signed_in: Callable[..., Browser], now: Any) -> None:
    anna = signed_in("anna")
    now.shift(29 * 60)
    assert anna.open("/liste").status == 200
    now.shift(29 * 60)
    assert anna.open("/liste").status == 200
    now.shift(31 * 60)
    assert anna.open("/liste").status == 401


def session_poll(browser: Browser) -> Page:
    return Page(browser.client.get("/sitzung", headers={"X-Rueckruf-Poll": "session"}))


def test_before_a_session_ends_one_is_warned_and_can_go_on(signed_in: Callable[..., Browser], now: Any) -> None:
    anna = signed_in("anna")
    now.shift(26 * 60)
    assert session_poll(anna).status == 204
    now.shift(2 * 60)
    warning = session_poll(anna)
    assert "Ihre Sitzung endet heute 15 Uhr." in warning.text

    token = warning.forms[0]["fields"]["csrf_token"]
    assert anna.post("/angemeldet-bleiben", csrf_token=token).status == 200
    now.shift(25 * 60)
    assert session_poll(anna).status == 204
    now.shift(6 * 60)
    over = session_poll(anna)
    assert (over.status, "Ihre Sitzung ist abgelaufen." in over.text) == (401, True)


def test_of_the_last_end_one_is_warned_as_well(signed_in: Callable[..., Browser], now: Any) -> None:
    anna = signed_in("anna")
    for _ in range(23):
        now.shift(26 * 60)
        anna.open("/liste")
    now.shift(60)

    warning = session_poll(anna)

    assert "Ihre Sitzung endet heute 0:30 Uhr." in warning.text
    assert "Angemeldet bleiben" not in warning.text


def test_a_page_that_refreshes_itself_keeps_no_session_alive(signed_in: Callable[..., Browser], now: Any) -> None:
    anna = signed_in("anna")
    for _ in range(4):
        now.shift(10 * 60)
        status = anna.client.get("/liste", headers={"X-Rueckruf-Poll": "list"}).status_code

    assert status == 401


def test_a_session_ends_after_ten_hours_in_any_case(signed_in: Callable[..., Browser], now: Any) -> None:
    anna = signed_in("anna")
    for _ in range(31):
        now.shift(20 * 60)
        status = anna.open("/liste").status

    assert status == 401


@pytest.mark.parametrize(
    "end",
    [lambda database: disable(database, "anna", NOON, "t"), lambda database: reset(database, "anna", None, NOON, "t")],
)
def test_a_session_ends_when_the_person_is_disabled_or_gets_a_new_password(
    signed_in: Callable[..., Browser], database: Database, end: Callable[[Database], object]
) -> None:
    anna = signed_in("anna")
    end(database)

    assert anna.open("/liste").status == 401


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    app: Flask, signed_in: Callable[..., Browser], database: Database
) -> None:
    anna = signed_in("anna")
    cookie = anna.client.get_cookie("rueckruf")
    assert cookie is not None
    anna.send("/abmelden")

    thief = app.test_client()
    thief.set_cookie("rueckruf", cookie.value)
    assert thief.get("/liste").status_code == 401
    assert logged(database)[-1] == ("anna", "logout")


def test_who_is_disabled_does_not_get_in(app: Flask, person: Any, now: Any, database: Database) -> None:
    disable(database, person("anna", "sales", "company"), NOON, "test")

    assert sign_in(app, "anna", PASSWORD).page.status == 403


def test_signing_in_leads_to_where_one_wanted_to_go(app: Flask, person: Any, now: Any) -> None:
    person("leo", "lead")
    browser = Browser(app.test_client())
    browser.open("/liste?empfaenger=parent")
    browser.send("/anmelden", login="leo", password=PASSWORD)

    assert browser.page.response.request.full_path == "/liste?empfaenger=parent"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/liste", "/\\evil.example", "/nichts"])
def test_signing_in_leads_nowhere_else(app: Flask, person: Any, now: Any, elsewhere: str) -> None:
    person("leo", "lead")
    browser = Browser(app.test_client())
    browser.open("/anmelden")
    browser.send("/anmelden", login="leo", password=PASSWORD, back=elsewhere)

    assert browser.page.response.request.path == "/liste"


def test_every_answer_tells_the_browser_what_it_may_do(client: FlaskClient) -> None:
    for path in ("/anmelden", "/nichts", "/static/sales.css"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/anmelden").headers["Cache-Control"] == "no-store"
