"""Nothing final is done on one doubtful sentence: whether the call shall end is asked once, and then it is clear."""

from typing import Any

import pytest

from rueckruf.dialogue.turn import Changes
from tests.dialogue.hearing import NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit

QUESTIONS: dict[str, dict[str, Any]] = {
    "caller_name": {},
    "phone_number": {"caller_name": NAME},
    "callback_time": {"caller_name": NAME, "phone_number": NUMBER},
    "confirmed": filled(),
}


def asked_about(changes: Changes, after: dict[str, Any]) -> bool:
    """Whether the caller is asked if the call shall end, and nothing is lost."""
    wording = "leaving" if asked_next(after) == "confirmed" else "ending"
    return (after.get("prompting"), after.get("confirmed"), changes.for_rules) == (wording, None, False)


class TestADoubtfulEnd:
    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize("intent", ["cancel", "wrong_number"])
    def test_is_asked_about_below_the_bar(self, asked: str, intent: str) -> None:
        changes, after = hear(
            "das wird schon", intent=intent, asked=asked, slots=QUESTIONS[asked], intent_confidence=0.69
        )
        assert asked_about(changes, after)

    def test_is_asked_about_where_no_word_speaks_of_an_end(self) -> None:
        words = "also schön, dann schreiben Sie halt was hin"
        changes, after = hear(words, intent="goodbye", asked="caller_name", intent_confidence=0.89)
        assert asked_about(changes, after)

    @pytest.mark.parametrize(
        "words",
        [
            "ach, das mit Freitag lassen wir wieder",
            "morgen können Sie wieder streichen",
            "der dritte Dezember ist hinfällig",
            "Montag hat sich jetzt erledigt",
            "vergessen Sie übermorgen",
        ],
    )
    @pytest.mark.parametrize("asked", ["callback_time", "confirmed"])
    def test_ends_nothing_at_once_where_it_may_be_the_day_that_is_off(self, asked: str, words: str) -> None:
        changes, after = hear(words, intent="cancel", asked=asked, slots=QUESTIONS[asked], intent_confidence=0.89)
        assert (after.get("confirmed"), changes.for_rules) == (None, False)

    def test_is_asked_about_where_the_recogniser_hardly_understood(self) -> None:
        changes, after = hear("die reprise weg", intent="cancel", asked="caller_name", speech_confidence=0.27)
        assert asked_about(changes, after)

    def test_is_asked_about_where_a_callback_is_wished_for(self) -> None:
        changes, after = hear("ok dann lieber rückruf", intent="cancel", asked="caller_name")
        assert asked_about(changes, after)

    def test_is_asked_about_where_the_caller_thinks_better_of_it(self) -> None:
        words = "vergessen Sie es, oder nein, rufen Sie ruhig an"
        changes, after = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert asked_about(changes, after)

    @pytest.mark.parametrize(
        "words",
        [
            "Ist dort die Apotheke? Nicht? Ach so, Musterwerk. Na, das trifft sich, Sie wollte ich auch anrufen",
            "bin ich da nicht bei der Sparkasse, ach Musterwerk, auch gut",
            "verwählt, aber wo ich Sie schon dran hab, rufen Sie mich nicht heute zurück",
        ],
    )
    def test_is_asked_about_where_another_was_dialled_and_is_welcome(self, words: str) -> None:
        changes, after = hear(words, intent="wrong_number", asked="caller_name")
        assert asked_about(changes, after)

    def test_is_a_yes_where_all_of_it_shall_stay(self) -> None:
        words = "ich brauch doch keinen rückruf, ach was, lassen Sie es so"
        _, after = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert after["confirmed"] is True

    @pytest.mark.parametrize(
        "words", ["Freitag hat sich erledigt", "der Mittwoch ist gestorben", "morgen können Sie sich sparen"]
    )
    def test_is_no_end_where_only_a_day_does_not_suit(self, words: str) -> None:
        slots = {"caller_name": NAME, "phone_number": NUMBER, "phone_source": "spoken"}
        changes, after = hear(words, intent="cancel", asked="callback_time", slots=slots)
        assert (changes.for_rules, after["callback_time"] is not None) == (False, True)

    def test_is_no_end_where_a_time_is_kept_to(self) -> None:
        _, after = hear("nee, lassen wir es doch bei neun", intent="cancel", asked="confirmed", slots=filled())
        assert after["callback_time"]["start"] == "2026-03-11T09:00:00"

    def test_is_no_end_at_all_where_the_sentence_answers_the_question(self) -> None:
        words = "da hab ich mich verwählt, am ende zwei vier"
        changes, after = hear(words, intent="wrong_number", asked="confirmed", slots=filled(), intent_confidence=0.74)
        assert (changes.for_rules, after["phone_number"]) == (False, "+493023125024")

    @pytest.mark.parametrize(
        "words",
        [
            "beim ersten Mal hab ich mich verwählt",
            "gestern hat sich mein Sohn verwählt",
            "das war damals die falsche Firma",
        ],
    )
    def test_is_asked_about_where_another_call_is_told_of(self, words: str) -> None:
        assert asked_about(*hear(words, intent="wrong_number", asked="caller_name", slots=QUESTIONS["caller_name"]))

    @pytest.mark.parametrize("asked", ["caller_name", "phone_number", "callback_time"])
    @pytest.mark.parametrize("words", ["nein danke, das wars", "mehr wollt ich nicht", "nein, das war schon alles"])
    def test_is_asked_about_where_nothing_more_is_wanted(self, asked: str, words: str) -> None:
        changes, after = hear(words, intent="deny", asked=asked, slots=QUESTIONS[asked])
        assert asked_about(changes, after)
        _, after = hear(words, intent="deny", asked=asked, slots=after)
        assert after["confirmed"] is False

    @pytest.mark.parametrize("intent", ["cancel", "goodbye"])
    def test_is_followed_at_once_where_nothing_speaks_against_it(self, intent: str) -> None:
        changes, _ = hear("lassen wir das", intent=intent, asked="callback_time", slots=QUESTIONS["callback_time"])
        assert (changes.slots, changes.remarks, changes.for_rules) == ({}, [], True)

    @pytest.mark.parametrize(("asked", "ends"), [("caller_name", True), ("phone_number", False), ("confirmed", False)])
    def test_is_no_wrong_number_once_answers_were_given(self, asked: str, ends: bool) -> None:
        changes, _ = hear("ich hab mich vertippt", intent="wrong_number", asked=asked, slots=QUESTIONS[asked])
        assert changes.for_rules is ends

    def test_does_not_go_on_forever(self) -> None:
        slots: dict[str, Any] = {}
        for _ in range(8):
            _, slots = hear("na ja so halt", intent="cancel", asked="caller_name", slots=slots, intent_confidence=0.4)
            slots.pop("question", None)  # something else was said in between
            if slots.get("confirmed") is False:
                break
        assert slots["confirmed"] is False

    @pytest.mark.parametrize(
        "words", ["ich brauch dann nichts mehr", "da muss ich nichts mehr machen", "nix mehr, gut"]
    )
    def test_is_asked_about_at_the_summary_where_no_word_names_what_shall_end(self, words: str) -> None:
        changes, after = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert (changes.for_rules, after.get("confirmed"), after["question"]) == (False, None, "leaving")

    @pytest.mark.parametrize("words", ["ich brauch keinen Anruf mehr", "da müssen Sie nicht mehr anrufen", "kann weg"])
    def test_is_followed_at_once_where_one_does(self, words: str) -> None:
        changes, _ = hear(words, intent="cancel", asked="confirmed", slots=filled())
        assert (changes.slots, changes.for_rules) == ({}, True)

    @pytest.mark.parametrize(
        "words",
        [
            "da brauchen Sie nichts mehr dran zu drehen",
            "fassen Sie das nicht mehr an",
            "das lassen wir jetzt so stehen",
        ],
    )
    def test_is_none_where_all_shall_stay_as_it_was_read_back(self, words: str) -> None:
        for slots in (filled(), filled(question="leaving", prompting="leaving")):
            assert hear(words, intent="cancel", asked="confirmed", slots=slots)[1]["confirmed"] is True


