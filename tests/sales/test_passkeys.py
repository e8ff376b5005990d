"""Passkeys: each signs in its person, in place of password and code; and what is none opens nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from rueckruf import clock
from rueckruf.privacy.key_rotation import rotate
from rueckruf.sales import attempts
from rueckruf.sales.app import create_app
from rueckruf.sales.passkeys import MOST
from rueckruf.sales.users import disable, reset
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.passkeys import Passkey, find_passkey
from tests.sales.conftest import PASSWORD
from tests.support.authenticator import Authenticator, to_base64
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

SignIn = Callable[..., str]


@pytest.fixture
def anna(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("anna")


@pytest.fixture
def device(anna: Browser) -> Authenticator:
    """A device with a passkey of anna."""
    device = Authenticator()
    assert "Der Passkey ist angelegt" in add(anna, device)
    return device


def asked(browser: Browser, form: str, **fields: str) -> dict[str, Any]:
    """What the script of a page gets before it asks the device."""
    sent = {**browser.page.form(form)["fields"], **fields}
    answer = browser.client.post(f"{browser.page.form(form)['action']}/beginn", data=sent)
    return {"status": answer.status_code, **(answer.json or {})}


def add(browser: Browser, device: Authenticator, name: str = "Handy") -> str:
    browser.open("/konto/passkeys")
    options = asked(browser, "/konto/passkeys", password=PASSWORD)
    return browser.send("/konto/passkeys", credential=device.create(options), name=name).text


def at_the_door(app: Flask) -> Browser:
    browser = Browser(app.test_client())
    browser.open("/anmelden")
    return browser


@pytest.fixture
def sign_in(app: Flask, now: Any) -> SignIn:
    """What somebody reads who signs in with a device in a new browser, a moment later."""

    def come(device: Authenticator, at: Flask = app, **changed: Any) -> str:
        now.shift(1)
        browser = at_the_door(at)
        return answer(browser, device.get(asked(browser, "/passkey"), **changed))

    return come


def answer(browser: Browser, credential: str) -> str:
    return browser.send("/passkey", credential=credential).text


def logged(database: Database) -> list[tuple[str, str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action, entry.reason) for entry in entries(connection)][3:]


def stored(database: Database, device: Authenticator) -> Passkey | None:
    with database.engine.connect() as connection:
        found = find_passkey(connection, to_base64(device.credential_id))
    return found[0] if found else None


# -- what people do


def test_who_has_added_one_signs_in_without_name_or_password(
    sign_in: SignIn, device: Authenticator, database: Database
) -> None:
    assert "Niemand wartet auf einen Rückruf." in sign_in(device)

    assert logged(database) == [("anna", "passkey_added", "anna"), ("anna", "login", "")]


def test_one_stands_for_the_second_factor_as_well(sign_in: SignIn, device: Authenticator, database: Database) -> None:
    with writing(database.engine) as connection:
        connection.exec_driver_sql("UPDATE users SET totp = 'sealed'")

    assert "Abmelden" in sign_in(device)


def test_it_is_listed_with_its_name_the_day_it_was_added_and_its_last_use(
    sign_in: SignIn, anna: Browser, device: Authenticator, now: Any
) -> None:
    assert "Handy angelegt heute 14:30 Uhr, noch nie benutzt" in anna.open("/konto").text
    now.shift(60)
    sign_in(device)

    for path in ("/konto", "/konto/passkeys"):
        assert "Handy angelegt heute 14:30 Uhr, zuletzt benutzt heute 14:31 Uhr" in anna.open(path).text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  mein\nTelefon\x1b ", "mein Telefon"),
        ("mein\x00Telefon", "mein\ufffdTelefon"),
        ("", "Passkey"),
        ("<b>x</b>", "<b>x</b>"),
        ("Ä" * 5000, "Ä" * 60),
    ],
    ids=["line break and control character", "NUL", "nothing", "markup", "5,000 letters"],
)
def test_any_name_does(anna: Browser, database: Database, typed: str, shown: str) -> None:
    device = Authenticator()
    add(anna, device, typed)

    passkey = stored(database, device)
    assert passkey is not None
    assert passkey.name == shown
    assert shown in anna.open("/konto").text


def test_several_of_one_person_and_one_of_another_each_sign_in_their_own(
    sign_in: SignIn, anna: Browser, device: Authenticator, signed_in: Callable[..., Browser], database: Database
) -> None:
    second, other = Authenticator(), Authenticator()
    add(anna, second, "Schlüssel")
    add(signed_in("bert"), other)
    for each in (device, second, other):
        sign_in(each)

    assert [actor for actor, action, _ in logged(database) if action == "login"][-3:] == ["anna", "anna", "bert"]


def test_one_comes_to_where_one_wanted_and_what_was_typed_comes_back(
    app: Flask, anna: Browser, device: Authenticator, now: Any
) -> None:
    anna.open("/suche")
    now.shift(31 * 60)
    anna.send("/suche", worte="Meier 5042")

    answer(anna, device.get(asked(anna, "/passkey")))
    assert anna.page.form("/suche")["fields"]["worte"] == "Meier 5042"

    now.shift(1)
    fresh = Browser(app.test_client())
    fresh.open("/konto")
    assert "Hier sind Sie angemeldet" in answer(fresh, device.get(asked(fresh, "/passkey")))


def test_a_lost_one_is_removed_with_the_password_and_opens_nothing_any_more(
    sign_in: SignIn, anna: Browser, device: Authenticator, database: Database
) -> None:
    passkey = stored(database, device)
    assert passkey is not None
    anna.open("/konto/passkeys")
    assert "Das Passwort stimmt nicht." in anna.send("/entfernen", passkey=passkey.id, password="geraten").text
    assert "Der Passkey ist entfernt" in anna.send("/entfernen", passkey=passkey.id, password=PASSWORD).text

    assert "Diesen Passkey kennt die Seite nicht" in sign_in(device)
    assert [action for _, action, _ in logged(database)] == [
        *("passkey_added", "login_failed", "passkey_removed", "login_failed"),
    ]


@pytest.mark.parametrize("end", [reset, disable])
def test_it_ends_with_the_access(
    sign_in: SignIn, device: Authenticator, database: Database, end: Callable[..., Any]
) -> None:
    end(database, "anna", clock.now(), "test")

    assert stored(database, device) is None
    assert "Diesen Passkey kennt die Seite nicht" in sign_in(device)


def test_one_that_came_back_with_a_backup_does_not_let_in_who_is_disabled(
    sign_in: SignIn, device: Authenticator, database: Database
) -> None:
    with writing(database.engine) as connection:
        connection.exec_driver_sql("UPDATE users SET disabled_at = created_at")

    assert "Diesen Passkey kennt die Seite nicht" in sign_in(device)


def test_it_works_after_the_keys_were_rotated_twice(
    sign_in: SignIn, device: Authenticator, settings: Settings, database: Database
) -> None:
    for _ in range(2):
        rotate(settings, database, clock.now(), "test")

    assert "Abmelden" in sign_in(device)


def test_devices_that_count_nothing_are_taken(sign_in: SignIn, anna: Browser) -> None:
    device = Authenticator(counts=False)
    add(anna, device)

    for _ in range(2):
        assert "Abmelden" in sign_in(device)


def test_a_wish_for_a_second_factor_is_met_by_password_and_app_alone(
    sign_in: SignIn, settings: Settings, database: Database, device: Authenticator
) -> None:
    """As long as the password opens the page without a code, a passkey guards nothing."""
    company = settings.company.model_copy(update={"second_factor": "required"})

    assert "schreibt einen zweiten Faktor vor" in sign_in(
        device, create_app(replace(settings, company=company), database)
    )


# -- where there are passkeys


def test_under_a_public_address_that_is_whom_a_passkey_is_for(
    app_with: Callable[[], Flask], person: Any, now: Any
) -> None:
    person("anna", "sales", "company")
    app = app_with()
    app.config.update(SERVER_NAME="vertrieb.example:8443", PREFERRED_URL_SCHEME="https")
    client, device = app.test_client(), Authenticator(origin="https://vertrieb.example:8443")
    client.environ_base["HTTP_REFERER"] = f"{device.origin}/"
    anna = Browser(client).sign_in("anna", PASSWORD)
    anna.open("/konto/passkeys")
    options = asked(anna, "/konto/passkeys", password=PASSWORD)

    assert options["rp"]["id"] == "vertrieb.example"
    assert "Der Passkey ist angelegt" in anna.send("/konto/passkeys", credential=device.create(options)).text


@pytest.mark.parametrize("host", ["127.0.0.1:5006", "[::1]:5006", "vertrieb.example"])
def test_where_browsers_allow_none_none_is_offered(
    app_with: Callable[[], Flask], person: Any, now: Any, host: str
) -> None:
    person("anna", "sales", "company")
    app = app_with()
    assert "Mit Passkey anmelden" in at_the_door(app).page.text
    app.config.update(SERVER_NAME=host)
    anna = at_the_door(app)

    assert "Mit Passkey anmelden" not in anna.page.text
    token = anna.page.form("/anmelden")["fields"]["csrf_token"]
    if "vertrieb" in host:
        return  # no cookie goes over a plain line
    assert anna.client.post("/anmelden/passkey/beginn", data={"csrf_token": token}).status_code == 400
    assert "Passkeys gehen nur" in anna.post("/anmelden/passkey", csrf_token=token).text
    anna.open("/anmelden")
    anna.send("/anmelden", login="anna", password=PASSWORD)
    page = anna.open("/konto/passkeys")
    assert "Passkeys gehen nur" in page.text
    assert [form for form in page.forms if form["action"] == "/konto/passkeys"] == []


# -- what is none


#: What a device does otherwise, and what its browser says otherwise.
LIES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a foreign origin": ({"origin": "https://evil.example"}, {}),
    "an origin like it": ({"origin": "http://localhost.evil.example"}, {}),
    "another port": ({"origin": "http://localhost:5006"}, {}),
    "another page": ({"rp_id": "evil.example"}, {}),
    "nobody checked": ({"verifies": False}, {}),
    "another key": ({"key": Authenticator().key}, {}),
    "another person": ({"user_handle": b"somebody"}, {}),
    "nobody": ({"user_handle": b""}, {}),
    "another passkey": ({"credential_id": b"another"}, {}),
    "not for signing in": ({}, {"type": "webauthn.create"}),
    "a challenge of its own": ({}, {"challenge": to_base64(b"x" * 64)}),
    "no challenge": ({}, {"challenge": ""}),
}


@pytest.mark.parametrize(("otherwise", "said"), LIES.values(), ids=LIES)
def test_an_answer_that_is_not_true_opens_nothing_and_is_logged(
    sign_in: SignIn, device: Authenticator, database: Database, otherwise: dict[str, Any], said: dict[str, Any]
) -> None:
    told = sign_in(replace(device, **otherwise), **said)

    assert "Passkey" in told
    assert "Abmelden" not in told
    actor = "unknown" if "credential_id" in otherwise else "anna"
    assert logged(database)[1:] == [(actor, "login_failed", "")]


def test_the_passkey_of_somebody_else_signs_in_nobody_else(
    app: Flask, sign_in: SignIn, device: Authenticator, signed_in: Callable[..., Browser]
) -> None:
    """Neither with one's own signature under the other's name, nor the other way round."""
    other = Authenticator()
    add(signed_in("bert"), other)

    mixed = replace(other, user_handle=device.user_handle)
    assert "Diesen Passkey kennt die Seite nicht" in sign_in(mixed)
    assert "nicht richtig geantwortet" in sign_in(
        replace(other, credential_id=device.credential_id, user_handle=device.user_handle)
    )


NO_ANSWERS = {
    "nothing": "",
    "no JSON": "{",
    "a number": "5",
    "a list": "[]",
    "no parts": "{}",
    "nothing in it": '{"id": "", "rawId": "", "type": "public-key", "response": {}}',
    "numbers": '{"id": 1, "rawId": 2, "type": 3, "response": {"clientDataJSON": 4}}',
    "no Base64": '{"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": "ä"}}',
    "deep": "[" * 50_000,
    "NUL": "\x00",
}


@pytest.mark.parametrize("text", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_opens_and_adds_nothing(app: Flask, anna: Browser, database: Database, text: str) -> None:
    assert "nicht richtig geantwortet" in answer(at_the_door(app), text)

    anna.open("/konto/passkeys")
    page = anna.send("/konto/passkeys", credential=text)
    assert (page.status, "nicht richtig geantwortet" in page.text) == (400, True)
    assert logged(database) == [("unknown", "login_failed", "")]


BROKEN: tuple[Any, ...] = ("", "AAAA", "A" * 50_000, "{}", "\x00", "\ud800", None, 7, {}, [])


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
def test_a_true_answer_with_a_part_that_is_broken_opens_nothing(app: Flask, device: Authenticator, part: str) -> None:
    browser = at_the_door(app)
    credential = json.loads(device.get(asked(browser, "/passkey")))
    for put in BROKEN:
        credential["response"][part] = put
        answer(browser, json.dumps(credential))
        assert browser.page.status == 403, put


@pytest.mark.parametrize("part", ["id", "rawId", "type", "response"])
def test_nor_does_one_that_names_its_passkey_wrongly(app: Flask, device: Authenticator, part: str) -> None:
    browser = at_the_door(app)
    credential = json.loads(device.get(asked(browser, "/passkey")))
    for put in BROKEN:
        answer(browser, json.dumps({**credential, part: put}))
        assert browser.page.status == 403, put


def test_a_passkey_whose_key_can_not_be_read_is_not_added(anna: Browser) -> None:
    anna.open("/konto/passkeys")
    made = json.loads(Authenticator().create(asked(anna, "/konto/passkeys", password=PASSWORD)))
    for put in ("", "AAAA", "oWNmbXRkbm9uZQ", "v", None, 7):
        made["response"]["attestationObject"] = put
        assert "nicht richtig geantwortet" in anna.send("/konto/passkeys", credential=json.dumps(made)).text, put


def test_an_answer_opens_the_page_once_and_in_its_browser_alone(
    app: Flask, device: Authenticator, database: Database, now: Any
) -> None:
    browser, thief = at_the_door(app), at_the_door(app)
    asked(thief, "/passkey")
    credential = device.get(asked(browser, "/passkey"))
    form = browser.page.form("/passkey")["fields"]
    cookie = browser.client.get_cookie("rueckruf")
    assert cookie is not None

    assert "gehört nicht hierher" in answer(thief, credential)
    assert "Abmelden" in answer(browser, credential)
    replayed = Browser(app.test_client())
    replayed.client.set_cookie("rueckruf", cookie.value)
    assert "schon benutzt" in replayed.post("/anmelden/passkey", **{**form, "credential": credential}).text
    assert "passkey_copied" not in str(logged(database))


def test_a_question_waits_five_minutes_at_most(app: Flask, anna: Browser, device: Authenticator, now: Any) -> None:
    browser, new = at_the_door(app), Authenticator()
    credential = device.get(asked(browser, "/passkey"))
    anna.open("/konto/passkeys")
    made = new.create(asked(anna, "/konto/passkeys", password=PASSWORD))
    now.shift(5 * 60 + 1)

    assert "Das hat zu lange gedauert." in answer(browser, credential)
    assert "Das hat zu lange gedauert." in anna.send("/konto/passkeys", credential=made).text
    assert "Abmelden" in answer(browser, device.get(asked(browser, "/passkey")))


def test_two_tabs_that_wait_for_a_device_do_not_disturb_each_other(app: Flask, device: Authenticator) -> None:
    browser = at_the_door(app)
    first, _ = asked(browser, "/passkey"), asked(browser, "/passkey")

    assert "Abmelden" in answer(browser, device.get(first))


def test_a_copy_that_has_signed_less_is_refused_and_stands_in_the_log(
    sign_in: SignIn, device: Authenticator, database: Database
) -> None:
    copy = replace(device)
    for _ in range(2):
        sign_in(device)

    assert "anscheinend kopiert" in sign_in(copy)
    assert [action for _, action, _ in logged(database)] == [
        *("passkey_added", "login", "login", "passkey_copied", "login_failed"),
    ]
    assert "Abmelden" in sign_in(device)


def test_trying_ends(app: Flask, sign_in: SignIn, device: Authenticator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_OF_LOGIN", 3)
    for _ in range(3):
        sign_in(device, origin="https://evil.example")

    assert "Zu viele Versuche." in sign_in(device)


# -- adding asks for the password


def test_whoever_finds_an_open_browser_adds_none(anna: Browser, database: Database) -> None:
    anna.open("/konto/passkeys")
    told = asked(anna, "/konto/passkeys", password="geraten")

    assert told == {"status": 400, "problem": "Das Passwort stimmt nicht."}
    assert logged(database) == [("anna", "login_failed", "")]


def test_guessing_the_password_there_ends(anna: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_OF_DEVICE", 2)
    anna.open("/konto/passkeys")
    for _ in range(2):
        asked(anna, "/konto/passkeys", password="geraten")

    assert asked(anna, "/konto/passkeys", password=PASSWORD)["status"] == 429


@pytest.mark.parametrize("way", ["another person", "another session", "a question to sign in"])
def test_only_what_this_session_was_asked_for_is_added(
    app: Flask, anna: Browser, signed_in: Callable[..., Browser], way: str
) -> None:
    device = Authenticator()
    other = signed_in("bert") if way == "another person" else Browser(app.test_client()).sign_in("anna", PASSWORD)
    other.open("/konto/passkeys")
    options = asked(other, "/konto/passkeys", password=PASSWORD)
    if way == "a question to sign in":
        options["challenge"] = asked(at_the_door(app), "/passkey")["challenge"]
    anna.open("/konto/passkeys")

    assert "gehört nicht hierher" in anna.send("/konto/passkeys", credential=device.create(options)).text


def test_a_device_is_told_which_passkeys_there_are_and_none_is_added_twice(
    anna: Browser, device: Authenticator, signed_in: Callable[..., Browser]
) -> None:
    anna.open("/konto/passkeys")
    (held,) = asked(anna, "/konto/passkeys", password=PASSWORD)["excludeCredentials"]
    assert held["id"] == to_base64(device.credential_id)

    assert "Diesen Passkey gibt es schon." in add(anna, device)
    assert "Diesen Passkey gibt es schon." in add(signed_in("bert"), device)


def test_there_is_an_end_of_adding(anna: Browser, device: Authenticator) -> None:
    for _ in range(MOST - 1):
        add(anna, Authenticator())

    assert f"Mehr als {MOST} Passkeys gehen nicht." in add(anna, Authenticator())


@pytest.mark.parametrize("chosen", ["", "geraten", "\x00"])
def test_removing_what_is_not_there_is_told(anna: Browser, device: Authenticator, chosen: str) -> None:
    anna.open("/konto/passkeys")

    page = anna.send("/entfernen", passkey=chosen, password=PASSWORD)
    assert (page.status, "Bitte wählen Sie einen Passkey" in page.text) == (400, True)


def test_nobody_removes_that_of_somebody_else(
    device: Authenticator, signed_in: Callable[..., Browser], database: Database
) -> None:
    bert, passkey = signed_in("bert"), stored(database, device)
    add(bert, Authenticator())
    assert passkey is not None
    bert.open("/konto/passkeys")

    assert bert.send("/entfernen", passkey=passkey.id, password=PASSWORD).status == 400
    assert stored(database, device) == passkey


def test_the_database_holds_no_secret_of_a_passkey(device: Authenticator, database: Database) -> None:
    private = device.key.private_numbers().private_value.to_bytes(32, "big")
    with database.engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM passkeys").all()

    assert to_base64(private) not in str(row)
