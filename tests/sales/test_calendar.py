"""Calendars to subscribe to: whose requests are in them, who reads them, and how that ends."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select

from rueckruf.callbacks import handling
from rueckruf.callbacks.handling import Outcome
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.privacy.restriction import restrict
from rueckruf.sales import users
from rueckruf.sales.app import create_app
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import Entry, entries
from rueckruf.storage.database import Database
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import calendar_feeds
from tests.sales.conftest import NOON
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit

GONE = 404


@pytest.fixture
def anna(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("anna")


def subscribed(browser: Browser, scope: str = "company") -> str:
    """Where the calendar reads, from the page that shows it once."""
    browser.open("/kalender")
    form = browser.page.form("/kalender/adresse")
    return address_on(browser.post("/kalender/adresse", **{**form["fields"], "scope": scope}))


def address_on(page: Page) -> str:
    (address,) = re.findall(r'value="http://localhost(/abo/[\w-]+\.ics)"', page.html)
    return str(address)


def events(client: FlaskClient, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.data).walk("VEVENT"))


def ids(client: FlaskClient, address: str) -> set[UUID]:
    return {UUID(event["uid"].partition("@")[0]) for event in events(client, address)}


def logged(database: Database, *actions: str) -> list[Entry]:
    with database.engine.connect() as connection:
        return [entry for entry in entries(connection) if entry.action in actions]


def taken_by(login: str, wish: CallbackRequest, database: Database) -> CallbackRequest:
    return handling.claim(SqlHandledRequests(database), wish, login, NOON)


# -- whose requests


def test_a_team_s_calendar_has_the_team_s_requests_without_signing_in(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest]
) -> None:
    ours, _ = wish(), wish(recipient="parent")

    assert ids(client, subscribed(anna)) == {ours.id}


def test_one_s_own_calendar_has_what_one_has_taken(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest], database: Database
) -> None:
    mine, others = taken_by("anna", wish(), database), taken_by("bert", wish(), database)
    address = subscribed(anna, scope="")

    assert ids(client, address) == {mine.id}
    handling.hand_back(SqlHandledRequests(database), mine, "anna", NOON)
    assert ids(client, address) == set()
    assert ids(client, subscribed(anna)) == {mine.id, others.id}


def test_a_lead_may_subscribe_to_each_team(
    signed_in: Callable[..., Browser], client: FlaskClient, wish: Callable[..., CallbackRequest]
) -> None:
    leo = signed_in("leo", "lead")
    ours, others = wish(), wish(recipient="parent")

    assert ids(client, subscribed(leo, "company")) == {ours.id}
    assert ids(client, subscribed(leo, "parent")) == {others.id}


@pytest.mark.parametrize("scope", ["parent", "nobody", "company\r\n"])
def test_nobody_subscribes_to_what_is_not_their_business(anna: Browser, database: Database, scope: str) -> None:
    form = anna.open("/kalender").form("/kalender/adresse")

    for action in ("/kalender/adresse", "/kalender/widerrufen"):
        assert anna.post(action, **{**form["fields"], "scope": scope}).status == 400
    assert logged(database, "calendar_added") == []


# -- as a request goes on


def test_what_is_done_is_cancelled_and_what_is_deleted_or_restricted_is_gone(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest], database: Database, settings: Settings
) -> None:
    done, restricted, kept = wish(), wish(), wish(delete_after=NOON + timedelta(minutes=1))
    address = subscribed(anna)
    terms = settings.company.retention
    handling.finish(SqlHandledRequests(database), done, "anna", NOON, terms, Outcome("erreicht"))
    restrict(settings, database, restricted.id, "Streit", NOON, "petra")

    statuses = {event["uid"].partition("@")[0]: event["status"] for event in events(client, address)}
    assert statuses == {str(done.id): "CANCELLED", str(kept.id): "CONFIRMED"}
    with time_machine.travel(kept.delete_after, tick=False):
        assert ids(client, address) == {done.id}


def test_an_event_leads_to_its_request_at_the_address_that_the_calendar_knows(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest]
) -> None:
    stored = wish()
    (event,) = Calendar.from_ical(client.get(subscribed(anna), base_url="https://vertrieb.example").data).walk("VEVENT")

    assert event["url"] == f"https://vertrieb.example/wunsch/{stored.id}"


def test_names_leave_only_where_the_company_wants_it(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest], settings: Settings, database: Database
) -> None:
    stored, address = wish(), subscribed(anna)
    assert stored.name not in str(events(client, address))
    assert "weder Name noch Nummer" in anna.open("/kalender").text

    handover = settings.company.handover.model_copy(update={"names_in_calendars": True})
    company = settings.company.model_copy(update={"handover": handover})
    named = create_app(replace(settings, company=company), database).test_client()
    (event,) = events(named, address)
    assert stored.name in event["summary"]


# -- the address


def test_an_address_is_shown_once_and_kept_nowhere(anna: Browser, database: Database) -> None:
    address = subscribed(anna)
    secret = address.removeprefix("/abo/").removesuffix(".ics")

    assert len(secret) == 43  # 256 random bits
    assert f'href="webcal://localhost{address}"' in anna.page.html
    assert secret not in anna.open("/kalender").html
    with database.engine.connect() as connection:
        assert secret not in str(connection.execute(select(calendar_feeds)).all())
    assert all(secret not in str(entry) for entry in logged(database, "calendar_added", "read"))


def test_a_new_address_ends_the_one_before(anna: Browser, client: FlaskClient) -> None:
    first, own = subscribed(anna), subscribed(anna, scope="")
    second = subscribed(anna)

    assert client.get(first).status_code == GONE
    assert (client.get(second).status_code, client.get(own).status_code) == (200, 200)


def test_an_address_can_be_revoked(anna: Browser, client: FlaskClient, database: Database) -> None:
    address, own = subscribed(anna), subscribed(anna, scope="")
    form = anna.open("/kalender").form("/kalender/widerrufen")

    page = anna.post("/kalender/widerrufen", **{**form["fields"], "scope": "company"})

    assert "Vertrieb der Musterwerk GmbH: Die Adresse gilt nicht mehr." in page.text
    assert client.get(address).status_code == GONE
    assert client.get(own).status_code == 200
    (revoked,) = logged(database, "calendar_revoked")
    assert next(entry.reason for entry in logged(database, "calendar_added")) == f"{revoked.reason} company"


@pytest.mark.parametrize("end", ["disable", "reset"])
def test_an_address_goes_with_the_access_of_its_owner(
    anna: Browser, client: FlaskClient, database: Database, end: str
) -> None:
    address = subscribed(anna)
    if end == "disable":
        users.disable(database, "anna", NOON, "cli:test")
        assert client.get(address).status_code == GONE
    users.reset(database, "anna", NOON, "cli:test")

    assert client.get(address).status_code == GONE


@pytest.mark.parametrize("guess", ["x", "a" * 43, "../kalender", "%00", "ä" * 43, "'--", "a" * 4000])
def test_a_guess_finds_nothing_and_is_told_nothing(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest], guess: str
) -> None:
    stored = wish()
    subscribed(anna)

    response = client.get(f"/abo/{guess}.ics")

    assert response.status_code in (GONE, 401)  # a path that leads out of here asks who wants in
    assert stored.name not in response.text


# -- the log


def test_what_a_calendar_reads_stands_in_the_log_once_a_day(
    anna: Browser, client: FlaskClient, wish: Callable[..., CallbackRequest], database: Database
) -> None:
    first, address = wish(), subscribed(anna)

    client.get(address)
    client.get(address)
    second = wish()
    client.get(address)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        client.get(address)

    read = [(entry.actor, entry.reason, set(entry.request_ids)) for entry in logged(database, "read")]
    both = {str(first.id), str(second.id)}
    assert read == [
        ("anna", "calendar", {str(first.id)}),
        ("anna", "calendar", {str(second.id)}),
        ("anna", "calendar", both),
    ]


def test_an_address_book_gets_a_request_as_an_export(
    anna: Browser, wish: Callable[..., CallbackRequest], database: Database
) -> None:
    stored = wish(other_phones=("+491713920011",))
    (path,) = re.findall(r'href="([^"]+)" download', anna.open(f"/wunsch/{stored.id}").html)

    response = anna.client.get(path)

    assert path == f"/wunsch/{stored.id}/kontakt.vcf"
    assert response.content_type == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == "attachment"
    assert b"TEL;TYPE=VOICE:+491713920011" in response.data
    (entry,) = logged(database, "export")
    assert (entry.actor, entry.reason, entry.request_ids) == ("anna", "vcf", (str(stored.id),))


def test_no_address_book_gets_what_is_not_kept_any_more(
    anna: Browser, wish: Callable[..., CallbackRequest], database: Database
) -> None:
    stored = wish(delete_after=NOON)

    assert anna.client.get(f"/wunsch/{stored.id}/kontakt.vcf").status_code == GONE
    assert SqlCallbackRequests(database).get(stored.id) is not None
    assert logged(database, "export") == []
