"""``GET /live``, ``/ready`` and ``/health``: is there a process, can it take calls, and does all of it work?"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

import aiohttp
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from rueckruf import clock
from rueckruf.channel.conversations import TurnStore, conversation_store
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.redis_client import shared_redis
from rueckruf.storage.requests import can_store
from rueckruf.storage.spool import FileSpool, open_spool

logger = logging.getLogger(__name__)

# What takes longer makes callers wait too, and whoever asks may not wait for much more.
_SECONDS_TO_ANSWER = 3
_CALL = "health"  # no CallSid looks like this


def add_health(app: Sanic, settings: Settings, database: Database, turns: TurnStore) -> None:
    """Adds the routes.

    ``/live`` answers 200 as long as it answers at all. ``/ready`` answers 200 while calls can be taken and what they
    confirm can be kept, if need be in the spool; ``/health`` only while it could be stored right now. Else they answer
    503 with the names of the failing parts, never with their details. Where calls go on without Redis, ``/ready`` is
    ``degraded`` and names it. A server that drains takes no calls, whatever its parts could do. Both tell how many
    requests wait, and how long.
    """
    spool = open_spool(settings)
    redis = shared_redis(settings.redis_url) if settings.redis_url else None

    @app.get("/live")
    async def live(_: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.get("/ready")
    async def ready(_: Request) -> HTTPResponse:
        failing = await _failing_parts(app, turns, spool, {})
        return _told(failing, spool, ["redis"] if redis and redis.is_away else [])

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        shared: dict[str, Callable[[], object]] = {"database": partial(can_store, database.engine, clock.now())}
        if redis:
            shared["redis"] = redis.client.ping
        return _told(await _failing_parts(app, turns, spool, shared), spool)


def _told(failing: Sequence[str], spool: FileSpool, missed: Sequence[str] = ()) -> HTTPResponse:
    """``missed`` are parts without which calls go on."""
    state = spool.state()
    age = (clock.now() - state.oldest).total_seconds() if state.oldest else 0
    waiting = {"requests": state.depth, "oldest_seconds": round(age), "set_aside": state.set_aside}
    if failing:
        facts = {"status": "failing", "failing": failing, "waiting": waiting}
        return json(facts, HTTPStatus.SERVICE_UNAVAILABLE)
    if missed:
        return json({"status": "degraded", "failing": missed, "waiting": waiting})
    return json({"status": "ok", "waiting": waiting})


async def _failing_parts(
    app: Sanic, turns: TurnStore, spool: FileSpool, shared: Mapping[str, Callable[[], object]]
) -> list[str]:
    """Which parts fail, among them those ``shared`` with other servers."""
    if app.ctx.draining:
        return ["draining"]
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return ["model"]
    checks = {
        **{name: asyncio.to_thread(check) for name, check in shared.items()},
        "spool": asyncio.to_thread(spool.check),
        "conversations": _keeps_conversations(agent, turns),
        "locks": _locks(agent),
        "actions": _runs_actions(agent),
    }
    healthy = await asyncio.gather(*(_works(part, check) for part, check in checks.items()))
    return [part for part, works in zip(checks, healthy, strict=True) if not works]


async def _works(part: str, check: Awaitable[object]) -> bool:
    checking = asyncio.ensure_future(check)
    # Unlike `wait_for` it counts what has come to its end while another check kept the loop until the time was over.
    await asyncio.wait({checking}, timeout=_SECONDS_TO_ANSWER)
    too_late = checking.cancel()
    error = TimeoutError() if too_late else checking.exception()
    if error:  # whatever it is, calls can't be taken
        logger.warning("not healthy: %s: %s", part, type(error).__name__)
    return error is None


async def _keeps_conversations(agent: Any, turns: TurnStore) -> None:
    conversations = conversation_store(agent.tracker_store)
    await agent.tracker_store.save(DialogueStateTracker(_CALL, agent.domain.slots))
    await conversations.delete(_CALL)
    await turns.put(_CALL, 0, "")
    await turns.delete(_CALL)


async def _locks(agent: Any) -> None:
    async with agent.lock_store.lock(_CALL, lock_lifetime=_SECONDS_TO_ANSWER):
        pass


async def _runs_actions(agent: Any) -> None:
    endpoint = agent.action_endpoint
    if endpoint is None:
        return
    address = endpoint.url.removesuffix("/webhook") + "/health"
    async with aiohttp.ClientSession(raise_for_status=True) as session, session.get(address):
        pass
