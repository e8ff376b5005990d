"""What is said beside the matter: which of two intents in a sentence counts, and how digressions come to an end."""

from typing import Any, ClassVar

import pytest

from rueckruf.dialogue.heard import SURE
from tests.dialogue.hearing import CALLER, NAME, NUMBER, TIME, asked_next, filled, hear

pytestmark = pytest.mark.unit

NAMED = {"caller_name": NAME}
NUMBERED = {**NAMED, "phone_number": NUMBER}


class TestUrgentWishes:
    """They come before whatever else the sentence says."""

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("ich brauche heute noch einen krankenwagen", "emergency"),
            ("kann ich jetzt gleich mit jemandem sprechen", "request_person"),
            ("vergessen sie es ich rufe morgen selbst noch mal an", "cancel"),
            ("auf wiederhören bis morgen", "goodbye"),
            ("ach ich wollte erst morgen um neun und ganz woanders anrufen", "wrong_number"),
        ],
    )
    @pytest.mark.parametrize("asked", ["caller_name", "callback_time"])
    def test_nothing_in_them_is_a_time(self, words: str, intent: str, asked: str) -> None:
        slots = NUMBERED if asked == "callback_time" and intent != "wrong_number" else {}
        changes, after = hear(words, intent=intent, asked=asked, slots=slots)
        assert changes.for_rules
        assert (after.get("callback_time"), after.get("vague_time")) == (None, None)

    def test_who_leaves_gives_no_number(self) -> None:
        words = "löschen sie alles auch die nummer null drei null zwei drei eins zwei fünf null vier zwei"
        changes, after = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert changes.for_rules
        assert after["phone_number"] == NUMBER

    @pytest.mark.parametrize("intent", ["emergency", "request_person"])
    def test_who_stays_has_given_his_name_and_number(self, intent: str) -> None:
        words = "hier ist sabine müller meine nummer ist null drei null zwei drei eins zwei fünf null sieben sieben"
        changes, after = hear(words, intent=intent, asked="caller_name")
        assert changes.for_rules
        assert (after["caller_name"]["last"], after["phone_number"]) == ("Müller", NUMBER)
        assert asked_next(after) == "callback_time"

    @pytest.mark.parametrize(
        ("words", "intent"), [("eins eins zwei", "emergency"), ("die null bitte zur zentrale", "request_person")]
    )
    def test_their_digits_are_no_number(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=NAMED)
        assert (after.get("phone_number"), after.get("phone_digits")) == (None, None)

    def test_whom_the_caller_wants_to_speak_to_is_not_the_caller(self) -> None:
        words = "ich möchte bitte frau schneider sprechen"
        _, after = hear(words, intent="request_person", asked="caller_name", name_words="schneider")
        assert after.get("caller_name") is None

    @pytest.mark.parametrize(
        ("words", "intent", "asked", "slot"),
        [
            ("weber notker", "emergency", "caller_name", "caller_name"),
            ("dann morgen um zehn ade", "goodbye", "callback_time", "callback_time"),
        ],
    )
    def test_an_unsure_guess_loses_against_an_answer(self, words: str, intent: str, asked: str, slot: str) -> None:
        slots = NUMBERED if asked == "callback_time" else {}
        unsure = SURE - 0.01
        changes, after = hear(
            words, intent=intent, asked=asked, slots=slots, intent_confidence=unsure, name_words="weber notker"
        )
        assert after[slot] is not None
        assert not changes.for_rules

    def test_an_unsure_guess_beside_no_answer_is_followed(self) -> None:
        changes, _ = hear("ich bräuchte hilfe schnell", intent="emergency", asked="caller_name", intent_confidence=0.35)
        assert changes.for_rules

    def test_the_goodbye_at_the_summary_is_asked_about_whatever_day_it_names(self) -> None:
        _, after = hear("auf wiederhören bis freitag", intent="goodbye", asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"], after["callback_time"]) == ("confirmed", "leaving", TIME)


class TestQuestions:
    """They are answered, and so is ours."""

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("hier ist sabine müller was passiert denn mit meinen daten", "ask_privacy"),
            ("sabine müller mein name und wer sind sie", "ask_identity"),
            ("mein name ist sabine müller wozu brauchen sie meine nummer", "ask_why_phone_number"),
        ],
    )
    def test_what_else_the_sentence_says_is_taken(self, words: str, intent: str) -> None:
        changes, after = hear(words, intent=intent, asked="caller_name", name_words="sabine müller")
        assert after["caller_name"]["last"] == "Müller"
        assert changes.for_rules
        assert (asked_next(after), after["digressions"]) == ("phone_number", 0)

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("wie lange dauert das denn noch ich muss in zehn minuten weg", "ask_duration"),
            ("haben sie morgen um acht schon offen", "ask_opening_hours"),
        ],
    )
    def test_their_times_are_no_wish(self, words: str, intent: str) -> None:
        changes, after = hear(words, intent=intent, asked="callback_time", slots=NUMBERED)
        assert changes.for_rules
        assert (after.get("callback_time"), asked_next(after)) == (None, "callback_time")

    def test_an_unsure_guess_is_not_answered_beside_an_answer(self) -> None:
        words = "ruft mich morgen um zehn an wenn ihr zeit habt"
        changes, after = hear(
            words, intent="ask_duration", asked="callback_time", slots=NUMBERED, intent_confidence=SURE - 0.01
        )
        assert after["callback_time"] is not None
        assert not changes.for_rules

    @pytest.mark.parametrize(
        ("words", "intent"), [("na gut sabine müller", "small_talk"), ("hello this is sabine müller", "not_german")]
    )
    def test_what_is_no_question_needs_no_answer_beside_one(self, words: str, intent: str) -> None:
        changes, after = hear(words, intent=intent, asked="caller_name", name_words="sabine müller")
        assert after["caller_name"] is not None
        assert not changes.for_rules


