"""What the caller calls wrong stays known until it is replaced: he may say only the part that changes."""

from typing import Any

import pytest

from tests.dialogue.hearing import NAME, NUMBER, TIME, asked_next, filled, hear

pytestmark = pytest.mark.unit

THURSDAY = {"start": "2026-03-12T10:00:00", "end": "2026-03-12T11:00:00", "at": True, "text": "am Donnerstag um zehn"}
NUMBER_WORDS = "null drei null zwei drei eins zwei fünf null sieben sieben"
MOBILE_WORDS = "null eins sieben eins drei neun zwei null null eins eins"


def say(words: str, intent: str, slots: dict[str, Any], **heard: Any) -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots, **heard)[1]


def after_all(slots: dict[str, Any], *turns: tuple[str, str]) -> dict[str, Any]:
    for words, intent in turns:
        slots = say(words, intent, slots)
    return slots


class TestATime:
    @pytest.mark.parametrize(
        ("complaint", "then", "start", "end"),
        [
            ("die uhrzeit passt nicht", "lieber um elf", "2026-03-12T11:00", "2026-03-12T12:00"),
            ("der tag stimmt nicht", "freitag", "2026-03-13T10:00", "2026-03-13T11:00"),
            ("die zeit ist falsch", "am nachmittag", "2026-03-12T12:00", "2026-03-12T18:00"),
            ("die zeit ist falsch", "am montag um neun", "2026-03-16T09:00", "2026-03-16T10:00"),
            ("die zeit ist falsch", "morgen egal wann", "2026-03-11T08:00", "2026-03-11T18:00"),
            ("die zeit ist falsch", "so bald wie möglich", "2026-03-10T10:00", "2026-03-10T18:00"),
        ],
    )
    def test_what_is_not_said_anew_stays(self, complaint: str, then: str, start: str, end: str) -> None:
        asked_again = say(complaint, "correct", filled(callback_time=THURSDAY))
        assert (asked_next(asked_again), asked_again["prompting"]) == ("callback_time", "correction")

        after = say(then, "inform_callback_time", asked_again)
        assert (after["callback_time"]["start"][:16], after["callback_time"]["end"][:16]) == (start, end)
        assert (asked_next(after), after["prompting"]) == ("confirmed", "callback_time")
        assert after["disputed"] is None

    @pytest.mark.parametrize("words", ["ja, aber erst später", "lieber etwas früher"])
    def test_where_it_is_only_moved_the_hour_is_asked_for(self, words: str) -> None:
        asked_again = say("die zeit ist falsch", "correct", filled(callback_time=THURSDAY))
        after = say(words, "ask_privacy", asked_again)
        assert (asked_next(after), after["prompting"], after["digressions"]) == ("callback_time", "what_hour", 0)

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("ach doch, das stimmt", "nlu_fallback"),
            ("die passt schon", "affirm"),
            ("ach, lasst's bei zehn", "cancel"),
            ("dann lassen Sie es halt bei der", "cancel"),
        ],
    )
    def test_it_stays_where_it_is_right_after_all(self, words: str, intent: str) -> None:
        asked_again = say("die zeit ist falsch", "correct", filled(callback_time=THURSDAY))
        after = say(words, intent, asked_again, intent_confidence=0.95)
        assert (asked_next(after), after["callback_time"]) == ("confirmed", THURSDAY)

    @pytest.mark.parametrize("words", ["richtig wäre mit Ypsilon", "ach, lassen Sie es bei zwölf Leuten"])
    def test_but_not_where_that_may_be_of_something_else(self, words: str) -> None:
        asked_again = say("die zeit ist falsch", "correct", filled(callback_time=THURSDAY))
        assert say(words, "nlu_fallback", asked_again)["callback_time"] != THURSDAY

    def test_it_stays_also_where_a_no_came_first(self) -> None:
        turns = ("nein", "deny"), ("die uhrzeit", "nlu_fallback"), ("um elf", "inform_callback_time")
        after = after_all(filled(callback_time=THURSDAY), *turns)
        assert after["callback_time"]["start"] == "2026-03-12T11:00:00"

    @pytest.mark.parametrize("words", ["dann bleibt es dabei", "ach lassen wir es so"])
    def test_it_may_stay_after_all(self, words: str) -> None:
        after = after_all(filled(callback_time=THURSDAY), ("die zeit ist falsch", "correct"), (words, "nlu_fallback"))
        assert after["callback_time"] == THURSDAY
        assert (asked_next(after), after["prompting"]) == ("confirmed", "callback_time")

    @pytest.mark.parametrize(
        ("words", "start"),
        [
            ("eine stunde später bitte", "2026-03-12T11:00:00"),
            ("nein eine halbe stunde früher", "2026-03-12T09:30:00"),
        ],
    )
    def test_it_is_moved(self, words: str, start: str) -> None:
        after = say(words, "correct", filled(callback_time=THURSDAY))
        assert after["callback_time"]["start"] == start
        assert (asked_next(after), after["prompting"]) == ("confirmed", "callback_time")

    @pytest.mark.parametrize("intent", ["inform_callback_time", "correct", "nlu_fallback"])
    def test_earlier_without_an_hour_keeps_the_day(self, intent: str) -> None:
        slots = say("doch lieber früher", intent, filled(callback_time=THURSDAY))
        assert (asked_next(slots), slots["prompting"]) == ("callback_time", "correction")
        assert say("um neun", "inform_callback_time", slots)["callback_time"]["start"] == "2026-03-12T09:00:00"


