"""What deploy/ puts together, as plain processes: two servers behind nginx with TLS, PgBouncer before PostgreSQL,
Redis, and a collector of traces."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, Server, free_port, running_server
from rueckruf.storage.cipher import new_key
from tests.support.calls import AUTH_TOKEN
from tests.support.collector import Collector, running_collector
from tests.support.metrics import samples_of
from tests.support.nginx import NEEDS_NGINX, running_example
from tests.support.patience import PATIENCE, eventually
from tests.support.pgbouncer import NEEDS_PGBOUNCER, pgbouncer
from tests.support.servers import RedisServer

pytestmark = [pytest.mark.call, NEEDS_NGINX, NEEDS_PGBOUNCER]

METRICS_TOKEN = "token-of-who-watches"


@dataclass
class Topology:
    """The address that Twilio calls, what stands behind it, and with what environment."""

    url: str
    servers: tuple[Server, Server]
    collector: Collector
    environment: dict[str, str]


@pytest.fixture
def topology(
    tmp_path: Path,
    blank_postgres_url: str,
    redis_server: RedisServer,
    trained_model: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Topology]:
    port = free_port()
    url = f"https://127.0.0.1:{port}"
    with ExitStack() as parts:
        collector = parts.enter_context(running_collector())
        environment = {
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "RUECKRUF_PUBLIC_URL": url,
            "RUECKRUF_KEYS": new_key(),
            "RUECKRUF_METRICS_TOKEN": METRICS_TOKEN,
            "DATABASE_URL": parts.enter_context(pgbouncer(blank_postgres_url, connections=4)),
            "REDIS_URL": redis_server.url,
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }
        with ThreadPoolExecutor() as starting:
            one, other = starting.map(
                lambda name: parts.enter_context(running_server(tmp_path / name, environment)), ("one", "other")
            )
        addresses = [f"127.0.0.1:{urlsplit(server.url).port}" for server in (one, other)]
        certificate = str(parts.enter_context(running_example(tmp_path, port, addresses)))
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate)
        yield Topology(url, (one, other), collector, environment)


def turns_of(server: Server) -> float:
    """How many turns a server has answered."""
    url = f"http://127.0.0.1:{urlsplit(server.url).port}/metrics"
    assert requests.get(url, timeout=PATIENCE).status_code == 401
    page = requests.get(url, headers={"Authorization": f"Bearer {METRICS_TOKEN}"}, timeout=PATIENCE)
    return sum(value for (name, *_), value in samples_of(page.text).items() if name == "rueckruf_turns_total")


def rings(topology: Topology) -> str:
    """What somebody hears who hangs up at once."""
    phone = Phone(topology.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    phone.hang_up()
    return phone.last


@contextmanager
def frozen(server: Server) -> Iterator[None]:
    """It takes connections and says nothing, until the block ends."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def test_a_call_stays_on_its_server_and_goes_on_where_redis_is_empty_or_that_server_is_away(
    topology: Topology, redis_server: RedisServer
) -> None:
    for path in ("/metrics", "/health", "/ready", "/"):
        assert requests.get(f"{topology.url}{path}", timeout=PATIENCE).status_code == 404
    webhook = f"{topology.url}/webhooks/twilio_voice/webhook"
    assert requests.post(webhook, {"CallSid": "CA1"}, timeout=PATIENCE).status_code == 403

    call = Phone(topology.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    call.say("Mein Name ist Paul Weber")
    call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
    redis_server.stop()
    redis_server.start()
    call.say("so bald wie möglich")
    assert "Vielen Dank" in call.say("ja")
    assert max(map(turns_of, topology.servers)) >= 4
    assert eventually(lambda: rings(topology) and all(map(turns_of, topology.servers)))

    going_on = Phone(topology.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    with frozen(topology.servers[0]):  # no connection breaks, and Twilio would wait for it in vain
        assert all(map(going_on.say, ("Guten Tag", "Ich hätte gern einen Rückruf")))
    os.kill(topology.servers[0].pid, signal.SIGKILL)
    going_on.say("Mein Name ist Erika Vogel")
    going_on.say("null drei null zwei drei eins zwei fünf null sieben acht")
    going_on.say("so bald wie möglich")
    assert "Vielen Dank" in going_on.say("ja")

    export = subprocess.run(
        [*RUECKRUF, "export"], env={**os.environ, **topology.environment}, capture_output=True, check=True
    )
    assert [request["name"] for request in json.loads(export.stdout)] == ["Paul Weber", "Erika Vogel"]

    assert {"turn", "understanding", "conversation", "storing"} <= {span.name for span in topology.collector.spans}
    for personal in ("Weber", "Vogel", "3023125077", call.call_sid, going_on.call_sid):
        assert personal.encode() not in topology.collector.bodies