class TestFarewells:
    """ "Ja, dann bis Donnerstag" is a yes to a callback on Thursday."""

    THURSDAY = {"start": "2026-03-12T10:00:00", "end": "2026-03-12T11:00:00", "text": "donnerstag um zehn"}

    @pytest.mark.parametrize("intent", ["goodbye", "small_talk", "affirm"])
    @pytest.mark.parametrize("words", ["ja dann bis donnerstag", "ja danke bis übermorgen", "genau bis dann"])
    def test_until_the_day_of_the_callback_is_a_yes(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="confirmed", slots=filled(callback_time=self.THURSDAY))
        assert after["confirmed"] is True
        assert after["callback_time"] == self.THURSDAY

    @pytest.mark.parametrize("intent", ["goodbye", "affirm"])
    def test_until_another_day_is_none(self, intent: str) -> None:
        words = "ja dann bis freitag"
        _, after = hear(words, intent=intent, asked="confirmed", slots=filled(callback_time=self.THURSDAY))
        assert after.get("confirmed") is None


class TestOneWhoSpeaksNoGerman:
    def test_with_name_and_number_is_called_back_soon(self) -> None:
        changes, after = hear("as soon as you can", intent="not_german", asked="callback_time", slots=NUMBERED)
        assert after["callback_time"]["start"] == "2026-03-10T10:00:00"
        assert changes.for_rules
        assert asked_next(after) == "confirmed"

    def test_a_day_that_was_to_be_narrowed_is_kept(self) -> None:
        _, after = hear("morgen", intent="inform_callback_time", asked="callback_time", slots=NUMBERED)
        _, after = hear("sorry what", intent="not_german", asked="callback_time", slots=after)
        assert after["callback_time"]["start"].startswith("2026-03-11")

    @pytest.mark.parametrize(
        "named",
        [
            {"alternatives": [{**TIME, "instead_of": "heute um acht"}], "question": "alternative"},
            {"doubted": {"callback_time": [TIME]}, "disputed": {"callback_time": TIME}},
        ],
    )
    def test_who_has_named_a_time_is_asked_for_it_again(self, named: dict[str, Any]) -> None:
        slots = {**NUMBERED, **named}
        _, after = hear("wo losberag englisch", intent="not_german", asked="callback_time", slots=slots)

        assert asked_next(after) == "callback_time"

    def test_an_unsure_guess_takes_no_time(self) -> None:
        _, after = hear(
            "tja", intent="not_german", asked="callback_time", slots=NUMBERED, intent_confidence=SURE - 0.01
        )
        assert after.get("callback_time") is None


