"""A sentence that comes again to the letter is no answer, and a wish after nothing but silence begins the call."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, filled, hear

pytestmark = pytest.mark.unit

PRIZE = "Herzlichen Glückwunsch, Ihre Nummer wurde für eine Analyse ausgewählt, drücken Sie die Eins"
OFFERED = {"caller_name": NAME, "caller_number": CALLER, "question": "offer"}


def say(text: str, slots: dict[str, Any], asked: str, **heard: Any) -> dict[str, Any]:
    _, after = hear(text, intent=heard.pop("intent", "nlu_fallback"), asked=asked, slots=slots, **heard)
    return after


class TestASentenceThatComesAgain:
    @pytest.mark.parametrize(
        "sentence",
        [
            PRIZE,
            "guten tag mein name ist anna berger hätten sie morgen um zehn zeit für eine umfrage",
            "ja hier ist der strom service sie zahlen zu viel drücken sie die zwei",
        ],
    )
    @pytest.mark.parametrize(("slots", "asked"), [(OFFERED, "phone_number"), (filled(), "confirmed")])
    def test_is_no_answer_to_another_question(self, sentence: str, slots: dict[str, Any], asked: str) -> None:
        before = say(sentence, {}, "caller_name")
        after = say(sentence, {**slots, "said_before": before["said_before"]}, asked)
        assert (after["misses"], after.get("phone_digits"), after.get("confirmed")) == (1, None, None)

    def test_is_one_to_the_same_question_however_often_it_was_not_understood(self) -> None:
        sentence = "wie es bei Ihnen halt reinpasst, ich bin sowieso daheim"
        slots = {**filled(), "callback_time": None, "confirmed": None, "misses": 0}
        for _ in range(4):
            slots = say(sentence, slots, "callback_time")
        assert slots["callback_time"]["text"] == sentence

    @pytest.mark.parametrize(
        "words", ["morgen um zehn", "null drei null zwei drei eins zwei fünf null vier zwei", "ja, das ist richtig so"]
    )
    def test_few_words_and_digits_may_come_again(self, words: str) -> None:
        before = say(words, OFFERED, "phone_number")
        again = say(words, filled(said_before=before["said_before"]), "confirmed", intent="affirm")
        assert not again["misses"]

    def test_who_wants_to_leave_may_say_so_again(self) -> None:
        sentence = "ach lassen Sie es gut sein, das wird mir jetzt zu dumm"
        before = say(sentence, {}, "caller_name", intent="cancel")
        changes, _ = hear(
            sentence, intent="cancel", asked="phone_number", slots={**OFFERED, **before, "caller_name": NAME}
        )
        assert changes.for_rules

    def test_of_its_words_none_is_kept(self) -> None:
        assert "Analyse" not in str(say(PRIZE, {}, "caller_name"))


class TestAWishAfterSilence:
    @pytest.mark.parametrize("misses", [1, 2, 3])
    def test_gets_all_tries_where_nothing_was_said_before(self, misses: int) -> None:
        after = say("Rückruf", {"misses": misses}, "caller_name", intent="request_callback")
        assert (after["misses"], after["prompting"]) == (1, None)

    def test_and_only_the_first(self) -> None:
        before = say("Rückruf", {}, "caller_name", intent="request_callback")
        after = say("Rückruf", {**before, "misses": 2}, "caller_name", intent="request_callback")
        assert after["misses"] == 3


class TestOurOwnWords:
    ASKED = "Dürfen wir Sie unter der Nummer mit der Endung null vier zwei zurückrufen?"

    @pytest.mark.parametrize("text", [ASKED, "sie unter der nummer mit der endung 042 zurückrufen"])
    def test_are_no_yes(self, text: str) -> None:
        after = say(text, OFFERED, "phone_number", intent="affirm", question=self.ASKED)
        assert (after.get("phone_number"), after["misses"]) == (None, 1)

    @pytest.mark.parametrize("text", ["ja, unter der Nummer mit der Endung null vier zwei", "ja, zurückrufen"])
    def test_are_one_where_a_yes_takes_them_up(self, text: str) -> None:
        after = say(text, OFFERED, "phone_number", intent="affirm", question=self.ASKED)
        assert after["phone_number"] == CALLER
