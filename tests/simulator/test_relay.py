"""Twilio's side of ConversationRelay refuses what Twilio refuses, and tells what Twilio tells."""

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.legacy.server import serve

from rueckruf.simulator.relay import RelayError, Session
from rueckruf.simulator.twiml import ConversationRelay
from rueckruf.simulator.websocket import NoSocketError, WebSocket
from tests.support.patience import eventually

pytestmark = pytest.mark.unit

NOUN = ConversationRelay("", "wss://voice.example.com/relay", "de-DE", "Vicki-Neural", (), True, ("speaker-events",))
CALL = {"AccountSid": "AC1", "CallSid": "CA1", "From": "+493023125042", "To": "+493023125000", "CallStatus": "ringing"}
SECONDS = 20.0


class Server:
    """Sends what is prepared to whoever opens a socket, and keeps what it is sent."""

    def __init__(self) -> None:
        self.prepared: list[str | bytes] = []
        self.closes = False
        self.heard: list[Any] = []
        self.sessions: list[Session] = []
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.url = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(SECONDS)

    async def _start(self) -> str:
        self._server = await serve(self._answer, "127.0.0.1", 0)
        (listening,) = self._server.sockets
        return f"ws://127.0.0.1:{listening.getsockname()[1]}"

    async def _answer(self, socket: Any) -> None:
        for each in self.prepared:
            await socket.send(each)
        if not self.closes:
            async for message in socket:
                self.heard.append(json.loads(message))

    async def _stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    yield state
    for each in state.sessions:
        each.socket.close()
    state.stop()


def session(server: Server, *prepared: str | bytes) -> Session:
    server.prepared = list(prepared)
    server.sessions.append(Session(WebSocket(server.url, {}, SECONDS), NOUN, CALL))
    return server.sessions[-1]


def text(**fields: Any) -> str:
    return json.dumps({"type": "text", **fields})


def test_what_comes_in_one_go(server: Server) -> None:
    said = session(
        server,
        text(token="Guten Tag. ", last=False, interruptible=False),
        text(token="Ihr Name?", last=True),
        text(token="Noch da?", last=True),
    ).listen(SECONDS)
    assert said.texts == ["Guten Tag.", "Ihr Name?"]
    assert said.interruptible == [False, True]
    assert said.handoff is None


def test_after_the_last_words_comes_the_end(server: Server) -> None:
    said = session(
        server,
        text(token="Auf Wiederhören!", last=True, interruptible=False),
        json.dumps({"type": "end", "handoffData": "x"}),
    ).listen(SECONDS)
    assert (said.texts, said.handoff) == (["Auf Wiederhören!"], "x")


def test_a_server_that_closes_is_lost(server: Server) -> None:
    server.closes = True
    assert session(server).listen(SECONDS).lost


@pytest.mark.parametrize(
    "message",
    [
        b"\x00",
        "no JSON",
        '["text"]',
        json.dumps({"type": "say", "token": "a"}),
        json.dumps({"type": "text"}),
        text(token=None),
        text(token="a", last="yes"),
        text(token="a", bargeIn=True),
        json.dumps({"type": "end", "handoffData": {"reason": "x"}}),
    ],
)
def test_what_twilio_would_refuse_is_refused(server: Server, message: str | bytes) -> None:
    with pytest.raises(RelayError):
        session(server, message).listen(SECONDS)


def test_what_is_changed_in_the_middle_of_a_call_is_kept_or_refused(server: Server) -> None:
    hints, pause = {"type": "hints", "hints": "ja,nein"}, {"type": "config", "speechTimeout": 2500}
    call = session(server, json.dumps(hints), json.dumps(pause), text(token="Ja?", last=True))
    assert call.listen(SECONDS).texts == ["Ja?"]
    assert call.changes == [hints, pause]
    older = session(server, json.dumps(pause), text(token="Ja?", last=True))
    older.refuses_changes = True
    assert older.listen(SECONDS).texts == ["Ja?"]
    assert older.changes == []
    assert eventually(lambda: any(message["type"] == "error" for message in server.heard))


def test_what_it_tells(server: Server) -> None:
    call = session(server)
    call.interrupt("Guten")
    call.prompt("ja", last=False)
    call.prompt("ja, hallo")
    call.press("1#")
    call.socket.close()
    assert eventually(lambda: server.heard and server.heard[-1].get("digit") == "#")
    kinds = [message["type"] for message in server.heard if message["type"] != "info"]
    assert kinds == ["setup", "interrupt", "prompt", "prompt", "dtmf", "dtmf"]
    assert server.heard[0]["callSid"] == "CA1"
    assert server.heard[0]["from"] == "+493023125042"
    infos = [(message["name"], message["value"]) for message in server.heard if message["type"] == "info"]
    on, off = ("clientSpeaking", "on"), ("clientSpeaking", "off")
    assert infos == [("agentSpeaking", "off"), on, on, off]


def test_where_nobody_listens_there_is_no_socket() -> None:
    with pytest.raises(NoSocketError):
        WebSocket("ws://127.0.0.1:9/", {}, SECONDS)
