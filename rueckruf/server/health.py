"""``GET /live``, ``/ready`` and ``/health``: is there a process, and could a call be taken and stored right now?"""

import asyncio
import logging
from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any

import aiohttp
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.engine import Engine

from rueckruf import clock
from rueckruf.channel.conversations import TurnStore, conversation_store
from rueckruf.storage.requests import can_store

logger = logging.getLogger(__name__)

# What takes longer makes callers wait too, and whoever asks may not wait for much more.
_SECONDS_TO_ANSWER = 3
_CALL = "health"  # no CallSid looks like this


def add_health(app: Sanic, engine: Engine, turns: TurnStore) -> None:
    """Adds the routes.

    ``/live`` answers 200 as long as it answers at all. ``/health``, and ``/ready`` for those who look for it by that
    name, answer 200 or 503 with the names of the failing parts, never with their details. A server that drains takes
    no calls, whatever its parts could do.
    """

    @app.get("/live")
    async def live(_: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.get("/ready", name="ready")
    @app.get("/health", name="health")
    async def health(_: Request) -> HTTPResponse:
        failing = await _failing_parts(app, engine, turns)
        if failing:
            return json({"status": "failing", "failing": failing}, HTTPStatus.SERVICE_UNAVAILABLE)
        return json({"status": "ok"})


async def _failing_parts(app: Sanic, engine: Engine, turns: TurnStore) -> list[str]:
    if app.ctx.draining:
        return ["draining"]
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return ["model"]
    checks = {
        "database": asyncio.to_thread(can_store, engine, clock.now()),
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
