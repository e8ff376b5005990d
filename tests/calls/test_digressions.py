"""Whatever is asked beside the matter is answered at once; then the open question comes back in other words."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conversations.responses import is_said
from tests.support.calls import said_twice

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
    "opening hours": ("wann haben Sie geöffnet", ("Montag", "acht", "siebzehn")),
    "how long": ("wie lange dauert das denn", ("Name, Nummer und Zeit",)),
    "repeat": ("können Sie das bitte wiederholen", ("noch einmal",)),
    "slower": ("sprechen Sie bitte langsamer", ("in Ruhe",)),
    "help": ("was muss ich hier machen", ("Namen", "Telefonnummer")),
    "a moment": ("einen Moment bitte", ()),
    "small talk": ("na wie geht es Ihnen denn so", ("Schön",)),
    "an insult": ("Sie sind ein Idiot", ("verärgert",)),
    "an emergency": ("Hilfe, das ist ein Notfall", ("eins, eins, zwei",)),
    "another matter": ("haben Sie auch am Bahnhof einen Laden", ("beim Rückruf",)),
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


def next_place(name: str, place: str) -> str:
    """Where the call stands after that: one who speaks no German needs to name no time."""
    return "confirmed" if (name, place) == ("English", "callback_time") else place


@pytest.mark.parametrize("place", PLACES)
def test_each_is_answered_and_the_open_question_asked_anew(ring: Callable[..., Any], place: str) -> None:
    call = at(place, ring)
    for name, (words, answers) in QUESTIONS.items():
        asked = call.heard[-1]
        reply = call.say(words)
        assert [answer for answer in answers if answer not in reply] == [], name
        assert call.heard[-1] != asked, name
        assert name == "a moment" or asks_for(next_place(name, place), call.heard[-1]), (name, call.heard[-1])
        assert not call.ended
        call = at(place, ring)


#: The second insult in a row ends the call.
REPEATABLE = [name for name in QUESTIONS if name != "an insult"]


@pytest.mark.parametrize("name", REPEATABLE)
def test_nothing_is_said_twice_when_it_is_asked_again_at_each_question(ring: Callable[..., Any], name: str) -> None:
    call = ring()
    number = "null drei null zwei drei eins zwei fünf null sieben sieben"
    for step in ("Mein Name ist Paul Weber", number, "morgen um zehn Uhr", None):
        call.say(QUESTIONS[name][0])
        if step:
            call.say(step)
    assert not call.ended
    assert said_twice(call.heard) == set()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", REPEATABLE)
def test_who_does_nothing_else_is_led_back_and_in_the_end_let_go(
    ring: Callable[..., Any], name: str, place: str
) -> None:
    call = at(place, ring)
    question = f"utter_ask_{next_place(name, place)}"
    turns = 0
    while not call.ended:
        call.say(QUESTIONS[name][0])
        turns += 1
        assert turns <= 6
    assert said_twice(call.heard) == set()
    assert [said for said in call.heard[-3:] if is_said(said, question, "last_help")]
    assert is_said(call.heard[-1], "utter_gave_up")


def test_all_kinds_together_come_to_an_end_too(ring: Callable[..., Any]) -> None:
    call = ring()
    for words in (
        "haben Sie auch am Bahnhof einen Laden",
        "Moment bitte",
        "sind Sie ein Computer",
        "können Sie das wiederholen",
    ):
        call.say(words)
        assert not call.ended
    assert is_said(call.heard[-1], "utter_ask_caller_name", "last_help")
    call.say("na wie geht es Ihnen denn so")
    assert is_said(call.heard[-1], "utter_gave_up")


def test_an_answer_in_between_begins_anew(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    number = "null drei null zwei drei eins zwei fünf null sieben sieben"
    for answer in ("Mein Name ist Paul Weber", number, "morgen um zehn Uhr"):
        for words in ("haben Sie auch am Bahnhof einen Laden", "wie lange dauert das denn", "sind Sie ein Computer"):
            call.say(words)
        call.say(answer)
    assert "Vielen Dank" in call.say("ja")
    assert len(stored(call.call_sid)) == 1


def test_who_asks_for_a_moment_is_waited_for(ring: Callable[..., Any]) -> None:
    call = at("phone_number", ring)
    before = call.gather.timeout
    call.say("Moment, ich muss nachsehen")
    assert call.gather.timeout > before
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    assert call.gather.timeout <= before


def test_a_wrong_number_ends_the_call_kindly(ring: Callable[..., Any]) -> None:
    call = ring()
    assert "verwählt" in call.say("Entschuldigung, da habe ich mich verwählt")
    assert call.ended


@pytest.mark.parametrize("place", [place for place in PLACES if place != "caller_name"])
def test_who_has_given_answers_is_asked_before_a_wrong_number_ends_the_call(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], place: str
) -> None:
    call = at(place, ring)
    call.say("Entschuldigung, da habe ich mich verwählt")
    assert not call.ended
    assert "Wiederhören" in call.say("falsch verbunden, ich wollte woanders anrufen")
    assert call.ended
    assert stored(call.call_sid) == []


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


def test_a_whole_call_in_english_ends_with_a_request_by_keypad(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring()
    call.say("hello do you speak english")
    call.say("my name is Olivia Bennett")
    call.press("03023125077#")
    assert "press one" in call.say("sorry what did you say")
    assert "Olivia Bennett" in call.heard[-1]
    call.press("1")
    [request] = stored(call.call_sid)
    assert (request.name, request.phone, request.phone_source) == ("Olivia Bennett", "+493023125077", "keys")
    assert request.callback_text == "so bald wie möglich"


def test_a_number_may_be_keyed_in_where_the_name_is_asked(ring: Callable[..., Any]) -> None:
    call = ring()
    call.say("i only speak english")
    call.press("03023125077#")
    call.say("my name is Olivia Bennett")
    assert "press one" in call.say("as soon as possible please")
