"""A known time that is refused, without another one, is asked for again."""

from typing import Any

import pytest

from rueckruf.answers.gathered import gathered
from tests.dialogue.hearing import asked_next, filled, hear

pytestmark = pytest.mark.unit


def say(words: str, slots: dict[str, Any], intent: str = "correct") -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots)[1]


@pytest.mark.parametrize(
    "words",
    [
        "morgen geht doch nicht",
        "ach, morgen kann ich doch nicht",
        "nein, morgen passt nicht",
        "am Mittwoch kann ich doch nicht",
        "morgen um zehn geht's mir doch nicht aus",
        "morgen bin ich gar nicht da",
    ],
)
@pytest.mark.parametrize("intent", ["deny", "correct", "inform_callback_time", "nlu_fallback"])
def test_at_the_summary(words: str, intent: str) -> None:
    after = say(words, filled(), intent)
    assert (asked_next(after), after["prompting"]) == ("callback_time", "correction")
    assert "callback_start" not in gathered(after)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("am Donnerstag um neun", "2026-03-12T09:00:00"),
        ("am Donnerstag", "2026-03-12T10:00:00"),
        ("am Donnerstag nachmittag", "2026-03-12T12:00:00"),
    ],
)
def test_another_day_is_taken_then(words: str, start: str) -> None:
    after = say(words, say("morgen geht doch nicht", filled()), "inform_callback_time")
    assert after["callback_time"]["start"] == start


def test_the_refused_day_is_not_taken_again() -> None:
    after = say("um elf", say("morgen geht doch nicht", filled()), "inform_callback_time")
    assert after["callback_time"]["start"] == "2026-03-10T11:00:00"


def test_another_time_in_the_same_breath_counts_at_once() -> None:
    after = say("morgen geht doch nicht, lieber am Donnerstag um neun", filled())
    assert (asked_next(after), after["callback_time"]["start"]) == ("confirmed", "2026-03-12T09:00:00")


@pytest.mark.parametrize("words", ["Freitag geht nicht", "nur nicht am Donnerstag"])
def test_a_refusal_of_other_times_leaves_it(words: str) -> None:
    assert say(words, filled(), "inform_callback_time")["callback_time"] is not None
