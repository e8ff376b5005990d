"""Who never objects is not asked until the call ends without a request."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, asked_next, filled, hear

pytestmark = pytest.mark.unit

OFFER = {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "offer"}
GUESS = {"intent_confidence": 0.3}


def say(words: str, slots: dict[str, Any], intent: str = "off_topic", **heard: Any) -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots, **(GUESS | heard))[1]


@pytest.mark.parametrize(
    "words", ["Euer Wort in Gottes Ohr", "fertig, ab die Post", "da sag ich Amen dazu", "die Kollegen sehen das dann"]
)
def test_what_is_said_again_with_nothing_against_it_is_a_yes(words: str) -> None:
    once = say(words, filled())
    assert (once.get("confirmed"), once["misses"]) == (None, 1)
    assert say(words, once)["confirmed"] is True


def test_so_is_what_begins_with_a_yes_and_seemed_beside_it() -> None:
    words = "Ja, ob das der Herr Professor wohl auch so gern gelesen hätte"
    once = say(words, filled())
    assert say(words, once)["confirmed"] is True


def test_so_are_other_words_for_the_third_time() -> None:
    slots = filled()
    for words in ("fertig, ab die Post", "da sag ich Amen dazu"):
        slots = say(words, slots)
        assert slots.get("confirmed") is None
    assert say("Euer Wort in Gottes Ohr", slots)["confirmed"] is True


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("da fehlt noch was", {}),
        ("das will ich anders", {}),
        ("am Nikolaustag wär's besser", {}),
        ("die Frau mit dem Ypsilon, die Nummer", {}),
        ("Emma, hast du die Tür zu", {}),
        ("vierundzwanzig", {}),
        ("Q U A", {}),
        ("wie meinen Sie das", {}),
        ("tja", {}),
        ("blubb schnorz krimskrams", {}),
        ("fertig, ab die Post", {"speech_confidence": 0.6}),
        ("Euer Wort in Gottes Ohr", {"intent": "moment"}),
        ("Euer Wort in Gottes Ohr", {"intent": "not_german"}),
        ("Euer Wort in Gottes Ohr", {"intent": "help"}),
        ("Euer Wort in Gottes Ohr", {"intent": "inform_caller_name", "intent_confidence": 0.8}),
        ("Euer Wort in Gottes Ohr", {"talked_over": True}),
    ],
)
def test_what_may_want_something_else_is_none(words: str, heard: dict[str, Any]) -> None:
    slots = filled()
    for _ in range(2):
        slots = say(words, slots, **heard)
        assert slots.get("confirmed") is not True


def test_nor_what_answers_the_question_what_is_wrong() -> None:
    slots = filled(question="what_is_wrong", prompting="what_is_wrong")
    for _ in range(2):
        slots = say("Euer Wort in Gottes Ohr", slots)
    assert slots.get("confirmed") is not True


def test_the_number_that_is_offered_is_taken_then_too() -> None:
    once = say("die hat die Post mir seinerzeit gegeben", OFFER)
    assert once["phone_number"] is None
    again = say("die hat die Post mir seinerzeit gegeben", once)
    assert (again["phone_number"], again["phone_source"]) == (CALLER, "caller_id")


def test_what_was_said_to_another_question_counts_for_none() -> None:
    once = say("fertig, ab die Post", OFFER)
    assert say("fertig, ab die Post", filled(doubted=once["doubted"])).get("confirmed") is None


@pytest.mark.parametrize("asked", [{}, filled(), OFFER])
def test_a_mere_guess_that_asks_nothing_is_put_off_to_nobody(asked: dict[str, Any]) -> None:
    """ "Große-Wächter" for a name was answered with "Dazu kann ich leider nichts sagen"."""
    changes, _ = hear("Hupfdohle", intent="off_topic", asked=asked_next(asked), slots=asked, **GUESS)
    assert not changes.for_rules
    asks, _ = hear("welche Farben haben Sie denn", intent="off_topic", asked=asked_next(asked), slots=asked)
    assert asks.for_rules


class TestYesHardlyHeard:
    @pytest.mark.parametrize("confidence", [0.18, 0.24, 0.29])
    @pytest.mark.parametrize(
        "words", [("richtig", "richtig"), ("freilich", "freilich"), ("passt", "ja"), ("jo", "ja, genau")]
    )
    def test_one_that_is_said_again_counts(self, words: tuple[str, str], confidence: float) -> None:
        once = say(words[0], filled(), "affirm", speech_confidence=confidence)
        twice = say(words[1], once, "affirm", speech_confidence=confidence)

        assert once.get("confirmed") is None
        assert twice["confirmed"] is True

    def test_so_does_one_to_an_offer(self) -> None:
        once = say("jawohl", OFFER, "affirm", speech_confidence=0.2)
        twice = say("jawohl", once, "affirm", speech_confidence=0.2)

        assert once.get("phone_number") is None
        assert twice["phone_number"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [("freilich", "der Hut"), ("la la la", "freilich"), ("freilich", "nein"), ("freilich", "ja, aber um elf")],
    )
    def test_but_only_a_bare_one_behind_a_bare_one(self, first: str, second: str) -> None:
        once = say(first, filled(), "affirm", speech_confidence=0.2)
        twice = say(second, once, "affirm", speech_confidence=0.2)

        assert twice.get("confirmed") is None

    def test_nor_one_that_is_talked_over(self) -> None:
        slots = filled()
        for _ in range(2):
            slots = say("freilich", slots, "affirm", speech_confidence=0.2, talked_over=True)

        assert slots.get("confirmed") is None


@pytest.mark.parametrize("words", ["das Telefon im Laden halt", "ich ruf vom Büro an"])
def test_but_not_one_of_which_only_something_else_is_told(words: str) -> None:
    slots: dict[str, Any] = OFFER
    for _ in range(2):
        slots = say(words, slots)
        assert slots.get("phone_number") is None


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ja mal gucken ob sich da einer meldet", "moment"),
        ("jo dat wolln wer ma sehn", "off_topic"),
        ("ja wenn dann auch einer durchklingelt", "request_callback"),
        ("ja, falls euer Chef das liest", "ask_privacy"),
        ("genau, mal sehen was das diesmal wird", "off_topic"),
    ],
)
def test_a_yes_that_doubts_what_will_come_of_it_is_one(words: str, intent: str) -> None:
    assert say(words, filled(), intent, intent_confidence=0.9)["confirmed"] is True


LAST_TRY = {"misses": 3, "question": "last_help", "prompting": "last_help"}


@pytest.mark.parametrize(
    "words", ["ja obs stimmt, da lass ich mich überraschen", "ja da staun ich, wer hätte das gedacht"]
)
def test_nor_is_a_call_given_up_that_a_yes_would_end(words: str) -> None:
    assert say(words, filled(**LAST_TRY))["confirmed"] is True


@pytest.mark.parametrize(
    "words",
    [
        "ja, lieber anders",
        "ja Moment, ich hol die Brille",
        "ja, die Nummer",
        "ja, was ist das",
        "mal sehen, wer's glaubt",
    ],
)
def test_but_then_nothing_else_is_a_yes(words: str) -> None:
    assert say(words, filled(**LAST_TRY)).get("confirmed") is not True
