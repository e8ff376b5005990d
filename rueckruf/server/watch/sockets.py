"""ConversationRelay's sockets at the front: each goes on to the generation on which its call has begun.

Which that is, the first message tells; whether to take a socket at all must be answered before. So the handshake is
passed on to the generation that takes new calls: every one checks signatures alike. Where the call has begun on another
one, that gets a socket instead.
"""

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import aiohttp
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from yarl import URL

from rueckruf.channel.relay.frames import Frames
from rueckruf.channel.relay.messages import MessageError, Setup, read_message
from rueckruf.channel.relay.sessions import SETUP_SECONDS
from rueckruf.channel.webhook import is_call_sid
from rueckruf.server.watch.generation import HOST
from rueckruf.server.watch.routes import Routes

_SECONDS_TO_CONNECT = 5
# Of the handshake, which each connection has its own of.
_OF_A_HANDSHAKE = frozenset(
    {"connection", "upgrade", "sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions"}
)


class Sockets:
    """Passes sockets on; calls ``changed`` when another generation may have come into use."""

    def __init__(self, routes: Routes, changed: Callable[[], object]) -> None:
        self._routes = routes
        self._changed = changed

    def open(self) -> None:
        """Once a loop runs."""
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_SECONDS_TO_CONNECT)
        self._session = aiohttp.ClientSession(timeout=timeout)

    async def close(self) -> None:
        await self._session.close()

    async def refusal(self, request: Request) -> HTTPResponse | None:
        """How the handshake is refused by the generation of new calls, None where it takes the socket."""
        try:
            request.ctx.port = self._routes.begins_on
            request.ctx.passed_on = await self._connect(request, request.ctx.port)
        except aiohttp.WSServerHandshakeError as error:
            return empty(error.status)
        except (aiohttp.ClientError, TimeoutError):
            return empty(HTTPStatus.BAD_GATEWAY)
        return None

    async def pass_on(self, request: Request, websocket: Any) -> None:
        """Until either side closes."""
        frames = Frames(websocket)
        try:
            first = await asyncio.wait_for(frames.receive(), SETUP_SECONDS)
            if first is not None:
                await self._follow(_call_sid(first), first, frames, request)
        except (aiohttp.ClientError, TimeoutError):
            return  # the call goes on by Gather
        finally:
            frames.end()
            await request.ctx.passed_on.close()

    async def _follow(self, call: str, first: str | bytes, frames: Frames, request: Request) -> None:
        port = self._routes.enter(call, time.monotonic())
        try:
            if port != request.ctx.port:
                await request.ctx.passed_on.close()
                request.ctx.passed_on = await self._connect(request, port)
            await _send(request.ctx.passed_on, first)
            ways = [self._to_generation(call, frames, request.ctx.passed_on), _to_twilio(request.ctx.passed_on, frames)]
            _, left = await asyncio.wait(map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED)
            for way in left:
                way.cancel()
        finally:
            self._routes.leave(call, port, taken=False, over=False)
            self._changed()

    async def _to_generation(self, call: str, frames: Frames, generation: Any) -> None:
        while (frame := await frames.receive()) is not None:
            self._routes.hear(call, time.monotonic())
            await _send(generation, frame)

    async def _connect(self, request: Request, port: int) -> Any:
        address = URL(f"ws://{HOST}:{port}{request.raw_url.decode('latin-1')}", encoded=True)
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _OF_A_HANDSHAKE]
        return await self._session.ws_connect(address, headers=headers)


async def _to_twilio(generation: Any, frames: Frames) -> None:
    async for message in generation:
        if not await frames.send(message.data):
            break


async def _send(generation: Any, frame: str | bytes) -> None:
    if isinstance(frame, bytes):
        await generation.send_bytes(frame)
    else:
        await generation.send_str(frame)


def _call_sid(first: str | bytes) -> str:
    """The call of a session, "" where there is none: then any generation closes it."""
    try:
        message = read_message(first)
    except MessageError:
        return ""
    return message.call_sid if isinstance(message, Setup) and is_call_sid(message.call_sid) else ""
