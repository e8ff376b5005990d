"""The number, and further ones: their order, and what puts one in the place of another."""

from typing import Any, ClassVar

import pytest

from rueckruf.dialogue.state import CONFIRMED
from tests.dialogue.hearing import CALLER, NAME, NUMBER, TIME, asked_next, filled, hear

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
        assert changes.remarks == ["utter_heard_phone_number"]

    @pytest.mark.parametrize(
        ("words", "order"),
        [
            ("Wir haben zwei, 030 23125035 und 0171 3920011, nehmen Sie die zweite", [MOBILE, LANDLINE]),
            ("Es gibt zwei, 030 23125035 oder 0171 3920011", [LANDLINE, MOBILE]),
        ],
    )
    def test_are_as_many_as_is_told_before_them(self, words: str, order: list[str]) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == order

    def test_are_told_which_of_them_nobody_rings(self) -> None:
        words = f"{COSTLY_SAID} oder {MOBILE_SAID}"
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == [MOBILE]
        assert changes.remarks == ["utter_invalid_phone_number_costly", "utter_heard_phone_number"]


class TestACorrectionThatMayBeginAtTwoPlaces:
    def test_is_asked_about_and_taken_where_the_number_is_said_again(self) -> None:
        words = "null zwei zwei eins vier sieben acht acht nein acht sechs vier"
        changes, doubted = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert not doubted.get("phone_number")
        assert changes.remarks == ["utter_doubtful_phone_number"]
        assert doubted["prompting"] == "example"
        words = "null zwei zwei eins vier sieben acht sechs vier"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=doubted)
        assert after["phone_number"] == "+4922147864"

    def test_is_keyed_in_where_it_is_doubted_once_more(self) -> None:
        words = "null zwei zwei eins vier sieben acht acht nein acht sechs vier"
        _, doubted = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        words = "null zwei zwei eins vier neun acht acht nein acht drei vier"
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=doubted)
        assert changes.remarks == ["utter_doubtful_phone_number"]
        assert after["prompting"] == "last_help"


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

    @pytest.mark.parametrize("words", ["zuerst aufs Handy bitte", "nein, erst die zweite", "nicht am Festnetz"])
    @pytest.mark.parametrize("asked", ["callback_time", CONFIRMED])
    def test_is_rung_first_where_it_is_ordered(self, words: str, asked: str) -> None:
        slots = filled(other_phones=[MOBILE])
        _, after = hear(words, intent="deny", asked=asked, slots=slots)
        assert numbers(after) == [MOBILE, NUMBER]

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


