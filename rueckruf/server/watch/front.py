"""What stands before the generations: it has the port, passes each request on to where its call has begun, and keeps
the sales page."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Any

import aiohttp
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text
from yarl import URL

from rueckruf.channel.documents import RELAY
from rueckruf.channel.gather.twiml import hangs_up
from rueckruf.channel.twilio_voice import MAX_BODY_BYTES, TwilioVoiceInput
from rueckruf.channel.webhook import Form, RequestRefusedError, call_has_ended, read_call_sid, read_form
from rueckruf.loopback import is_loopback
from rueckruf.server.run import end_in_time
from rueckruf.server.sales_page import SalesPage
from rueckruf.server.watch.generation import HOST
from rueckruf.server.watch.routes import Routes
from rueckruf.server.watch.sockets import Sockets
from rueckruf.server.workers import BACKLOG

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_RELAY = f"/webhooks/{TwilioVoiceInput.name()}{RELAY}"
_SECONDS_TO_ANSWER = 20  # Twilio gives up before
_SECONDS_BETWEEN_LOOKS = 5
# These are of one connection, and each of ours has its own.
_OF_A_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})
_NOT_OF_OURS = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


@dataclass(frozen=True)
class BeginOn:
    """New calls go to the generation on this port."""

    port: int
    idle_seconds: float


@dataclass(frozen=True)
class Closed:
    """The generation on this port has ended."""

    port: int


@dataclass(frozen=True)
class RenewPage:
    """``company.yml`` has changed."""


def stand_before(
    connection: Connection,
    interface: str,
    port: int,
    page: AbstractContextManager[SalesPage | None],
    ready: Callable[[], object],
) -> None:
    """Serves on ``port`` as the messages BeginOn, Closed and RenewPage tell; calls ``ready`` when it does.

    Sends the set of all ports that are in use, each time it changes.
    """
    with page as kept:
        front = _Front(connection, kept)
        app = Sanic("rueckruf_front", configure_logging=False)
        app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
        app.add_route(front.pass_on, "/<path:path>", methods=_METHODS)
        app.add_route(front.pass_on, "/", methods=_METHODS, name="root")
        app.add_websocket_route(front.pass_on_socket, _RELAY)
        app.register_middleware(front.check_handshake, "request")
        app.register_listener(front.open, "before_server_start")
        app.register_listener(lambda *_: ready(), "after_server_start")
        app.register_listener(lambda *_: end_in_time(), "before_server_stop")
        app.register_listener(front.close, "after_server_stop")
        app.run(host=interface, port=port, backlog=BACKLOG, access_log=False, motd=False)


class _Front:
    def __init__(self, connection: Connection, page: SalesPage | None) -> None:
        self._connection = connection
        self._page = page
        self._routes = Routes()
        self._sockets = Sockets(self._routes, self._tell)
        self._told: frozenset[int] = frozenset()
        self._begun: set[asyncio.Future[HTTPResponse]] = set()

    async def open(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        # A connection of its own for each request: a kept one may be closed just when it is used again.
        connector = aiohttp.TCPConnector(force_close=True, limit=0)
        timeout = aiohttp.ClientTimeout(total=_SECONDS_TO_ANSWER)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout, auto_decompress=False)
        self._sockets.open()
        self._heed(self._connection.recv())  # without a generation there is nothing to pass on to
        loop.add_reader(self._connection.fileno(), self._hear, loop)
        app.add_task(self._look_for_idle_calls())

    async def close(self, *_: Any) -> None:
        await self._session.close()
        await self._sockets.close()

    async def pass_on(self, request: Request, path: str = "") -> HTTPResponse:
        """To its end, also when Twilio drops the connection: the answer tells whether the call goes on."""
        task = asyncio.ensure_future(self._pass_on(request))
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return await asyncio.shield(task)

    async def check_handshake(self, request: Request) -> HTTPResponse | None:
        """Before Sanic takes a socket."""
        return await self._sockets.refusal(request) if request.path == _RELAY else None

    async def pass_on_socket(self, request: Request, websocket: Any) -> None:
        await self._sockets.pass_on(request, websocket)

    async def _pass_on(self, request: Request) -> HTTPResponse:
        form = _form(request)
        call = _call_sid(form)
        port = self._routes.enter(call, time.monotonic())
        taken = over = False
        try:
            answer = await self._answer(request, port)
            taken = answer.status < HTTPStatus.MULTIPLE_CHOICES
            over = taken and (call_has_ended(form) or hangs_up(answer.body or b""))
            return answer
        finally:
            self._routes.leave(call, port, taken, over)
            self._tell()

    async def _answer(self, request: Request, port: int) -> HTTPResponse:
        address = URL(f"http://{HOST}:{port}{request.raw_url.decode('latin-1')}", encoded=True)
        try:
            async with self._session.request(
                request.method,
                address,
                headers=[*_passed_on(request.headers), *_from_elsewhere(request.ip)],
                data=request.body or None,
                allow_redirects=False,
                skip_auto_headers=_NOT_OF_OURS,
            ) as answer:
                return raw(await answer.read(), answer.status, _passed_on(answer.headers), content_type=None)
        except (aiohttp.ClientError, TimeoutError):
            return text("nobody answers", HTTPStatus.BAD_GATEWAY)

    def _hear(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while self._connection.poll():
                self._heed(self._connection.recv())
        except EOFError:  # whoever sends has gone, and this process goes soon
            loop.remove_reader(self._connection.fileno())

    def _heed(self, message: BeginOn | Closed | RenewPage) -> None:
        if isinstance(message, BeginOn):
            self._routes.begin_on(message.port, message.idle_seconds)
        elif isinstance(message, Closed):
            self._routes.close(message.port)
        elif self._page is not None:
            self._page.renew()
        self._tell()

    def _tell(self) -> None:
        in_use = self._routes.ports_in_use(time.monotonic())
        if in_use != self._told:
            self._told = in_use
            self._connection.send(in_use)

    async def _look_for_idle_calls(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            self._tell()


def _form(request: Request) -> Form:
    try:
        return read_form(request.body)
    except RequestRefusedError:
        return {}


def _call_sid(form: Form) -> str:
    try:
        return read_call_sid(form)
    except RequestRefusedError:
        return ""


def _from_elsewhere(peer: str) -> list[tuple[str, str]]:
    """What tells a generation that this request was not made on this machine, where all come from as it sees them."""
    return [] if is_loopback(peer) else [("X-Forwarded-For", peer)]


def _passed_on(headers: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name.lower() not in _OF_A_CONNECTION]
