"""Who says nothing or is not understood is helped in other words each time, until a goodbye.

Words for the time that no help made clearer are passed on instead, and the summary is asked about until it ends.
"""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.channel.answering import MAX_TURNS
from tests.conversations.responses import is_said
from tests.support.calls import said_twice

pytestmark = pytest.mark.call

NAME = "Mein Name ist Paul Weber"
NUMBER = "null drei null zwei drei eins zwei fünf null sieben sieben"
#: What was said before a question, and what the last help but one and the last one offer.
QUESTIONS = {
    "caller_name": ((), "Beispiel", "buchstabier|Buchstabe"),
    "phone_number": ((NAME,), "Beispiel", "Rautetaste"),
    "callback_time": ((NAME, NUMBER), "Beispiel", "Tag"),
    "confirmed": ((NAME, NUMBER, "morgen um zehn Uhr"), "Beispiel", "Eins"),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("silent", [(True,), (False,), (True, False), (False, True)], ids=str)
def test_the_helps_escalate_and_end(ring: Callable[..., Any], question: str, silent: tuple[bool, ...]) -> None:
    before, example, last_help = QUESTIONS[question]
    call = ring()
    for words in before:
        call.say(words)
    begun = len(call.heard)
    while not call.ended:
        call.silence() if silent[(len(call.heard) - begun) % len(silent)] else call.say("blubb schnorz krimskrams")
    first, second, third, fourth, *_ = call.heard[begun:]
    assert example in second
    assert any(word in third for word in last_help.split("|"))
    assert ("weiter" if question == "callback_time" and not silent[3 % len(silent)] else "Wiederhören") in fourth
    assert "Wiederhören" in call.last
    assert said_twice(call.heard) == set()
    assert is_said(first, f"utter_ask_{question}", "silent" if silent[0] else "again")


@pytest.mark.parametrize("miss", ["silence", "words"])
def test_a_call_that_stumbles_at_every_question_hears_nothing_twice(ring: Callable[..., Any], miss: str) -> None:
    call = ring()
    for answer in (NAME, NUMBER, "morgen um zehn Uhr", "ja"):
        for _ in range(3):
            call.silence() if miss == "silence" else call.say("blubb schnorz krimskrams")
        call.say(answer)
    assert "Vielen Dank" in call.last
    assert said_twice(call.heard) == set()


def test_a_goodbye_at_the_summary_is_asked_about_and_a_yes_stores(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring()
    call.say(f"{NAME}, {NUMBER}, morgen um zehn Uhr")
    assert "Soll ich Ihren Wunsch speichern?" in call.say("auf Wiederhören")
    assert "Vielen Dank" in call.say("ja bitte")
    assert len(stored(call.call_sid)) == 1


@pytest.mark.parametrize("answer", ["nein", "tschüss"])
def test_and_anything_else_stores_nothing(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], answer: str
) -> None:
    call = ring()
    call.say(f"{NAME}, {NUMBER}, morgen um zehn Uhr")
    call.say("auf Wiederhören")
    assert "speichere ich nichts" in call.say(answer)
    assert call.ended
    assert stored(call.call_sid) == []


def test_who_never_comes_to_an_end_hears_a_goodbye(ring: Callable[..., Any]) -> None:
    """A machine that says other names for ever is understood each time."""
    call = ring()
    names = itertools.cycle(
        f"Mein Name ist {first} {last}" for first in ("Paul", "Anna") for last in ("Weber", "Becker")
    )
    turns = 0
    while not call.ended:
        call.say(next(names))
        turns += 1
        assert turns <= MAX_TURNS
    assert "Wiederhören" in call.last