class TestANumberThatIsSaidAgain:
    """Whoever says the same whole number twice at the question for it is never asked a third time."""

    @pytest.mark.parametrize(
        "words",
        [
            f"ich hab ihre nummer {MOBILE_SAID} gewählt",
            f"unter der {MOBILE_SAID} war immer besetzt",
            f"meine kundennummer {MOBILE_SAID}",
        ],
    )
    @pytest.mark.parametrize("intent", ["inform_phone_number", "nlu_fallback", "ask_privacy"])
    def test_is_taken_whatever_its_words_call_it(self, words: str, intent: str) -> None:
        _, once = hear(words, intent=intent, asked="phone_number", slots=ASKED)
        changes, twice = hear(words, intent=intent, asked="phone_number", slots=once)
        assert (once.get("phone_number"), twice["phone_number"]) == (None, MOBILE)
        assert changes.remarks == ["utter_heard_phone_number"]

    def test_is_none_where_the_second_is_another(self) -> None:
        _, once = hear(f"ich hab die {MOBILE_SAID} gewählt", intent="nlu_fallback", asked="phone_number", slots=ASKED)
        _, twice = hear(f"ich hab die {SECOND_SAID} gewählt", intent="nlu_fallback", asked="phone_number", slots=once)
        assert twice.get("phone_number") is None

    def test_is_taken_although_it_was_called_wrong(self) -> None:
        slots = {**ASKED, "rejected_phones": [MOBILE]}
        for _ in range(2):
            _, slots = hear(MOBILE_SAID, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert slots["phone_number"] == MOBILE


class TestANumberOfferedToWhoWantsNoCallbackAnyMore:
    @pytest.mark.parametrize(
        "words",
        [
            "es geht wieder, der Rückruf kann entfallen",
            "das passt schon, ich brauche keinen Anruf mehr",
            "ach, geht schon, streichen Sie den Rückruf",
        ],
    )
    def test_is_not_taken(self, words: str) -> None:
        offered = TestANumberThatIsRefused.offered
        changes, _ = hear(words, intent="cancel", asked="phone_number", slots=offered, caller=CALLER)
        assert changes.for_rules


class TestDigitsThatArePutBesideOthers:
    """At the summary they are no time, and where they belong is not guessed: the number is asked for anew."""

    @pytest.mark.parametrize("intent", ["deny", "correct"])
    @pytest.mark.parametrize(
        "words",
        [
            "Nein, in der Nummer ist was falsch, hinter zwei fünf kommt null neun.",
            "die nummer stimmt nicht zwischen drei und vier fehlt eine acht",
            "Nein, in der Nummer steht vor der fünf eine zwei.",
        ],
    )
    def test_the_number_is_asked_for_and_the_time_stays(self, words: str, intent: str) -> None:
        slots = filled()
        _, after = hear(words, intent=intent, asked="confirmed", slots=slots)
        assert (after["phone_number"], asked_next(after)) == (None, "phone_number")
        assert after["callback_time"] == slots["callback_time"]


class TestDigitsThatAreMissed:
    """Where there is one such place they are put there, and the number is read back; else it is asked for."""

    slots = filled(phone_number="+491762458319", phone_source="spoken")

    @pytest.mark.parametrize(
        ("words", "phone"),
        [
            ("nein, nach der drei fehlt eine zwei", "+4917624583219"),
            ("die acht muss eine null sein", "+491762450319"),
            ("die neun ganz am Ende ist eine fünf", "+491762458315"),
            ("die acht ist falsch, da gehört eine drei hin", "+491762453319"),
            ("die vier stimmt nicht, es ist eine null", "+491762058319"),
            ("nein, nach der eins kommt noch eine zwei", None),
            ("die eins muss eine sieben sein", None),
        ],
    )
    @pytest.mark.parametrize("intent", ["deny", "correct"])
    def test_at_the_summary(self, words: str, phone: str | None, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="confirmed", slots=self.slots)
        assert after["phone_number"] == phone
        assert after["callback_time"] == self.slots["callback_time"]

    def test_at_the_question_for_the_right_one(self) -> None:
        slots = {"caller_name": NAME, "disputed": {"phone_number": "+491762458319"}, "question": "correction"}
        words = "zwischen der fünf und der acht fehlt eine sechs"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert after["phone_number"] == "+4917624568319"


class TestANumberThatIsRefused:
    offered: ClassVar[dict[str, Any]] = {**ASKED, "caller_number": CALLER, "question": "offer", "prompting": "offer"}

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("nein das ist nicht meine nummer", "deny"),
            ("auf keinen fall diese nummer", "use_caller_number"),
            ("nicht unter der von der ich anrufe", "use_caller_number"),
            ("von der nummer kann man mich nicht zurückrufen", "request_callback"),
            ("das ist das telefon von meinem nachbarn", "nlu_fallback"),
            ("nehmen sie lieber eine andere nummer", "nlu_fallback"),
            ("lieber daheim aufs festnetz", "request_callback"),
            ("das ist die falsche nummer", "wrong_number"),
            ("nehmen sie die geschäftsnummer", "affirm"),
            ("dieser apparat hier ist abends abgestellt", "use_caller_number"),
            ("diese nummer hier die ist nur geliehen", "nlu_fallback"),
        ],
    )
    def test_is_not_taken_and_never_offered_again(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
        assert (after["phone_number"], after["caller_number"], after["prompting"]) == (None, None, "refused")
        for then, meant in (("tja", "nlu_fallback"), ("hm morgen", "use_caller_number"), ("", "caller_silent")):
            _, after = hear(
                then, intent=meant, asked="phone_number", slots=after, caller=CALLER, intent_confidence=0.31
            )
            assert (after["phone_number"], after["caller_number"]) == (None, None)

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            (
                "nein lieber auf dem festnetz null drei null zwei drei eins zwei fünf null drei fünf",
                "inform_phone_number",
            ),
            ("nein nehmen sie null drei null zwei drei eins zwei fünf null drei fünf", "deny"),
            ("die ist falsch richtig ist null drei null zwei drei eins zwei fünf null drei fünf", "correct"),
        ],
    )
    def test_the_number_that_is_said_instead_is_taken_and_the_next_question_is_the_plain_one(
        self, words: str, intent: str
    ) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
        assert (after["phone_number"], after["caller_number"]) == ("+493023125035", None)
        assert after["prompting"] != "refused"

    @pytest.mark.parametrize(
        "words",
        ["eine andere nummer habe ich nicht", "ja warum nicht", "unter einer anderen nummer bin ich nicht erreichbar"],
    )
    def test_others_are_refused_for_it(self, words: str) -> None:
        _, after = hear(words, intent="use_caller_number", asked="phone_number", slots=self.offered, caller=CALLER)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize("intent", ["deny", "nlu_fallback", "inform_callback_time", "wrong_number"])
    @pytest.mark.parametrize(
        "words", ["das ist die richtige", "da bin ich gut zu erwischen", "ich hab nur das eine telefon"]
    )
    def test_what_suits_is_taken_whatever_it_was_taken_for(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize("intent", ["not_german", "nlu_fallback", "inform_caller_name"])
    @pytest.mark.parametrize(
        "words", ["Sì sì, das ist die Nummer vom Café.", "oui oui", "yes yes, that is mine", "tak tak", "evet, evet"]
    )
    def test_a_yes_from_elsewhere_takes_it(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
        assert after["phone_number"] == CALLER

    def test_who_does_not_mind_which_changes_no_time(self) -> None:
        slots = {**self.offered, "callback_time": TIME}
        _, after = hear("ist mir egal", intent="nlu_fallback", asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["callback_time"]) == (CALLER, TIME)

    def test_is_offered_once_more_and_then_taken(self) -> None:
        pointing: dict[str, Any] = {
            "intent": "use_caller_number",
            "intent_confidence": 0.3,
            "asked": "phone_number",
            "caller": CALLER,
        }
        _, after = hear("nein", intent="deny", asked="phone_number", slots=self.offered, caller=CALLER)
        _, after = hear("na die halt", slots=after, **pointing)
        assert (after["phone_number"], after["prompting"]) == (None, "offer")
        _, after = hear("nein", intent="deny", asked="phone_number", slots=after, caller=CALLER)
        _, after = hear("na die halt", slots=after, **pointing)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "Ja, die bitte, die vom neuen Handy hab ich noch nicht im Kopf.",
            "ja gern die hier die andere hab ich grad nicht im kopf",
            "Ja, genau die, meine neue Nummer kenne ich noch nicht.",
        ],
    )
    def test_is_taken_by_a_yes_of_who_does_not_know_another(self, words: str) -> None:
        for intent in ("refuse_phone_number", "use_caller_number", "nlu_fallback"):
            _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
            assert after["phone_number"] == CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "dann doch die von der ich anrufe",
            "Die weiß ich net auswendig, nehmet die, von der ich grad anruf.",
            "die kenn ich nicht auswendig nehmen sie die von der ich gerade anrufe",
            "die hab ich nicht im kopf nehmen sie die hier",
            "Auswendig kann ich die nicht, die von grad halt.",
            "die nummer kann ich mir nicht merken nehmts die mit der i grad anruf",
            "keine ahnung auf der wo ich jetzt anruf halt",
        ],
    )
    def test_comes_back_if_the_caller_asks_for_it(self, words: str) -> None:
        slots = {**self.offered, "caller_number": None, "question": "refused", "prompting": "refused"}
        _, after = hear(words, intent="use_caller_number", asked="phone_number", slots=slots, caller=CALLER)
        assert after["phone_number"] == CALLER

    def test_is_to_be_keyed_in_where_it_is_heard_again(self) -> None:
        wrong = {"disputed": {"phone_number": MOBILE}, "rejected_phones": [MOBILE]}
        slots = {**ASKED, **wrong, "question": "correction", "prompting": "correction"}
        _, after = hear(MOBILE_SAID, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert (after["phone_number"], after["prompting"]) == (None, "last_help")
        _, keyed = hear("01713920022", intent="nlu_fallback", asked="phone_number", slots=after, by_keys=True)
        assert keyed["phone_number"] == SECOND
        _, insisted = hear(MOBILE_SAID, intent="inform_phone_number", asked="phone_number", slots=after)
        assert insisted["phone_number"] == MOBILE

    def test_is_kept_in_mind_when_the_next_is_wrong_too(self) -> None:
        slots = filled(phone_number=MOBILE)
        for said in (SECOND_SAID, MOBILE_SAID):
            _, slots = hear("die nummer ist falsch", intent="correct", asked=CONFIRMED, slots=slots)
            _, slots = hear(said, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert slots["rejected_phones"] == [MOBILE, SECOND]
        assert (slots["phone_number"], slots["prompting"]) == (None, "last_help")

    def test_helps_to_read_the_next(self) -> None:
        _, slots = hear("die nummer ist falsch", intent="correct", asked=CONFIRMED, slots=filled(phone_number=SECOND))
        words = "null eins sieben eins drei zwei null null eins eins"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert after["phone_number"] == MOBILE

    def test_is_no_fault_of_the_number_where_all_begins_anew(self) -> None:
        slots = filled(question="what_is_wrong", prompting="what_is_wrong")
        _, after = hear("alles falsch", intent="deny", asked=CONFIRMED, slots=slots)
        assert not after["rejected_phones"]


class TestTheNumberOfTheCallAndAnother:
    offered: ClassVar[dict[str, Any]] = {**ASKED, "caller_number": CALLER, "question": "offer", "prompting": "offer"}

    @pytest.mark.parametrize(
        ("words", "intent", "order"),
        [
            (f"unter dieser nummer und wenn nicht mobil {MOBILE_SAID}", "inform_phone_number", [CALLER, MOBILE]),
            (f"auf der nummer von der ich anrufe ansonsten {MOBILE_SAID}", "use_caller_number", [CALLER, MOBILE]),
            (f"ja genau oder sonst mobil {MOBILE_SAID}", "affirm", [CALLER, MOBILE]),
            (f"ja lieber auf dem handy {MOBILE_SAID} sonst diese nummer", "affirm", [MOBILE, CALLER]),
            (f"{MOBILE_SAID} und wenn ich da nicht rangehe diese hier", "inform_phone_number", [MOBILE, CALLER]),
            (f"nein nicht unter dieser nummer sondern unter {MOBILE_SAID}", "deny", [MOBILE]),
        ],
    )
    def test_are_kept_in_the_callers_order(self, words: str, intent: str, order: list[str]) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.offered, caller=CALLER)
        assert numbers(after) == order
        assert after["phone_source"] == ("caller_id" if order[0] == CALLER else "spoken")

    def test_are_the_other_alone_where_it_is_withheld(self) -> None:
        words = f"unter dieser nummer und wenn nicht mobil {MOBILE_SAID}"
        changes, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert numbers(after) == [MOBILE]
        assert changes.remarks == ["utter_invalid_phone_number_withheld", "utter_heard_phone_number"]

    def test_come_together_at_the_summary(self) -> None:
        words = "sie erreichen mich auch unter dieser nummer"
        _, after = hear(words, intent="use_caller_number", asked=CONFIRMED, slots=filled(), caller=CALLER)
        assert numbers(after) == [NUMBER, CALLER]

    @pytest.mark.parametrize(
        "words",
        [
            "das ist richtig, vielen Dank und auf wie wir hören",
            "die ist korrekt, also dann auf wiederholen",
            "das stimmt so, Dank Ihnen und bis die Tage",
            "passt so, danke und schöne Wochen",
            "das ist in Ordnung, dann schönen Feier",
        ],
    )
    @pytest.mark.parametrize(("intent", "sure"), [("goodbye", 0.95), ("goodbye", 0.6), ("small_talk", 0.6)])
    def test_what_finds_it_right_takes_it_whatever_else_was_heard(self, words: str, intent: str, sure: float) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        heard: dict[str, Any] = {"intent_confidence": sure, "speech_confidence": 0.82, "caller": CALLER}
        _, after = hear(words, intent=intent, asked="phone_number", slots=slots, **heard)
        assert (after["phone_number"], asked_next(after)) == (CALLER, "callback_time")

    @pytest.mark.parametrize("words", ["ja, aber nicht vor neun", "ja, nur nicht mittags", "ja, aber morgen nicht"])
    @pytest.mark.parametrize("intent", ["inform_callback_time", "nlu_fallback"])
    def test_a_yes_may_go_on_about_the_time(self, words: str, intent: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent=intent, asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], asked_next(after)) == (CALLER, "callback_time")

    @pytest.mark.parametrize(
        "words",
        [
            "nein, nachmittags im Büro, nicht aufs Handy",
            "nur vormittags, nachmittags bin ich mobil",
            "am Dienstag ja, am Mittwoch lieber aufs Handy",
            "Dienstag Handy, Mittwoch geht Festnetz",
            "vormittags Festnetz, nachmittags Handy",
            f"vormittags {LANDLINE_SAID}, nachmittags {MOBILE_SAID}",
        ],
    )
    def test_a_time_may_tell_when_a_number_is_good(self, words: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent="deny", asked="phone_number", slots=slots, caller=CALLER)
        assert (after["callback_time"], after["vague_time"]) == (None, None)

    @pytest.mark.parametrize("words", ["nein, morgen um zehn im Büro", "nein, morgen Nachmittag auf dem Handy"])
    def test_a_time_on_a_day_is_wished(self, words: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent="deny", asked="phone_number", slots=slots, caller=CALLER)
        assert after["callback_time"]["start"].startswith("2026-03-11")


