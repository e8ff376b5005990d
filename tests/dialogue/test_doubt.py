"""What is not taken at once: names in no list and dictated numbers that were not well heard, times half understood."""

from typing import Any, ClassVar

import pytest

from tests.dialogue.hearing import CALLER, asked_next, filled, hear

pytestmark = pytest.mark.unit

DOUBTED = {"first": "Paul", "last": "Zem", "title": None, "alphabet": None, "spoken": "Paul Zem"}
SPELL = {"disputed": {"caller_name": DOUBTED}, "question": "last_help"}
NUMBER = "+493023125077"
KEY_IN = {"caller_name": DOUBTED, "disputed": {"phone_number": NUMBER}, "question": "last_help"}


def hear_name(words: str, confidence: float, slots: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
    return hear(words, intent="inform_caller_name", asked="caller_name", slots=slots, speech_confidence=confidence)


def hear_number(words: str, confidence: float, **heard: Any) -> tuple[Any, dict[str, Any]]:
    slots = {"caller_name": DOUBTED}
    return hear(
        words, intent="inform_phone_number", asked="phone_number", slots=slots, speech_confidence=confidence, **heard
    )


class TestName:
    @pytest.mark.parametrize("words", ["Paul Zem", "ich heiße Nugar", "Sabine Schnorpf", "Zabinel Weber"])
    def test_one_in_no_list_that_was_not_well_heard_is_asked_for_letter_by_letter(self, words: str) -> None:
        changes, after = hear_name(words, 0.7)

        assert (changes.asked, after["prompting"]) == ("caller_name", "last_help")
        assert changes.remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize(
        ("words", "confidence"),
        [
            ("Paul Zem", 0.8),
            ("Sabine Weber", 0.6),
            ("Weber", 0.6),
            ("Freifrau von der Heide", 0.6),
            ("Zem, ich buchstabiere: Zacharias, Emil, Martha", 0.6),
        ],
    )
    def test_one_that_was_well_heard_or_is_listed_or_spelled_is_taken(self, words: str, confidence: float) -> None:
        _, after = hear_name(words, confidence)

        assert after["caller_name"]

    @pytest.mark.parametrize("words", ["nein, ich heiße Klaus Weber", "nein, das stimmt nicht, ich heiße Klaus Weber"])
    def test_a_second_correction_is_asked_for_letter_by_letter_whatever_it_is(self, words: str) -> None:
        corrected = filled(question="caller_name", prompting="caller_name")

        changes, after = hear(words, intent="correct", asked="confirmed", slots=corrected, speech_confidence=0.7)

        assert (changes.asked, after["prompting"]) == ("caller_name", "last_help")
        assert changes.remarks == ["utter_doubtful_caller_name"]

    def test_a_first_correction_by_a_listed_name_is_taken(self) -> None:
        _, after = hear(
            "nein, ich heiße Weber", intent="correct", asked="confirmed", slots=filled(), speech_confidence=0.7
        )

        assert after["caller_name"]["last"] == "Weber"

    def test_it_is_taken_when_it_is_said_again(self) -> None:
        _, after = hear_name("Paul Zem", 0.7, SPELL)

        assert after["caller_name"]["spoken"] == "Paul Zem"

    def test_letters_that_spell_another_surname_leave_nothing_of_it(self) -> None:
        letters = "Kawe Kaufmann, Erwierichart, Awe Anton, Uwe Rulrich, Eswi Samuel, We wie Emil"

        _, after = hear_name(f"ich buchstabiere, {letters}", 0.7, SPELL)

        assert after["caller_name"]["spoken"] == "Krause"

    @pytest.mark.parametrize(
        ("words", "name"), [("Andri Schuster", "Schuster"), ("Sabine Schuster", "Sabine Schuster")]
    )
    def test_of_what_is_said_then_a_first_name_in_no_list_is_left_out(self, words: str, name: str) -> None:
        _, after = hear_name(words, 0.7, SPELL)

        assert after["caller_name"]["spoken"] == name

    def test_it_is_taken_when_nothing_better_can_be_had(self) -> None:
        _, once = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=SPELL)
        _, twice = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=once)

        assert once["caller_name"] is None
        assert twice["caller_name"] == DOUBTED

    def test_one_that_the_caller_called_wrong_is_never_taken_so(self) -> None:
        wrong = {"disputed": {"caller_name": {**DOUBTED, "part": None}}, "question": "last_help", "misses": 1}

        _, after = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=wrong)

        assert after["caller_name"] is None


