"""Words for the time that no help makes clearer, and wishes for closed hours that callers keep to, are passed on."""

from typing import Any

import pytest

from rueckruf.answers.gathered import gathered
from rueckruf.answers.offered_times import MOST_REFUSALS
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.verdict import MOST_OTHER_WAYS
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


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("am Donnerstag um zehn bin ich im Theater", "2026-03-12"),
        ("morgen um zehn bin ich beim Arzt", "2026-03-11"),
    ],
)
def test_the_one_day_that_they_name_is_kept(words: str, day: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="callback_time", slots=ASKED)

    assert (after["callback_time"]["start"], after["callback_time"]["text"]) == (f"{day}T08:00:00", words)


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
    for _ in range(5):
        _, slots = hear(WORDS, intent="nlu_fallback", asked="callback_time", slots=slots)

    assert slots["confirmed"] is False


@pytest.mark.parametrize(
    ("words", "intent", "taken"),
    [
        ("das müsst ihr da sehen", "small_talk", True),
        ("wie es bei euch reinläuft", "off_topic", True),
        ("nein, das mag ich nicht", "deny", False),
        ("wieso denn das", "off_topic", False),
        ("hm, ade", "goodbye", False),
    ],
)
def test_who_leaves_it_to_us_at_last_is_called_as_soon_as_possible(words: str, intent: str, taken: bool) -> None:
    at_last = {**ASKED, "question": "at_last", "prompting": "at_last", "offered_at_last": ["callback_time"]}
    _, after = hear(words, intent=intent, asked="callback_time", slots=at_last)
    assert (after.get("callback_time") is not None) is taken
    assert after.get("confirmed") is not True


class TestAClosedHour:
    """Whoever keeps to it is rung at the nearest open one of that day, and those who call read what was wished."""

    EVENING = ("morgen um neunzehn Uhr",) * MOST_REFUSALS

    @staticmethod
    def insist(*wishes: str, slots: dict[str, Any] | None = None) -> tuple[list[str], dict[str, Any]]:
        """What is remarked on the last of these wishes, and the slots then."""
        remarks: list[str] = []
        slots = slots or {"caller_name": NAME, "phone_number": NUMBER}
        for words in wishes:
            intent = "deny" if words.startswith("nein") else "inform_callback_time"
            changes, slots = hear(words, intent=intent, asked=asked_next(slots), slots=slots)
            remarks = changes.remarks
        return remarks, slots

    @pytest.mark.parametrize(
        ("wishes", "start", "words"),
        [
            (EVENING, "2026-03-11T17:00", "morgen um neunzehn Uhr"),
            (("abends um halb acht morgen",) * 3, "2026-03-11T17:00", "abends um halb acht morgen"),
            (
                ("am sonntag um zehn", "nein am samstag um elf", "nein, am Donnerstag um zwanzig Uhr"),
                "2026-03-12T17:00",
                "am Donnerstag um zwanzig Uhr",
            ),
        ],
    )
    def test_is_noted_at_the_third_wish(self, wishes: tuple[str, ...], start: str, words: str) -> None:
        remarks, after = self.insist(*wishes)

        assert remarks == ["utter_passed_on_closed_callback_time"]
        assert (after["callback_time"]["start"][:16], gathered(after)["callback_text"]) == (start, words)
        assert (asked_next(after), after["alternatives"]) == (CONFIRMED, None)

    def test_is_met_with_offers_before(self) -> None:
        remarks, after = self.insist(*self.EVENING[1:])

        assert remarks == ["utter_invalid_callback_time_closed"]
        assert (asked_next(after), after["callback_time"]) == ("callback_time", None)

    @pytest.mark.parametrize(
        "words",
        ["am Sonntag um zehn", "am dritten April um zehn", "heute um acht uhr früh", "am ersten september um zehn"],
    )
    def test_is_not_moved_to_another_day(self, words: str) -> None:
        _, after = self.insist(*(words,) * MOST_REFUSALS)

        assert after["callback_time"] is None

    def test_another_time_still_takes_its_place_at_the_summary(self) -> None:
        _, after = self.insist(*self.EVENING, "nein, dann am Donnerstag um elf")

        assert after["callback_time"]["start"] == "2026-03-12T11:00:00"

    def test_is_told_again_at_the_summary_to_whoever_keeps_to_it(self) -> None:
        remarks, after = self.insist(*self.EVENING, "nein morgen um neunzehn Uhr")

        assert remarks == ["utter_passed_on_closed_callback_time"]
        assert (after["callback_time"]["start"], asked_next(after)) == ("2026-03-11T17:00:00", CONFIRMED)
        assert (after["question"], after["confirmed"]) == (None, None)

    def test_is_not_confirmed_by_saying_it_once_more(self) -> None:
        _, after = self.insist(*self.EVENING, "morgen um neunzehn Uhr")

        assert after["confirmed"] is None

    def test_is_not_told_forever(self) -> None:
        _, after = self.insist(*self.EVENING, *("nein morgen um neunzehn Uhr",) * (MOST_OTHER_WAYS + 1))

        assert after["confirmed"] is False