class TestReadBack:
    """Of all answers, digits are misheard most: they are said back while the caller still has them in the ear."""

    READ_BACK: ClassVar[dict[str, Any]] = {
        **ASKED,
        "phone_number": NUMBER,
        "phone_source": "spoken",
        "phone_read_back": True,
    }

    @pytest.mark.parametrize("by_keys", [False, True])
    def test_comes_before_the_next_question_and_the_summary_tells_the_end_alone(self, by_keys: bool) -> None:
        words = "03023125035" if by_keys else LANDLINE_SAID
        changes, after = hear(words, intent="nlu_fallback", asked="phone_number", slots=ASKED, by_keys=by_keys)
        assert changes.remarks == ["utter_heard_phone_number"]
        assert (after["phone_read_back"], asked_next(after)) == (True, "callback_time")

    def test_is_left_to_the_summary_where_that_comes_next(self) -> None:
        slots = {key: value for key, value in filled().items() if key != "phone_number"} | {"changed": None}
        changes, after = hear(LANDLINE_SAID, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert (changes.remarks, after["phone_read_back"], asked_next(after)) == ([], None, CONFIRMED)

    def test_is_not_needed_for_the_number_of_the_call(self) -> None:
        words, slots = "nehmen Sie doch die Nummer, von der ich anrufe", self.READ_BACK
        _, after = hear(words, intent="use_caller_number", asked="callback_time", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["phone_read_back"]) == (CALLER, None)

    @pytest.mark.parametrize(
        ("words", "heard"),
        [
            ("morgen um zehn", {"talked_over": True}),
            ("wie bitte?", {"intent": "repeat"}),
            ("wie war das", {"intent": "repeat"}),
        ],
    )
    def test_may_have_been_missed(self, words: str, heard: dict[str, Any]) -> None:
        heard = {"intent": "inform_callback_time", **heard}
        _, after = hear(words, asked="callback_time", slots=self.READ_BACK, **heard)
        assert (after["phone_number"], after["phone_read_back"]) == (NUMBER, None)

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("Nein, am Ende sieben acht.", "+493023125078"),
            ("Das stimmt nicht, die letzten beiden sind acht acht", "+493023125088"),
            ("nein, zwei vier eins, nicht zwei drei eins", "+493024125077"),
            ("nicht sieben sieben, sondern acht acht", "+493023125088"),
            ("nein, zwei drei eins zwei fünf null acht acht", "+493023125088"),
            ("nein, zwei sechs statt zwei fünf", "+493023126077"),
            ("halt, statt zwei fünf muss es fünf zwei heißen", "+493023152077"),
            ("am Ende acht acht", "+493023125088"),
            (f"Falsch, {LANDLINE_SAID}.", LANDLINE),
        ],
    )
    def test_is_corrected_in_the_answer_to_the_next_question(self, words: str, number: str) -> None:
        changes, after = hear(words, intent="correct", asked="callback_time", slots=self.READ_BACK)
        assert (after["phone_number"], asked_next(after)) == (number, "callback_time")
        assert changes.remarks == ["utter_changed_phone_number"]

    @pytest.mark.parametrize("intent", ["correct", "deny", "inform_phone_number", "inform_callback_time"])
    @pytest.mark.parametrize(
        "words",
        [
            "null drei null stimmt nicht, das muss null vier null heißen",
            "die null drei null ist falsch, da muss null vier null hin",
            "nein, nicht null drei null, null vier null",
            "die Vorwahl stimmt nicht, das ist null vier null",
            "Moment, statt null drei null muss da null vier null stehen",
            "null vier null statt null drei null",
            "null drei null ist nicht richtig, null vier null ist richtig",
            "halt, nicht null dreißig sondern null vierzig",
        ],
    )
    @pytest.mark.parametrize(
        ("asked", "slots"),
        [
            ("callback_time", READ_BACK),
            ("callback_time", {**READ_BACK, "phone_read_back": None}),
            (CONFIRMED, filled()),
        ],
        ids=["just read back", "time", "summary"],
    )
    def test_an_area_code_is_put_right_whatever_is_asked(
        self, words: str, intent: str, asked: str, slots: dict[str, Any]
    ) -> None:
        _, after = hear(words, intent=intent, asked=asked, slots=slots)
        assert after["phone_number"] == NUMBER.replace("+4930", "+4940")

    @pytest.mark.parametrize(
        "words", ["nein, nicht null neun, null acht dreißig", "um null acht dreißig, nicht später"]
    )
    def test_hours_are_no_area_code(self, words: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.READ_BACK)
        assert after["phone_number"] == NUMBER

    @pytest.mark.parametrize(
        "words", ["Nein.", "falsch", "Moment, das war nicht richtig", "nee nee", "das stimmt nicht"]
    )
    def test_a_mere_no_is_about_it(self, words: str) -> None:
        _, after = hear(words, intent="deny", asked="callback_time", slots=self.READ_BACK)
        assert (after["phone_number"], after["disputed"]) == (None, {"phone_number": NUMBER})
        assert (asked_next(after), after["prompting"]) == ("phone_number", "correction")

    @pytest.mark.parametrize("words", ["Ja, genau.", "Richtig.", "passt", "ja das ist sie"])
    def test_a_mere_yes_is_about_it_once(self, words: str) -> None:
        _, after = hear(words, intent="affirm", asked="callback_time", slots=self.READ_BACK)
        assert (after["phone_number"], asked_next(after), after["prompting"]) == (NUMBER, "callback_time", None)
        _, after = hear(words, intent="affirm", asked="callback_time", slots=after)
        assert (after["prompting"], after["misses"]) == ("example", 2)

    @pytest.mark.parametrize(
        ("words", "start"),
        [
            ("Ja, um zehn", "2026-03-10T10:00"),
            ("nee, um zehn", "2026-03-10T10:00"),
            ("nein, nicht vierzehn, fünfzehn Uhr", "2026-03-10T15:00"),
            ("stimmt, morgen um zehn", "2026-03-11T10:00"),
        ],
    )
    def test_hours_are_not_about_it(self, words: str, start: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.READ_BACK)
        assert after["phone_number"] == NUMBER
        assert after["callback_time"]["start"].startswith(start)

    @pytest.mark.parametrize("words", ["nein, das weiß ich noch nicht", "nein, das möchte ich nicht sagen"])
    def test_a_refusal_to_answer_is_not_about_it(self, words: str) -> None:
        _, after = hear(words, intent="deny", asked="callback_time", slots=self.READ_BACK)
        assert (after["phone_number"], asked_next(after)) == (NUMBER, "callback_time")


