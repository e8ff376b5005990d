"""What one utterance changes in the callback form."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, NUMBER, TIME, asked_next, filled, hear

pytestmark = pytest.mark.unit


class TestGivingAnswers:
    def test_everything_at_once_fills_the_form(self) -> None:
        _, after = hear(
            "mein name ist sabine müller rufen sie mich morgen um zehn uhr unter null drei null "
            "zwei drei eins zwei fünf null sieben sieben an",
            intent="request_callback",
            asked="caller_name",
        )
        assert (after["caller_name"]["first"], after["caller_name"]["last"]) == ("Sabine", "Müller")
        assert after["phone_number"] == NUMBER
        assert after["callback_time"]["start"].startswith("2026-03-11T10:00")
        assert asked_next(after) == "confirmed"

    def test_only_what_is_missing_is_asked(self) -> None:
        _, after = hear("ich heiße sabine müller", intent="inform_caller_name", asked="caller_name")
        assert asked_next(after) == "phone_number"

    def test_digits_answer_the_question_for_the_number(self) -> None:
        _, after = hear("null drei null", intent="nlu_fallback", asked="phone_number", slots={"caller_name": NAME})
        assert after["phone_digits"] == "030"
        assert after["prompting"] == "more"

    def test_a_number_comes_in_two_breaths(self) -> None:
        _, after = hear(
            "zwei drei eins zwei fünf null sieben sieben",
            intent="nlu_fallback",
            asked="phone_number",
            slots={"caller_name": NAME, "phone_digits": "030", "prompting": "more"},
        )
        assert after["phone_number"] == NUMBER
        assert after["phone_digits"] is None

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("null neun null null eins zwei drei vier fünf sechs sieben", "costly"),
            ("null eins drei sieben, fünf fünf fünf eins zwei drei", "costly"),
            ("null eins acht null fünf, eins zwei drei vier fünf sechs", "costly"),
            ("plus acht acht eins sechs drei eins zwei drei vier fünf sechs sieben", "costly"),
            ("null eins sieben sechs, zwei drei vier fünf, sechs sieben acht neun, null eins zwei drei", "too_long"),
            (
                "null drei null, zwei drei eins zwei fünf null vier zwei, eins zwei drei vier fünf sechs sieben",
                "too_long",
            ),
        ],
    )
    def test_a_number_that_nobody_can_ring_is_refused_at_once_with_the_reason(self, words: str, reason: str) -> None:
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
        assert (after.get("phone_number"), after["phone_digits"]) == (None, None)
        assert changes.remarks == [f"utter_invalid_phone_number_{reason}"]

    def test_digits_are_no_number_where_the_name_is_asked(self) -> None:
        _, after = hear("zwei drei vier", intent="nlu_fallback", asked="caller_name")
        assert after.get("phone_digits") is None
        assert after["misses"] == 1

    def test_a_name_is_understood_whatever_the_sentence_was_taken_for(self) -> None:
        _, after = hear("Ick heiße Wiedenhöft.", intent="small_talk", asked="caller_name")
        assert after["caller_name"]["last"] == "Wiedenhöft"

    def test_a_name_that_nobody_knows_is_understood_when_it_is_said_again(self) -> None:
        _, after = hear("Tschechne", intent="nlu_fallback", asked="caller_name")
        assert (after.get("caller_name"), after["misses"]) == (None, 1)
        _, after = hear("Tschechne", intent="nlu_fallback", asked="caller_name", slots=after)
        assert after["caller_name"]["last"] == "Tschechne"

    def test_a_weekday_can_be_a_name(self) -> None:
        _, after = hear("Freitag", intent="nlu_fallback", asked="caller_name")
        assert after["caller_name"]["last"] == "Freitag"
        assert after.get("callback_time") is None

    def test_keys_are_kept_as_keys(self) -> None:
        _, after = hear(
            "03023125077",
            intent="nlu_fallback",
            asked="phone_number",
            slots={"caller_name": NAME},
            by_keys=True,
        )
        assert (after["phone_number"], after["phone_source"]) == (NUMBER, "keys")


class TestTheCallersOwnNumber:
    offered = {"caller_name": NAME, "caller_number": CALLER, "prompting": "offer"}

    def test_is_offered_once_the_name_is_known(self) -> None:
        _, after = hear(
            "sabine müller", intent="inform_caller_name", asked="caller_name", slots={"caller_number": CALLER}
        )
        assert after["prompting"] == "offer"

    def test_yes_takes_it(self) -> None:
        _, after = hear("ja gern", intent="affirm", asked="phone_number", slots=self.offered)
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "caller_id")

    def test_no_asks_for_another(self) -> None:
        _, after = hear("nein lieber nicht", intent="deny", asked="phone_number", slots=self.offered)
        assert after.get("phone_number") is None
        assert (after["caller_number"], after["prompting"]) == (None, "refused")

    @pytest.mark.parametrize("intent", ["use_caller_number", "nlu_fallback"])
    def test_who_has_refused_it_may_still_take_it(self, intent: str) -> None:
        changes, after = hear(
            "nehmen sie doch die nummer von der ich anrufe",
            intent=intent,
            asked="phone_number",
            slots={**self.offered, "caller_number": None, "prompting": "correction"},
            caller=CALLER,
        )
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "caller_id")
        assert changes.remarks == []

    def test_a_no_to_the_name_leaves_the_offer_open(self) -> None:
        changes, after = hear(
            "nein der name ist annegret wolff", intent="correct", asked="phone_number", slots=self.offered
        )
        assert after["caller_name"]["last"] == "Wolff"
        assert (after["caller_number"], after["prompting"]) == (CALLER, "offer")
        assert changes.remarks == ["utter_changed_caller_name"]

    def test_a_wrong_name_is_asked_for_and_refuses_nothing(self) -> None:
        _, after = hear("der name ist falsch", intent="correct", asked="phone_number", slots=self.offered)
        assert (asked_next(after), after["prompting"]) == ("caller_name", "correction")
        assert after["caller_number"] == CALLER

    def test_what_else_the_sentence_says_is_taken_too(self) -> None:
        _, after = hear(
            "hier ist sabine müller rufen sie mich morgen um zehn unter dieser nummer an",
            intent="use_caller_number",
            asked="caller_name",
            caller=CALLER,
        )
        assert (after["caller_name"]["last"], after["phone_source"]) == ("Müller", "caller_id")
        assert asked_next(after) == "confirmed"

    def test_a_number_that_is_said_counts_more(self) -> None:
        _, after = hear(
            "nehmen sie diese nummer null drei null zwei drei eins zwei fünf null sieben sieben",
            intent="use_caller_number",
            asked="phone_number",
            caller=CALLER,
        )
        assert (after["phone_number"], after["phone_source"]) == (NUMBER, "spoken")

    def test_no_with_another_phones_takes_that(self) -> None:
        _, after = hear(
            "nein lieber null drei null zwei drei eins zwei fünf null sieben sieben",
            intent="deny",
            asked="phone_number",
            slots=self.offered,
        )
        assert (after["phone_number"], after["phone_source"]) == (NUMBER, "spoken")

    def test_this_number_can_be_said_at_any_time(self) -> None:
        _, after = hear("unter dieser nummer", intent="use_caller_number", asked="phone_number", slots=self.offered)
        assert after["phone_number"] == CALLER

    def test_a_withheld_number_is_not_to_be_had(self) -> None:
        changes, after = hear(
            "unter dieser nummer",
            intent="use_caller_number",
            asked="phone_number",
            slots={"caller_name": NAME},
        )
        assert after.get("phone_number") is None
        assert changes.remarks == ["utter_invalid_phone_number_withheld"]


class TestTimesThatCannotBe:
    before = {"caller_name": NAME, "phone_number": NUMBER}

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("am sonntag um zehn uhr", "closed"),
            ("morgen um zweiundzwanzig uhr", "closed"),
            ("heute um acht uhr früh", "past"),
            ("am dritten april um zehn uhr", "holiday"),
        ],
    )
    def test_the_reason_and_another_time_are_offered(self, words: str, reason: str) -> None:
        changes, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.before)
        assert changes.remarks == [f"utter_invalid_callback_time_{reason}"]
        assert after.get("callback_time") is None
        assert after["alternatives"]
        assert after["prompting"] == "alternative"

    def test_yes_takes_the_other_time(self) -> None:
        slots = {
            **self.before,
            "alternatives": [{k: TIME[k] for k in ("start", "end")}],
            "prompting": "alternative",
        }
        _, after = hear("ja das geht", intent="affirm", asked="callback_time", slots=slots)
        assert after["callback_time"]["start"] == TIME["start"]

    def test_no_asks_anew(self) -> None:
        slots = {
            **self.before,
            "alternatives": [{k: TIME[k] for k in ("start", "end")}],
            "prompting": "alternative",
        }
        _, after = hear("nein das passt mir nicht", intent="deny", asked="callback_time", slots=slots)
        assert (after.get("callback_time"), after["prompting"]) == (None, "refused")


class TestTheSummary:
    def test_yes_confirms(self) -> None:
        _, after = hear("ja das stimmt", intent="affirm", asked="confirmed", slots=filled())
        assert after["confirmed"] is True
        assert asked_next(after) is None

    def test_the_one_confirms_by_keys(self) -> None:
        _, after = hear("1", intent="nlu_fallback", asked="confirmed", slots=filled(), by_keys=True)
        assert after["confirmed"] is True

    def test_no_asks_what_is_wrong(self) -> None:
        _, after = hear("nein", intent="deny", asked="confirmed", slots=filled())
        assert after["prompting"] == "what_is_wrong"
        assert after["phone_number"] == NUMBER

    @pytest.mark.parametrize(
        ("words", "slot"),
        [("nein die nummer ist falsch", "phone_number"), ("der name stimmt nicht", "caller_name")],
    )
    def test_a_named_mistake_is_asked_again(self, words: str, slot: str) -> None:
        _, after = hear(words, intent="correct", asked="confirmed", slots=filled())
        assert after[slot] is None
        assert (asked_next(after), after["prompting"]) == (slot, "correction")

    def test_a_new_value_is_taken_and_read_back_alone(self) -> None:
        _, after = hear("nein um elf uhr", intent="deny", asked="confirmed", slots=filled())
        assert after["callback_time"]["start"] == "2026-03-11T11:00:00"
        assert (asked_next(after), after["prompting"]) == ("confirmed", "callback_time")

    @pytest.mark.parametrize("words", ["nein so bald wie möglich", "nein lieber jederzeit"])
    def test_a_wish_that_leaves_the_hour_open_keeps_nothing_of_the_one_before(self, words: str) -> None:
        _, after = hear(words, intent="deny", asked="confirmed", slots=filled())
        assert after["callback_time"]["start"] == "2026-03-10T10:00:00"

    def test_a_mistake_that_is_asked_again_is_read_back_alone(self) -> None:
        _, after = hear("die nummer ist falsch", intent="correct", asked="confirmed", slots=filled())
        _, after = hear(
            "null drei null zwei drei eins zwei fünf null sieben acht",
            intent="inform_phone_number",
            asked="phone_number",
            slots=after,
        )
        assert (asked_next(after), after["prompting"]) == ("confirmed", "phone_number")

    def test_two_mistakes_are_read_back_with_the_whole(self) -> None:
        _, after = hear("name und nummer sind falsch", intent="correct", asked="confirmed", slots=filled())
        _, after = hear("paul becker", intent="inform_caller_name", asked="caller_name", slots=after)
        _, after = hear(
            "null drei null zwei drei eins zwei fünf null sieben acht",
            intent="inform_phone_number",
            asked="phone_number",
            slots=after,
        )
        assert (asked_next(after), after["prompting"]) == ("confirmed", None)

    def test_yes_does_not_answer_what_is_wrong(self) -> None:
        _, after = hear(
            "ja", intent="affirm", asked="confirmed", slots=filled(question="what_is_wrong", prompting="what_is_wrong")
        )
        assert after.get("confirmed") is None


class TestACorrectionThatChangesNothing:
    """What was wrong is understood the same way again: the caller is given another way of saying it."""

    @pytest.mark.parametrize("intent", ["correct", "deny", "inform_caller_name"])
    def test_a_name_is_to_be_spelled(self, intent: str) -> None:
        _, after = hear("nein ich heiße sabine müller", intent=intent, asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"]) == ("caller_name", "last_help")

    def test_a_number_is_to_be_keyed_in(self) -> None:
        words = "nein die nummer ist null drei null zwei drei eins zwei fünf null sieben sieben"
        _, after = hear(words, intent="correct", asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"]) == ("phone_number", "last_help")

    def test_a_time_is_helped_by_an_example(self) -> None:
        _, after = hear("nein ich meinte morgen um zehn", intent="correct", asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"]) == ("callback_time", "example")

    @pytest.mark.parametrize("intent", ["correct", "deny", "inform_caller_name"])
    def test_a_name_is_to_be_spelled_in_the_middle_of_the_form_too(self, intent: str) -> None:
        slots = {"caller_name": NAME}
        _, after = hear("nein ich heiße sabine müller", intent=intent, asked="phone_number", slots=slots)
        assert (asked_next(after), after["prompting"]) == ("caller_name", "last_help")

    def test_nor_does_an_offer_keep_the_name_as_it_was(self) -> None:
        slots = {"caller_name": NAME, "caller_number": CALLER, "prompting": "offer"}
        _, after = hear("nein ich heiße sabine müller", intent="correct", asked="phone_number", slots=slots)
        assert (asked_next(after), after["prompting"]) == ("caller_name", "last_help")

    def test_it_comes_to_an_end(self) -> None:
        slots, turns = filled(), 0
        while asked_next(slots):
            _, slots = hear("nein ich heiße sabine müller", intent="correct", asked=asked_next(slots), slots=slots)
            turns += 1
            assert turns < 10
        assert slots["confirmed"] is False

    def test_a_yes_that_says_it_again_asks_for_nothing_anew(self) -> None:
        _, after = hear("ja morgen um zehn", intent="affirm", asked="confirmed", slots=filled())
        assert after["callback_time"] is not None

    def test_what_does_change_is_read_back(self) -> None:
        _, after = hear("nein ich heiße paul müller", intent="correct", asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"]) == ("confirmed", "caller_name")


class TestCourtesies:
    """Thanks and farewell beside a yes must not cost the caller his callback."""

    @pytest.mark.parametrize(
        ("words", "intent"),
        [("genau ja vielen dank", "small_talk"), ("ja das stimmt danke auf wiederhören", "goodbye")],
    )
    def test_a_yes_to_the_summary_stays_a_yes(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="confirmed", slots=filled(), intent_confidence=0.4)
        assert after["confirmed"] is True

    def test_thanks_alone_confirm_nothing(self) -> None:
        changes, after = hear("vielen dank", intent="small_talk", asked="confirmed", slots=filled())
        assert changes.for_rules
        assert after.get("confirmed") is None

    @pytest.mark.parametrize("words", ["wann vergessen Sie das alles wieder", "wer streicht mich da wieder"])
    def test_no_question_ends_the_call(self, words: str) -> None:
        changes, _ = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert changes.slots["question"] == "leaving"

    @pytest.mark.parametrize("words", ["ist das morgen schon weg", "was genau haben Sie da aufgeschrieben"])
    def test_no_question_is_a_yes(self, words: str) -> None:
        changes, _ = hear(words, intent="nlu_fallback", asked="confirmed", slots=filled())
        assert "confirmed" not in changes.slots

    def test_a_goodbye_is_asked_about_once(self) -> None:
        _, after = hear("auf wiederhören", intent="goodbye", asked="confirmed", slots=filled())
        assert (asked_next(after), after["prompting"]) == ("confirmed", "leaving")
        changes, after = hear("tschüss", intent="goodbye", asked="confirmed", slots=after)
        assert changes.for_rules
        assert after.get("confirmed") is None

    @pytest.mark.parametrize(("words", "intent", "confirmed"), [("ja", "affirm", True), ("nein", "deny", False)])
    def test_and_answered_with_yes_or_no(self, words: str, intent: str, confirmed: bool) -> None:
        _, after = hear(words, intent=intent, asked="confirmed", slots=filled(question="leaving", prompting="leaving"))
        assert after["confirmed"] is confirmed

    def test_a_yes_does_not_answer_what_is_wrong(self) -> None:
        slots = filled(question="what_is_wrong", prompting="what_is_wrong")
        _, after = hear("ja danke", intent="small_talk", asked="confirmed", slots=slots)
        assert after.get("confirmed") is None

    def test_the_offered_number_is_taken_with_thanks(self) -> None:
        slots = {"caller_name": NAME, "caller_number": CALLER, "prompting": "offer"}
        _, after = hear("ja danke", intent="small_talk", asked="phone_number", slots=slots)
        assert after["phone_number"] == CALLER


class TestDoubt:
    before = {"caller_name": NAME, "phone_number": NUMBER}

    def test_what_was_heard_badly_again_and_again_is_read_back_at_once(self) -> None:
        changes, _ = hear(
            "morgen um zehn uhr",
            intent="inform_callback_time",
            asked="callback_time",
            slots={"caller_name": NAME, "doubted": {"callback_time": [TIME]}},
            speech_confidence=0.3,
        )
        assert changes.remarks == ["utter_heard_callback_time"]

    @pytest.mark.parametrize(
        ("words", "intent", "asked"),
        [
            ("neun die nur noch ist als", "inform_phone_number", "phone_number"),
            ("das möchte ich alles nicht mehr", "cancel", "phone_number"),
            ("ja richtig", "affirm", "confirmed"),
            ("null eins sieben eins drei neun zwei null null null eins", "inform_phone_number", "confirmed"),
        ],
    )
    def test_what_is_rather_noise_changes_nothing_and_is_asked_again(self, words: str, intent: str, asked: str) -> None:
        slots = filled() if asked == "confirmed" else {"caller_name": NAME}
        changes, after = hear(words, intent=intent, asked=asked, slots=slots, speech_confidence=0.2)
        assert after == {**after, **slots}
        assert (changes.asked, changes.for_rules, after["misses"]) == (asked, False, 1)

    def test_a_word_of_danger_counts_however_badly_it_was_heard(self) -> None:
        changes, _ = hear("Feuer", intent="emergency", asked="phone_number", speech_confidence=0.2)
        assert changes.for_rules

    def test_an_unsure_yes_stores_nothing(self) -> None:
        _, after = hear("das mag sein", intent="affirm", asked="confirmed", slots=filled(), intent_confidence=0.4)
        assert (after.get("confirmed"), after["prompting"]) == (None, "again")

    @pytest.mark.parametrize("words", ["welcher Wochentag ist heute", "was ist denn am Freitag für ein Datum"])
    @pytest.mark.parametrize("asked", ["callback_time", "confirmed"])
    def test_nor_is_one_whose_date_is_asked_for(self, words: str, asked: str) -> None:
        before = filled() if asked == "confirmed" else {"caller_name": NAME, "phone_number": NUMBER}
        changes, after = hear(words, intent="ask_date", asked=asked, slots=before)
        assert changes.for_rules
        assert after["callback_time"] == before.get("callback_time")

    def test_a_time_in_a_question_is_no_wish(self) -> None:
        _, after = hear("sind sie samstags da", intent="ask_opening_hours", asked="caller_name")
        assert after.get("callback_time") is None

    def test_a_corrected_time_leaves_the_number_alone(self) -> None:
        slots = {"caller_name": NAME, "phone_number": "+493023125014"}
        _, after = hear("nicht vierzehn sondern fünfzehn uhr", intent="correct", asked="callback_time", slots=slots)
        assert after["phone_number"] == "+493023125014"


class TestChangingAnEarlierAnswer:
    before = {"caller_name": NAME, "phone_number": NUMBER}

    def test_it_is_said_back_before_the_next_question(self) -> None:
        changes, after = hear(
            "nein mein name ist paul becker", intent="correct", asked="callback_time", slots=self.before
        )
        assert after["caller_name"]["last"] == "Becker"
        assert changes.remarks == ["utter_changed_caller_name"]
        assert asked_next(after) == "callback_time"

    def test_the_whole_is_still_read_back_at_the_end(self) -> None:
        _, after = hear("nein mein name ist paul becker", intent="correct", asked="callback_time", slots=self.before)
        _, after = hear("morgen um zehn uhr", intent="inform_callback_time", asked="callback_time", slots=after)
        assert (asked_next(after), after["prompting"]) == ("confirmed", None)


class TestMisses:
    def test_the_helps_escalate_and_end(self) -> None:
        slots: dict[str, Any] = {"misses": 0}
        wordings = []
        for _ in range(4):
            _, slots = hear("hm tja", intent="nlu_fallback", asked="caller_name", slots=slots)
            wordings.append(slots["prompting"])
        assert wordings[:3] == ["again", "example", "last_help"]
        assert slots["confirmed"] is False
        assert asked_next(slots) is None

    def test_silence_counts_with_them(self) -> None:
        _, after = hear("", intent="caller_silent", asked="caller_name", slots={"misses": 0})
        assert (after["misses"], after["prompting"]) == (1, "silent")
        _, after = hear("tja", intent="nlu_fallback", asked="caller_name", slots=after)
        assert (after["misses"], after["prompting"]) == (2, "example")

    def test_the_wish_alone_is_understood_and_asked_on(self) -> None:
        _, after = hear("ich hätte gern einen rückruf", intent="request_callback", asked="caller_name")
        assert (after["misses"], after["prompting"]) == (1, None)
        _, after = hear("na einen rückruf", intent="request_callback", asked="caller_name", slots=after)
        assert (after["misses"], after["prompting"]) == (2, "example")

    @pytest.mark.parametrize(
        ("words", "intent", "reason"),
        [
            ("meine nummer geht sie nichts an", "refuse_phone_number", "utter_why_phone_number"),
            ("nehmen sie die nummer von der ich anrufe", "use_caller_number", "utter_invalid_phone_number_withheld"),
        ],
    )
    def test_who_hears_a_reason_is_not_told_that_nothing_was_understood(
        self, words: str, intent: str, reason: str
    ) -> None:
        changes, after = hear(words, intent=intent, asked="phone_number", slots={"caller_name": NAME})
        assert changes.remarks == [reason]
        assert (after["misses"], after["prompting"]) == (1, None)

    def test_why_the_number_is_needed_is_told_where_it_is_asked(self) -> None:
        slots = {"caller_name": NAME, "phone_number": NUMBER}
        changes, after = hear("weiß ich nicht", intent="refuse_phone_number", asked="callback_time", slots=slots)
        assert (changes.remarks, after["prompting"]) == ([], "example")

    def test_no_reason_is_told_before_the_goodbye(self) -> None:
        slots = {"caller_name": NAME, "misses": 3}
        changes, after = hear("unter dieser nummer", intent="use_caller_number", asked="phone_number", slots=slots)
        assert (changes.remarks, after["confirmed"]) == ([], False)

    def test_an_answer_starts_the_ladder_anew(self) -> None:
        _, after = hear("sabine müller", intent="inform_caller_name", asked="caller_name", slots={"misses": 2})
        assert after["misses"] == 0

    @pytest.mark.parametrize("event", ["call_ended", "transfer_failed"])
    def test_what_happens_on_the_line_changes_nothing(self, event: str) -> None:
        changes, _ = hear("", intent=event, asked="caller_name", slots={"misses": 1})
        assert (changes.slots, changes.remarks, changes.for_rules) == ({}, [], True)

    @pytest.mark.parametrize(
        ("words", "wording"),
        [
            ("Nein, in der Werkstatt, mein Handy geb ich gleich ab", "refused"),
            ("nee, aufm Festnetz, der Akku ist gleich leer", "refused"),
            ("nein, Moment, ich hol die andere", "waiting"),
            ("nein, da such ich gerade", "waiting"),
        ],
    )
    def test_a_no_to_the_number_with_a_reason_waits_for_nothing(self, words: str, wording: str) -> None:
        slots = {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "offer"}
        _, after = hear(words, intent="moment", asked="phone_number", slots=slots, intent_confidence=0.9)
        assert (after["phone_number"], after["prompting"]) == (None, wording)

    def test_a_moment_is_granted(self) -> None:
        slots = {"misses": 1, "said_before": {"sentence": None, "asked": "phone_number"}}
        _, after = hear("moment bitte", intent="moment", asked="phone_number", slots=slots)
        assert (after["prompting"], after["misses"]) == ("waiting", 1)

    @pytest.mark.parametrize(
        ("asked", "words", "slot"),
        [
            ("phone_number", "moment null drei null zwei drei eins zwei fünf null sieben sieben", "phone_number"),
            ("callback_time", "ja warten sie also morgen um zehn", "callback_time"),
            ("confirmed", "moment warten sie um elf", "callback_time"),
        ],
    )
    def test_who_asks_for_a_moment_and_then_answers_is_not_waited_for(self, asked: str, words: str, slot: str) -> None:
        slots = filled() if asked == "confirmed" else {"caller_name": NAME}
        _, after = hear(words, intent="moment", asked=asked, slots=slots)
        assert after[slot] not in (None, slots.get(slot))
        assert after["prompting"] != "waiting"

    @pytest.mark.parametrize("asked", ["caller_name", "phone_number", "callback_time"])
    @pytest.mark.parametrize("words", ["einen augenblick", "eine sekunde bitte", "warten sie kurz", "moment"])
    def test_asking_for_a_moment_is_no_answer(self, asked: str, words: str) -> None:
        changes, _ = hear(words, intent="moment", asked=asked)
        said = {"sentence": None, "asked": asked}
        assert changes.slots == {"prompting": "waiting", "digressions": 1, "said_before": said}


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("nein, " * 20, "deny"),
        ("ich bin Willi, " * 10, "inform_caller_name"),
        ("morgen um zehn, " * 10, "inform_callback_time"),
        ("null, eins, " + "sieben, " * 20, "inform_phone_number"),
        ("auf Wiederhören, " * 10, "goodbye"),
    ],
)
def test_nothing_of_a_loop_is_taken(words: str, intent: str) -> None:
    """A recogniser falls into one over noise, and is sure of it."""
    changes, after = hear(words, intent=intent, asked="confirmed", slots=filled(), speech_confidence=0.9)
    assert (after["misses"], changes.for_rules, {slot: after[slot] for slot in filled()}) == (1, False, filled())


@pytest.mark.parametrize("words", ["neun", "Neun.", "neun, neun", "9.", "9"])
class TestNoThatWasWrittenAsNine:
    def test_it_refuses_the_number_that_was_offered(self, words: str) -> None:
        offered = {"caller_name": NAME, "caller_number": CALLER, "question": "offer"}

        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=offered, caller=CALLER)

        assert (after["phone_number"], after["phone_digits"], after["question"]) == (None, None, "refused")

    def test_at_the_summary_it_finds_something_wrong(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="confirmed", slots=filled())

        assert after["question"] == "what_is_wrong"

    def test_where_a_number_is_asked_for_it_is_a_digit(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})

        assert after["phone_digits"].startswith("9")