class TestWhetherToStore:
    """ "Bevor Sie auflegen: Soll ich Ihren Wunsch speichern?" """

    leaving = filled(question="leaving", prompting="leaving")

    def answer(self, words: str, intent: str, confidence: float = 0.6) -> tuple[Changes, dict[str, Any]]:
        return hear(words, intent=intent, asked="confirmed", slots=self.leaving, intent_confidence=confidence)

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("ach, lassen Sie es", "cancel"),
            ("löschen Sie das", "cancel"),
            ("tschüss", "goodbye"),
            ("brauch ich nicht mehr", "cancel"),
            ("da brauchen Sie nichts mehr zu speichern", "cancel"),
            ("da müssen Sie mich nicht mehr zurückrufen", "cancel"),
            ("ich hab mich verwählt", "wrong_number"),
        ],
    )
    def test_a_second_word_for_the_end_ends_the_call(self, words: str, intent: str) -> None:
        changes, _ = self.answer(words, intent)
        assert (changes.slots, changes.remarks, changes.for_rules) == ({}, [], True)

    @pytest.mark.parametrize("words", ["nein", "ach nein", "lieber nicht", "nee, kann weg", "brauchen Sie nicht"])
    def test_a_clear_no_lets_go_of_it(self, words: str) -> None:
        _, after = self.answer(words, "deny")
        assert (after["confirmed"], after["prompting"]) == (False, "leaving")

    @pytest.mark.parametrize(
        "words",
        [
            "nichts, Sie sollen anrufen",
            "rufts mich halt an",
            "Hauptsache, es ruft einer zurück",
            "ihr sollt euch ja melden, also ihr müsst zurückrufen",
            "ja, und wehe das klappt wieder nicht",
            "jetzt gut",
        ],
    )
    @pytest.mark.parametrize("intent", ["cancel", "deny", "goodbye", "nlu_fallback"])
    def test_who_wants_the_callback_has_said_yes(self, words: str, intent: str) -> None:
        assert self.answer(words, intent)[1]["confirmed"] is True

    def test_the_nothing_of_a_long_sentence_is_no_clear_no(self) -> None:
        for intent in ("cancel", "deny", "goodbye"):
            changes, after = self.answer("da kommt jetzt auch von mir nichts mehr oben drauf", intent, 0.9)
            assert (changes.for_rules, after.get("confirmed")) == (False, None)

    @pytest.mark.parametrize("words", ["na ja so halt", "wie man es nimmt", "hm, was weiß ich", "ich bin beim Bäcker"])
    @pytest.mark.parametrize("intent", ["cancel", "deny", "goodbye", "wrong_number", "nlu_fallback"])
    def test_what_is_unclear_is_asked_once_more_and_nothing_is_lost(self, words: str, intent: str) -> None:
        changes, after = self.answer(words, intent, 0.9)
        assert (changes.for_rules, after.get("confirmed"), after["prompting"], after["misses"]) == (
            *(False, None),
            *("leaving", 1),
        )
        _, again = hear(words, intent=intent, asked="confirmed", slots=after)
        assert again.get("confirmed") is None

    def test_a_hardly_guessed_end_that_no_word_speaks_of_is_none(self) -> None:
        _, after = hear("so halt", intent="cancel", asked="confirmed", slots=filled(), intent_confidence=0.4)
        assert (after["prompting"], after["misses"]) == ("again", 1)


