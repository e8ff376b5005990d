"""ICS: a calendar by the letter of RFC 5545, whose events follow their requests."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import STATUSES
from tests.support.exports import FIRST, NOW, events_of_ics, exported_as
from tests.support.requests import request_of

pytestmark = pytest.mark.unit


def event_of(request: CallbackRequest) -> Any:
    """Of its first window."""
    return events_of_ics(exported_as("ics", request))[0]


def test_an_event_tells_whom_to_call_when_and_why() -> None:
    event = event_of(FIRST)

    assert event["summary"] == "Rückruf: Jürgen Müller-Lüdenscheidt, +493023125042"
    assert (event["dtstart"].dt, event["dtend"].dt) == (FIRST.callback_start, FIRST.callback_end)
    assert event["description"].splitlines() == [
        "Telefon: +493023125042",
        'Worte: am dreißigsten; so gegen zwei, "eher" später',
        "Empfänger: Vertrieb der Musterwerk GmbH",
        "Stand: offen",
        "Nummer gegeben: gesprochen",
        "Wird gelöscht: 10.06.2026, 10:00 Uhr",
        'Anliegen: das Angebot; und "eilig"',
        "Weitere Nummern: +491713920011; +43123456789",
        "Weitere Zeiten: 01.04.2026, 09:00 bis 12:00 Uhr; 27.03.2026, 09:00 Uhr bis 30.03.2026, 12:00 Uhr",
        "Notiz: Angebot 4711",
        "Versuche: 2",
    ]


def test_each_window_has_an_event_of_its_own() -> None:
    events = events_of_ics(exported_as("ics", replace(FIRST, version=4)))

    assert [(event["dtstart"].dt, event["dtend"].dt) for event in events] == list(FIRST.windows)
    assert [event["uid"] for event in events] == [
        f"{FIRST.id}@rueckruf",
        f"2.{FIRST.id}@rueckruf",
        f"3.{FIRST.id}@rueckruf",
    ]
    assert {(event["sequence"], event["status"], event["summary"]) for event in events} == {
        (3, "CONFIRMED", "Rückruf: Jürgen Müller-Lüdenscheidt, +493023125042")
    }


def test_a_next_attempt_takes_the_place_of_all_windows_until_it_is_taken_back() -> None:
    again = FIRST.callback_start + timedelta(days=3)
    events = events_of_ics(exported_as("ics", replace(FIRST, status="unreachable", next_attempt_at=again, version=2)))

    assert events[0]["dtstart"].dt == again
    assert [event["status"] for event in events] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    undone = events_of_ics(exported_as("ics", replace(FIRST, version=3)))
    assert [(event["status"], event["sequence"]) for event in undone] == [("CONFIRMED", 2)] * 3


def test_an_event_keeps_its_uid_and_its_sequence_grows_with_each_change() -> None:
    before, after = event_of(FIRST), event_of(replace(FIRST, version=3, status="unreachable"))

    assert before["uid"] == after["uid"] == "00000000-0000-0000-0000-000000000001@rueckruf"
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert event_of(replace(FIRST, id=UUID(int=2)))["uid"] != before["uid"]


@pytest.mark.parametrize(
    ("status", "of_event"),
    [
        ("new", "CONFIRMED"),
        ("claimed", "CONFIRMED"),
        ("unreachable", "CONFIRMED"),
        ("incomplete", "TENTATIVE"),
        ("done", "CANCELLED"),
    ],
)
def test_what_is_done_is_cancelled(status: Any, of_event: str) -> None:
    assert event_of(replace(FIRST, status=status))["status"] == of_event


def test_a_call_that_broke_off_has_an_event_without_a_name() -> None:
    assert event_of(request_of("CA1", status="incomplete", name="", phone=""))["summary"] == "Rückruf: unbekannt"
    assert event_of(request_of("CA1", status="incomplete", name=""))["summary"] == "Rückruf: +493023125042"


def test_the_calendar_is_published_in_utc() -> None:
    content = exported_as("ics", FIRST)
    calendar = Calendar.from_ical(content)

    assert (calendar["version"], calendar["method"], calendar["calscale"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert b"DTSTART:20260330T120000Z\r\n" in content
    assert b"CREATED:20260310T090000Z\r\n" in content


@pytest.mark.parametrize("status", STATUSES)
def test_a_reader_finds_no_fault_and_all_that_it_needs(status: Any) -> None:
    calendar = Calendar.from_ical(exported_as("ics", replace(FIRST, status=status, name="Müller; \\, \n:" * 20)))

    for component in (calendar, *calendar.subcomponents):
        assert component.errors == []
        assert {name.lower() for name in component.required} <= {name.lower() for name in component}


def test_an_event_tells_when_it_was_made_so_that_a_later_one_counts() -> None:
    assert event_of(FIRST)["dtstamp"].dt == NOW
    later, *_ = events_of_ics(exported_as("ics", FIRST, now=NOW + timedelta(hours=1)))
    assert later["dtstamp"].dt == NOW + timedelta(hours=1)


def test_what_is_published_has_an_organizer_whom_no_mail_reaches() -> None:
    organizer = event_of(FIRST)["organizer"]

    assert (organizer, organizer.params["cn"]) == ("invalid:nomail", "Vertrieb der Musterwerk GmbH")


@pytest.mark.parametrize(
    ("hours_after_the_beginning", "hours"), [(0.5, 0.5), (1, 1), (24, 1)], ids=["inside", "at its end", "next day"]
)
def test_after_a_call_that_nobody_answered_an_event_lies_at_the_next_attempt(
    hours_after_the_beginning: float, hours: float
) -> None:
    again = FIRST.callback_start + timedelta(hours=hours_after_the_beginning)
    event = event_of(replace(FIRST, status="unreachable", attempts=1, next_attempt_at=again))

    assert event["dtstart"].dt == again
    assert event["dtend"].dt == again + timedelta(hours=hours)


def test_lines_end_and_fold_as_the_rfc_says() -> None:
    request = replace(FIRST, callback_text="Größe, " * 60)
    content = exported_as("ics", request)

    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert request.callback_text.strip() in event_of(request)["description"]


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped() -> None:
    request = replace(FIRST, name="A;B,C\\D", callback_text="eins\nzwei")

    assert rb"SUMMARY:R\xc3\xbcckruf: A\;B\,C\\D".replace(rb"\xc3\xbc", "ü".encode()) in exported_as("ics", request)
    assert event_of(request)["summary"].startswith("Rückruf: A;B,C\\D")
    assert "Worte: eins\nzwei\n" in event_of(request)["description"]