class TestNumber:
    def test_a_dictated_one_that_was_not_well_heard_is_to_be_keyed_in(self) -> None:
        changes, after = hear_number("030 23125077", 0.7)

        assert (changes.asked, after["prompting"]) == ("phone_number", "last_help")
        assert changes.remarks == ["utter_doubtful_phone_number"]

    def test_a_yes_then_does_not_take_the_number_of_the_call_instead(self) -> None:
        offered = {"caller_name": DOUBTED, "caller_number": CALLER, "question": "offer"}
        _, doubted = hear(
            "nein, 030 23125077",
            intent="deny",
            asked="phone_number",
            slots=offered,
            speech_confidence=0.7,
            caller=CALLER,
        )

        _, after = hear("ja", intent="affirm", asked="phone_number", slots=doubted, caller=CALLER)

        assert doubted["disputed"] == {"phone_number": NUMBER}
        assert after["phone_number"] != CALLER

    def test_a_well_heard_one_is_taken(self) -> None:
        assert hear_number("030 23125077", 0.8)[1]["phone_number"] == NUMBER

    def test_keys_are_never_doubted(self) -> None:
        assert hear_number("03023125077#", 0.7, by_keys=True)[1]["phone_number"] == NUMBER

    def test_the_number_of_the_call_was_not_heard_and_is_not_doubted(self) -> None:
        assert hear_number("unter dieser Nummer", 0.7, caller=CALLER)[1]["phone_number"] == CALLER

    @pytest.mark.parametrize("words", ["030 23125077", "null drei null zwei drei eins zwei fünf null sieben acht"])
    def test_what_is_said_then_is_taken(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=KEY_IN, speech_confidence=0.7)

        assert asked_next(after) == "callback_time"

    def test_it_is_taken_when_nothing_better_can_be_had(self) -> None:
        _, after = hear("ähm", intent="nlu_fallback", asked="phone_number", slots={**KEY_IN, "misses": 1})

        assert after["phone_number"] == NUMBER


class TestTime:
    before: ClassVar[dict[str, Any]] = {"caller_name": DOUBTED, "phone_number": NUMBER}

    def hear(self, words: str, slots: dict[str, Any] | None = None, intent: str = "inform_callback_time") -> Any:
        return hear(words, intent=intent, asked="callback_time", slots={**self.before, **(slots or {})})

    @pytest.mark.parametrize("words", ["am Xydag um drei", "nach meinem Termin um zehn", "bis Freitag EOD"])
    def test_one_beside_words_that_were_not_understood_is_asked_for_once_more(self, words: str) -> None:
        changes, after = self.hear(words)

        assert (changes.asked, after["prompting"]) == ("callback_time", "example")
        assert changes.remarks == ["utter_doubtful_callback_time"]

    def test_the_part_of_a_day_is_asked_for_where_a_day_is_all_that_was_understood(self) -> None:
        changes, after = self.hear("morgen nach dem Jour fixe")

        assert (changes.asked, after["prompting"]) == ("callback_time", "part_of_day")
        assert changes.remarks == ["utter_doubtful_callback_time"]

    def test_what_was_understood_of_it_stands_beside_what_is_said_then(self) -> None:
        _, doubted = self.hear("bis Freitag EOD")

        changes, after = self.hear("bis um vier", doubted)

        assert changes.asked == "confirmed"
        assert after["callback_time"]["end"] == "2026-03-13T16:00:00"

    def test_the_same_said_again_is_taken(self) -> None:
        _, doubted = self.hear("am Xydag um drei")

        changes, after = self.hear("am Xydag um drei", doubted)

        assert changes.asked == "confirmed"
        assert after["callback_time"]["start"] == "2026-03-10T15:00:00"

    def test_it_is_taken_where_it_cannot_be_had_better(self) -> None:
        _, doubted = self.hear("am Xydag um drei")
        _, missed = self.hear("ähm", doubted, intent="nlu_fallback")

        changes, after = self.hear("ähm", missed, intent="nlu_fallback")

        assert changes.asked == "confirmed"
        assert "doubtful" not in after["callback_time"]