class TestACallbackThatIsCalledOff:
    """ "Es ist schon jemand da, dann brauch ich den Rückruf nicht", whatever it was taken for."""

    words = "da kommt grad jemand, dann brauch ich den Rückruf nicht"

    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize("intent", ["moment", "request_callback", "small_talk", "nlu_fallback"])
    def test_is_asked_about(self, asked: str, intent: str) -> None:
        assert asked_about(*hear(self.words, intent=intent, asked=asked, slots=QUESTIONS[asked]))

    @pytest.mark.parametrize("asked", ["callback_time", "confirmed"])
    def test_is_none_where_it_is_wished_for_another_time(self, asked: str) -> None:
        words = "am Mittwoch brauch ich den Anruf nicht, aber am Donnerstag um zehn"
        changes, after = hear(words, intent="nlu_fallback", asked=asked, slots=QUESTIONS[asked])
        assert not asked_about(changes, after)
        assert after["callback_time"]["start"] == "2026-03-12T10:00:00"

    def test_again_ends_the_call(self) -> None:
        leaving = filled(question="leaving", prompting="leaving")
        _, after = hear(self.words, intent="nlu_fallback", asked="confirmed", slots=leaving)
        assert after["confirmed"] is False


class TestTheAnswer:
    open = {"caller_name": NAME, "question": "ending", "prompting": "ending", "caller_number": None}

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("ja", "affirm"),
            ("ja bitte beenden", "nlu_fallback"),
            ("tschüss", "goodbye"),
            ("vergessen sie es", "cancel"),
        ],
    )
    def test_a_second_word_for_it_ends_the_call_and_nothing_is_stored(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.open, intent_confidence=0.5)
        assert (after["confirmed"], after["prompting"]) == (False, "leaving")

    @pytest.mark.parametrize(
        ("words", "intent"),
        [("nein", "deny"), ("ich möchte einen rückruf", "request_callback"), ("nein nicht auflegen", "cancel")],
    )
    def test_a_no_goes_on_with_the_question(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.open)
        assert (after.get("confirmed"), after["prompting"], after["misses"]) == (None, None, 0)

    def test_an_answer_to_the_question_goes_on_as_well(self) -> None:
        words = "null drei null zwei drei eins zwei fünf null sieben sieben"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.open)
        assert (after["phone_number"], after.get("confirmed")) == (NUMBER, None)

    @pytest.mark.parametrize(
        ("words", "intent", "last"),
        [
            ("Eschrich, Lothar Eschrich, aus Suhl, nicht aus Zella-Mehlis", "wrong_number", "Eschrich"),
            ("nee, Bartels, Inge Bartels", "cancel", "Bartels"),
            ("Pohl, ich bin nicht die vom letzten Mal", "wrong_number", "Pohl"),
        ],
    )
    def test_an_answer_that_seems_to_be_an_end_goes_on(self, words: str, intent: str, last: str) -> None:
        open_name = {**self.open, "caller_name": None}
        _, after = hear(words, intent=intent, asked="caller_name", slots=open_name, intent_confidence=0.8)
        assert (after.get("confirmed"), after["caller_name"]["last"]) == (None, last)

    @pytest.mark.parametrize("words", ["nein, ich hab mich verwählt, Eschrich", "Eschrich, vergessen Sie es"])
    def test_but_none_that_speaks_of_it(self, words: str) -> None:
        open_name = {**self.open, "caller_name": None}
        _, after = hear(words, intent="wrong_number", asked="caller_name", slots=open_name, intent_confidence=0.8)
        assert after["confirmed"] is False

    @pytest.mark.parametrize(("key", "confirmed"), [("1", False), ("2", None)])
    def test_keys_answer_it_too(self, key: str, confirmed: bool | None) -> None:
        _, after = hear(key, intent="nlu_fallback", asked="phone_number", slots=self.open, by_keys=True)
        assert (after.get("confirmed"), after.get("phone_digits")) == (confirmed, None)

    def test_silence_is_asked_once_more(self) -> None:
        _, after = hear("", intent="caller_silent", asked="phone_number", slots={**self.open, "misses": 0})
        assert after["prompting"] == "ending"


