"""A calendar that is subscribed to: what the exported one has, an alarm, a way back, and no more than it may tell."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export.as_feed import Subscription, calendar
from tests.support.exports import FIRST, NOW, RECIPIENTS

pytestmark = pytest.mark.unit

LINK = f"https://vertrieb.example/wunsch/{FIRST.id}"


def read(*requests: CallbackRequest, personal: bool = True) -> Any:
    subscription = Subscription("Vertrieb; Süd", lambda id: f"https://vertrieb.example/wunsch/{id}", personal)
    return Calendar.from_ical(calendar(requests, RECIPIENTS, NOW, subscription))


def event_of(request: CallbackRequest, *, personal: bool = True) -> Any:
    """Of its first window."""
    return read(request, personal=personal).walk("VEVENT")[0]


def test_it_has_a_name_and_says_how_often_it_is_to_be_read() -> None:
    subscribed = read(FIRST, replace(FIRST, id=UUID(int=2)))

    assert subscribed["x-wr-calname"] == "Vertrieb; Süd"
    assert subscribed["refresh-interval"].dt == timedelta(minutes=15)
    assert subscribed["x-published-ttl"] == "PT15M"
    assert len({str(event["uid"]) for event in subscribed.walk("VEVENT")}) == 2 * len(FIRST.windows)
    assert read().walk("VEVENT") == []


def test_a_reader_finds_no_fault_and_all_that_it_needs() -> None:
    subscribed = read(FIRST)

    for component in subscribed.walk():
        assert component.errors == []
        assert {name.lower() for name in component.required} <= {name.lower() for name in component}


def test_an_event_leads_to_the_page_of_its_request() -> None:
    event = event_of(FIRST)

    assert event["url"] == LINK
    assert event["description"].splitlines()[0] == LINK


def test_an_event_reminds_before_it_begins_unless_it_is_cancelled() -> None:
    (alarm,) = event_of(FIRST).walk("VALARM")

    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(minutes=-5))
    done = event_of(replace(FIRST, status="done"))
    assert (done["status"], done.walk("VALARM")) == ("CANCELLED", [])


def test_each_window_reminds_until_a_next_attempt_takes_their_place() -> None:
    again = replace(FIRST, status="unreachable", next_attempt_at=FIRST.callback_end)

    assert [len(event.walk("VALARM")) for event in read(FIRST).walk("VEVENT")] == [1, 1, 1]
    assert [len(event.walk("VALARM")) for event in read(again).walk("VEVENT")] == [1, 0, 0]


def test_a_change_moves_the_event_instead_of_adding_one() -> None:
    later = FIRST.callback_start + timedelta(days=1)
    before, after = event_of(FIRST), event_of(replace(FIRST, status="unreachable", next_attempt_at=later, version=2))

    assert (before["uid"], before["sequence"]) == (after["uid"], 0)
    assert (after["sequence"], after["dtstart"].dt) == (1, later)


def test_personal_it_tells_whom_to_call_and_why() -> None:
    event = event_of(FIRST)

    assert event["summary"] == "Rückruf: Jürgen Müller-Lüdenscheidt, +493023125042"
    assert "Anliegen: " in event["description"]


def test_otherwise_nothing_of_the_caller_is_in_it() -> None:
    event = event_of(replace(FIRST, result="kein Bedarf"), personal=False)

    assert event["summary"] == "Rückruf"
    assert event["description"].splitlines() == [
        LINK,
        "Empfänger: Vertrieb der Musterwerk GmbH",
        "Stand: offen",
        "Nummer gegeben: gesprochen",
        "Wird gelöscht: 10.06.2026, 10:00 Uhr",
        "Versuche: 2",
    ]
