"""A day that is told while the number or the name is asked for is no wish; one that is wished counts."""

import pytest

from tests.dialogue.hearing import NAME, hear

pytestmark = pytest.mark.unit

DIGITS = "null eins sieben eins drei neun zwei null null eins eins"


@pytest.mark.parametrize(
    "words",
    [
        f"heute hab ich ein neues Handy, {DIGITS}",
        f"so jetzt, {DIGITS}",
        f"ich bin jetzt so weit, {DIGITS}",
        f"gestern hab ich die Nummer gewechselt, {DIGITS}",
        f"morgen zieh ich um, also besser {DIGITS}",
        f"jetzt hab ich sie {DIGITS}",
    ],
)
def test_beside_a_number_it_is_no_time(words: str) -> None:
    _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
    assert (after["phone_number"], after["callback_time"], after["vague_time"]) == ("+491713920011", None, None)


@pytest.mark.parametrize(
    "words", [f"{DIGITS}, am besten heute noch", f"{DIGITS} und bitte noch heute", f"rufen Sie heute an, {DIGITS}"]
)
def test_a_wish_beside_it_counts(words: str) -> None:
    _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
    assert after["phone_number"] == "+491713920011"
    assert (after["vague_time"] or after["callback_time"])["start"].startswith("2026-03-10")


def test_to_the_question_for_the_time_the_same_is_an_answer() -> None:
    slots = {"caller_name": NAME, "phone_number": "+491713920011"}
    _, after = hear("morgen zieh ich um", intent="inform_callback_time", asked="callback_time", slots=slots)
    assert after["vague_time"]["start"].startswith("2026-03-11")


def test_where_only_a_time_is_refused_unasked_when_is_still_asked() -> None:
    offered = {"caller_name": NAME, "caller_number": "+493023125042", "question": "offer", "prompting": "offer"}
    words = "ja aber nicht zwischen eins und zwei"
    _, after = hear(words, intent="affirm", asked="phone_number", slots=offered)
    assert (after["phone_number"], after["callback_time"]) == ("+493023125042", None)