class TestANumberThatSeemedWhole:
    cut_off: ClassVar[dict[str, Any]] = {**ASKED, "phone_number": "+49302312"}

    @pytest.mark.parametrize("words", ["fünf null sieben sieben", "und dann noch fünf null sieben sieben"])
    def test_goes_on_where_the_time_is_asked(self, words: str) -> None:
        changes, after = hear(words, intent="inform_phone_number", asked="callback_time", slots=self.cut_off)
        assert after["phone_number"] == NUMBER
        assert changes.remarks == ["utter_changed_phone_number"]

    @pytest.mark.parametrize("words", ["zehn dreißig", "zwischen acht neun und zehn", "um zehn elf zwölf"])
    def test_is_not_made_longer_by_hours(self, words: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.cut_off)
        assert after["phone_number"] == "+49302312"

    @pytest.mark.parametrize("words", ["drei drei", "acht zwei", "siebenunddreißig", "und noch die neun", "null vier"])
    def test_goes_on_by_few_digits_that_are_no_time_where_it_was_just_said(self, words: str) -> None:
        slots = {**ASKED, "phone_number": "+4922147103", "phone_source": "spoken"}
        _, later = hear(words, intent="nlu_fallback", asked="callback_time", slots=slots)
        changes, after = hear(
            words, intent="nlu_fallback", asked="callback_time", slots={**slots, "phone_read_back": True}
        )
        assert later["phone_number"] == "+4922147103"
        assert after["phone_number"].startswith("+4922147103")
        assert after["phone_number"] != "+4922147103"
        assert changes.remarks == ["utter_changed_phone_number"]

    @pytest.mark.parametrize("words", ["acht", "zehn dreißig", "achtzehn", "vierundzwanzig zwölf", "neun fünfzehn"])
    def test_is_not_made_longer_by_what_may_be_a_time(self, words: str) -> None:
        slots = {**ASKED, "phone_number": "+4922147103", "phone_source": "spoken", "phone_read_back": True}
        _, after = hear(words, intent="nlu_fallback", asked="callback_time", slots=slots)
        assert after["phone_number"] == "+4922147103"

    @pytest.mark.parametrize(
        ("words", "intent", "number"),
        [
            ("null sieben sieben", "nlu_fallback", "+493023125077"),
            ("siebenundsiebzig", "nlu_fallback", "+49302312577"),
            ("und dann noch sieben sieben", "nlu_fallback", "+49302312577"),
            ("ich war noch nicht fertig, sieben sieben", "deny", "+49302312577"),
            ("nein, da kommt noch sieben sieben", "deny", "+49302312577"),
            ("sieben sieben, jetzt ist sie komplett", "affirm", "+49302312577"),
            ("es geht noch weiter, sieben sieben", "nlu_fallback", "+49302312577"),
        ],
    )
    def test_goes_on_where_the_summary_ends_on_it(self, words: str, intent: str, number: str) -> None:
        slots = filled(phone_number="+493023125", phone_source="spoken")
        _, after = hear(words, intent=intent, asked=CONFIRMED, slots=slots)
        assert (after["phone_number"], after["confirmed"]) == (number, None)

    @pytest.mark.parametrize("words", ["acht", "achtzehn", "neun dreißig"])
    def test_is_not_made_longer_by_what_may_be_another_hour(self, words: str) -> None:
        slots = filled(phone_number="+493023125", phone_source="spoken")
        _, after = hear(words, intent="nlu_fallback", asked=CONFIRMED, slots=slots)
        assert after["phone_number"] == "+493023125"

    def test_is_not_the_one_that_the_call_comes_from(self) -> None:
        slots = filled(phone_number="+493023125", phone_source="caller_id")
        _, after = hear("sieben sieben", intent="nlu_fallback", asked=CONFIRMED, slots=slots)
        assert after["phone_number"] == "+493023125"

    def test_is_not_made_longer_than_numbers_are(self) -> None:
        slots = {**ASKED, "phone_number": MOBILE}
        _, after = hear("eins zwei drei vier", intent="inform_phone_number", asked="callback_time", slots=slots)
        assert after["phone_number"] == MOBILE


