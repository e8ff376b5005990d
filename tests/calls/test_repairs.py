"""What went wrong is mended in one turn."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conversations.responses import is_said

pytestmark = pytest.mark.call

EVERYTHING = (
    "Mein Name ist Paul Weber, rufen Sie mich morgen um zehn Uhr unter "
    "null drei null zwei drei eins zwei fünf null sieben sieben an."
)


@pytest.fixture
def at_summary(ring: Callable[..., Any]) -> Any:
    """A call that has just heard its summary."""
    call = ring()
    assert "Paul Weber" in call.say(EVERYTHING)
    return call


def test_no_asks_what_is_wrong_and_changes_just_that(at_summary: Any, stored: Callable[[str], list[Any]]) -> None:
    assert "Nummer" in at_summary.say("nein")
    at_summary.say("die Nummer")
    readback = at_summary.say("null drei null zwei drei eins zwei fünf null sieben acht")
    assert "Paul Weber" not in readback
    at_summary.say("ja")
    [request] = stored(at_summary.call_sid)
    assert (request.name, request.phone) == ("Paul Weber", "+493023125078")


def test_no_with_the_right_value(at_summary: Any, stored: Callable[[str], list[Any]]) -> None:
    assert "elf Uhr" in at_summary.say("nein, um elf Uhr")
    at_summary.say("ja genau")
    [request] = stored(at_summary.call_sid)
    assert request.callback_start.isoformat() == "2026-03-11T10:00:00+00:00"


def test_a_part_of_the_number(at_summary: Any, stored: Callable[[str], list[Any]]) -> None:
    assert "sieben acht" in at_summary.say("nein, am Ende sieben acht").replace(",", "")
    at_summary.say("ja")
    [request] = stored(at_summary.call_sid)
    assert request.phone == "+493023125078"


def test_an_earlier_answer_in_the_middle_of_the_form(ring: Callable[..., Any]) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    answer = call.say("nein, mein Name ist Paul Becker")
    assert "Becker" in answer
    assert "Becker" in call.say("morgen um zehn Uhr")


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("am Sonntag um zehn Uhr", "nicht besetzt"),
        ("heute um acht Uhr früh", "vorbei"),
        ("am dritten April um zehn", "Feiertag"),
    ],
)
def test_a_time_that_cannot_be_brings_the_reason_and_another(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], wish: str, reason: str
) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    offer = call.say(wish)
    assert not call.ended
    assert reason in offer
    assert is_said(call.heard[-1], "utter_ask_callback_time", "alternative")
    assert "Paul Weber" in call.say("ja das passt")
    call.say("ja")
    [request] = stored(call.call_sid)
    assert request.callback_start > request.created_at


def test_a_number_that_cannot_be_brings_the_reason(ring: Callable[..., Any]) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    answer = call.say("null drei null " + "eins zwei drei vier fünf sechs sieben acht neun " * 2)
    assert "Ziffern" in answer
    assert not call.ended


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("was passiert mit meinen daten", "löschen"),
        ("sind sie eine maschine", "Computerprogramm"),
        ("wozu brauchen sie meine telefonnummer", "Nummer"),
        ("kann ich bitte mit einem menschen sprechen", "Mensch"),
    ],
)
def test_questions_beside_the_matter_are_answered_and_the_open_one_asked_anew(
    ring: Callable[..., Any], question: str, answer: str
) -> None:
    call = ring()
    asked = call.heard[-1]
    reply = call.say(question)
    assert answer in reply
    assert is_said(call.heard[-1], "utter_ask_caller_name")
    assert call.heard[-1] != asked
    assert "nummer" in call.say("Mein Name ist Paul Weber").lower()
