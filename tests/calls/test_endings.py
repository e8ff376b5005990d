"""Every call ends well, and leaves only what was confirmed."""

from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.simulator.server import Server
from tests.conversations.responses import is_said
from tests.support.calls import without_request

pytestmark = pytest.mark.call

EVERYTHING = "Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, morgen um zehn Uhr"


def test_silence_climbs_a_ladder_to_a_goodbye(ring: Callable[..., Any], stored: Callable[[str], list[Any]]) -> None:
    call = ring()
    said = [call.last]
    while not call.ended:
        said.append(call.silence())
        assert len(said) < 8
    assert len(set(said)) == len(said)
    assert "Wiederhören" in said[-1]
    assert stored(call.call_sid) == []


def test_silence_at_the_number_offers_the_keys(ring: Callable[..., Any]) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber")
    offered = call.silence() + call.silence() + call.silence()
    assert "tippen" in offered.lower()


def test_words_that_are_not_understood_climb_the_same_ladder(ring: Callable[..., Any]) -> None:
    call = ring()
    turns = 0
    while not call.ended:
        call.say("blubb schnorz krimskrams")
        turns += 1
        assert turns < 8


@pytest.mark.parametrize("words", ["vergessen Sie es", "löschen Sie bitte alles", "ich möchte abbrechen"])
def test_a_withdrawn_wish_leaves_nothing_and_says_so(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], server: Server, words: str
) -> None:
    call = ring()
    call.say(EVERYTHING)
    assert is_said(call.last, "utter_ask_confirmed")
    assert _found(call.call_sid, server.data_dir / "conversations.db")
    assert "gelöscht" in call.say(words)
    assert call.ended
    assert stored(call.call_sid) == []
    assert not _found(call.call_sid, server.data_dir / "conversations.db")


def test_nobody_deletes_the_request_of_another_by_voice(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    """Number and name must both be those of the request: neither another name nor half of it erases."""
    number = "+493023125077"
    call = ring(caller=number)
    call.say("Mein Name ist Paul Weber, rufen Sie mich morgen um zehn Uhr unter dieser Nummer an.")
    assert "Vielen Dank" in call.say("ja")
    before = stored(call.call_sid)
    assert len(before) == 1

    for words in ("löschen Sie bitte alles", "löschen Sie meinen Rückruf von vorhin"):
        for caller, name in ((number, "Petra Schulz"), (number, "Weber"), ("anonymous", "Paul Weber")):
            other = ring(caller=caller)
            for said in (f"Mein Name ist {name}", words, "ja"):
                assert "Alle Rückrufwünsche" not in other.last
                if not other.ended:
                    other.say(said)
    assert stored(call.call_sid) == before


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Mein Name ist Petra Schulz", "löschen Sie bitte alles"), "Ihre Angaben aus diesem Anruf habe ich gelöscht."),
        (("Entschuldigung, ich bin falsch verbunden",), "Von diesem Anruf habe ich nichts gespeichert."),
    ],
)
def test_who_has_rung_before_hears_what_is_true_of_this_call(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]], said: tuple[str, ...], told: str
) -> None:
    number = "+493023125077"
    first = ring(caller=number)
    first.say("Mein Name ist Paul Weber, rufen Sie mich morgen um zehn Uhr unter dieser Nummer an.")
    assert "Vielen Dank" in first.say("ja")

    again = ring(caller=number)
    heard = [again.say(words) for words in said][-1]

    assert again.ended
    assert told in heard
    assert len(stored(first.call_sid)) == 1


def test_goodbye_before_the_end_hangs_up(ring: Callable[..., Any]) -> None:
    call = ring()
    assert "Wiederhören" in call.say("auf Wiederhören")
    assert call.ended


def test_a_call_that_is_hung_up_before_its_yes_stores_nothing(
    ring: Callable[..., Any], stored: Callable[[str], list[Any]]
) -> None:
    call = ring()
    call.say("Mein Name ist Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, morgen um zehn Uhr")
    call.hang_up()
    assert stored(call.call_sid) == []


def test_where_calls_break_off_is_counted_and_nothing_else(ring: Callable[..., Any], server: Server) -> None:
    before = without_request(server)
    hung_up = ring()
    hung_up.say("Mein Name ist Paul Weber")
    hung_up.hang_up()
    silent = ring()
    while not silent.ended:
        silent.silence()

    assert without_request(server) - before == {"broke_off phone_number": 1, "gave_up caller_name": 1}


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (["Paul Weber", "vergessen Sie es"], "ended cancel"),
        (["auf Wiederhören"], "ended goodbye"),
        ([EVERYTHING, "auf Wiederhören", "nein"], "ended goodbye"),
        (["Entschuldigung, ich bin falsch verbunden"], "ended wrong_number"),
    ],
)
def test_how_callers_end_calls_is_counted_once(
    ring: Callable[..., Any], server: Server, said: list[str], counted: str
) -> None:
    before = without_request(server)
    call = ring(status_callback=False)
    for words in said:
        call.say(words)

    assert call.ended
    call.repeat_last_webhook()
    call.report_end()
    assert without_request(server) - before == {counted: 1}


def test_a_confirmed_call_is_not_counted_among_them(ring: Callable[..., Any], server: Server) -> None:
    before = without_request(server)
    call = ring()
    call.say(EVERYTHING)
    assert "Vielen Dank" in call.say("ja")

    assert without_request(server) == before


def test_a_conversation_is_gone_when_its_call_has_ended(ring: Callable[..., Any], server: Server) -> None:
    call = ring()
    call.say("Mein Name ist Kunigunde Zwackelmann")
    conversations = server.data_dir / "conversations.db"
    assert not _found("Zwackelmann", conversations)  # sealed, so the CallSid tells whether it is there
    assert _found(call.call_sid, conversations)
    call.hang_up()
    assert not _found(call.call_sid, conversations)


def _found(word: str, database: Any) -> bool:
    files = [path for path in database.parent.iterdir() if path.name.startswith(database.name)]
    assert files
    return any(word.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("before", [(), ("Mein Name ist Paul Weber", "was passiert mit meinen daten")])
def test_the_second_insult_in_a_row_ends_the_call(ring: Callable[..., Any], before: tuple[str, ...]) -> None:
    call = ring()
    for words in before:
        call.say(words)
    call.say("du blöde Kuh")
    assert not call.ended
    call.say("du Vollidiot")
    assert call.ended