class TestATimeThatCannotBe:
    """The one before it was possible, and is not lost."""

    def refused(self) -> dict[str, Any]:
        slots = say("nein um zwanzig uhr", "deny", filled(callback_time=TIME))
        assert (asked_next(slots), slots["prompting"]) == ("callback_time", "alternative")
        return slots

    def test_its_day_counts_on(self) -> None:
        turns = ("nein", "deny"), ("dann doch um zehn", "inform_callback_time")
        assert after_all(self.refused(), *turns)["callback_time"]["start"] == TIME["start"]

    def test_it_may_stay(self) -> None:
        assert say("dann bleibt es dabei", "affirm", self.refused())["callback_time"] == TIME


class TestANumber:
    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("am ende vier fünf", "+493023125045"),
            ("die vorwahl ist null vier null", "+494023125077"),
            (MOBILE_WORDS, "+491713920011"),
        ],
    )
    @pytest.mark.parametrize("slots", [filled(), {"caller_name": NAME, "phone_number": NUMBER}])
    def test_a_part_or_all_of_it_is_said_anew(self, words: str, number: str, slots: dict[str, Any]) -> None:
        asked_again = say("die nummer ist falsch", "correct", slots)
        assert asked_next(asked_again) == "phone_number"
        after = say(words, "inform_phone_number", asked_again)
        assert after["phone_number"] == number
        assert after.get("other_phones") is None

    def test_a_new_one_comes_in_two_breaths(self) -> None:
        turns = (
            ("die nummer stimmt nicht", "correct"),
            ("null eins sieben eins", "inform_phone_number"),
            ("drei neun zwei null null eins eins", "inform_phone_number"),
        )
        assert after_all(filled(), *turns)["phone_number"] == "+491713920011"


class TestANumberGivenBefore:
    """What is said of its end corrects it, whatever is asked."""

    @pytest.mark.parametrize("words", ["Nein, die letzten beiden sind vier drei.", "ach nein hinten vier drei"])
    def test_its_end_is_put_right_where_the_time_is_asked(self, words: str) -> None:
        slots = filled(callback_time=None, changed=None)
        assert say(words, "correct", slots)["phone_number"] == "+493023125043"

    @pytest.mark.parametrize("words", ["nein, nicht sieben, sondern acht", "am Ende der Woche um sieben", "Ende März"])
    def test_a_time_is_none_of_its_business(self, words: str) -> None:
        slots = filled(callback_time=None, changed=None)
        assert say(words, "correct", slots)["phone_number"] == NUMBER


