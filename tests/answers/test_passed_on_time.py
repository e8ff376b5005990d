"""Words for the time that are not understood at the last help either are passed on, and the call goes on."""

import pytest

from rueckruf.dialogue.state import CONFIRMED
from tests.dialogue.hearing import NAME, NUMBER, TIME, asked_next, hear
from tests.support.cases import each

pytestmark = pytest.mark.unit

WORDS = "wenn die Kirschen blühen"
ASKED = {"caller_name": NAME, "phone_number": NUMBER, "question": "last_help", "prompting": "last_help", "misses": 3}


def test_they_are_kept_and_the_call_is_as_soon_as_possible() -> None:
    changes, after = hear(WORDS, intent="nlu_fallback", asked="callback_time", slots=ASKED)

    assert after["callback_time"]["text"] == WORDS
    assert after["callback_time"]["start"].startswith("2026-03-10T10:")
    assert changes.remarks == ["utter_passed_on_callback_time"]
    assert asked_next(after) == CONFIRMED


@each(
    ("slots", "text", "intent"),
    [
        ({"misses": 2}, WORDS, "nlu_fallback"),
        ({"refusals": 2}, WORDS, "nlu_fallback"),
        ({"disputed": {"callback_time": TIME}}, WORDS, "nlu_fallback"),
        ({}, "", "caller_silent"),
        ({}, "nein", "deny"),
        ({}, "ja", "affirm"),
        ({}, "null drei null zwei drei eins zwei fünf null sieben sieben", "inform_phone_number"),
    ],
)
def test_but_not_before_the_last_help_nor_where_nothing_is_said_of_a_time(
    slots: dict[str, object], text: str, intent: str
) -> None:
    _, after = hear(text, intent=intent, asked="callback_time", slots={**ASKED, **slots})

    assert after["callback_time"] is None


def test_a_time_that_was_passed_on_is_put_right_at_the_summary() -> None:
    _, passed = hear(WORDS, intent="nlu_fallback", asked="callback_time", slots=ASKED)
    _, after = hear("nein, am Donnerstag um zehn", intent="deny", asked=CONFIRMED, slots=passed)

    assert after["callback_time"]["start"] == "2026-03-12T10:00:00"


def test_who_calls_it_wrong_and_says_no_other_comes_to_the_end() -> None:
    _, slots = hear(WORDS, intent="nlu_fallback", asked="callback_time", slots=ASKED)
    _, slots = hear("die Zeit ist falsch", intent="deny", asked=CONFIRMED, slots=slots)
    for _ in range(4):
        _, slots = hear(WORDS, intent="nlu_fallback", asked="callback_time", slots=slots)

    assert slots["confirmed"] is False
