"""Whole calls over ConversationRelay, where it is another way than Gather's: talking over, going on, breaking off."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.relay import Session
from rueckruf.simulator.server import Server
from rueckruf.simulator.terminal import run_call
from tests.support.broken_stores import nowhere_to_store
from tests.support.calls import AUTH_TOKEN
from tests.support.patience import eventually

pytestmark = pytest.mark.call

WISH = "Mein Name ist Ottilie Krämer, rufen Sie mich morgen um zehn unter dieser Nummer zurück"
CALLER = "+493023125051"
Ring = Callable[..., Phone]
Stored = Callable[[str], list[Any]]


@pytest.fixture
def read_back(ring: Ring) -> tuple[Phone, Session]:
    """A caller to whom everything is read back."""
    call = ring(CALLER, transport="relay")
    assert call.session is not None
    call.session.speaks_on = True
    assert "Stimmt" in call.say(WISH)
    return call, call.session


def test_an_interrupted_read_back_is_no_confirmation(read_back: tuple[Phone, Session], stored: Stored) -> None:
    call, session = read_back
    session.interrupt(call.last[:30])
    session.prompt("ja, genau")
    rest = call.listen()
    assert rest.endswith("Stimmt das?")
    assert not stored(call.call_sid)
    session.interrupt(rest[:10])
    session.prompt("machen Sie das mal so")
    session.speaks_on = False
    call.listen()
    assert not call.ended
    assert not stored(call.call_sid)
    assert "Vielen Dank" in call.say("ja, das stimmt")
    (request,) = stored(call.call_sid)
    assert (request.name, request.phone) == ("Ottilie Krämer", CALLER)


def test_an_objection_counts_as_soon_as_it_is_made(read_back: tuple[Phone, Session], stored: Stored) -> None:
    call, session = read_back
    session.interrupt("Also: Ottilie Krämer")
    session.speaks_on = False
    session.prompt("nein, Krämer mit C")
    call.listen()
    assert not call.ended
    assert not stored(call.call_sid)


def test_the_tail_of_a_number_is_no_answer_to_the_next_question(ring: Ring, stored: Stored) -> None:
    call = ring("anonymous", transport="relay")
    call.say("Mein Name ist Ottilie Krämer")
    assert call.session is not None
    call.session.speaks_on = True
    assert "Wann" in call.say("null drei null, zwei drei eins zwei fünf null")
    call.session.interrupt(call.last[:5])
    call.session.speaks_on = False
    call.session.prompt("fünf eins")
    call.listen()
    call.say("morgen um zehn")
    while not call.ended:
        call.say("ja, das stimmt")
    (request,) = stored(call.call_sid)
    assert request.phone == "+493023125051"


def test_a_socket_that_breaks_at_the_read_back_loses_nothing(read_back: tuple[Phone, Session], stored: Stored) -> None:
    call, _ = read_back
    said = call.last
    assert call.drop() == said
    assert call.session is None
    assert "Vielen Dank" in call.say("ja, das stimmt")
    assert len(stored(call.call_sid)) == 1


def test_a_yes_that_is_said_while_the_socket_breaks_is_stored_once(
    read_back: tuple[Phone, Session], stored: Stored
) -> None:
    call, session = read_back
    session.prompt("ja, das stimmt")
    assert "Vielen Dank" in call.drop()
    assert call.ended
    assert len(stored(call.call_sid)) == 1


def test_without_a_commit_nobody_is_thanked(read_back: tuple[Phone, Session], server: Server, stored: Stored) -> None:
    call, session = read_back
    session.speaks_on = False
    with nowhere_to_store(server.data_dir):
        assert "Vielen Dank" not in call.say("ja, das stimmt")
    assert not stored(call.call_sid)


def test_the_log_tells_nothing_of_the_caller(read_back: tuple[Phone, Session], server: Server) -> None:
    call, session = read_back
    session.socket.send('{"type": "prompt", "voicePrompt": "Krämer"')
    call.drop()
    assert eventually(lambda: any("message ignored: not JSON" in line for line in server.output))
    log = "\n".join(server.output)
    for personal in ("Krämer", "Ottilie", CALLER[1:], call.call_sid):
        assert personal not in log


def test_the_telephone_in_the_terminal_talks_over_it(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", AUTH_TOKEN)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    script = tmp_path / "call.txt"
    script.write_text("Auf Wiederhören\nja\n", encoding="utf-8")
    assert run_call(server.url, script, "anonymous", "relay") == 0
    shown = capsys.readouterr().out.splitlines()
    assert any(re.fullmatch(r"\[\d\.\d\d s\]", line) for line in shown)
    assert shown[-1] == "[the assistant has hung up]"
