"""What no database holds as a text: it is answered like any other wrong entry, on PostgreSQL too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.tokens import create
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database
from tests.sales.conftest import PASSWORD
from tests.sales.test_roles import addresses
from tests.support.pages import Browser
from tests.support.systems import System

pytestmark = pytest.mark.process

NO_TEXTS = ("\0", "anna\0", "\0anna", "\ud800")
_FIELDS = """
    address back bei bis case code concern credential empfaenger kind login name next_at next_attempt note passkey
    password person phone reason received recipient request_id result role stand typed_at typed_for von wish worte
"""


@pytest.fixture
def settings(tmp_path: Path, postgres_url: str) -> Settings:
    environ = {"DATABASE_URL": postgres_url, "RUECKRUF_KEYS": new_key(), "RUECKRUF_DATA_DIR": str(tmp_path)}
    return load_settings(environ)


def test_no_route_breaks(app: Flask, signed_in: Callable[..., Browser]) -> None:
    values: dict[str, Any] = {
        **dict.fromkeys(("request_id", "case_id"), uuid4()),
        **dict.fromkeys(("secret", "name", "filename"), "\0"),
    }
    fields = dict.fromkeys(_FIELDS.split(), "anna\0")
    for role in ("sales", "lead", "privacy"):
        browser = signed_in(f"{role}-1", role)
        token = browser.open("/konto").form("/konto/passwort")["fields"]["csrf_token"]
        for endpoint, method, address in addresses(app, **values, format="pdf"):
            if endpoint not in ("sign_in.leave", "sign_in.code"):  # which end the session
                sent = {**fields, "csrf_token": token}
                answer = browser.client.open(address, method=method, data=sent, query_string=fields)
                assert answer.status_code not in (401, 500, 503), (endpoint, answer.text)


@pytest.mark.parametrize("login", NO_TEXTS[:3])
def test_such_a_login_is_unknown(app: Flask, person: Callable[..., str], now: Any, login: str) -> None:
    person("anna", "lead")
    page = Browser(app.test_client()).sign_in(login, PASSWORD).page
    assert (page.status, "Anmeldename oder Passwort stimmen nicht." in page.text) == (403, True)


@pytest.mark.parametrize("text", NO_TEXTS)
def test_systems_are_told_what_does_not_fit(
    app: Flask, database: Database, now: Any, wish: Callable[..., CallbackRequest], text: str
) -> None:
    request = wish()
    system = System(app.test_client(), create(database, "crm", "lead", None, 30, clock.now(), "leo"))
    sent = text.replace("\ud800", "%ED%A0%80").replace("\0", "%00")
    for name in ("status", "recipient", "first_day", "cursor"):
        assert system.ask(f"/requests?{name}={sent}").status_code in (200, 422), name
    assert system.ask(f"/events?cursor={sent}").status_code == 422
    assert system.change("PUT", request.id, "assign", {"login": text}).status_code == 422
    assert system.change("POST", request.id, "result", {"result": text}).status_code == 422
    noted = system.change("PUT", request.id, "note", {"note": f"Herr {text} Meier"})
    assert noted.status_code in (200, 422)
    assert "\0" not in str(noted.json)
