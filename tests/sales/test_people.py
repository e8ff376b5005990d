"""A lead lets people in, renews their access, and keeps them out; none of it with rights that the lead lacks."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.users import User, find_user
from tests.sales.conftest import PASSWORD
from tests.support.pages import Browser

pytestmark = pytest.mark.unit


@pytest.fixture
def leo(signed_in: Callable[..., Browser]) -> Browser:
    browser = signed_in("leo", "lead")
    browser.open("/konten")
    return browser


def add(leo: Browser, login: str = "Anna", role: str = "sales", recipient: str = "company") -> str:
    return leo.send("/konten", new_login=login, role=role, recipient=recipient).text


def act(leo: Browser, action: str, person: str) -> str:
    token = leo.page.form("/konten")["fields"]["csrf_token"]
    return leo.post(f"/konten/{action}", csrf_token=token, person=person).text


def link_on(leo: Browser) -> str:
    return leo.page.html.partition("<code>http://localhost")[2].partition("</code>")[0]


def found(database: Database, login: str) -> User | None:
    with database.engine.connect() as connection:
        return find_user(connection, login)


def logged(database: Database) -> list[tuple[str, str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action, entry.reason) for entry in entries(connection)][3:]


def use(app: Flask, link: str) -> Browser:
    browser = Browser(app.test_client())
    form = browser.open(link).forms[-1]["fields"]
    browser.post(link, **{**form, "new_password": PASSWORD, "again": PASSWORD})
    return browser


def test_somebody_new_gets_a_link_that_the_lead_sees_once(app: Flask, leo: Browser, database: Database) -> None:
    assert "Link für anna" in add(leo)
    link = link_on(leo)

    assert "Abmelden" in use(app, link).sign_in("anna", PASSWORD).page.text
    user = found(database, "anna")
    assert user is not None
    assert (user.role, user.recipient) == ("sales", "company")
    assert logged(database)[0] == ("leo", "user_added", "anna sales")
    assert link.rpartition("/")[2] not in leo.open("/konten").html


def test_a_lead_has_no_recipient_whatever_the_form_says(leo: Browser, database: Database) -> None:
    add(leo, "lea", "lead", "company")

    user = found(database, "lea")
    assert user is not None
    assert (user.role, user.recipient) == ("lead", None)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"login": "Ä b"}, "Ein Anmeldename besteht aus"),
        ({"login": ""}, "Ein Anmeldename besteht aus"),
        ({"login": "x" * 5000}, "Ein Anmeldename besteht aus"),
        ({"login": "=1+1"}, "Ein Anmeldename besteht aus"),
        ({"login": "leo"}, "leo gibt es schon."),
        ({"role": "privacy"}, "Bitte wählen Sie eine Rolle"),
        ({"role": "root"}, "Bitte wählen Sie eine Rolle"),
        ({"recipient": "me"}, "Bitte wählen Sie eine Rolle und einen Empfänger"),
        ({"recipient": ""}, "braucht genau einen Empfänger"),
    ],
)
def test_what_makes_no_sense_is_refused_and_comes_back(
    leo: Browser, database: Database, fields: dict[str, str], problem: str
) -> None:
    assert problem in add(leo, **fields)

    assert leo.page.status == 400
    assert leo.page.form("/konten")["fields"]["new_login"] == fields.get("login", "Anna")
    assert logged(database) == []


def test_a_renewed_access_ends_what_there_was_and_begins_by_link(
    app: Flask, leo: Browser, person: Any, database: Database
) -> None:
    person("anna", "sales", "company")
    anna = Browser(app.test_client()).sign_in("anna", PASSWORD)

    assert "Link für anna" in act(leo, "erneuern", "anna")

    assert anna.open("/liste").status == 401
    assert anna.sign_in("anna", PASSWORD).page.status == 403
    assert "Abmelden" in use(app, link_on(leo)).sign_in("anna", PASSWORD).page.text
    assert ("leo", "user_reset", "anna") in logged(database)


def test_somebody_is_kept_out_and_let_in_again(app: Flask, leo: Browser, person: Any, database: Database) -> None:
    person("anna", "sales", "company")
    anna = Browser(app.test_client()).sign_in("anna", PASSWORD)

    assert "anna kann sich nicht mehr anmelden." in act(leo, "sperren", "anna")
    assert "gesperrt" in leo.page.text
    assert anna.open("/liste").status == 401
    assert anna.sign_in("anna", PASSWORD).page.status == 403

    act(leo, "erneuern", "anna")
    assert "Abmelden" in use(app, link_on(leo)).sign_in("anna", PASSWORD).page.text


def test_the_sessions_of_somebody_are_ended(app: Flask, leo: Browser, person: Any, database: Database) -> None:
    person("anna", "sales", "company")
    anna = Browser(app.test_client()).sign_in("anna", PASSWORD)
    assert "Überall abmelden" in leo.open("/konten").text

    assert "anna ist überall abgemeldet." in act(leo, "abmelden", "anna")

    assert anna.open("/liste").status == 401
    assert "Abmelden" in anna.sign_in("anna", PASSWORD).page.text
    assert ("leo", "sessions_ended", "anna") in logged(database)


@pytest.mark.parametrize("action", ["erneuern", "sperren", "abmelden"])
@pytest.mark.parametrize("whom", ["petra", "leo", "niemand", "x" * 5000], ids=["privacy", "oneself", "nobody", "long"])
def test_who_answers_for_privacy_oneself_and_nobody_are_not_changed(
    leo: Browser, person: Any, database: Database, action: str, whom: str
) -> None:
    person("petra", "privacy")
    before = found(database, whom)

    act(leo, action, whom)

    assert leo.page.status == 400
    assert found(database, whom) == before
    assert leo.open("/konten").status == 200
