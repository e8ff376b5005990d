"""``GET /health``: could a call be taken and stored right now?"""

from http import HTTPStatus
from typing import Any

import aiohttp
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from rueckruf.channel.conversations import conversation_store
from rueckruf.storage.requests import can_store

_ACTION_SERVER_SECONDS = 2


def add_health(app: Sanic, engine: Engine) -> None:
    """Adds the route; it answers 200 or 503 with the names of the failing parts, never with their details."""

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        failing = await _failing_parts(app, engine)
        if failing:
            return json({"status": "failing", "failing": failing}, HTTPStatus.SERVICE_UNAVAILABLE)
        return json({"status": "ok"})


async def _failing_parts(app: Sanic, engine: Engine) -> list[str]:
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return ["model"]
    checks = {
        "database": _database_stores(engine),
        "conversations": await _conversations_answer(agent),
        "actions": await _actions_answer(agent),
    }
    return [part for part, healthy in checks.items() if not healthy]


def _database_stores(engine: Engine) -> bool:
    try:
        can_store(engine)
    except SQLAlchemyError:
        return False
    return True


async def _conversations_answer(agent: Any) -> bool:
    try:
        await conversation_store(agent.tracker_store).exists("health")
    except Exception:  # whatever a store raises, calls can't be taken
        return False
    return True


async def _actions_answer(agent: Any) -> bool:
    endpoint = agent.action_endpoint
    if endpoint is None:
        return True
    address = endpoint.url.removesuffix("/webhook") + "/health"
    timeout = aiohttp.ClientTimeout(total=_ACTION_SERVER_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as answer:
            return answer.status == HTTPStatus.OK
    except (aiohttp.ClientError, TimeoutError):
        return False
