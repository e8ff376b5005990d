"""Which systems get in, and how often; what a page of a browser can make of the API: nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rueckruf import clock
from rueckruf.sales.api.rate import A_MINUTE
from rueckruf.sales.tokens import revoke
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from tests.support.pages import Browser
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]
UNKNOWN = (401, "Der Zugangsschlüssel fehlt, ist unbekannt, widerrufen oder abgelaufen.")


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer x"}, {"Authorization": "Basic YTpi"}]
)
def test_without_a_known_token_nothing_is_told(client: FlaskClient, system: Systems, header: dict[str, str]) -> None:
    system()
    refused = client.get("/api/v1/requests", headers=header)

    assert told(refused) == UNKNOWN
    assert refused.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_a_token_ends(system: Systems, now: Any) -> None:
    crm = system(days=1)
    now.shift(timedelta(days=1, seconds=-1))
    assert crm.ask("/requests").status_code == 200

    now.shift(timedelta(seconds=1))
    assert told(crm.ask("/requests")) == UNKNOWN


def test_a_token_that_was_revoked_opens_nothing(system: Systems, database: Database) -> None:
    crm, other = system(), system("bi", "lead")
    revoke(database, "crm", clock.now(), "test")

    assert told(crm.ask("/requests")) == UNKNOWN
    assert other.ask("/requests").status_code == 200


def test_who_is_signed_in_to_the_page_has_no_access_by_that(signed_in: Callable[..., Browser], wish: Any) -> None:
    leo, request = signed_in("leo", "lead"), wish()

    assert told(leo.client.get("/api/v1/requests")) == UNKNOWN
    assert told(leo.client.put(f"/api/v1/requests/{request.id}/claim", headers={"If-Match": '"1"'})) == UNKNOWN


def test_a_token_opens_no_page(system: Systems) -> None:
    crm = system()

    assert crm.client.get("/liste", headers=crm.headers).status_code == 401


def test_no_answer_sets_a_cookie_or_may_be_kept(system: Systems) -> None:
    answer = system().ask("/requests")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_asks_too_often_waits_and_nobody_else_does(system: Systems, now: Any) -> None:
    crm, other = system(), system("bi", "lead")
    assert {crm.ask("/events").status_code for _ in range(A_MINUTE)} == {200}
    now.shift(timedelta(seconds=20))

    refused = crm.ask("/events")
    assert told(refused) == (429, "Das waren zu viele Anfragen. Bitte warten Sie, wie Retry-After sagt.")
    assert refused.headers["Retry-After"] == "40"
    assert other.ask("/events").status_code == 200
    now.shift(timedelta(seconds=40))
    assert crm.ask("/events").status_code == 200


def test_what_a_system_reads_stands_in_the_access_log_once_a_day(
    system: Systems, database: Database, wish: Any, now: Any
) -> None:
    request, crm = wish(), system()
    for _ in range(3):
        crm.read("/requests")
        crm.read(f"/requests/{request.id}")
    now.shift(timedelta(days=1))
    crm.read(f"/requests/{request.id}")

    with database.engine.connect() as connection:
        read = [(entry.actor, entry.reason, entry.request_ids) for entry in entries(connection, action="read")]
    assert read == [("api:crm", "api", (str(request.id),))] * 2


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/v1/"), ("GET", "/api/v1/openapi.json")])
def test_what_the_api_can_do_is_told_to_everybody(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method).status_code == 200


def test_an_address_that_is_none_and_a_way_that_is_none_are_problems_as_well(system: Systems) -> None:
    crm = system()

    assert told(crm.ask("/nothing"))[0] == 404
    refused = crm.ask("/requests", "DELETE")
    assert told(refused) == (405, "Diese Adresse nimmt Anfragen dieser Art nicht an.")
    assert "GET" in refused.headers["Allow"]


def test_what_fails_in_the_database_or_elsewhere_is_a_problem_without_a_word_of_it(
    app: Flask, system: Systems, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm = system()
    with writing(database.engine) as connection:
        connection.exec_driver_sql("ALTER TABLE request_changes RENAME TO gone")

    assert told(crm.ask("/events"))[0] == 503
    monkeypatch.setitem(app.view_functions, "api.list_requests", lambda: str(1 / 0))
    assert told(crm.ask("/requests"))[0] == 500
