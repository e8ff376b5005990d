"""What is said about a time comes to a window in few turns."""

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.simulator.server import Server, rueckruf_at
from tests.conversations.responses import is_said
from tests.support.calls import MORNING, said_twice

pytestmark = pytest.mark.call


@pytest.fixture
def asked_for_time(ring: Callable[..., Any]) -> Any:
    """A call in which only the time is missing; it is Tuesday, 10 March 2026, ten o'clock."""
    call = ring()
    call.say("Mein Name ist Paul Weber")
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    return call


def window(call: Any, stored: Callable[[str], list[Any]]) -> tuple[str, str]:
    """The stored window in UTC, after a yes to the summary."""
    assert "Vielen Dank" in call.say("ja das stimmt")
    [request] = stored(call.call_sid)
    return request.callback_start.strftime("%d.%m. %H:%M"), request.callback_end.strftime("%d.%m. %H:%M")


def test_a_day_is_asked_for_its_half_once(asked_for_time: Any, stored: Callable[[str], list[Any]]) -> None:
    assert "vormittags oder nachmittags?" in asked_for_time.say("am Freitag")
    assert "Paul Weber" in asked_for_time.say("vormittags")
    assert window(asked_for_time, stored) == ("13.03. 07:00", "13.03. 11:00")


@pytest.mark.parametrize("answer", ["", "das ist mir egal", "hm tja", "nein"])
def test_and_then_taken_whatever_is_answered(
    asked_for_time: Any, stored: Callable[[str], list[Any]], answer: str
) -> None:
    asked_for_time.say("morgen")
    assert "Paul Weber" in (asked_for_time.say(answer) if answer else asked_for_time.silence())
    assert window(asked_for_time, stored) == ("11.03. 07:00", "11.03. 16:00")


def test_a_question_in_between_brings_the_half_of_the_day_back_in_other_words(asked_for_time: Any) -> None:
    asked = asked_for_time.say("morgen")
    answer = asked_for_time.say("wie lange dauert das denn")
    assert "Nachmittag" in answer
    assert asked not in answer


def test_a_week_is_asked_for_its_day_and_not_for_its_half_as_well(
    asked_for_time: Any, stored: Callable[[str], list[Any]]
) -> None:
    assert "Tag" in asked_for_time.say("nächste Woche")
    assert "Paul Weber" in asked_for_time.say("am Mittwoch")
    assert window(asked_for_time, stored) == ("18.03. 07:00", "18.03. 16:00")


@pytest.mark.parametrize(
    ("wish", "start", "end"),
    [
        ("jederzeit", "10.03.", "16.03."),
        ("so bald wie möglich", "10.03.", "10.03."),
        ("egal wann", "10.03.", "16.03."),
        ("möglichst schnell bitte", "10.03.", "10.03."),
    ],
)
def test_any_time_is_taken_as_it_is(
    asked_for_time: Any, stored: Callable[[str], list[Any]], wish: str, start: str, end: str
) -> None:
    assert "Paul Weber" in asked_for_time.say(wish)
    first, last = window(asked_for_time, stored)
    assert (first[:6], last[:6]) == (start, end)


def test_two_times_that_suit_are_said_stored_and_exported(
    asked_for_time: Any, stored: Callable[[str], list[Any]], server: Server
) -> None:
    summary = asked_for_time.say("Mittwoch oder Donnerstag, aber nicht vor zehn")
    assert "morgen oder übermorgen ab zehn Uhr" in summary
    assert window(asked_for_time, stored) == ("11.03. 09:00", "11.03. 16:00")

    [request] = stored(asked_for_time.call_sid)
    environment = {**os.environ, "RUECKRUF_DATA_DIR": str(server.data_dir)}
    export = subprocess.run([*rueckruf_at(MORNING), "export"], env=environment, capture_output=True, check=True)
    [row] = [row for row in json.loads(export.stdout) if row["id"] == str(request.id)]
    assert row["callback_start"] == "2026-03-11T10:00:00+01:00"
    assert row["other_windows"] == ["2026-03-12T10:00:00+01:00/2026-03-12T18:00:00+01:00"]
    assert row["callback_text"] == "Mittwoch oder Donnerstag, aber nicht vor zehn"


@pytest.mark.parametrize(
    ("wish", "reason", "alternatives"),
    [
        ("am Samstag um zehn", "nicht besetzt", ("Freitag", "Montag", " oder ")),
        ("am Donnerstag um sieben Uhr früh", "nicht besetzt", ("acht Uhr",)),
        ("heute um acht Uhr früh", "vorbei", ("heute", "morgen", " oder ")),
        ("am dritten April um elf Uhr", "Feiertag", ("zweiten April", "ersten April")),
        ("am ersten Juli um zehn", "Voraus", ("Mai",)),
    ],
)
def test_what_cannot_be_brings_the_reason_and_the_nearest_times(
    asked_for_time: Any, wish: str, reason: str, alternatives: tuple[str, ...]
) -> None:
    offer = asked_for_time.say(wish)
    assert reason in offer
    assert [words for words in alternatives if words not in offer] == []


@pytest.mark.parametrize(("choice", "start"), [("ja", "13.03. 09:00"), ("lieber das zweite", "16.03. 09:00")])
def test_one_of_the_nearest_times_is_taken(
    asked_for_time: Any, stored: Callable[[str], list[Any]], choice: str, start: str
) -> None:
    asked_for_time.say("am Samstag um zehn")
    assert "Paul Weber" in asked_for_time.say(choice)
    assert window(asked_for_time, stored)[0] == start


def test_five_times_that_cannot_be_are_no_reason_to_hang_up(asked_for_time: Any) -> None:
    for wish in ("am Samstag um zehn", "am Sonntag", "um drei Uhr nachts", "an Karfreitag um elf"):
        asked_for_time.say(wish)
        assert not asked_for_time.ended
    assert "morgen, Mittwoch, den elften, um elf Uhr" in asked_for_time.say("dann eben morgen um elf")


def test_but_it_does_not_go_on_forever(asked_for_time: Any) -> None:
    turns = 0
    while not asked_for_time.ended:
        asked_for_time.say("am Samstag um zehn")
        turns += 1
        assert turns < 10
    assert said_twice(asked_for_time.heard) == set()
    assert is_said(asked_for_time.heard[-3], "utter_ask_callback_time", "last_help")
    assert is_said(asked_for_time.heard[-2], "utter_ask_callback_time", "at_last")
    assert is_said(asked_for_time.last, "utter_gave_up")
