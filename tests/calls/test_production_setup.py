"""The same calls with PostgreSQL, Redis and the actions in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, Server, free_port, running_server
from rueckruf.storage.cipher import new_key
from tests.support.checkouts import copy_checkout
from tests.support.health import health
from tests.support.servers import RedisServer

pytestmark = pytest.mark.call


@dataclass
class Production:
    """A running set-up with the parts that can fail."""

    server: Server
    redis: RedisServer
    actions: "subprocess.Popen[bytes]"
    environment: dict[str, str]


@pytest.fixture
def production(
    tmp_path: Path, blank_postgres_url: str, redis_server: RedisServer, trained_model: Path
) -> Iterator[Production]:
    """A checkout whose endpoints.yml names an action server, as docs/operations.md describes it."""
    checkout = copy_checkout(tmp_path / "checkout", trained_model)
    port = free_port()
    with (checkout / "endpoints.yml").open("a", encoding="utf-8") as endpoints:
        endpoints.write(f"\naction_endpoint:\n  url: http://127.0.0.1:{port}/webhook\n")
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout),
        "DATABASE_URL": blank_postgres_url,
        "REDIS_URL": redis_server.url,
        "RUECKRUF_KEYS": new_key(),
        "RUECKRUF_DATA_DIR": str(tmp_path / "var"),
        "SANIC_HOST": "127.0.0.1",
    }
    actions = subprocess.Popen(
        [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)], cwd=checkout, env=environment
    )
    try:
        with running_server(tmp_path / "var", environment, checkout=checkout) as server:
            yield Production(server, redis_server, actions, environment)
    finally:
        actions.terminate()
        actions.wait()


def test_a_call_is_taken_stored_and_forgotten(production: Production) -> None:
    assert health(production.server.url) == (200, [])

    call = Phone(production.server.url, caller="anonymous").start()
    call.say("Mein Name ist Paul Weber")
    conversations = redis.Redis.from_url(production.redis.url)
    keys = conversations.keys(f"*{call.call_sid}*")
    assert keys
    assert not any("Weber" in str(conversations.hgetall(key)) for key in keys)
    assert all(0 < conversations.ttl(key) <= 30 * 60 for key in keys)
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    call.say("so bald wie möglich")
    assert "Vielen Dank" in call.say("ja")
    assert conversations.keys(f"*{call.call_sid}*") == []

    export = subprocess.run([*RUECKRUF, "export"], env=production.environment, capture_output=True, check=True)
    [request] = json.loads(export.stdout)
    assert (request["name"], request["phone"], request["status"]) == ("Paul Weber", "+493023125077", "new")


def test_health_names_the_part_that_fails_and_calls_are_not_thanked(production: Production) -> None:
    call = Phone(production.server.url, caller="anonymous").start()
    call.say(
        "Mein Name ist Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, so bald wie möglich"
    )
    production.actions.terminate()
    production.actions.wait()
    assert health(production.server.url) == (503, ["actions"])
    assert "Vielen Dank" not in call.say("ja")
    assert "Vielen Dank" not in (call.last if call.ended else call.say("ja"))

    production.redis.stop()
    assert health(production.server.url) == (503, ["redis", "actions"])
    # A new call still hears words, never an empty answer.
    assert Phone(production.server.url, caller="anonymous").start().heard
