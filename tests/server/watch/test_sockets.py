"""A socket goes to the generation on which its call has begun, and nobody gets one whom a generation refuses."""

import asyncio
import json
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from aiohttp import WSMsgType, web

from rueckruf.simulator.websocket import NoSocketError, WebSocket
from tests.support.front import Front
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

RELAY = "/webhooks/twilio_voice/relay"
WEBHOOK = "/webhooks/twilio_voice/webhook"
SIGNED = {"X-Twilio-Signature": "good"}


class Generation:
    """Answers webhooks, and each message over a signed socket with its port; at "end" it closes."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(PATIENCE)

    async def _start(self) -> int:
        app = web.Application()
        app.router.add_post(WEBHOOK, self._answer)
        app.router.add_get(RELAY, self._talk)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return int(self._runner.addresses[0][1])

    async def _answer(self, _: web.Request) -> web.Response:
        return web.Response(text="<Response />", content_type="text/xml")

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("X-Twilio-Signature") != "good" or request.host != "rueckruf.example":
            return web.Response(status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.data == "end":
                break
            kind = "bytes" if message.type is WSMsgType.BINARY else "text"
            await socket.send_str(f"{self.port} {kind} {len(message.data)}")
        return socket

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)


@pytest.fixture
def generations(front: Front) -> Iterator[tuple[Generation, Generation]]:
    """Two of them, calls begin on the first; there since the front has begun, for it begins by fork."""
    first, second = Generation(), Generation()
    front.begin_on(first.port)
    yield first, second
    first.stop()
    second.stop()


def open_socket(front: Front, call: str, headers: dict[str, str] = SIGNED) -> WebSocket:
    socket = WebSocket(f"ws://127.0.0.1:{front.port}{RELAY}", {"Host": "rueckruf.example", **headers}, PATIENCE)
    socket.send(json.dumps({"type": "setup", "callSid": call, "from": "+493023125042", "to": "+493023125000"}))
    return socket


def begin(front: Front, call: str) -> None:
    assert front.ask("POST", WEBHOOK, urlencode({"CallSid": call}))[0] == 200


def said(socket: WebSocket) -> str:
    return str(socket.receive(PATIENCE)).rpartition(" ")[0]


def test_frames_go_to_where_the_call_has_begun_and_back(
    front: Front, generations: tuple[Generation, Generation]
) -> None:
    first, second = generations
    begin(front, "CA1")
    front.begin_on(second.port)
    assert front.tells_of(first.port, second.port)
    begin(front, "CA2")
    for call, port in (("CA1", first.port), ("CA2", second.port)):
        socket = open_socket(front, call)
        assert said(socket) == f"{port} text"
        socket.send(b"\x00")
        assert said(socket) == f"{port} bytes"
        socket.close()


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "wrong"}])
def test_whom_a_generation_refuses_gets_no_socket(
    front: Front, generations: tuple[Generation, Generation], headers: dict[str, str]
) -> None:
    with pytest.raises(NoSocketError) as refused:
        open_socket(front, "CA1", headers)
    assert refused.value.status == 403


def test_where_nobody_answers_there_is_no_socket(front: Front, generations: tuple[Generation, Generation]) -> None:
    front.begin_on(1)
    assert front.tells_of(1)
    with pytest.raises(NoSocketError) as refused:
        open_socket(front, "CA1")
    assert refused.value.status == 502


def test_either_side_ends_both(front: Front, generations: tuple[Generation, Generation]) -> None:
    first, second = generations
    begin(front, "CA1")
    front.begin_on(second.port)
    assert front.tells_of(first.port, second.port)
    socket = open_socket(front, "CA1")
    assert said(socket) == f"{first.port} text"
    socket.send("end")
    assert socket.receive(PATIENCE) is None
    socket.close()
    other = open_socket(front, "CA1")
    assert said(other) == f"{first.port} text"
    other.drop()
    assert front.ask("POST", WEBHOOK, urlencode({"CallSid": "CA1", "CallStatus": "completed"}))[0] == 200
    assert front.tells_of(second.port)


def test_what_begins_with_no_call_is_for_any_generation_to_close(
    front: Front, generations: tuple[Generation, Generation]
) -> None:
    socket = WebSocket(f"ws://127.0.0.1:{front.port}{RELAY}", {"Host": "rueckruf.example", **SIGNED}, PATIENCE)
    socket.send("no JSON")
    assert said(socket) == f"{generations[0].port} text"
    socket.close()