class TestTheNumberOfTheCallInOnePlaceChanged:
    offer: ClassVar[dict[str, Any]] = {**ASKED, "caller_number": CALLER, "question": "offer"}

    @pytest.mark.parametrize(
        ("words", "end"),
        [
            ("die endet auf acht drei", "83"),
            ("die hat hinten die acht drei", "83"),
            ("die gleiche nur mit acht am Ende", "48"),
            ("die letzten beiden sind sieben sieben", "77"),
        ],
    )
    def test_is_taken_so_after_it_was_refused(self, words: str, end: str) -> None:
        slots = {**ASKED, "question": "refused", "prompting": "refused"}
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["phone_source"]) == (CALLER[:-2] + end, "spoken")

    @pytest.mark.parametrize(
        "words", ["vorne null vier drei eins", "am Anfang null drei null", "die Vorwahl ist null neun"]
    )
    def test_is_not_meant_after_it_was_refused_by_who_begins_to_dictate_another(self, words: str) -> None:
        slots = {**ASKED, "question": "refused", "prompting": "refused"}
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots, caller=CALLER)
        assert after["phone_number"] is None
        assert after["phone_digits"].startswith("0")

    @pytest.mark.parametrize(
        ("words", "end"),
        [
            ("die gleiche nur mit 8 am Ende", "48"),
            ("die Nummer, von der ich anrufe, aber am Ende 45", "45"),
            ("fast, am Ende statt der zwei eine neun", "49"),
            ("meine eigene, nur hinten zweiundsiebzig statt zweiundvierzig", "72"),
            ("nein, hinten drei drei", "33"),
            ("ja, nur die letzte ist eine drei", "43"),
            ("dieselbe, bloß mit der Endung null drei null", "30"),
            ("nicht zweiundvierzig, dreiundvierzig", "43"),
        ],
    )
    @pytest.mark.parametrize("intent", ["use_caller_number", "affirm", "deny", "inform_phone_number"])
    def test_is_taken_as_changed_and_said_back(self, words: str, end: str, intent: str) -> None:
        changes, after = hear(words, intent=intent, asked="phone_number", slots=self.offer, caller=CALLER)
        assert (after["phone_number"], after["phone_source"]) == (CALLER[:-2] + end, "spoken")
        assert changes.remarks == ["utter_heard_phone_number"]

    @pytest.mark.parametrize(
        "words",
        [
            "die gleiche, nur die null drei null ist falsch, das muss null vier null heißen",
            "meine eigene, aber die Vorwahl null drei null stimmt nicht, richtig ist null vier null",
            "dieselbe, nur vorne null vier null statt null drei null",
        ],
    )
    def test_is_taken_with_the_area_code_that_is_put_right(self, words: str) -> None:
        landline = "+493023125042"
        _, after = hear(
            words,
            intent="use_caller_number",
            asked="phone_number",
            slots={**self.offer, "caller_number": landline},
            caller=landline,
        )
        assert (after["phone_number"], after["phone_source"]) == ("+494023125042", "spoken")

    @pytest.mark.parametrize(
        "words", ["ja, am Ende der Woche", "ja, ab zehn, nicht vor neun", "ja, Hofmann mit zwei n am Ende"]
    )
    def test_is_taken_as_it_is_where_other_things_have_an_end(self, words: str) -> None:
        _, after = hear(words, intent="affirm", asked="phone_number", slots=self.offer, caller=CALLER)
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "caller_id")

    def test_is_not_known_where_it_is_withheld(self) -> None:
        words = "die Nummer, von der ich anrufe, aber am Ende 45"
        _, after = hear(words, intent="use_caller_number", asked="phone_number", slots=ASKED)
        assert after["phone_number"] is None
        assert asked_next(after) == "phone_number"


class TestTheNumberOfTheCallAfterItWasRefused:
    REFUSED: ClassVar[dict[str, Any]] = {"caller_name": NAME, "question": "refused", "prompting": "refused"}

    @pytest.mark.parametrize(
        "words", ["steht doch im Telefonbuch", "da schauen Sie halt in den Akten nach", "Ihr habt mich ja gespeichert"]
    )
    def test_is_not_taken_from_who_does_not_point_at_it(self, words: str) -> None:
        _, after = hear(words, intent="use_caller_number", asked="phone_number", slots=self.REFUSED, caller=CALLER)
        assert after["phone_number"] is None

    @pytest.mark.parametrize("words", ["dann halt doch unter dieser Nummer", "doch die, von der ich anrufe"])
    def test_is_taken_from_who_does(self, words: str) -> None:
        _, after = hear(words, intent="use_caller_number", asked="phone_number", slots=self.REFUSED, caller=CALLER)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "na die, wo Sie mir grad angesagt haben",
            "die se mir vorhin selber vorjelesen ham",
            "halt die, die ihr eben genannt habt",
            "nehmt de, wo s ma gsagt habts",
            "die von vorher",
        ],
    )
    def test_is_the_one_that_was_read_out(self, words: str) -> None:
        _, after = hear(words, intent="nlu_fallback", asked="phone_number", slots=self.REFUSED, caller=CALLER)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "bloß nicht die, die Sie angesagt haben",
            "die, die Sie genannt haben, ist falsch",
            "die ihr vorhin gesagt habt hob i nimmer",
            "die Sie vorgelesen haben ist abgemeldet",
        ],
    )
    def test_is_not_taken_where_the_one_that_was_read_out_is_refused(self, words: str) -> None:
        _, after = hear(words, intent="nlu_fallback", asked="phone_number", slots=self.REFUSED, caller=CALLER)
        assert after["phone_number"] is None


class TestAnUnsureNo:
    offered: ClassVar[dict[str, Any]] = {**ASKED, "caller_number": CALLER, "question": "offer"}

    @pytest.mark.parametrize("intent", ["deny", "correct"])
    @pytest.mark.parametrize("words", ["das wüssten Sie wohl gern", "das soll einer wissen", "die da halt irgendwie"])
    def test_refuses_no_number_where_no_word_of_it_says_no(self, words: str, intent: str) -> None:
        said: dict[str, Any] = {"intent": intent, "asked": "phone_number", "slots": self.offered, "caller": CALLER}
        _, after = hear(words, intent_confidence=0.4, **said)
        assert (after["phone_number"], after["caller_number"], after["misses"]) == (None, CALLER, 1)

    @pytest.mark.parametrize("words", ["nei, lüüted Sie mir daheim aa", "nee, ruft im Laden an", "nä, do is kä Netz"])
    @pytest.mark.parametrize("intent", ["deny", "ask_who_calls", "nlu_fallback"])
    def test_does_where_it_begins_with_a_no(self, words: str, intent: str) -> None:
        said: dict[str, Any] = {"intent": intent, "asked": "phone_number", "slots": self.offered, "caller": CALLER}
        _, after = hear(words, intent_confidence=0.4, **said)
        assert (after["phone_number"], after["prompting"]) == (None, "refused")


