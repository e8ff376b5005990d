"""No call is without end: who always says the same words is brought to an end, whatever they are taken for."""

from typing import Any

import pytest

from rueckruf.dialogue.hear import MOST_ROUNDS
from rueckruf.dialogue.heard import FINAL
from rueckruf.dialogue.verdict import MOST_OTHER_WAYS
from tests.dialogue.hearing import CALLER, NAME, NUMBER, asked_next, filled, hear

pytestmark = pytest.mark.unit

LONGEST = 40

QUESTIONS: dict[str, dict[str, Any]] = {
    "name": {},
    "offer": {"caller_name": NAME, "caller_number": CALLER},
    "number": {"caller_name": NAME},
    "and the rest": {"caller_name": NAME, "phone_digits": "030"},
    "time": {"caller_name": NAME, "phone_number": NUMBER},
    "time behind the number": {
        "caller_name": NAME,
        "phone_number": NUMBER,
        "phone_read_back": True,
        "phone_source": "spoken",
    },
    "summary": filled(),
    "what is wrong": filled(question="what_is_wrong", prompting="what_is_wrong"),
    "leaving": filled(question="leaving", prompting="leaving"),
    "ending": {"question": "ending", "prompting": "ending"},
}
#: What is not understood, what takes an answer back, and what comes before all else and is never led back.
INTENTS = ("nlu_fallback", "deny")
ANSWERED_FIRST = ("emergency", "request_person")

SAID = """
ja
nein
nee, das stimmt nicht
ich heiße Weber
Müller
mein Name ist nicht Müller, sondern Weber
M wie Martha, Ü, L, L
Frau Weber von der Firma Meier
mit ck
nein, der Name ist falsch
eins sieben zwo, null davor, denn vier eins, null sechs, sieben drei neun
eins sieben zwo, ne Null gehört da hin, denn vier eins, null sechs, sieben drei neun
null drei null
null eins sieben zwei
eins sieben zwei
vier fünf sechs
zwo drei
acht
null
dann eins
eins eins null
plus neun neun neun
am Ende eine fünf
nein, am Ende eine fünf
die hat die acht drei
null drei null zwei drei eins zwei fünf null sieben sieben
null eins sieben zwei drei vier fünf sechs sieben acht neun null eins zwei drei vier
und noch die null eins sieben zwei eins zwei drei vier fünf sechs sieben
und weiter
das war alles
mehr nicht
nein halt, von vorn
unter dieser Nummer
nicht unter dieser Nummer
nicht diese
die andere
das ist die falsche Nummer
nein, die Nummer ist falsch
die Nummer stimmt nicht
auf dem Festnetz erreichen Sie mich kaum
morgen um zehn
am Sonntag
gestern
um drei
eine Stunde später
nicht um zehn, um elf
lieber früher
vormittags
nächste Woche
Montag oder Dienstag
an Weihnachten
ja, aber nicht vor neun
egal
das ist mir egal
weiß ich nicht
alles falsch
noch mal von vorn
nein, doch nicht
moment bitte
bitte?
was haben Sie gesagt
hallo
äh
auf Wiederhören
löschen Sie alles
Notfall, Müller mein Name
einen Menschen bitte, ich bin Weber
""".strip().splitlines()


def turns_until_the_end(words: str, intent: str, slots: dict[str, Any]) -> int:
    """How many turns the call goes on; ``LONGEST`` for a call that may never end."""
    for turn in range(1, LONGEST):
        changes, slots = hear(words, intent=intent, asked=asked_next(slots), slots=slots, caller=CALLER)
        is_over = changes.asked is None or slots.get("confirmed") is not None
        if is_over or (changes.for_rules and intent in FINAL):
            return turn
    return LONGEST


@pytest.mark.thorough
@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("intent", INTENTS)
def test_the_same_words_bring_each_call_to_an_end(asked: str, intent: str) -> None:
    turns = {words: turns_until_the_end(words, intent, QUESTIONS[asked]) for words in SAID}

    assert {words: after for words, after in turns.items() if after == LONGEST} == {}


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("intent", ANSWERED_FIRST)
def test_so_do_those_that_are_answered_first(asked: str, intent: str) -> None:
    said = ("hallo", "Notfall, Müller mein Name", "null drei null zwei drei eins zwei fünf null sieben sieben")
    turns = {words: turns_until_the_end(words, intent, QUESTIONS[asked]) for words in said}

    assert {words: after for words, after in turns.items() if after == LONGEST} == {}


class TestDictation:
    @pytest.mark.parametrize(
        "words",
        ["eins sieben zwei", "null eins sieben zwei", "vier eins null sechs", "null drei null zwei drei"],
    )
    def test_what_was_said_so_far_is_the_number_once_more(self, words: str) -> None:
        _, begun = hear(words, intent="inform_phone_number", asked="phone_number", slots={"caller_name": NAME})
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=begun)

        assert (after["phone_digits"], after["misses"]) == (begun["phone_digits"], 1)

    def test_its_last_part_once_more_is_no_next_one(self) -> None:
        slots = {"caller_name": NAME, "phone_digits": "01724106"}
        _, after = hear("vier eins null sechs", intent="inform_phone_number", asked="phone_number", slots=slots)

        assert (after["phone_digits"], after["misses"]) == ("01724106", 1)

    def test_one_that_goes_on_until_it_is_none_is_to_be_keyed_in_and_comes_to_an_end(self) -> None:
        slots: dict[str, Any] = {"caller_name": NAME, "phone_digits": "01729999999"}
        _, after = hear("acht acht acht acht", intent="inform_phone_number", asked="phone_number", slots=slots)
        assert (after["prompting"], after["other_ways"], after["phone_digits"]) == ("last_help", 1, None)

        slots = {**slots, "other_ways": MOST_OTHER_WAYS}
        _, after = hear("acht acht acht acht", intent="inform_phone_number", asked="phone_number", slots=slots)
        assert after["confirmed"] is False


def test_a_turn_that_answers_or_counts_as_something_else_is_no_round() -> None:
    _, after = hear("Sabine Müller", intent="inform_caller_name", asked="caller_name")
    assert after["rounds"] == 0
    _, after = hear("hm tja", intent="nlu_fallback", asked="caller_name")
    assert (after["misses"], after["rounds"]) == (1, 0)


@pytest.mark.parametrize(("rounds", "confirmed"), [(MOST_ROUNDS - 1, None), (MOST_ROUNDS, False)])
def test_rounds_come_to_an_end(rounds: int, confirmed: bool | None) -> None:
    slots = {"caller_name": NAME, "phone_digits": "0172", "rounds": rounds}
    _, after = hear("acht", intent="inform_phone_number", asked="phone_number", slots=slots)

    assert (after["rounds"], after["confirmed"]) == (rounds + 1, confirmed)


def test_a_number_may_be_dictated_digit_by_digit() -> None:
    slots: dict[str, Any] = {"caller_name": NAME}
    for digit in ["null", "eins", "sieben", "zwei", "vier", "eins", "null", "sechs", "sieben", "drei", "neun"]:
        _, slots = hear(digit, intent="inform_phone_number", asked="phone_number", slots=slots)

    assert (slots["phone_number"], slots["confirmed"]) == ("+491724106739", None)