BADLY_HEARD = [
    "ich halte die verwunder",
    "ich bin nicht mehr bereit",
    "der normalste falsche",
    "denn du",
    "na du bist auf",
]


class TestWordsThatWereBadlyHeard:
    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize("intent", ["cancel", "goodbye", "wrong_number"])
    @pytest.mark.parametrize("words", BADLY_HEARD)
    def test_are_no_end_where_none_of_them_speaks_of_one(self, words: str, intent: str, asked: str) -> None:
        _, after = hear(words, intent=intent, asked=asked, slots=QUESTIONS[asked], speech_confidence=0.4)
        assert (after["misses"], after.get("confirmed"), after["prompting"]) == (1, None, "again")

    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize("words", ["du acho", "so a dreck", "bist du oder was", "er spinnt ja", "na pascho"])
    def test_are_no_insult_of_which_two_end_the_call(self, words: str, asked: str) -> None:
        slots = {**QUESTIONS[asked], "insults": "first"}
        _, after = hear(words, intent="insult", asked=asked, slots=slots, speech_confidence=0.4)
        assert (after["misses"], after["insults"], after.get("confirmed")) == (1, "first", None)

    @pytest.mark.parametrize("words", BADLY_HEARD)
    def test_are_no_second_word_for_it(self, words: str) -> None:
        slots = {"caller_name": NAME, "question": "ending", "prompting": "ending"}
        _, after = hear(words, intent="goodbye", asked="phone_number", slots=slots, speech_confidence=0.4)
        assert after.get("confirmed") is None

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("auf wiederhören", "goodbye"),
            ("dann tschüss", "goodbye"),
            ("vergessen sie es", "cancel"),
            ("löschen sie alles", "cancel"),
            ("ich hab mich verwählt", "wrong_number"),
        ],
    )
    def test_are_an_end_where_one_of_them_does(self, words: str, intent: str) -> None:
        changes, _ = hear(words, intent=intent, asked="caller_name", speech_confidence=0.4)
        assert changes.for_rules


OFFERED = {"caller_name": NAME, "caller_number": "+493023125042"}


@pytest.mark.parametrize(
    "words",
    [
        "das ist richtich vielen dank und auf wiederhören",
        "roich dige nummer danke tschüss",
        "unter dieser mutter auf wiederhören",
        "ja die nehmen sie tschüss",
        "genau die passt danke auf wiederhören",
    ],
)
def test_a_farewell_after_more_words_to_an_offer_is_asked_about(words: str) -> None:
    changes, after = hear(words, intent="goodbye", asked="phone_number", slots=OFFERED, speech_confidence=0.72)
    assert not changes.for_rules
    assert after.get("confirmed") is None


@pytest.mark.parametrize("words", ["auf wiederhören", "nein danke tschüss", "danke, dann auf wiedersehen", "tschüss"])
def test_a_mere_farewell_to_an_offer_ends_the_call(words: str) -> None:
    changes, _ = hear(words, intent="goodbye", asked="phone_number", slots=OFFERED)
    assert changes.for_rules
