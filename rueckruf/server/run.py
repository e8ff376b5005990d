"""The server that answers calls: Rasa with our channel, started only if everything it needs is there."""

import asyncio
import logging
import multiprocessing
import os
import socket
from asyncio import AbstractEventLoop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from http import HTTPStatus
from multiprocessing.synchronize import Lock
from pathlib import Path
from threading import Event, Timer

import aiohttp
from rasa.core.brokers.broker import EventBroker
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from sanic import Sanic

from rueckruf.data_check.form import form_faults
from rueckruf.logs import say
from rueckruf.project import CREDENTIALS, ENDPOINTS, ROOT
from rueckruf.server import agent
from rueckruf.server.channels import app_with_channels
from rueckruf.server.draining import drain_at_sigterm
from rueckruf.server.errors import StartError
from rueckruf.server.health import add_health
from rueckruf.server.jobs import start_jobs
from rueckruf.server.metrics import add_metrics
from rueckruf.server.model import ModelError, checked_model, import_components
from rueckruf.server.sales_page import HOST, SalesPage, sales_page
from rueckruf.server.schedule import schedule
from rueckruf.server.systemd import add_watchdog, tell_ready
from rueckruf.server.tracing import add_tracing
from rueckruf.server.warm_up import warm_up
from rueckruf.server.workers import answer_calls
from rueckruf.settings import Settings
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.redis_client import RedisAwayError, connect_redis
from rueckruf.storage.turns import open_turns

logger = logging.getLogger(__name__)

_HEALTH_POLL_SECONDS = 0.5
_THREADS = 64
_SECONDS_TO_STOP = 6


def serve(
    settings: Settings,
    port: int,
    sales_port: int | None = None,
    model: Path | None = None,
    event_broker: EventBroker | None = None,
) -> None:
    """Serves calls until SIGINT, or SIGTERM and the drain that follows.

    Prints ``ready http://HOST:PORT`` once calls can be answered. The sales page runs next to it on ``sales_port``, by
    default the next port if that is free; ``model`` is by default the newest one; ``event_broker`` takes the place of
    the one that ``endpoints.yml`` names. Raises StartError when the model, a port or a class that ``endpoints.yml``
    names is missing, and the errors of settings, credentials and database, all before the first call is taken.
    """
    listening = bound(settings.interface, port)
    page = page_beside(port, sales_port)
    app = app_for_calls(settings, port, lambda: announce(settings, port), Event(), model, event_broker)
    with page:
        answer_calls(app, listening, settings.workers, settings.drain_seconds)


def announce(settings: Settings, port: int) -> None:
    """Says that calls can be answered."""
    say(f"ready http://{settings.interface}:{port}")
    tell_ready()


def app_for_calls(
    settings: Settings,
    port: int,
    ready: Callable[[], object],
    stopping: Event,
    model: Path | None = None,
    event_broker: EventBroker | None = None,
) -> Sanic:
    """The app that answers calls on ``port`` and does the jobs until ``stopping`` is set, to be run.

    Of its processes the first calls ``ready`` once it has answered itself that a call could be taken. ``model`` is by
    default the newest one, ``event_broker`` what ``endpoints.yml`` names. Raises as ``serve`` does, but for the port.
    """
    try:
        model = checked_model(model)
    except ModelError as error:
        raise StartError(str(error)) from error
    for fault in form_faults(ROOT):
        raise StartError(str(fault))
    endpoints = _checked_endpoints()
    endpoints.event_broker = event_broker or endpoints.event_broker
    _refuse_wrong_redis(settings)
    database = open_database(settings)
    database.close()  # workers are forked, and a connection is for one process
    if settings.workers > 1:
        import_components(model)

    try:
        app = app_with_channels(CREDENTIALS)
    except RasaException as error:
        raise StartError(str(error)) from error
    add_health(app, settings, database, open_turns(settings))
    drain_at_sigterm(app, settings.drain_seconds)
    add_metrics(app, settings, database)
    add_tracing(app)
    add_watchdog(app)
    app.register_listener(partial(_start_jobs, settings, database, stopping), "after_server_start")
    app.register_listener(partial(notice_a_lost_stop, stopping), "after_server_start")
    app.register_listener(partial(_stop_jobs, stopping), "before_server_stop")
    app.register_listener(partial(_load_agent, model, endpoints), "before_server_start")
    app.register_listener(_warm_up, "before_server_start")
    app.register_listener(partial(_tell_when_healthy, port, ready, multiprocessing.Lock()), "after_server_start")
    app.register_listener(_close_agent, "after_server_stop")
    return app


