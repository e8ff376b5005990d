"""Who may open what, people and systems: every route, for every role, as decided here once more."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rueckruf import clock
from rueckruf.sales.roles import ROUTES
from rueckruf.sales.tokens import create
from rueckruf.storage.database import Database
from rueckruf.storage.users import Role
from tests.support.pages import Browser, signed_in_browser
from tests.support.systems import System

pytestmark = pytest.mark.unit

ROLES: tuple[Role, ...] = ("sales", "lead", "privacy")


def addresses(app: Flask, *, of_api: bool = False, **values: Any) -> list[tuple[str, str, str]]:
    """Endpoint, method and address of everything that can be asked for by people, or by systems."""
    adapter = app.url_map.bind("localhost")
    return [
        (rule.endpoint, method, adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments}))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if rule.endpoint.startswith("api.") == of_api
    ]


ALL = {"sales", "lead", "privacy"}
SALES = {"sales", "lead"}

#: Who gets in, written down apart from the table that the application works with; "" is who has not signed in.
DECIDED: dict[str, set[str]] = {
    "static": {"", *ALL},
    "sign_in.form": {"", *ALL},
    "sign_in.enter": {"", *ALL},
    "sign_in.code": {"", *ALL},
    "passkey_login.begin": {"", *ALL},
    "passkey_login.end": {"", *ALL},
    "company_login.begin": {"", *ALL},
    "company_login.end": {"", *ALL},
    "sign_in.leave": ALL,
    "sign_in.ending": ALL,
    "sign_in.stay": ALL,
    "access_link.show": {"", *ALL},
    "access_link.use": {"", *ALL},
    "account.show": ALL,
    "account.change_password": ALL,
    "account.end_session": ALL,
    "account.end_others": ALL,
    "second_factor.begin": ALL,
    "second_factor.confirm": ALL,
    "second_factor.remove": ALL,
    "passkeys.show": ALL,
    "passkeys.begin": ALL,
    "passkeys.add": ALL,
    "passkeys.remove": ALL,
    "people.show": {"lead"},
    "people.add": {"lead"},
    "people.reset": {"lead"},
    "people.disable": {"lead"},
    "people.sign_out": {"lead"},
    "tokens.show": {"lead"},
    "tokens.add": {"lead"},
    "tokens.revoke": {"lead"},
    "home": ALL,
    "day_list.show": SALES,
    "request.show": SALES,
    "request.card": SALES,
    "request.claim": SALES,
    "request.assign": SALES,
    "request.hand_back": SALES,
    "request.finish": SALES,
    "request.settle": SALES,
    "request.note": SALES,
    "request.undo": SALES,
    "selected.assign": SALES,
    "selected.finish": SALES,
    "selected.postpone": SALES,
    "selected.undo": SALES,
    "search.ask": SALES,
    "search.find": SALES,
    "calendar.show": SALES,
    "calendar.renew": SALES,
    "calendar.revoke": SALES,
    "calendar.feed": {"", *ALL},
    "push.worker": {"", *ALL},
    "push.subscribe": SALES,
    "push.unsubscribe": SALES,
    "overview.show": {"lead"},
    "export.download": {"lead"},
    "privacy.ask": {"privacy"},
    "privacy.find": {"privacy"},
    "privacy.disclose": {"privacy"},
    "privacy.rectify": {"privacy"},
    "privacy.restrict": {"privacy"},
    "privacy.release": {"privacy"},
    "privacy.erase": {"privacy"},
    "cases.overview": {"privacy"},
    "cases.receive": {"privacy"},
    "cases.show": {"privacy"},
    "cases.correct": {"privacy"},
    "cases.check_identity": {"privacy"},
    "cases.extend": {"privacy"},
    "cases.close": {"privacy"},
    "cases.letter": {"privacy"},
    "papers.overview": {"privacy"},
    "papers.download": {"privacy"},
    "audit.show": {"privacy"},
    "api.guide": {"", *ALL},
    "api.description": {"", *ALL},
    "api.list_requests": SALES,
    "api.get_request": SALES,
    "api.claim": SALES,
    "api.hand_back": SALES,
    "api.assign": SALES,
    "api.note": SALES,
    "api.settle": SALES,
    "api.list_events": SALES,
    "api.export": {"lead"},
    "audit.download": {"privacy"},
}

VALUES: dict[str, Any] = {
    "request_id": uuid4(),
    "case_id": uuid4(),
    "filename": "sales.css",
    "format": "csv",
    "secret": "geraten",
    "name": "verzeichnis",
}


def test_every_route_stands_in_the_table_and_nothing_else_does(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROUTES) == set(DECIDED)


def test_a_route_without_a_decision_is_closed(
    app_with: Callable[..., Flask], person: Callable[..., str], now: Any
) -> None:
    app = app_with()
    app.add_url_rule("/neu", "neu", lambda: "alles")

    assert signed_in_browser(app, person("leo", "lead")).open("/neu").status == 403


def test_a_route_for_no_role_is_closed_to_who_has_not_signed_in(
    app_with: Callable[..., Flask], now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ROUTES, "neu", frozenset())
    app = app_with()
    app.add_url_rule("/neu", "neu", lambda: "alles")

    assert app.test_client().get("/neu").status_code == 401


@pytest.mark.parametrize("role", ROLES)
def test_each_route_opens_to_its_roles_only(app: Flask, signed_in: Callable[..., Browser], role: Role) -> None:
    someone = signed_in(role, role)
    for endpoint, method, address in addresses(app, **VALUES):
        if endpoint == "sign_in.leave":
            continue
        status = someone.client.open(address, method=method).status_code
        allowed = role in DECIDED[endpoint]
        assert (status != 403) == allowed, f"{role} {method} {address}: {status}"
        if allowed and method == "POST":
            assert status == 400, f"{method} {address} does without a token"


def test_nobody_gets_anywhere_without_signing_in(app: Flask, client: Any) -> None:
    for endpoint, method, address in addresses(app, **VALUES):
        response = client.open(address, method=method)
        if "" in DECIDED[endpoint]:
            assert (
                response.status_code == 404 if endpoint == "calendar.feed" else response.status_code in (200, 400, 404)
            )
        else:
            assert response.status_code == 401, f"{method} {address}"
            assert "Anmeldename" in response.text


def test_a_request_of_others_is_not_found_by_any_address(
    app: Flask, signed_in: Callable[..., Browser], wish: Callable[..., Any]
) -> None:
    other = wish(recipient="parent")
    someone = signed_in("anna", "sales", "company")
    token = someone.open("/liste").form("/abmelden")["fields"]["csrf_token"]
    for endpoint, method, address in addresses(app, **{**VALUES, "request_id": other.id}):
        if endpoint == "sign_in.leave" or str(other.id) not in address:
            continue
        data = {"csrf_token": token, "version": "1", "note": "x", "next_attempt": "2026-03-12T10:00:00+01:00"}
        response = someone.client.open(address, method=method, data=data if method == "POST" else None)
        assert response.status_code == 404, f"{method} {address}"
        assert other.name not in response.text


@pytest.mark.parametrize("role", ROLES)
def test_each_call_of_the_api_is_open_to_systems_of_its_roles_only(
    app: Flask, database: Database, client: FlaskClient, role: Role
) -> None:
    someone = System(
        client, create(database, role, role, "company" if role == "sales" else None, 1, clock.now(), "test")
    )
    for endpoint, method, address in addresses(app, of_api=True, **VALUES):
        status = client.open(address, method=method, headers=someone.headers).status_code
        assert (status != 403) == (role in DECIDED[endpoint]), f"{role} {method} {address}: {status}"


def test_no_system_gets_anywhere_without_a_token(app: Flask, client: FlaskClient) -> None:
    for endpoint, method, address in addresses(app, of_api=True, **VALUES):
        status = client.open(address, method=method).status_code
        assert status == (200 if "" in DECIDED[endpoint] else 401), f"{method} {address}"


def test_a_request_of_others_is_not_found_by_any_call_of_the_api(
    app: Flask, database: Database, client: FlaskClient, wish: Callable[..., Any]
) -> None:
    other = wish(recipient="parent")
    someone = System(client, create(database, "crm", "sales", "company", 1, clock.now(), "test"))
    headers, body = {**someone.headers, "If-Match": '"1"'}, {"note": "x", "result": "erreicht", "login": "anna"}
    for endpoint, method, address in addresses(app, of_api=True, **{**VALUES, "request_id": other.id}):
        part = {"api.assign": ("login",), "api.note": ("note",), "api.settle": ("result",)}.get(endpoint, ())
        sent = {name: body[name] for name in part}
        response = client.open(address, method=method, headers=headers, json=sent if sent else None)
        if str(other.id) in address:
            assert response.status_code == 404, f"{method} {address}"
        assert str(other.id) not in response.text
        assert other.name not in response.text
