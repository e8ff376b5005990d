"""Corrections of every kind are understood in one turn, and what has changed is read back alone."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.call

EVERYTHING = (
    "Mein Name ist Paul Meier, rufen Sie mich morgen um zehn Uhr unter "
    "null drei null zwei drei eins zwei fünf null sieben sieben an."
)
AS_SAID = ("Paul Meier", "+493023125077", "11.03. 10:00")


@pytest.fixture
def summary(ring: Callable[..., Any]) -> Any:
    """A call that has just heard its summary."""
    call = ring()
    assert "Paul Meier" in call.say(EVERYTHING)
    return call


@pytest.fixture
def confirmed(stored: Callable[[str], list[Any]]) -> Callable[[Any], tuple[str, str, str]]:
    """Name, number and beginning (in winter Berlin is an hour ahead of UTC) after a yes."""

    def confirm(call: Any) -> tuple[str, str, str]:
        call.say("ja, jetzt stimmt es")
        [request] = stored(call.call_sid)
        hour = request.callback_start.hour + 1
        return request.name, request.phone, f"{request.callback_start:%d.%m.} {hour}:{request.callback_start:%M}"

    return confirm


@pytest.mark.parametrize(
    ("words", "said_back", "value"),
    [
        ("nein, am Ende vier fünf", "vier fünf", ("Paul Meier", "+493023125045", "11.03. 10:00")),
        ("am Ende 45", "vier fünf", ("Paul Meier", "+493023125045", "11.03. 10:00")),
        ("die letzten beiden sind acht acht", "acht acht", ("Paul Meier", "+493023125088", "11.03. 10:00")),
        ("nein, Meier mit a i", "Maier", ("Paul Maier", "+493023125077", "11.03. 10:00")),
        ("nicht um zehn, sondern um elf", "elf Uhr", ("Paul Meier", "+493023125077", "11.03. 11:00")),
        ("nein, am Donnerstag", "Donnerstag", ("Paul Meier", "+493023125077", "12.03. 10:00")),
        ("mein Vorname ist Peter", "Peter Meier", ("Peter Meier", "+493023125077", "11.03. 10:00")),
    ],
)
def test_a_part_of_a_value(
    summary: Any, confirmed: Callable[[Any], Any], words: str, said_back: str, value: tuple[str, str, str]
) -> None:
    read_back = summary.say(words)
    assert said_back in read_back
    others = {"Meier": 0, "null drei null": 1, "morgen": 2}
    unchanged = [part for part, place in others.items() if value[place] == AS_SAID[place]]
    assert [part for part in unchanged if part in read_back] == []
    assert confirmed(summary) == value


@pytest.mark.parametrize(
    ("complaint", "right", "value"),
    [
        ("der Name stimmt nicht", "Becker, Paul Becker", ("Paul Becker", *AS_SAID[1:])),
        (
            "die Nummer ist falsch",
            "null drei null zwei drei eins zwei fünf null eins eins",
            ("Paul Meier", "+493023125011", "11.03. 10:00"),
        ),
        ("die Zeit passt nicht", "morgen um vierzehn Uhr", (*AS_SAID[:2], "11.03. 14:00")),
    ],
)
def test_at_the_summary_without_the_new_value(
    summary: Any, confirmed: Callable[[Any], Any], complaint: str, right: str, value: tuple[str, str, str]
) -> None:
    assert "?" in summary.say(complaint)
    summary.say(right)
    assert confirmed(summary) == value


def test_a_bare_no_and_then_the_value_at_once(summary: Any, confirmed: Callable[[Any], Any]) -> None:
    summary.say("nein")
    assert "elf Uhr" in summary.say("es muss um elf Uhr sein")
    assert confirmed(summary) == (*AS_SAID[:2], "11.03. 11:00")


def test_two_in_a_row(summary: Any, confirmed: Callable[[Any], Any]) -> None:
    first = summary.say("nein, um elf Uhr")
    second = summary.say("und die Nummer endet mit acht acht")
    assert "elf Uhr" in first
    assert "acht acht" in second
    assert "elf Uhr" not in second
    assert confirmed(summary) == ("Paul Meier", "+493023125088", "11.03. 11:00")


def test_a_correction_of_the_correction(summary: Any, confirmed: Callable[[Any], Any]) -> None:
    assert "elf Uhr" in summary.say("nein, um elf Uhr")
    assert "vierzehn Uhr" in summary.say("ach nein, doch lieber um vierzehn Uhr")
    assert confirmed(summary) == (*AS_SAID[:2], "11.03. 14:00")


def test_a_correction_of_a_corrected_number(summary: Any, confirmed: Callable[[Any], Any]) -> None:
    assert "vier fünf" in summary.say("nein, am Ende vier fünf")
    assert "vier sechs" in summary.say("nein, am Ende vier sechs")
    assert confirmed(summary) == ("Paul Meier", "+493023125046", "11.03. 10:00")


@pytest.mark.parametrize(
    ("words", "said_back", "value"),
    [
        ("Moment, mein Name ist Paul Becker", "Paul Becker", ("Paul Becker", *AS_SAID[1:])),
        ("nein, die Nummer endet mit acht acht", "acht acht", ("Paul Meier", "+493023125088", "11.03. 10:00")),
    ],
)
def test_of_an_earlier_answer_in_the_middle(
    ring: Callable[..., Any],
    confirmed: Callable[[Any], Any],
    words: str,
    said_back: str,
    value: tuple[str, str, str],
) -> None:
    call = ring()
    call.say("Mein Name ist Paul Meier")
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    assert said_back in call.say(words)
    assert value[0] in call.say("morgen um zehn Uhr")
    assert confirmed(call) == value


@pytest.mark.parametrize(
    ("before", "words", "said_back"),
    [
        ((), "Mein Name ist Paul Meier", "Paul Meier"),
        (
            ("Mein Name ist Paul Meier", "null drei null zwei drei eins zwei fünf null sieben sieben"),
            "morgen um zehn Uhr",
            "zehn Uhr",
        ),
    ],
)
def test_what_the_recogniser_was_not_sure_of_is_asked_for_again_and_then_read_back_at_once(
    ring: Callable[..., Any], before: tuple[str, ...], words: str, said_back: str
) -> None:
    call = ring()
    for answer in before:
        call.say(answer)
    call.say(words, confidence=0.3)
    assert "sicher" in call.heard_last[0]
    call.say(words, confidence=0.3)
    assert said_back in call.heard_last[0]
    assert any(noted in call.heard_last[0].lower() for noted in ("verstanden", "notiert", "notiere", "nummer ist"))
