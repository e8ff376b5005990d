"""Signing in: who gets in, for how long, and how guessing ends."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rueckruf.sales import attempts
from rueckruf.sales.users import disable, reset
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from tests.sales.conftest import NOON, PASSWORD
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit


def logged(database: Database) -> list[tuple[str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action) for entry in entries(connection)][2:]


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


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer attempts than there are, so that tests take less time."""
    for limit, number in (("_OF_DEVICE", 2), ("_OF_LOGIN", 3), ("_OF_ADDRESS", 5)):
        monkeypatch.setattr(attempts, limit, number)


def known(app: Flask, login: str) -> FlaskClient:
    """A browser that somebody has signed in with before."""
    browser = sign_in(app, login, PASSWORD)
    browser.send("/abmelden")
    return browser.client


def test_guessing_with_a_known_browser_ends_after_five_times(
    app: Flask, person: Any, now: Any, database: Database
) -> None:
    person("anna", "sales", "company")
    browser = Browser(known(app, "anna"))
    for _ in range(5):
        browser.sign_in("anna", "geraten")

    refused = browser.sign_in("anna", PASSWORD).page
    assert "Zu viele Versuche" in refused.text
    assert (refused.status, refused.response.headers["Retry-After"]) == (429, "900")
    assert [action for _, action in logged(database)][2:] == ["login_failed"] * 4 + ["login_locked"]
    now.shift(15 * 60 + 1)
    assert "Abmelden" in browser.sign_in("anna", PASSWORD).page.text


def test_guessing_with_unknown_browsers_ends_after_twenty_times(app: Flask, person: Any, now: Any) -> None:
    person("anna", "sales", "company")
    for number in range(20):
        sign_in(app, "anna", "geraten", address=f"198.51.100.{number}")

    assert "Zu viele Versuche" in sign_in(app, "anna", PASSWORD).page.text


@pytest.mark.parametrize("address", ["", "127.0.0.1", "10.0.0.1", "9.9.9.9"])
def test_no_stranger_keeps_anna_out_of_her_browser(
    app: Flask, person: Any, now: Any, strict: None, address: str
) -> None:
    """Not even from the same address, as where a proxy passes on none."""
    person("anna", "sales", "company")
    hers = Browser(known(app, "anna"))
    for number in range(8):
        sign_in(app, f"niemand{number}" if number > 3 else "anna", "geraten", address=address)

    hers.client.environ_base["REMOTE_ADDR"] = address
    assert "Abmelden" in hers.sign_in("anna", PASSWORD).page.text


@pytest.mark.parametrize("address", ["", "nonsense", "127.0.0.1", "172.18.0.2", "10.0.0.1", "fd00::1"])
def test_behind_a_proxy_that_passes_on_no_address_guessing_keeps_nobody_else_out(
    app: Flask, person: Any, now: Any, strict: None, address: str
) -> None:
    person("anna", "sales", "company")
    for number in range(6):
        sign_in(app, f"niemand{number}", "geraten", address=address)

    assert "Abmelden" in sign_in(app, "anna", PASSWORD, address=address).page.text


def test_guessing_at_many_logins_from_one_address_ends(app: Flask, person: Any, now: Any, strict: None) -> None:
    person("anna", "sales", "company")
    for number in range(5):
        sign_in(app, f"niemand{number}", "geraten", address="9.9.9.9")

    assert "Zu viele Versuche" in sign_in(app, "anna", PASSWORD, address="9.9.9.9").page.text
    assert "Abmelden" in sign_in(app, "anna", PASSWORD, address="9.9.9.10").page.text


def test_a_browser_is_known_for_its_people_only(app: Flask, person: Any, now: Any, strict: None) -> None:
    """Who has an account guesses at another one no oftener than a stranger."""
    person("anna", "sales", "company")
    person("bert", "sales", "company")
    his = Browser(known(app, "bert"))
    for _ in range(3):
        his.sign_in("anna", "geraten")

    assert "Zu viele Versuche" in his.sign_in("anna", PASSWORD).page.text
    assert "Abmelden" in his.sign_in("bert", PASSWORD).page.text


@pytest.mark.parametrize("cookie", ["", "x", "eyJpZCI6IngiLCJ1c2VycyI6W119.x.y", "ff" * 1000])
def test_a_forged_device_is_none(app: Flask, person: Any, now: Any, strict: None, cookie: str) -> None:
    person("anna", "sales", "company")
    for _ in range(3):
        sign_in(app, "anna", "geraten")
    client = app.test_client()
    client.set_cookie("rueckruf_device", cookie)

    assert "Zu viele Versuche" in Browser(client).sign_in("anna", PASSWORD).page.text


def test_a_device_is_forgotten_after_ninety_days(app: Flask, person: Any, now: Any, strict: None) -> None:
    person("anna", "sales", "company")
    cookie = known(app, "anna").get_cookie("rueckruf_device")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")
    now.shift(91 * 24 * 60 * 60)
    for _ in range(3):
        sign_in(app, "anna", "geraten")

    kept = app.test_client()
    kept.set_cookie("rueckruf_device", cookie.value)
    assert "Zu viele Versuche" in Browser(kept).sign_in("anna", PASSWORD).page.text


