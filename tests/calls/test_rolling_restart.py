"""A server is stopped, and another takes its place, while it is rung: no call is lost."""

import os
import random
import shutil
import signal
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from rueckruf.settings import load_settings
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, free_port, rueckruf_at, running_server
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.health import health
from tests.support.nginx import NEEDS_NGINX, running_by_turns
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.call

CALLERS = 16
SENTENCES = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "ja, das stimmt",
)


def test_a_lone_server_ends_with_its_last_call_and_takes_no_new_one(tmp_path: Path) -> None:
    environment = {"TWILIO_AUTH_TOKEN": AUTH_TOKEN, "RUECKRUF_DRAIN_SECONDS": str(PATIENCE)}
    with running_server(tmp_path / "var", environment, rueckruf_at(MORNING)) as server:
        by_gather, by_relay = (
            Phone(server.url, AUTH_TOKEN, caller="anonymous", transport=transport).start()
            for transport in ("gather", "relay")
        )
        os.kill(server.pid, signal.SIGTERM)
        assert eventually(lambda: health(server.url, "/ready") == (503, ["draining"]))
        assert health(server.url, "/live") == (200, [])
        with pytest.raises(CallFailedError, match="503"):
            Phone(server.url, AUTH_TOKEN).start()
        for call in (by_gather, by_relay):
            for sentence in SENTENCES:
                assert is_alive(server)
                call.say(sentence)
            assert "Vielen Dank" in call.last
        assert by_relay.session is None
        assert eventually(lambda: not is_alive(server))


@NEEDS_NGINX
def test_no_call_is_lost_while_a_server_with_a_new_model_takes_over(
    tmp_path: Path, blank_postgres_url: str, redis_url: str, trained_model: Path
) -> None:
    new_model = shutil.copy(trained_model, tmp_path / "new.tar.gz")
    proxy, *ports = (free_port() for _ in range(3))
    environment = {
        "DATABASE_URL": blank_postgres_url,
        "REDIS_URL": redis_url,
        "RUECKRUF_KEYS": new_key(),
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "RUECKRUF_PUBLIC_URL": f"http://127.0.0.1:{proxy}",
        "RUECKRUF_DRAIN_SECONDS": "2",
    }

    def server_on(port: int, *arguments: str) -> Server:
        folder = tmp_path / str(port)
        running = running_server(folder, environment, rueckruf_at(MORNING), arguments=arguments, port=port)
        return servers.enter_context(running)

    with ExitStack() as servers, ThreadPoolExecutor(CALLERS) as callers:
        old = server_on(ports[0])
        url = servers.enter_context(running_by_turns(tmp_path, proxy, ports))
        enough = Event()
        ringing = [callers.submit(ring_until, enough, url, number) for number in range(CALLERS)]
        try:
            new = server_on(ports[1], "--model", str(new_model))
            os.kill(old.pid, signal.SIGTERM)
            assert eventually(lambda: not is_alive(old))
        finally:
            enough.set()
        thanked = [call for calls in ringing for call in calls.result(PATIENCE)]
        assert is_alive(new)
    assert len(thanked) >= CALLERS
    assert sorted(stored_in(environment)) == sorted(thanked)


def ring_until(enough: Event, url: str, number: int) -> list[str]:
    """Rings again and again, with a moment for each answer; the CallSids of its calls, each of which is thanked."""
    moments = random.Random(number)  # noqa: S311 - the same each time
    thanked: list[str] = []
    while not enough.is_set():
        transport = "gather" if number % 4 else "relay"
        call = Phone(url, AUTH_TOKEN, caller="anonymous", transport=transport).start()
        for sentence in SENTENCES:
            time.sleep(moments.uniform(0.5, 1.5))
            call.say(sentence)
        assert "Vielen Dank" in call.last
        thanked.append(call.call_sid)
    return thanked


def stored_in(environment: Mapping[str, str]) -> list[str]:
    """The CallSids of all requests."""
    database = open_database(load_settings(environment))
    try:
        return [str(request.call_sid) for request in SqlCallbackRequests(database).list()]
    finally:
        database.engine.dispose()


def is_alive(server: Server) -> bool:
    """Also a process that has ended has an entry until it is waited for, but no memory."""
    return Path(f"/proc/{server.pid}/exe").exists()