def _refuse_wrong_redis(settings: Settings) -> None:
    """Raises StoreError where Redis refuses us. One that is away may come back, and calls are taken without it."""
    if settings.redis_url:
        try:
            connect_redis(settings.redis_url).close()
        except RedisAwayError as error:
            logger.warning("%s", error)


def _checked_endpoints() -> AvailableEndpoints:
    """The endpoints, once each names a class that can be loaded: without, Rasa goes on in memory and with a warning."""
    try:
        endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    except RasaException as error:
        raise StartError(f"endpoints.yml: {error}") from error
    for key in ("tracker_store", "lock_store", "nlg"):
        kind = getattr(getattr(endpoints, key), "type", None)
        if not kind or "." not in kind:
            raise StartError(f"endpoints.yml: {key}.type: must name a class with its module, like package.module.Class")
        try:
            class_from_module_path(kind)
        except (ImportError, AttributeError) as error:
            raise StartError(f"endpoints.yml: {key}.type: {kind} can't be loaded: {error}") from error
    return endpoints


def bound(interface: str, port: int) -> socket.socket:
    """A socket that has the port and does not listen yet. Raises StartError for a port that can't be had."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((interface, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise StartError(f"port {port} on {interface} can't be used: {reason}") from error
    return listening


def page_beside(port: int, sales_port: int | None) -> AbstractContextManager[SalesPage | None]:
    """The page on the port that was asked for, else on the one next to ``port``; calls need no page."""
    try:
        bound(HOST, sales_port or port + 1).close()
    except StartError as error:
        if sales_port is not None:
            raise
        logger.warning("no sales page: %s; --sales-port takes another", error)
        return nullcontext()
    return sales_page(sales_port or port + 1)


async def _load_agent(model: Path, endpoints: AvailableEndpoints, app: Sanic, loop: AbstractEventLoop) -> None:
    # What waits for a database that hangs takes no thread from the others.
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="waiting"))
    try:
        app.ctx.agent = await agent.agent_of(model, endpoints)
    except agent.AgentError as error:
        raise StartError(str(error)) from error


async def _close_agent(app: Sanic, _: AbstractEventLoop) -> None:
    await agent.close(app.ctx.agent)


async def _warm_up(app: Sanic, _: AbstractEventLoop) -> None:
    await warm_up(app)


def _start_jobs(settings: Settings, database: Database, stopping: Event, app: Sanic, _: AbstractEventLoop) -> None:
    app.ctx.jobs = start_jobs(database, schedule(settings, database, stopping), stopping)


def notice_a_lost_stop(stopping: Event, app: Sanic, loop: AbstractEventLoop) -> None:
    """Sanic forgets a SIGTERM that comes while the listeners of its start run, and ignores every later one."""

    def look() -> None:
        if app.is_stopping and not stopping.is_set():
            loop.stop()

    loop.call_later(1, look)


def _stop_jobs(stopping: Event, app: Sanic, _: AbstractEventLoop) -> None:
    """The process ends once turns are answered and jobs have come to a whole step, and whatever hangs: in time."""
    stopping.set()
    app.ctx.jobs.shutdown(wait=False)
    end_in_time()


def end_in_time() -> None:
    """End this process at latest when it has had time enough to answer what is under way."""
    limit = Timer(_SECONDS_TO_STOP, os._exit, (0,))
    limit.daemon = True
    limit.start()


def _tell_when_healthy(port: int, ready: Callable[[], object], first: Lock, app: Sanic, _: AbstractEventLoop) -> None:
    app.add_task(_healthy(f"http://127.0.0.1:{port}", ready, first))


async def _healthy(address: str, ready: Callable[[], object], first: Lock) -> None:
    async with aiohttp.ClientSession() as session:
        while not await _takes_calls(session, address):
            await asyncio.sleep(_HEALTH_POLL_SECONDS)
    if first.acquire(block=False):
        ready()


async def _takes_calls(session: aiohttp.ClientSession, address: str) -> bool:
    """First it is asked for its health: that commits as the first caller's yes will."""
    for path in ("/health", "/ready"):
        async with session.get(address + path) as answer:
            if answer.status == HTTPStatus.OK:
                return True
    return False
