"""Whatever is asked beside the matter is answered at once; then the open question comes back in other words."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.call

#: What brings a call to each question, and a word of that question.
PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "caller_name": ((), "nam|heißen|wen"),
    "phone_number": (("Mein Name ist Paul Weber",), "nummer"),
    "callback_time": (("Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben",), "wann|zeit|tag"),
    "confirmed": (
        ("Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, morgen um zehn Uhr",),
        "richtig|stimmt",
    ),
}
QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "privacy": (
        "was passiert mit meinen Daten",
        (
            "nur dem Rückruf",
            "Musterwerk Holding AG",
            "drei Monaten",
            "Auskunft",
            "Löschung",
            "musterwerk Punkt example",
        ),
    ),
    "why the number": ("wozu brauchen Sie meine Nummer", ("zurückrufen",)),
    "a machine": ("sind Sie ein Computer", ("Computerprogramm", "Musterwerk GmbH")),
    "opening hours": ("wann haben Sie geöffnet", ("Montag", "acht", "siebzehn Uhr")),
    "how long": ("wie lange dauert das denn", ("Name, Nummer und Zeit",)),
    "repeat": ("können Sie das bitte wiederholen", ("noch einmal",)),
    "slower": ("sprechen Sie bitte langsamer", ("in Ruhe",)),
    "help": ("was muss ich hier machen", ("Namen", "Telefonnummer")),
    "a moment": ("einen Moment bitte", ()),
    "small talk": ("na wie geht es Ihnen denn so", ("Danke",)),
    "an insult": ("Sie sind ein Idiot", ("verärgert",)),
    "an emergency": ("Hilfe, das ist ein Notfall", ("eins, eins, zwei",)),
    "another matter": ("mein Router ist kaputt", ("Verkauf",)),
    "a person": ("ich möchte mit einem Menschen sprechen", ("Mensch", "zurück")),
    "English": ("do you speak english", ("name", "number", "keypad")),
}


def at(place: str, ring: Callable[..., Any]) -> Any:
    call = ring()
    for words in PLACES[place][0]:
        call.say(words)
    return call


def asks_for(place: str, sentence: str) -> bool:
    return any(word in sentence.lower() for word in PLACES[place][1].split("|"))


@pytest.mark.parametrize("place", PLACES)
def test_each_is_answered_and_the_open_question_asked_anew(ring: Callable[..., Any], place: str) -> None:
    call = at(place, ring)
    for name, (words, answers) in QUESTIONS.items():
        asked = call.heard[-1]
        reply = call.say(words)
        assert [answer for answer in answers if answer not in reply] == [], name
        assert call.heard[-1] != asked, name
        assert name == "a moment" or asks_for(place, call.heard[-1]), (name, call.heard[-1])
        assert not call.ended
        call = at(place, ring)


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "an insult"])
def test_nothing_is_said_twice_when_it_is_asked_again_later(ring: Callable[..., Any], name: str) -> None:
    call = ring()
    for step in ("Mein Name ist Paul Weber", "null drei null zwei drei eins zwei fünf null sieben sieben", None):
        call.say(QUESTIONS[name][0])
        if step:
            call.say(step)
    assert not call.ended
    assert {said for said, times in Counter(call.heard).items() if times > 1} == set()


def test_who_asks_for_a_moment_is_waited_for(ring: Callable[..., Any]) -> None:
    call = at("phone_number", ring)
    before = call.gather.timeout
    call.say("Moment, ich muss nachsehen")
    assert call.gather.timeout > before
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    assert call.gather.timeout <= before


@pytest.mark.parametrize("place", PLACES)
def test_a_wrong_number_ends_the_call_kindly(ring: Callable[..., Any], place: str) -> None:
    call = at(place, ring)
    assert "verwählt" in call.say("Entschuldigung, da habe ich mich verwählt")
    assert call.ended


@pytest.mark.parametrize("words", ["hello i don't speak german", "Can you call me back please?", "english please"])
def test_english_is_answered_in_one_english_sentence_and_the_keypad_works(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], words: str
) -> None:
    call = ring()
    english, question = call.say(words), call.heard[-1]
    sentence = english.removesuffix(question).strip()
    assert sentence.count(".") == 1
    assert all(word in sentence for word in ("name", "number", "keypad"))
    call.say("My name is John Carter")
    call.press("03023125077#")
    call.say("morgen um zehn Uhr")
    call.press("1")
    [request] = stored(call.call_sid)
    assert (request.phone, request.phone_source) == ("+493023125077", "keys")
