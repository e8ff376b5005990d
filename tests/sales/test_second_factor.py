"""A second factor: codes of an app beside the password, each taken once, and recovery codes."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from pyotp import TOTP

from rueckruf import clock
from rueckruf.privacy.key_rotation import rotate
from rueckruf.sales import attempts
from rueckruf.sales.app import create_app
from rueckruf.sales.users import reset
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.users import find_user
from tests.sales.conftest import PASSWORD
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

STEP = 30  # seconds


class App:
    """An authenticator app, which has read the picture of a page."""

    def __init__(self, page: Any) -> None:
        (key,) = re.findall(r"<code>([A-Z2-7 ]{32,})</code>", page.html)
        self.codes = TOTP(key.replace(" ", ""))

    def code(self) -> str:
        return self.codes.at(clock.now())


@pytest.fixture
def anna(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("anna")


@pytest.fixture
def app_of_anna(anna: Browser, now: Any) -> App:
    """The app, once it is set up; the code of this moment is used up, so a little later."""
    app = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code=app.code(), password=PASSWORD)
    now.shift(2 * STEP)
    return app


def half_way(app: Flask) -> Browser:
    """A new browser, in which anna has given her password."""
    browser = Browser(app.test_client()).sign_in("anna", PASSWORD)
    assert "Zweiter Schritt" in browser.page.text
    assert browser.client.get("/liste").status_code == 401
    return browser


def sign_in(app: Flask, code: str) -> str:
    return half_way(app).send("/anmelden/code", code=code).text


def logged(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return [entry.action for entry in entries(connection)][3:]


def recovery_codes(anna: Browser) -> list[str]:
    return re.findall(r"<code>((?:\w{4}-){3}\w{4})</code>", anna.page.html)


def test_once_it_is_set_up_the_password_alone_opens_nothing(
    app: Flask, app_of_anna: App, database: Database, now: Any
) -> None:
    assert "Niemand wartet auf einen Rückruf." in sign_in(app, app_of_anna.code())

    assert logged(database) == ["second_factor_set", "login"]


@pytest.mark.parametrize("shift", [-STEP, STEP])
def test_a_telephone_whose_clock_is_a_little_off_is_taken(app: Flask, app_of_anna: App, now: Any, shift: int) -> None:
    code = app_of_anna.code()
    now.shift(shift)

    assert "Abmelden" in sign_in(app, f" {code[:3]} {code[3:]} ")


@pytest.mark.parametrize("shift", [-2 * STEP, 2 * STEP])
def test_an_old_or_early_code_is_none(app: Flask, app_of_anna: App, now: Any, shift: int) -> None:
    now.shift(4 * STEP)
    code = app_of_anna.code()
    now.shift(shift)

    assert "Der Code stimmt nicht" in sign_in(app, code)


def test_a_code_is_taken_once(app: Flask, app_of_anna: App) -> None:
    code = app_of_anna.code()
    assert "Abmelden" in sign_in(app, code)

    assert "Der Code stimmt nicht, oder er ist schon benutzt." in sign_in(app, code)


def test_the_code_that_set_it_up_signs_nobody_in(app: Flask, anna: Browser) -> None:
    telephone = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code=telephone.code(), password=PASSWORD)

    assert "Der Code stimmt nicht" in sign_in(app, telephone.code())


NO_CODES = {
    "nothing": "",
    "zeros": "000000",
    "letters": "abcdef",
    "Arabic digits": "١٢٣٤٥٦",
    "raised digits": "²²²²²²",
    "5,000 digits": "9" * 5000,
    "NUL": "\x00",
    "SQL": "' OR 1=1",
}


@pytest.mark.parametrize("code", NO_CODES.values(), ids=NO_CODES)
def test_what_is_no_code_opens_nothing(app: Flask, app_of_anna: App, code: str) -> None:
    assert "Der Code stimmt nicht" in sign_in(app, code)


def test_guessing_at_codes_ends(app: Flask, app_of_anna: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """A right password in between does not begin the count again."""
    monkeypatch.setattr(attempts, "_OF_LOGIN", 3)
    for _ in range(3):
        sign_in(app, "000000")

    assert "Zu viele Versuche" in sign_in(app, app_of_anna.code())


def test_the_second_step_takes_five_minutes_at_most(app: Flask, app_of_anna: App, now: Any) -> None:
    browser = half_way(app)
    now.shift(5 * 60 + 1)

    assert "Das hat zu lange gedauert." in browser.send("/anmelden/code", code=app_of_anna.code()).text
    assert browser.page.status == 403


def test_a_sign_in_that_is_half_done_ends_when_the_account_changes(
    app: Flask, app_of_anna: App, database: Database
) -> None:
    browser = half_way(app)
    reset(database, "anna", clock.now(), "test")

    assert browser.send("/anmelden/code", code=app_of_anna.code()).status == 403


def test_nobody_begins_with_the_second_step(app: Flask, app_of_anna: App) -> None:
    browser = Browser(app.test_client())
    token = browser.open("/anmelden").form("/anmelden")["fields"]["csrf_token"]

    assert browser.post("/anmelden/code", csrf_token=token, code=app_of_anna.code()).status == 403


def test_each_recovery_code_stands_in_for_the_app_once(app: Flask, anna: Browser, database: Database) -> None:
    telephone = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code=telephone.code(), password=PASSWORD)
    codes = recovery_codes(anna)
    assert len(set(codes)) == 10

    assert "Abmelden" in sign_in(app, codes[0].upper().replace("-", " "))

    assert "Der Code stimmt nicht" in sign_in(app, codes[0])
    assert "Notfallcodes übrig: 9." in anna.open("/konto").text
    assert "recovery_code_used" in logged(database)


def test_neither_the_secret_nor_a_code_stands_in_the_database(anna: Browser, database: Database) -> None:
    telephone = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code=telephone.code(), password=PASSWORD)
    with database.engine.connect() as connection:
        stored = str(connection.exec_driver_sql("SELECT * FROM users").all())
        stored += str(connection.exec_driver_sql("SELECT * FROM recovery_codes").all())

    assert telephone.codes.secret not in stored
    assert not [code for code in recovery_codes(anna) if code in stored or code.replace("-", "") in stored]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"code": "000000"}, "Der Code stimmt nicht."),
        ({"password": "geraten"}, "Das Passwort stimmt nicht."),
        ({"sealed": ""}, "Der Code stimmt nicht."),
        ({"sealed": "gAAAA"}, "Der Code stimmt nicht."),
    ],
)
def test_setting_up_asks_for_a_right_code_and_the_password(anna: Browser, fields: dict[str, str], problem: str) -> None:
    app = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", **{"code": app.code(), "password": PASSWORD, **fields})

    assert (anna.page.status, problem in anna.page.text) == (400, True)
    assert "Nicht eingerichtet" in anna.open("/konto").text


def test_after_a_mistake_the_picture_stays_the_same(anna: Browser) -> None:
    app = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code="000000", password=PASSWORD)

    assert App(anna.page).code() == app.code()


def test_nobody_is_given_the_secret_of_somebody_else(anna: Browser, signed_in: Callable[..., Browser]) -> None:
    sealed = anna.open("/konto/zweiter-faktor").form("/zweiter-faktor")["fields"]["sealed"]
    known = App(anna.page)
    bert = signed_in("bert")
    bert.open("/konto/zweiter-faktor")

    assert bert.send("/zweiter-faktor", sealed=sealed, code=known.code(), password=PASSWORD).status == 400


def test_it_is_taken_away_with_the_password(app: Flask, anna: Browser, app_of_anna: App, database: Database) -> None:
    anna.open("/konto/zweiter-faktor")
    assert anna.send("/entfernen", password="geraten").status == 400
    assert "Der zweite Faktor ist entfernt" in anna.send("/entfernen", password=PASSWORD).text

    assert "Abmelden" in Browser(app.test_client()).sign_in("anna", PASSWORD).page.text
    assert "second_factor_removed" in logged(database)


def test_another_telephone_takes_the_place_of_the_first(app: Flask, anna: Browser, app_of_anna: App, now: Any) -> None:
    other = App(anna.open("/konto/zweiter-faktor"))
    anna.send("/zweiter-faktor", code=other.code(), password=PASSWORD)
    now.shift(2 * STEP)

    assert "Der Code stimmt nicht" in sign_in(app, app_of_anna.code())
    assert "Abmelden" in sign_in(app, other.code())


def test_a_renewed_access_begins_without_it(anna: Browser, app_of_anna: App, database: Database) -> None:
    reset(database, "anna", clock.now(), "test")

    with database.engine.connect() as connection:
        user = find_user(connection, "anna")
        assert user is not None
        assert user.totp is None
        assert connection.exec_driver_sql("SELECT count(*) FROM recovery_codes").scalar_one() == 0


def test_what_was_typed_comes_back_after_both_steps(app: Flask, anna: Browser, app_of_anna: App, now: Any) -> None:
    anna.open("/suche")
    now.shift(31 * 60)
    anna.send("/suche", worte="Meier 5042")
    anna.send("/anmelden", login="anna", password=PASSWORD)

    page = anna.send("/anmelden/code", code=app_of_anna.code())

    assert page.form("/suche")["fields"]["worte"] == "Meier 5042"


def test_it_works_after_the_keys_were_rotated_twice(
    app: Flask, app_of_anna: App, settings: Settings, database: Database
) -> None:
    for _ in range(2):
        rotate(settings, database, clock.now(), "test")
    with database.engine.connect() as connection:
        user = find_user(connection, "anna")
    assert user is not None
    assert database.cipher.position(user.totp or "") == 0

    assert "Abmelden" in sign_in(app, app_of_anna.code())


@pytest.fixture
def strict(settings: Settings, database: Database) -> Flask:
    """The page of a company that asks for a second factor."""
    company = settings.company.model_copy(update={"second_factor": "required"})
    return create_app(replace(settings, company=company), database)


def test_where_it_is_required_nothing_opens_before(strict: Flask, person: Any, now: Any) -> None:
    person("anna", "sales", "company")
    anna = Browser(strict.test_client()).sign_in("anna", PASSWORD)
    assert "schreibt einen zweiten Faktor vor" in anna.page.text
    for path in ("/liste", "/suche", "/konto"):
        assert "schreibt einen zweiten Faktor vor" in anna.open(path).text

    telephone = App(anna.page)
    assert "Notfallcodes" in anna.send("/zweiter-faktor", code=telephone.code(), password=PASSWORD).text

    assert "Niemand wartet auf einen Rückruf." in anna.open("/liste").text


def test_where_it_is_required_it_can_not_be_taken_away(strict: Flask, person: Any, now: Any) -> None:
    person("anna", "sales", "company")
    anna = Browser(strict.test_client()).sign_in("anna", PASSWORD)
    telephone = App(anna.page)
    token = anna.page.form("/zweiter-faktor")["fields"]["csrf_token"]
    anna.send("/zweiter-faktor", code=telephone.code(), password=PASSWORD)
    assert anna.open("/konto/zweiter-faktor").text.count("Entfernen") == 0

    refused = anna.post("/konto/zweiter-faktor/entfernen", csrf_token=token, password=PASSWORD)

    assert (refused.status, "ist vorgeschrieben" in refused.text) == (400, True)
