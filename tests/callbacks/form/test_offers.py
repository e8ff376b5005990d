"""Another time is offered, and taken by a yes, by its place or by its name."""

from typing import Any

import pytest

from rueckruf.callbacks.form.outcome import LADDER
from rueckruf.callbacks.form.turn import asked_next
from rueckruf.callbacks.form.values import MOST_REFUSALS
from tests.callbacks.form.hearing import NAME, NUMBER, hear

pytestmark = pytest.mark.unit

WEDNESDAY = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True}
THURSDAY = {"start": "2026-03-12T10:00:00", "end": "2026-03-12T11:00:00", "at": True}
OFFERED = {
    "caller_name": NAME,
    "phone_number": NUMBER,
    "alternatives": [WEDNESDAY, THURSDAY],
    "prompting": "alternative",
}


def say(words: str, intent: str, slots: dict[str, Any] = OFFERED) -> dict[str, Any]:
    return hear(words, intent=intent, asked="callback_time", slots=slots)[1]


@pytest.mark.parametrize(
    ("words", "intent", "taken"),
    [
        ("ja gern", "affirm", WEDNESDAY),
        ("das erste bitte", "nlu_fallback", WEDNESDAY),
        ("lieber das zweite", "nlu_fallback", THURSDAY),
        ("letzteres", "affirm", THURSDAY),
        ("ja am donnerstag", "affirm", THURSDAY),
        ("donnerstag ist gut", "inform_callback_time", THURSDAY),
    ],
)
def test_one_of_two_is_taken(words: str, intent: str, taken: dict[str, Any]) -> None:
    after = say(words, intent)
    assert after["callback_time"]["start"] == taken["start"]
    assert after["alternatives"] is None


@pytest.mark.parametrize(
    ("words", "intent", "start"),
    [
        ("nein am freitag um elf", "deny", "2026-03-13T11:00:00"),
        ("am zweiten april um neun", "inform_callback_time", "2026-04-02T09:00:00"),
        ("ja aber am donnerstag um zwölf", "affirm", "2026-03-12T12:00:00"),
    ],
)
def test_a_time_of_the_callers_own_is_taken_instead(words: str, intent: str, start: str) -> None:
    assert say(words, intent)["callback_time"]["start"] == start


def test_times_that_cannot_be_are_no_misses_and_yet_come_to_an_end() -> None:
    slots: dict[str, Any] = {"caller_name": NAME, "phone_number": NUMBER, "misses": 0}
    for number in range(1, MOST_REFUSALS + len(LADDER) + 2):
        assert asked_next(slots) == "callback_time"
        slots = say("am sonntag um zehn", "inform_callback_time", slots)
        assert slots["misses"] == max(0, number - MOST_REFUSALS)
    assert slots["confirmed"] is False


def test_refusing_every_offer_with_another_impossible_time_comes_to_an_end_too() -> None:
    slots: dict[str, Any] = {**OFFERED, "misses": 0}
    turns = 0
    while asked_next(slots):
        slots = say("nein am sonntag um zehn", "deny", slots)
        turns += 1
    assert turns == MOST_REFUSALS + len(LADDER) + 1