def test_signing_in_often_locks_nobody(app: Flask, person: Any, now: Any, strict: None) -> None:
    person("anna", "sales", "company")
    for _ in range(5):
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
    [lambda database: disable(database, "anna", NOON, "t"), lambda database: reset(database, "anna", NOON, "t")],
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


ELSEWHERE = {
    "another host": "https://evil.example/",
    "another host without a scheme": "//evil.example/liste",
    "three slashes": "///evil.example/liste",
    "a backslash": "/\\evil.example",
    "two backslashes": "\\\\evil.example",
    "a backslash behind the path": "/liste?\\evil.example",
    "a script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "no slash": "liste",
    "a page that is none": "/nichts",
    "signing in": "/anmelden?x",
    "CR": "/liste?x\rSet-Cookie: a=b",
    "LF": "/liste?x\nSet-Cookie: a=b",
    "CR and LF": "/liste?x\r\n\r\n<script>",
    "CR and LF before the query": "/liste\r\n?x",
    "CR and LF encoded in the path": "/liste%0d%0aSet-Cookie:%20a=b",
    "only CR and LF": "\r\n",
    "NUL": "/liste?x\x00",
    "a control character": "/liste?x\x1b[31m",
    "DEL": "/liste?x\x7f",
    "a blank": "/liste?x y",
    "a tab": "/\t/evil.example",
    "next line": "/liste?x\x85y",
    "a line separator": "/liste?x\u2028y",
    "letters of others": "/liste?x=ä",
    "10,000 letters": f"/liste?{'x' * 10_000}",
}


def is_own(location: str) -> bool:
    """Whether a Location is a path on this page, in one line."""
    return re.fullmatch(r"/(?!/)[!-\[\]-~]{0,4000}", location) is not None


@pytest.mark.parametrize("elsewhere", ELSEWHERE.values(), ids=ELSEWHERE)
def test_signing_in_leads_nowhere_else(app: Flask, person: Any, now: Any, elsewhere: str) -> None:
    person("leo", "lead")
    browser = Browser(app.test_client())
    form = browser.open("/anmelden").form("/anmelden")["fields"]

    wrong = browser.client.post("/anmelden", data={**form, "login": "leo", "password": "falsch", "back": elsewhere})
    right = browser.client.post("/anmelden", data={**form, "login": "leo", "password": PASSWORD, "back": elsewhere})

    assert wrong.status_code == 403
    assert (right.status_code, right.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "address", ["/liste?x%0d%0aSet-Cookie:a=b", "/liste?%ED%A0%80", "/liste?%FF", "/liste?x=%C3%A4", "/liste?%00"]
)
def test_what_the_address_of_a_page_has_encoded_stays_so(app: Flask, person: Any, now: Any, address: str) -> None:
    person("leo", "lead")
    browser = Browser(app.test_client())
    form = browser.open(address).form("/anmelden")["fields"]

    answer = browser.client.post("/anmelden", data={**form, "login": "leo", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, address)


@pytest.mark.parametrize(
    "back",
    [
        *(b"%2Fliste%3Fx%0D%0Ay", b"%2Fliste%3F%ED%A0%80", b"%2Fliste%3F%FF", b"%2Fliste%3F%00"),
        *(b"/liste?x=\xed\xa0\x80", b"/liste?\xff", b"/liste?\r\n", b"\r\n\r\n"),
    ],
)
def test_bytes_that_are_no_text_lead_nowhere_else_either(app: Flask, person: Any, now: Any, back: bytes) -> None:
    person("leo", "lead")
    browser = Browser(app.test_client())
    form = {**browser.open("/anmelden").form("/anmelden")["fields"], "login": "leo", "password": PASSWORD}
    body = urlencode({name: text for name, text in form.items() if name != "back"}).encode() + b"&back=" + back

    answer = browser.client.post("/anmelden", data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in (302, 400)
    assert is_own(answer.headers.get("Location", "/"))


@pytest.mark.thorough
@pytest.mark.parametrize("evil", ELSEWHERE.values(), ids=ELSEWHERE)
def test_no_route_fails_over_where_to_go_on(app: Flask, client: FlaskClient, evil: str) -> None:
    """As nobody, who is shown the form to sign in with what was sent, in the form and in the address."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", str(UUID(int=0)), rule.rule)
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = client.open(path, method=method, query_string={"back": evil}, data={"back": evil})
            assert answer.status_code < 500, (method, path)
            assert is_own(answer.headers.get("Location", "/")), (method, path)


def test_every_answer_tells_the_browser_what_it_may_do(client: FlaskClient) -> None:
    for path in ("/anmelden", "/nichts", "/static/sales.css"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/anmelden").headers["Cache-Control"] == "no-store"