class TestANumberThatIsOfferedInstead:
    @pytest.mark.parametrize(
        "words",
        [
            "Lieber nicht, das ist privat. Ich nenn Ihnen die von der Schule, wenn das geht.",
            "Ungern. Ich diktier euch die vom Hof, geht des?",
            "darf ich Ihnen lieber eine andere geben?",
            "i gib Eahna liaba die vom Wirt, wenn i derf",
        ],
    )
    @pytest.mark.parametrize("intent", ["ask_obligation", "refuse_phone_number", "off_topic", "help"])
    def test_is_asked_for_and_no_question_answered(self, words: str, intent: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        changes, after = hear(words, intent=intent, asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["prompting"]) == (None, "refused")
        assert not changes.for_rules

    def test_is_none_instead_behind_a_yes(self) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        words = "ja, und ich geb Ihnen noch die vom Hof"
        _, after = hear(words, intent="affirm", asked="phone_number", slots=slots, caller=CALLER)
        assert after["phone_number"] == CALLER


class TestWhoseNumberItIs:
    @pytest.mark.parametrize(
        "words",
        [
            "nee nee, das ist ja meins, die Frau Jahn hat doch selber eins",
            "Ne ne, des is mei Handy, da geht de Herr Fuchs ni ran.",
            "nö nö, das ist meine, der Herr Ott hat sein eigenes",
            "nein nein, das ist meins, da geht Frau Kolb nicht ran",
        ],
    )
    @pytest.mark.parametrize("intent", ["deny", "affirm", "use_caller_number", "nlu_fallback"])
    def test_is_no_yes_where_somebody_else_is_to_be_rung(self, words: str, intent: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent=intent, asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["prompting"]) == (None, "refused")

    @pytest.mark.parametrize(
        "words",
        [
            "woher wissen Sie die denn ja die stimmt von mir aus",
            "wo haben Sie die denn her jo die passt schon",
            "wieso kennen Sie die ja ist schon richtig",
        ],
    )
    def test_is_agreed_to_in_one_breath_with_a_question(self, words: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent="off_topic", asked="phone_number", slots=slots, caller=CALLER)
        assert after["phone_number"] == CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "woher wissen Sie die denn ja so was",
            "wer hat Ihnen die gegeben ja sagen Sie mal",
            "woher haben Sie die denn ja gut",
            "woher haben Sie die denn nein die stimmt nicht",
        ],
    )
    def test_is_not_agreed_to_where_the_yes_only_marvels(self, words: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent="off_topic", asked="phone_number", slots=slots, caller=CALLER)
        assert after["phone_number"] is None

    @pytest.mark.parametrize("words", ["nein, das ist meine", "nee, das ist ja meine eigene", "nein, das ist unsere"])
    def test_is_no_yes_where_it_begins_with_a_no(self, words: str) -> None:
        slots = {**ASKED, "caller_number": CALLER, "question": "offer"}
        _, after = hear(words, intent="deny", asked="phone_number", slots=slots, caller=CALLER)
        assert (after["phone_number"], after["prompting"]) == (None, "refused")