class TestDigressionsInARow:
    @staticmethod
    def digress(times: int, intent: str = "off_topic", slots: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        after, told = slots or {}, []
        for _ in range(times):
            changes, after = hear("mein router ist kaputt", intent=intent, asked="caller_name", slots=after)
            told.append((changes.for_rules, changes.remarks, after["prompting"], after.get("confirmed")))
        return told

    @pytest.mark.parametrize("intent", ["off_topic", "repeat", "small_talk", "ask_identity", "help"])
    def test_three_are_answered_one_is_led_back_and_one_ends_the_call(self, intent: str) -> None:
        assert self.digress(5, intent) == [
            (True, [], None, None),
            (True, [], None, None),
            (True, [], "example", None),
            (False, ["utter_back_to_callback"], "last_help", None),
            (False, [], "last_help", False),
        ]

    def test_insults_are_left_to_the_rules_which_end_the_call(self) -> None:
        insults = self.digress(5, "insult")
        assert [beside for beside, *_ in insults] == [True, True, True, True, False]
        assert insults[-1][-1] is False

    def test_so_are_moments(self) -> None:
        assert [wording for _, _, wording, _ in self.digress(4, "moment")] == [*["waiting"] * 3, "last_help"]

    def test_a_person_can_be_wished_for_until_the_end(self) -> None:
        wishes = self.digress(5, "request_person")
        assert [beside for beside, *_ in wishes] == [True, True, True, True, False]
        assert wishes[-1][-1] is False

    def test_an_emergency_hears_where_help_is_to_the_end(self) -> None:
        told = self.digress(5, "emergency")
        assert [beside or remarks == ["utter_emergency"] for beside, remarks, *_ in told] == [True] * 5

    @pytest.mark.parametrize("intent", ["cancel", "goodbye", "wrong_number"])
    def test_who_wants_to_leave_may(self, intent: str) -> None:
        changes, _ = hear("jetzt reicht es", intent=intent, asked="caller_name", slots={"digressions": 9})
        assert (changes.slots, changes.remarks, changes.for_rules) == ({}, [], True)

    def test_an_answer_begins_the_count_anew(self) -> None:
        _, after = hear(
            "ich heiße sabine müller", intent="inform_caller_name", asked="caller_name", slots={"digressions": 3}
        )
        assert after["digressions"] == 0

    def test_a_miss_does_not(self) -> None:
        _, after = hear("hm tja", intent="nlu_fallback", asked="caller_name", slots={"digressions": 3})
        assert after["digressions"] == 3

    @pytest.mark.parametrize("wording", ["again", "silent", "waiting", "example"])
    def test_after_one_the_question_is_not_said_to_be_misunderstood(self, wording: str) -> None:
        assert self.digress(1, slots={"prompting": wording}) == [(True, [], None, None)]

    @pytest.mark.parametrize("wording", ["offer", "alternative", "part_of_day", "what_is_wrong"])
    def test_what_was_being_asked_stays(self, wording: str) -> None:
        assert self.digress(1, slots={"question": wording, "prompting": "again"}) == [(True, [], wording, None)]


class TestNothingSinceTheBeginning:
    def test_ends_the_call_whether_it_was_not_understood_or_asked_something(self) -> None:
        slots = {"misses": 2, "digressions": 3, "said_before": {"sentence": None, "asked": "caller_name"}}
        _, after = hear("wo ist denn jetzt der Schlüssel", intent="off_topic", asked="caller_name", slots=slots)
        assert after["confirmed"] is False

    def test_but_not_of_a_call_that_has_brought_anything(self) -> None:
        slots = {"misses": 2, "digressions": 2, "caller_name": NAME}
        _, after = hear("hm", intent="nlu_fallback", asked="phone_number", slots=slots)
        assert after["confirmed"] is None

    def test_silence_is_forgotten_once_anything_is_said(self) -> None:
        _, after = hear("wer ist denn da", intent="ask_identity", asked="caller_name", slots={"misses": 3})
        assert not after["misses"]


class TestBeforeTheCallIsGivenUp:
    """One last question that a yes is enough for, once each."""

    GIVING_UP: ClassVar[dict[str, Any]] = {**NAMED, "misses": 3, "question": "refused", "prompting": "last_help"}

    def given_up(self, words: str = "keine ahnung", **slots: Any) -> dict[str, Any]:
        slots = {**self.GIVING_UP, **slots}
        return hear(words, intent="nlu_fallback", asked=asked_next(slots), slots=slots, caller=CALLER)[1]

    def test_the_number_of_the_call_is_offered_though_it_was_refused(self) -> None:
        slots = self.given_up()
        assert (slots["confirmed"], slots["prompting"]) == (None, "at_last")
        _, then = hear("na gut, dann die", intent="affirm", asked="phone_number", slots=slots, caller=CALLER)
        assert (then["phone_number"], then["phone_source"], then["misses"]) == (CALLER, "caller_id", 0)

    def test_it_is_not_where_it_is_withheld_or_was_called_wrong(self) -> None:
        withheld = hear("keine ahnung", intent="nlu_fallback", asked="phone_number", slots=self.GIVING_UP)[1]
        assert withheld["confirmed"] is False
        assert self.given_up(rejected_phones=[CALLER])["confirmed"] is False

    @pytest.mark.parametrize(
        ("words", "intent"), [("nein, die nicht", "deny"), ("keine Ahnung", "nlu_fallback"), ("", "caller_silent")]
    )
    def test_nothing_but_a_yes_takes_it(self, words: str, intent: str) -> None:
        _, then = hear(words, intent=intent, asked="phone_number", slots=self.given_up(), caller=CALLER)
        assert (then["phone_number"], then["confirmed"]) == (None, False)

    def test_another_number_is_taken_instead(self) -> None:
        words = "nein, null drei null zwei drei eins zwei fünf null sieben sieben"
        _, then = hear(words, intent="deny", asked="phone_number", slots=self.given_up(), caller=CALLER)
        assert then["phone_number"] == NUMBER

    def test_who_can_name_no_time_may_be_called_as_soon_as_possible(self) -> None:
        slots = self.given_up("da kann ich nicht", phone_number=NUMBER, refusals=1)
        assert slots["prompting"] == "at_last"
        _, then = hear("ja, das wäre mir recht", intent="affirm", asked="callback_time", slots=slots)
        assert then["callback_time"]["text"] == "so bald wie möglich"
        assert asked_next(then) == "confirmed"

    def test_a_key_says_so_too(self) -> None:
        slots = self.given_up("da kann ich nicht", phone_number=NUMBER, refusals=1)
        _, then = hear("1", intent="nlu_fallback", asked="callback_time", slots=slots, by_keys=True)
        assert then["callback_time"]["text"] == "so bald wie möglich"

    def test_a_time_is_taken_instead(self) -> None:
        slots = self.given_up("da kann ich nicht", phone_number=NUMBER, refusals=1)
        _, then = hear("ja, aber erst am Freitag um elf", intent="affirm", asked="callback_time", slots=slots)
        assert then["callback_time"]["start"] == "2026-03-13T11:00:00"

    def test_who_refuses_that_too_is_let_go(self) -> None:
        slots = self.given_up("da kann ich nicht", phone_number=NUMBER, refusals=1)
        _, then = hear("nein, lieber nicht", intent="deny", asked="callback_time", slots=slots)
        assert then["confirmed"] is False

    def test_it_is_offered_once(self) -> None:
        _, slots = hear("null drei null", intent="inform_phone_number", asked="phone_number", slots=self.given_up())
        for _ in range(6):
            words = {"intent": "nlu_fallback", "asked": "phone_number", "caller": CALLER}
            _, slots = hear("null drei null", slots=slots, **words)  # type: ignore[arg-type]
        assert slots["confirmed"] is False

    @pytest.mark.parametrize("intent", ["emergency", "caller_silent"])
    def test_who_is_in_danger_or_silent_is_not_asked(self, intent: str) -> None:
        slots = {**self.GIVING_UP, "digressions": 4}
        assert hear("", intent=intent, asked="phone_number", slots=slots, caller=CALLER)[1]["confirmed"] is False
