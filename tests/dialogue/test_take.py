"""A landline and a mobile: the one named last is the number, the other is noted."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit

LANDLINE, MOBILE = NUMBER, "+491713920011"
LANDLINE_WORDS = "null drei null zwei drei eins zwei fünf null sieben sieben"
MOBILE_WORDS = "null eins sieben eins drei neun zwei null null eins eins"


def say(words: str, slots: dict[str, Any], asked: str = "phone_number", **heard: Any) -> tuple[list[str], Any]:
    changes, after = hear(words, **{"intent": "inform_phone_number", **heard}, asked=asked, slots=slots)
    return changes.remarks, after


@pytest.mark.parametrize(
    ("words", "number", "other"),
    [
        (f"festnetz {LANDLINE_WORDS} und mobil {MOBILE_WORDS}", MOBILE, LANDLINE),
        (f"handy {MOBILE_WORDS} oder festnetz {LANDLINE_WORDS}", LANDLINE, MOBILE),
        ("030 23125077 oder 0171 3920011", MOBILE, LANDLINE),
    ],
)
def test_both_in_one_sentence(words: str, number: str, other: str) -> None:
    remarks, after = say(words, {"caller_name": NAME})
    assert (after["phone_number"], after["other_phones"]) == (number, [other])
    assert remarks == ["utter_noted_phone_number"]
    assert asked_next(after) == "callback_time"


def test_one_after_the_other() -> None:
    words = f"sie erreichen mich auch mobil unter {MOBILE_WORDS}"
    remarks, after = say(words, {"caller_name": NAME, "phone_number": LANDLINE}, asked="callback_time")
    assert (after["phone_number"], after["other_phones"]) == (MOBILE, [LANDLINE])
    assert remarks == ["utter_changed_phone_number", "utter_noted_phone_number"]


def test_at_the_summary_the_number_is_read_back_alone() -> None:
    _, after = say(f"oder mobil unter {MOBILE_WORDS}", filled(), asked="confirmed")
    assert (after["phone_number"], after["other_phones"]) == (MOBILE, [LANDLINE])
    assert (asked_next(after), after["prompting"]) == ("confirmed", "phone_number")


@pytest.mark.parametrize("intent", ["deny", "correct"])
def test_a_correction_gives_no_second_number(intent: str) -> None:
    words = f"nein die nummer ist {MOBILE_WORDS}"
    _, after = say(words, {"caller_name": NAME, "phone_number": LANDLINE}, asked="callback_time", intent=intent)
    assert (after["phone_number"], after.get("other_phones")) == (MOBILE, None)


@pytest.mark.parametrize(
    "words",
    [
        f"{LANDLINE_WORDS} nein {MOBILE_WORDS}",
        f"nicht {LANDLINE_WORDS} sondern {MOBILE_WORDS}",
        f"{MOBILE_WORDS} ich wiederhole {MOBILE_WORDS}",
    ],
)
def test_nor_does_one_inside_the_sentence(words: str) -> None:
    _, after = say(words, {"caller_name": NAME})
    assert (after["phone_number"], after.get("other_phones")) == (MOBILE, None)


def test_two_of_a_kind_are_one_that_is_changed() -> None:
    slots = {"caller_name": NAME, "phone_number": LANDLINE}
    _, after = say("null drei null zwei drei eins zwei fünf null sieben acht", slots, asked="callback_time")
    assert after.get("other_phones") is None


def test_the_callers_own_number_said_again_is_no_answer_to_another_question() -> None:
    slots = {"caller_name": NAME, "phone_number": CALLER, "misses": 0}
    _, after = say("unter dieser nummer", slots, asked="callback_time", intent="use_caller_number", caller=CALLER)
    assert after["misses"] == 1


@pytest.mark.parametrize("words", [f"nein nehmen sie lieber {MOBILE_WORDS}", f"falsch {MOBILE_WORDS}"])
@pytest.mark.parametrize(
    ("slots", "asked"), [({"caller_name": NAME, "phone_number": LANDLINE}, "callback_time"), (filled(), "confirmed")]
)
def test_who_begins_with_a_no_corrects_whatever_the_intent(words: str, slots: dict[str, Any], asked: str) -> None:
    remarks, after = say(words, slots, asked=asked)
    assert (after["phone_number"], after.get("other_phones")) == (MOBILE, None)
    assert "utter_noted_phone_number" not in remarks
