"""A lead lets other systems in on the page, sees whether they use their token, and keeps them out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.tokens import Token, all_tokens
from tests.sales.conftest import NOON, PASSWORD
from tests.support.pages import Browser
from tests.support.systems import System

pytestmark = pytest.mark.unit

FIELDS = {"system": "crm", "role": "sales", "recipient": "company", "days": "90"}


@pytest.fixture
def leo(signed_in: Callable[..., Browser]) -> Browser:
    browser = signed_in("leo", "lead")
    browser.open("/systeme")
    return browser


def kept(database: Database) -> list[Token]:
    with database.engine.connect() as connection:
        return [*all_tokens(connection)]


def secret_on(browser: Browser) -> str:
    return browser.page.html.partition("<code>")[2].partition("</code>")[0]


def revoke(leo: Browser, name: str) -> str:
    token = leo.open("/systeme").form("/systeme")["fields"]["csrf_token"]
    return leo.post("/systeme/widerrufen", csrf_token=token, system=name).text


def test_a_system_gets_a_token_that_is_shown_once(app: Flask, leo: Browser, database: Database) -> None:
    assert "Kein System hat einen Zugang." in leo.page.text
    leo.send("/systeme", **FIELDS)
    secret = secret_on(leo)

    assert secret.startswith("rueckruf_")
    assert System(app.test_client(), secret).read("/requests") == {"requests": [], "next": None}
    (token,) = kept(database)
    assert (token.name, token.role, token.recipient) == ("crm", "sales", "company")
    assert token.expires_at - token.created_at == timedelta(days=90)
    assert secret not in leo.open("/systeme").html


def test_who_makes_one_is_told_to_have_the_system_named_to_callers(leo: Browser) -> None:
    told = "Anrufende müssen davon erfahren: Lassen Sie das System in company.yml unter privacy.systems nennen."
    assert told not in leo.page.text

    assert told in leo.send("/systeme", **FIELDS).text


def test_of_each_token_the_page_tells_whose_it_is_and_how_long(leo: Browser) -> None:
    leo.send("/systeme", **FIELDS)
    leo.open("/systeme")
    leo.send("/systeme", **{**FIELDS, "system": "bi", "role": "lead", "days": "30"})

    assert "crm Vertrieb: Vertrieb der Musterwerk GmbH" in leo.page.text
    assert "gültig bis 09.06.2026" in leo.page.text
    assert "bi Leitung: alle Empfänger" in leo.page.text
    assert "noch nie benutzt" in leo.page.text


def test_the_last_use_is_known_to_five_minutes(
    app: Flask, leo: Browser, database: Database, now: time_machine.Traveller
) -> None:
    leo.send("/systeme", **FIELDS)
    crm = System(app.test_client(), secret_on(leo))

    used = []
    for minutes in (0, 4, 6):
        now.move_to(NOON + timedelta(minutes=minutes))
        crm.read("/requests")
        used.append(kept(database)[0].used_at)
    assert used == [NOON, NOON, NOON + timedelta(minutes=6)]
    assert "zuletzt benutzt heute 14:36 Uhr" in leo.open("/systeme").text


def test_one_that_has_ended_says_so(leo: Browser, now: time_machine.Traveller) -> None:
    leo.send("/systeme", **{**FIELDS, "days": "30"})
    now.move_to(NOON + timedelta(days=31))

    assert "abgelaufen" in leo.sign_in("leo", PASSWORD).open("/systeme").text


def test_a_token_is_revoked_at_once_and_both_stand_in_the_log(app: Flask, leo: Browser, database: Database) -> None:
    leo.send("/systeme", **FIELDS)
    crm = System(app.test_client(), secret_on(leo))

    assert "crm hat keinen Zugang mehr." in revoke(leo, "crm")
    assert crm.ask("/requests").status_code == 401
    assert "keinen Zugangsschlüssel" in revoke(leo, "crm")
    with database.engine.connect() as connection:
        log = [(entry.actor, entry.action, entry.reason) for entry in entries(connection)]
    assert log[-2:] == [("leo", "token_added", "crm"), ("leo", "token_revoked", "crm")]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"system": "C R M"}, "Der Name eines Systems"),
        ({"system": ""}, "Der Name eines Systems"),
        ({"system": "x" * 5000}, "Der Name eines Systems"),
        ({"system": "<script>"}, "Der Name eines Systems"),
        ({"role": "privacy"}, "Bitte wählen Sie Rolle"),
        ({"recipient": "niemand"}, "Bitte wählen Sie Rolle"),
        ({"days": "731"}, "Bitte wählen Sie Rolle"),
        ({"days": ""}, "Bitte wählen Sie Rolle"),
    ],
)
def test_what_makes_no_sense_is_refused_and_comes_back(
    leo: Browser, database: Database, wrong: dict[str, Any], problem: str
) -> None:
    page = leo.send("/systeme", **{**FIELDS, **wrong})

    assert (page.status, problem in page.text) == (400, True)
    assert "<script>" not in page.html
    assert kept(database) == []
    assert page.form("/systeme")["fields"]["system"] == {**FIELDS, **wrong}["system"].strip()


def test_no_name_is_taken_twice(leo: Browser, database: Database) -> None:
    leo.send("/systeme", **FIELDS)
    page = leo.send("/systeme", **FIELDS)

    assert (page.status, "Für crm gibt es schon einen Zugangsschlüssel." in page.text) == (400, True)
    assert len(kept(database)) == 1
