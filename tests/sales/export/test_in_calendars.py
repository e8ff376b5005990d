"""Calendars as the libraries of Evolution (libical) and Thunderbird (ical.js) understand them."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rueckruf.sales.export.as_feed import Subscription, calendar
from tests.support import node
from tests.support.exports import FIRST, NOW, RECIPIENTS, exported_as
from tests.support.libical import NEEDS_LIBICAL, Libical
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

LINK = "https://vertrieb.example/wunsch/1"
LETTERS = replace(FIRST, name='Müller; "\\n\\, Ünal\t👋' + "ü" * 20, note="eins\nzwei: BEGIN:VEVENT")
SUBSCRIPTION = Subscription("Vertrieb; Süd", lambda _: LINK, personal=True)


@pytest.fixture(scope="module")
def thunderbird() -> Iterator[str]:
    if not node.has_node():
        pytest.skip(node.NO_NODE)
    with node.running_node(Path(node.__file__).parent / "ical_js", "reader.mjs") as url:
        yield url


def read_by(thunderbird: str, content: bytes) -> Any:
    """Events; raises HTTPError for what is no calendar."""
    with urllib.request.urlopen(thunderbird, content, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
        events = json.load(answer)
    return [
        {**event, "begin": datetime.fromisoformat(event["begin"]), "end": datetime.fromisoformat(event["end"])}
        for event in events
    ]


@NEEDS_LIBICAL
def test_evolution_finds_no_fault_and_every_window_and_letter() -> None:
    for content in (exported_as("ics", LETTERS), calendar([LETTERS], RECIPIENTS, NOW, SUBSCRIPTION)):
        events, faults = Libical().read(content)

        assert faults == []
        assert [(event.begin, event.end) for event in events] == list(LETTERS.windows)
        assert {event.summary for event in events} == {f"Rückruf: {LETTERS.name}, {LETTERS.phone}"}
        assert all("Notiz: eins\nzwei: BEGIN:VEVENT\n" in event.description for event in events)
        assert events[0].uid == f"{LETTERS.id}@rueckruf"


@NEEDS_LIBICAL
def test_evolution_finds_alarms_and_what_has_changed() -> None:
    changed = replace(LETTERS, version=3, next_attempt_at=LETTERS.callback_end)
    events, faults = Libical().read(calendar([changed], RECIPIENTS, NOW, SUBSCRIPTION))

    assert faults == []
    assert [(event.sequence, event.alarms) for event in events] == [(2, 1), (2, 0), (2, 0)]


@NEEDS_LIBICAL
def test_evolution_would_find_a_fault() -> None:
    _, faults = Libical().read(exported_as("ics", FIRST).replace(b"DTSTAMP", b"X-STAMP"))

    assert faults


def test_thunderbird_finds_every_window_and_letter(thunderbird: str) -> None:
    for content in (exported_as("ics", LETTERS), calendar([LETTERS], RECIPIENTS, NOW, SUBSCRIPTION)):
        events = read_by(thunderbird, content)

        assert [(event["begin"], event["end"]) for event in events] == list(LETTERS.windows)
        assert {event["summary"] for event in events} == {f"Rückruf: {LETTERS.name}, {LETTERS.phone}"}
        assert all("Notiz: eins\nzwei: BEGIN:VEVENT\n" in event["description"] for event in events)
        assert events[0]["uid"] == f"{LETTERS.id}@rueckruf"


def test_thunderbird_finds_alarms_and_what_has_changed(thunderbird: str) -> None:
    changed = replace(LETTERS, version=3, next_attempt_at=LETTERS.callback_end)
    events = read_by(thunderbird, calendar([changed], RECIPIENTS, NOW, SUBSCRIPTION))

    assert [(event["sequence"], event["alarms"]) for event in events] == [(2, [-300]), (2, []), (2, [])]


def test_thunderbird_would_refuse_what_is_no_calendar(thunderbird: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="422"):
        read_by(thunderbird, exported_as("ics", FIRST).replace(b"VERSION:", b"VERSION "))