class TestANumberShorterThanUsual:
    said: ClassVar[dict[str, str]] = {
        "null zwei zwei eins vier sieben eins null": "+492214710",
        "Null acht neun, drei vier fünf sechs.": "+49893456",
        "null drei null vier fünf vier drei eins": "+493045431",
        "null fünf zwei eins neunundachtzig siebenunddreißig": "+495218937",
        "die null acht sechs drei eins zwei zwei eins": "+498631221",
        "null eins sieben sechs null vier null sechs neun null vier": "+491760406904",
    }

    @pytest.mark.parametrize("words", said)
    def test_is_rather_begun(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert (after["phone_number"], asked_next(after)) == (None, "phone_number")
        assert "+49" + after["phone_digits"][1:] == self.said[words]

    @pytest.mark.parametrize("words", said)
    @pytest.mark.parametrize(
        ("reply", "intent"),
        [
            ("das war alles", "goodbye"),
            ("Des war's scho.", "goodbye"),
            ("dat war et", "goodbye"),
            ("mehr is ned", "deny"),
            ("nein", "deny"),
            ("ja genau", "affirm"),
            ("die ist so kurz", "nlu_fallback"),
            ("", "caller_silent"),
        ],
    )
    def test_is_whole_where_nothing_follows(self, words: str, reply: str, intent: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        _, after = hear(reply, intent=intent, asked="phone_number", slots=after)
        assert (after["phone_number"], after["phone_digits"]) == (self.said[words], None)
        assert asked_next(after) == "callback_time"

    @pytest.mark.parametrize(
        "behind",
        [
            ", und dann, Moment",
            ", und, ähm, wart amal",
            ", wie geht denn des weida",
            " und weiter weiß ich jetzt nicht",
            ", Sekunde, ich muss gucken",
            ", den Rest such ich grad",
            ", da kommt noch was",
            ", wie war das gleich",
        ],
    )
    def test_is_begun_where_the_caller_has_to_think(self, behind: str) -> None:
        words = "null acht neun, sieben vier drei eins" + behind
        _, after = hear(words, intent="moment", asked="phone_number", slots=ASKED)
        assert (after["phone_number"], after["phone_digits"]) == (None, "0897431")

    @pytest.mark.parametrize("behind", [", und dann, äh, Moment", ", wie geht's weiter", ", und weiter, Augenblick"])
    def test_is_begun_where_more_is_said_to_follow_one_that_could_be_whole(self, behind: str) -> None:
        words = "null acht neun, sieben vier drei eins zwo acht" + behind
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert (after["phone_number"], after["phone_digits"]) == (None, "089743128")

    @pytest.mark.parametrize(
        "behind",
        [", und dann können Sie anrufen", ", und danke", ", Moment noch, Kind, ich telefoniere", ", das war's"],
    )
    def test_is_whole_where_other_words_follow_one_of_usual_length(self, behind: str) -> None:
        words = "null acht neun, sieben vier drei eins zwo acht neun" + behind
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert after["phone_number"] == "+49897431289"

    def test_is_whole_where_it_is_said_again_or_another_answer_follows(self) -> None:
        words = "null zwei zwei eins vier sieben eins null"
        _, begun = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        _, again = hear(words, intent="inform_phone_number", asked="phone_number", slots=begun)
        _, timed = hear("morgen um zehn", intent="inform_callback_time", asked="phone_number", slots=begun)
        assert again["phone_number"] == timed["phone_number"] == "+492214710"
        assert asked_next(timed) == CONFIRMED

    @pytest.mark.parametrize(
        ("breaths", "digits", "last", "whole"),
        [
            (["null drei vier eins", "zwo zwo fünf", "acht null"], "034122580", "neun sechs", "+493412258096"),
            (["null zwei eins eins, fünf fünf", "null eins sieben"], "021155017", "acht vier", "+492115501784"),
            (["null acht neun", "drei sechs eins vier", "null sieben"], "089361407", "zwei", "+49893614072"),
        ],
    )
    def test_goes_on_where_it_is_dictated_a_part_at_a_time(
        self, breaths: list[str], digits: str, last: str, whole: str
    ) -> None:
        slots: dict[str, Any] = ASKED
        for words in breaths:
            _, slots = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert (slots["phone_number"], slots["phone_digits"]) == (None, digits)
        _, after = hear(last, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert after["phone_number"] == whole
        _, after = hear("das war alles", intent="goodbye", asked="phone_number", slots=slots)
        assert after["phone_number"] == "+49" + digits[1:]

    @pytest.mark.parametrize(
        "reply",
        [
            "und ganz hinten null sechs",
            "null sechs zum Schluss",
            "am Ende null sechs",
            "un am schluss no null sechs",
            "hinten dann noch eine Null und eine Sechs",
            "06 am Ende.",
        ],
    )
    def test_goes_on_with_what_is_said_to_be_its_end(self, reply: str) -> None:
        slots = {**ASKED, "phone_digits": "08631221", "prompting": "more"}
        _, after = hear(reply, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert (after["phone_number"], after["phone_digits"]) == ("+49863122106", None)

    @pytest.mark.parametrize("reply", ["nein, am Schluss null sechs", "hinten null sechs, nicht zwei eins"])
    def test_has_its_end_put_right_by_a_correction(self, reply: str) -> None:
        slots = {**ASKED, "phone_digits": "08631221", "prompting": "more"}
        _, after = hear(reply, intent="inform_phone_number", asked="phone_number", slots=slots)
        assert "+49863122106" not in (after["phone_number"], after["phone_digits"])

    @pytest.mark.parametrize("reply", ["falsch", "nein, noch mal von vorn"])
    def test_begins_anew_where_it_is_wrong(self, reply: str) -> None:
        words = "null zwei zwei eins vier sieben eins null"
        _, begun = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        _, after = hear(reply, intent="correct", asked="phone_number", slots=begun)
        assert (after["phone_number"], after["phone_digits"]) == (None, None)

    @pytest.mark.parametrize(
        "words",
        [
            "null zwei zwei eins vier sieben eins null, das ist alles",
            "null zwei zwei eins vier sieben eins null, ja, morgen um zehn",
            "null zwei zwei eins vier sieben eins null drei",
        ],
    )
    def test_is_taken_where_more_words_follow_or_one_digit_is_missing(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED)
        assert after["phone_number"].startswith("+492214710")

    def test_is_taken_by_keys(self) -> None:
        _, after = hear("02214710", intent="inform_phone_number", asked="phone_number", slots=ASKED, by_keys=True)
        assert after["phone_number"] == "+492214710"


class TestADictationThatLeadsNowhere:
    begun: ClassVar[dict[str, Any]] = {**ASKED, "phone_digits": "0171392", "question": "more", "prompting": "more"}

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("nein", "deny"),
            ("falsch", "correct"),
            ("noch mal von vorn", "repeat"),
            ("ich fang noch mal an", "repeat"),
            ("das war alles", "goodbye"),
            ("mehr ziffern hat die nicht", "correct"),
            ("nein das wars", "deny"),
        ],
    )
    def test_begins_anew_and_the_second_time_by_keys(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.begun)
        assert (asked_next(after), after["phone_digits"], after["prompting"]) == ("phone_number", None, "again")
        _, after = hear("null eins sieben", intent="inform_phone_number", asked="phone_number", slots=after)
        _, after = hear(words, intent=intent, asked="phone_number", slots=after)
        assert (after["phone_digits"], after["prompting"]) == (None, "last_help")

    def test_comes_to_an_end(self) -> None:
        slots = self.begun
        for _ in range(3):
            _, slots = hear("falsch", intent="correct", asked="phone_number", slots={**slots, "phone_digits": "0171"})
        assert slots[CONFIRMED] is False

    @pytest.mark.parametrize("words", ["noch mal von vorn", "falsch ich fange noch mal an"])
    def test_may_begin_anew_in_the_same_breath(self, words: str) -> None:
        said = f"{words} {LANDLINE_SAID}"
        _, after = hear(said, intent="correct", asked="phone_number", slots=self.begun)
        assert (after["phone_number"], after["phone_digits"]) == (LANDLINE, None)

    @pytest.mark.parametrize("words", ["nein am ende vier", "null null eins eins", "dann null null eins eins"])
    def test_goes_on_where_there_are_digits(self, words: str) -> None:
        _, after = hear(words, intent="correct", asked="phone_number", slots=self.begun)
        assert after["phone_number"] or after["phone_digits"]

    @pytest.mark.parametrize(
        "words",
        [
            "nein, falsch, die richtige Nummer ist null, eins, sieben, eins, drei, neun, zwei, null, fünf",
            "null eins sieben eins drei neun zwei null fünf",
            "falsch, null eins sieben eins drei neun null",
            "Notieren Sie: null eins sieben sechs null vier null",
            "0171 390",
        ],
    )
    def test_goes_on_by_keys_where_it_begins_anew_and_lacks_digits_again(self, words: str) -> None:
        begun = {**self.begun, "phone_digits": "0171394956"}

        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=begun)

        assert (asked_next(after), after["phone_digits"], after["prompting"]) == ("phone_number", None, "last_help")

    def test_is_helped_by_keys_after_two_misses(self) -> None:
        slots, heard = self.begun, []
        for _ in range(3):
            _, slots = hear("tja hm", intent="nlu_fallback", asked="phone_number", slots=slots)
            heard.append(slots["prompting"])
        assert heard == ["more", "last_help", "last_help"]


SWISS, ZURICH, VIENNESE = "+41793456789", "+41442134401", "+4369911223344"
SWISS_SAID = "null sieben neun drei vier fünf sechs sieben acht neun"
ZURICH_SAID = "null vier vier zwei eins drei vier vier null eins"
ABROAD, AUSTRIAN = "+41443640000", "+436641234567"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        (f"mich ruft ja keiner an, ich ruf auch selber nie wieder an, {LANDLINE_SAID}", "inform_phone_number"),
        (f"wer ruft sich denn schon selber noch mal an, {LANDLINE_SAID}", "inform_phone_number"),
        (f"da ruf ich sonst immer selber noch mal an, aber gut, {LANDLINE_SAID}", "goodbye"),
        (f"tschüss sag ich gleich, erst die Nummer, {LANDLINE_SAID}", "goodbye"),
        (f"verwählt hab ich mich da auch schon, {LANDLINE_SAID}", "wrong_number"),
    ],
)
@pytest.mark.parametrize("question", [None, "ending"])
def test_who_dictates_a_whole_number_is_not_asked_whether_to_end(words: str, intent: str, question: str | None) -> None:
    _, after = hear(words, intent=intent, asked="phone_number", slots={**ASKED, "question": question})
    assert (after["phone_number"], after["confirmed"], after["question"]) == (LANDLINE, None, None)


@pytest.mark.parametrize("question", [None, "ending"])
def test_who_begins_a_number_is_waited_for_whatever_that_was_taken_for(question: str | None) -> None:
    words, slots = "warte, das war null eins fünf zwo", {**ASKED, "question": question}
    _, after = hear(words, intent="goodbye", asked="phone_number", slots=slots)
    assert (after["phone_digits"], after["confirmed"], after["question"]) == ("0152", None, "more")