class TestAName:
    @pytest.mark.parametrize(
        ("complaint", "then", "first", "last"),
        [
            ("nein der vorname ist falsch", "petra", "Petra", "Müller"),
            ("der nachname stimmt nicht", "petersen", "Sabine", "Petersen"),
            ("der vorname stimmt nicht", "petra weber", "Petra", "Weber"),
            ("der name ist falsch", "müller mit zwei r", "Sabine", "Müllerr"),
            ("der name ist falsch", "peter weber", "Peter", "Weber"),
        ],
    )
    def test_what_is_not_said_anew_stays(self, complaint: str, then: str, first: str, last: str) -> None:
        after = after_all(filled(), (complaint, "correct"), (then, "inform_caller_name"))
        assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (first, last)
        assert (asked_next(after), after["prompting"]) == ("confirmed", "caller_name")

    def test_a_silence_before_it_is_spelled_does_not_count(self) -> None:
        turns = (
            ("der name ist falsch", "correct"),
            ("sabine müller", "inform_caller_name"),
            ("nein ich heiße sabine müller", "correct"),
            ("", "caller_silent"),
            ("m ü l l e r", "inform_caller_name"),
        )
        assert asked_next(after_all(filled(), *turns)) == "confirmed"

    def test_the_same_again_is_to_be_spelled_and_left_to_the_callback_and_yet_comes_to_an_end(self) -> None:
        slots, wordings, turns = filled(), [], 0
        while asked_next(slots):
            slots = say("der name ist falsch", "correct", slots)
            slots = say("sabine müller", "inform_caller_name", slots)
            wordings.append((asked_next(slots), slots["prompting"]))
            turns += 1
            assert turns < 7
        assert wordings[0] == ("caller_name", "last_help")
        assert {asked for asked, _ in wordings[1:-1]} == {"confirmed"}
        assert slots["confirmed"] is False


class TestAll:
    @pytest.mark.parametrize(
        "turns",
        [
            [("nein", "deny"), ("alles falsch", "correct")],
            [("nein", "deny"), ("alles", "goodbye")],
            [("nein alles falsch von vorne bitte", "deny")],
            [("da stimmt nichts", "deny")],
        ],
    )
    def test_all_three_are_asked_anew(self, turns: list[tuple[str, str]]) -> None:
        slots = after_all(filled(), *turns)
        assert (asked_next(slots), slots["prompting"]) == ("caller_name", None)
        slots = say("paul weber", "inform_caller_name", slots)
        assert (asked_next(slots), slots["prompting"]) == ("phone_number", None)
        slots = say(MOBILE_WORDS, "inform_phone_number", slots)
        assert (asked_next(slots), slots["prompting"]) == ("callback_time", None)
        slots = say("am freitag um elf", "inform_callback_time", slots)
        assert (asked_next(slots), slots["prompting"]) == ("confirmed", None)

    def test_the_same_answers_may_be_given_again(self) -> None:
        slots = after_all(
            filled(), ("alles falsch noch mal von vorn", "deny"), ("ich heiße sabine müller", "inform_caller_name")
        )
        slots = after_all(slots, (NUMBER_WORDS, "inform_phone_number"), ("morgen um zehn", "inform_callback_time"))
        assert (asked_next(slots), slots["prompting"], slots.get("disputed")) == ("confirmed", None, None)

    def test_but_not_forever(self) -> None:
        slots = filled()
        for _ in range(3):
            slots = {**filled(), "other_ways": say("alles falsch", "deny", slots)["other_ways"]}
        assert say("alles falsch", "deny", slots)["confirmed"] is False
