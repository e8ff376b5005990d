"""A caller says what a callback needs, and it is stored."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.call

CALLER = "+493023125042"
NUMBER = "null drei null, zwei drei eins, zwei fünf, null sieben sieben"


def test_the_opening_says_who_speaks_for_whom_and_where_to_read_more(ring: Callable[..., Any]) -> None:
    opening = " ".join(ring().heard[:2])
    assert "Sprachassistent" in opening
    assert "Musterwerk GmbH" in opening
    assert "Ihre Daten dienen nur dem Rückruf" in opening
    assert "musterwerk Punkt example" in opening


def test_who_asks_hears_who_else_gets_the_data_how_long_and_the_whole_address(ring: Callable[..., Any]) -> None:
    call = ring()
    call.say("was passiert mit meinen Daten")
    answer = " ".join(call.heard_last)
    assert "Musterwerk Holding AG" in answer
    assert "drei Monaten" in answer
    assert "musterwerk Punkt example Schrägstrich datenschutz" in answer


def test_nobody_can_talk_over_the_opening(ring: Callable[..., Any]) -> None:
    call = ring()
    opening, notice, question = call.heard
    assert call.document.index(opening[:9]) < call.document.index(notice[:9]) < call.document.index("<Gather")
    assert question in [said.text for said in call.gather.says]


def test_step_by_step(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    assert call.heard_last[-1] == "Was kann ich für Sie tun?"
    assert "nummer" in call.say("Mein Name ist Sabine Müller").lower()
    assert "null drei null" in call.say(NUMBER)
    summary = call.say("morgen um zehn Uhr")
    assert "Sabine Müller" in summary
    assert "Nummer endet auf" in summary
    assert "zehn Uhr" in summary
    thanks = call.say("ja das stimmt")
    assert "Vielen Dank" in thanks
    assert call.ended
    [request] = stored(call.call_sid)
    assert (request.name, request.phone, request.phone_source) == ("Sabine Müller", "+493023125077", "spoken")
    assert request.callback_start.isoformat() == "2026-03-11T09:00:00+00:00"
    assert request.callback_text == "morgen um zehn Uhr"


def test_everything_at_once(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    summary = call.say(
        "Guten Tag, mein Name ist Weber, bitte rufen Sie mich morgen zwischen vierzehn und sechzehn Uhr "
        "unter null drei null zwei drei eins zwei fünf null sieben sieben zurück."
    )
    assert "Weber" in summary
    call.say("Ja.")
    [request] = stored(call.call_sid)
    assert request.phone == "+493023125077"
    assert (request.callback_start.hour, request.callback_end.hour) == (13, 15)


def test_only_what_is_missing_is_asked(ring: Callable[..., Any]) -> None:
    call = ring()
    question = call.say("Hier ist Weber, es geht um morgen um zehn Uhr.")
    assert "Nummer" in question or "nummer" in question
    summary = call.say(NUMBER)
    assert "Weber" in summary
    assert "zehn Uhr" in summary


def test_the_callers_number_is_offered_by_its_ending(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring(caller=CALLER)
    offer = call.say("Weber, Paul Weber")
    assert "null vier zwei" in offer
    assert "zwei drei eins" not in offer
    call.say("ja gern")
    call.say("morgen um zehn Uhr")
    call.say("ja")
    [request] = stored(call.call_sid)
    assert (request.phone, request.phone_source) == (CALLER, "caller_id")


@pytest.mark.parametrize("withheld", ["anonymous", "RESTRICTED", "+266696687", "unknown"])
def test_a_withheld_number_is_not_offered(ring: Callable[..., Any], withheld: str) -> None:
    question = ring(caller=withheld).say("Mein Name ist Paul Weber")
    assert "Endung" not in question


def test_the_number_can_be_keyed_in(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    assert "dtmf" in call.gather.input
    call.press("03023125077#")
    call.say("morgen um zehn Uhr")
    call.say("ja")
    [request] = stored(call.call_sid)
    assert (request.phone, request.phone_source) == ("+493023125077", "keys")


def test_a_number_in_two_breaths(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    assert "weiter" in call.say("null drei null")
    call.say("zwei drei eins zwei fünf null sieben sieben")
    call.say("morgen um zehn Uhr")
    call.say("ja")
    [request] = stored(call.call_sid)
    assert request.phone == "+493023125077"


def test_dictating_a_number_is_not_cut_off(ring: Callable[..., Any]) -> None:
    call = ring()
    at_name = call.gather.speech_timeout
    call.say("Mein Name ist Paul Weber")
    assert int(call.gather.speech_timeout) > int(at_name)
