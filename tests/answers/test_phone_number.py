"""The number, and further ones: their order, and what puts one in the place of another."""

from typing import Any

import pytest

from rueckruf.dialogue.state import CONFIRMED
from tests.dialogue.hearing import CALLER, NAME, NUMBER, filled, hear

pytestmark = pytest.mark.unit

ASKED: dict[str, Any] = {"caller_name": NAME}
MOBILE, MOBILE_SAID = "+491713920011", "null eins sieben eins drei neun zwei null null eins eins"
SECOND, SECOND_SAID = "+491713920022", "null eins sieben eins drei neun zwei null null zwei zwei"
LANDLINE, LANDLINE_SAID = "+493023125035", "null drei null zwei drei eins zwei fünf null drei fünf"
COSTLY_SAID = "null neunhundert eins zwei drei vier fünf sechs"


def numbers(slots: dict[str, Any]) -> list[str]:
    return [slots["phone_number"], *(slots.get("other_phones") or [])]


class TestSeveralNumbers:
    @pytest.mark.parametrize(
        ("words", "order"),
        [
            (f"mobil {MOBILE_SAID} und wenn ich da nicht rangehe festnetz {LANDLINE_SAID}", [MOBILE, LANDLINE]),
            (f"{LANDLINE_SAID} oder {MOBILE_SAID}", [LANDLINE, MOBILE]),
            (f"{MOBILE_SAID} und {SECOND_SAID}", [MOBILE, SECOND]),
            (f"{MOBILE_SAID} oder {LANDLINE_SAID} oder {SECOND_SAID}", [MOBILE, LANDLINE, SECOND]),
            (f"{MOBILE_SAID} aber lieber unter {LANDLINE_SAID}", [LANDLINE, MOBILE]),
        ],
    )
    def test_are_kept_in_the_callers_order(self, words: str, order: list[str]) -> None:
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == order
        assert changes.remarks == ["utter_noted_phone_number"]

    @pytest.mark.parametrize(
        "words",
        [
            f"{LANDLINE_SAID} quatsch {MOBILE_SAID}",
            f"nicht {LANDLINE_SAID} sondern {MOBILE_SAID}",
            f"{MOBILE_SAID} ich wiederhole {MOBILE_SAID}",
        ],
    )
    def test_are_one_where_a_word_takes_back_the_first(self, words: str) -> None:
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == [MOBILE]
        assert changes.remarks == []

    def test_are_told_which_of_them_nobody_rings(self) -> None:
        words = f"{COSTLY_SAID} oder {MOBILE_SAID}"
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == [MOBILE]
        assert changes.remarks == ["utter_invalid_phone_number_costly"]


class TestAnotherNumberLater:
    @pytest.mark.parametrize("asked", ["callback_time", CONFIRMED])
    def test_is_noted_where_it_comes_on_top(self, asked: str) -> None:
        words = f"notfalls auch mobil unter {MOBILE_SAID}"
        changes, after = hear(words, intent="inform_phone_number", asked=asked, slots=filled())
        assert numbers(after) == [NUMBER, MOBILE]
        assert after.get(CONFIRMED) is None
        assert changes.remarks == ["utter_noted_phone_number"]

    def test_is_noted_after_those_that_stand(self) -> None:
        slots = filled(other_phones=[MOBILE])
        _, after = hear(f"außerdem noch {SECOND_SAID}", intent="inform_phone_number", asked=CONFIRMED, slots=slots)
        assert numbers(after) == [NUMBER, MOBILE, SECOND]

    @pytest.mark.parametrize("words", ["nehmen sie", "nein", "falsch", "nein nehmen sie lieber"])
    @pytest.mark.parametrize("asked", ["callback_time", CONFIRMED])
    def test_takes_the_place_of_the_first_and_leaves_the_others(self, words: str, asked: str) -> None:
        slots = filled(other_phones=[SECOND])
        changes, after = hear(f"{words} {MOBILE_SAID}", intent="inform_phone_number", asked=asked, slots=slots)
        assert numbers(after) == [MOBILE, SECOND]
        assert "utter_noted_phone_number" not in changes.remarks

    @pytest.mark.parametrize("intent", ["deny", "correct"])
    def test_is_none_where_it_corrects(self, intent: str) -> None:
        slots = {**ASKED, "phone_number": NUMBER}
        words = f"nein die nummer ist {MOBILE_SAID}"
        _, after = hear(words, intent=intent, asked="callback_time", slots=slots)
        assert numbers(after) == [MOBILE]

    def test_is_none_where_all_begins_anew(self) -> None:
        slots = filled(other_phones=[MOBILE], question="what_is_wrong", prompting="what_is_wrong")
        _, after = hear("alles falsch", intent="deny", asked=CONFIRMED, slots=slots)
        assert (after["phone_number"], after["other_phones"]) == (None, None)

    def test_besides_the_offered_one_is_rung_after_it(self) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer", "prompting": "offer"}
        words = f"ja und wenn ich nicht rangehe mobil {MOBILE_SAID} oder {SECOND_SAID}"
        _, after = hear(words, intent="affirm", asked="phone_number", slots=slots)
        assert numbers(after) == [CALLER, MOBILE, SECOND]
        assert after["phone_source"] == "caller_id"


def test_the_callers_own_number_said_again_is_no_answer_to_another_question() -> None:
    slots = {**ASKED, "phone_number": CALLER, "misses": 0}
    _, after = hear(
        "unter dieser nummer", intent="use_caller_number", asked="callback_time", slots=slots, caller=CALLER
    )
    assert after["misses"] == 1