class TestACallerFromAbroad:
    @pytest.mark.parametrize(
        ("caller", "words", "number"),
        [
            (ABROAD, "null sieben neun zwei eins drei eins zwei eins acht", "+41792131218"),
            (ABROAD, "044 213 44 01", "+41442134401"),
            (AUSTRIAN, "null sechs sechs vier eins zwei drei vier fünf sechs sieben", AUSTRIAN),
            (ABROAD, MOBILE_SAID, MOBILE),
            (AUSTRIAN, MOBILE_SAID, MOBILE),
            (ABROAD, LANDLINE_SAID, LANDLINE),
            (ABROAD, "plus vier neun drei null zwei drei eins zwei fünf null drei fünf", LANDLINE),
            (CALLER, "044 213 44 01", "+49442134401"),
            (ABROAD, "im Büro in Singen, null sieben sieben drei eins, sechs null, acht fünf zwei", "+49773160852"),
            (ABROAD, "null sieben sieben, drei eins sechs, null acht, fünf zwei", "+41773160852"),
            (ABROAD, "null sieben fünf drei eins, zwei acht, drei vier fünf", "+49753128345"),
            # at home these would be premium rate
            (AUSTRIAN, "die wohnt in München, null acht neun, drei sechs eins, vier null, sieben zwei", "+49893614072"),
            (AUSTRIAN, "null acht neun drei sechs eins vier null sieben zwei", "+49893614072"),
        ],
    )
    def test_dictates_as_at_home_or_a_german_number(self, caller: str, words: str, number: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=ASKED, caller=caller)
        assert after["phone_number"] == number

    def test_goes_on_behind_a_breath(self) -> None:
        asked = {"intent": "inform_phone_number", "asked": "phone_number", "caller": ABROAD}
        _, begun = hear("null sieben neun zwei eins drei", slots=ASKED, **asked)
        _, after = hear("eins zwei eins acht", slots={**ASKED, **begun}, **asked)
        assert after["phone_number"] == "+41792131218"

    @pytest.mark.parametrize(
        ("caller", "given", "words", "number"),
        [
            (ABROAD, "+41442134401", "nein, nehmen Sie null sieben neun drei vier fünf sechs sieben acht neun", SWISS),
            (AUSTRIAN, AUSTRIAN, "lieber null sechs neun neun elf zwei zwei drei drei vier vier", VIENNESE),
            (ABROAD, "+41783456789", "nein, die Vorwahl ist null sieben neun", SWISS),
            (ABROAD, "+41763456789", "vorne ist es null sieben neun", SWISS),
            (ABROAD, "+41783456789", "die dritte Ziffer ist eine Neun", SWISS),
            (ABROAD, "+41793456788", "am Schluss nicht acht acht, sondern acht neun", SWISS),
            (AUSTRIAN, "+436641122334", "vorne null sechs neun neun, nicht null sechs sechs vier", "+436991122334"),
            ("+33612345678", "+33687654321", "nicht siebenundachtzig, sondern achtundsiebzig", "+33678654321"),
            (ABROAD, SWISS, f"nein, {MOBILE_SAID}", MOBILE),
        ],
    )
    def test_changes_the_number_as_at_home(self, caller: str, given: str, words: str, number: str) -> None:
        slots = filled(phone_number=given)
        _, after = hear(words, intent="correct", asked="confirmed", slots=slots, caller=caller)
        assert after["phone_number"] == number

    def test_says_a_number_again_that_was_called_wrong(self) -> None:
        slots = {**ASKED, "disputed": {"phone_number": "+41793456788"}, "rejected_phones": ["+41793456788"]}
        for words in ("null sieben neun drei vier fünf sechs sieben acht neun", "am Ende eine Neun"):
            _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots, caller=ABROAD)
            assert after["phone_number"] == SWISS

    @pytest.mark.parametrize(
        ("words", "numbers"),
        [
            (f"{SWISS_SAID}, und wenn da keiner ist {ZURICH_SAID}", (SWISS, ZURICH)),
            (f"{SWISS_SAID}, aber lieber {ZURICH_SAID}", (ZURICH, SWISS)),
            (f"{SWISS_SAID}, zur Not {MOBILE_SAID}", (SWISS, MOBILE)),
        ],
    )
    def test_names_several(self, words: str, numbers: tuple[str, str]) -> None:
        asked = {"intent": "inform_phone_number", "asked": "phone_number", "caller": ABROAD}
        _, after = hear(words, slots=ASKED, **asked)
        assert (after["phone_number"], *after["other_phones"]) == numbers

    def test_dictates_again_what_was_left_out(self) -> None:
        asked = {"intent": "inform_phone_number", "asked": "phone_number", "caller": ABROAD}
        _, left = hear(f"die Kundennummer {SWISS_SAID}", slots=ASKED, **asked)
        assert left["phone_number"] is None
        _, after = hear(f"die Kundennummer {SWISS_SAID}", slots={**ASKED, **left}, **asked)
        assert after["phone_number"] == SWISS


def test_whoever_is_given_up_without_one_hears_what_helps_next_time() -> None:
    slots: dict[str, Any] = {**ASKED}
    for _ in range(4):
        changes, slots = hear("weiß ich nicht auswendig", intent="nlu_fallback", asked="phone_number", slots=slots)
    assert (slots["confirmed"], slots["prompting"], changes.remarks) == (False, "without_number", [])


def test_whoever_is_given_up_without_another_answer_does_not() -> None:
    slots: dict[str, Any] = {}
    for _ in range(4):
        _, slots = hear("tja hm", intent="nlu_fallback", asked="caller_name", slots=slots)
    assert slots["confirmed"] is False
    assert slots["prompting"] != "without_number"


class TestTheOfferedOneIsRefused:
    offered: ClassVar[dict[str, Any]] = {"caller_name": NAME, "caller_number": CALLER, "question": "offer"}

    @pytest.mark.parametrize(
        ("words", "begun"),
        [
            ("Nein, im Laden bitte, das ist null sieben eins eins,", "0711"),
            ("Nee, besser aufs Handy, null eins sieben zwei,", "0172"),
            ("Nein danke, auf der anderen, null drei null", "030"),
        ],
    )
    def test_and_another_that_begins_is_asked_on_about(self, words: str, begun: str) -> None:
        _, after = hear(words, intent="deny", asked="phone_number", slots=self.offered, caller=CALLER)
        assert (after["phone_digits"], after["prompting"]) == (begun, "more")

    @pytest.mark.parametrize(
        "words",
        [
            "Nein, da bin ich erst ab sechs.",
            "Nee, do bin ich bloß abends daheim.",
            "Nö, dort sind wir nur am Wochenende,",
            "Naa, da sitz i nur morgen früh,",
        ],
    )
    def test_when_they_are_there_is_no_wish(self, words: str) -> None:
        said = f"{words} im Büro ist {LANDLINE_SAID}"
        changes, after = hear(said, intent="deny", asked="phone_number", slots=self.offered, caller=CALLER)
        assert after["phone_number"] == LANDLINE
        assert (after["callback_time"], after["vague_time"]) == (None, None)
        assert changes.remarks == ["utter_heard_phone_number"]

    @pytest.mark.parametrize(
        "words",
        [
            "Nein, rufen Sie erst morgen ab zehn an,",
            "Nein, aufs Handy, da bin ich morgen ab zehn dran,",
        ],
    )
    def test_but_when_they_are_on_another_is_one(self, words: str) -> None:
        said = f"{words} {LANDLINE_SAID}"
        _, after = hear(said, intent="deny", asked="phone_number", slots=self.offered, caller=CALLER)
        assert after["phone_number"] == LANDLINE
        assert after["callback_time"]["start"] == "2026-03-11T10:00:00"
