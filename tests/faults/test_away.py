"""Database and Redis are away for a while: whoever confirms hears no apology, and no wish is lost."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.held import held_requests
from tests.support.patience import PATIENCE, eventually
from tests.support.servers import RedisServer

pytestmark = pytest.mark.call

CALLERS, SECONDS_AWAY = 16, 10
SENTENCES = ("Mein Name ist Sabine Müller", "null drei null zwei drei eins zwei fünf null sieben sieben")


@pytest.fixture
def environment(tmp_path: Path, postgres_url: str, redis_server: RedisServer) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres_url,
        "REDIS_URL": redis_server.url,
        "RUECKRUF_KEYS": new_key(),
        "RUECKRUF_DATA_DIR": str(tmp_path),
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
    }


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path, environment, rueckruf_at(MORNING)) as running:
        yield running


@pytest.fixture
def database(environment: dict[str, str], server: Server) -> Iterator[Database]:
    database = open_database(load_settings(environment))
    yield database
    database.engine.dispose()


def begun(server: Server) -> Phone:
    phone = Phone(server.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    for sentence in SENTENCES:
        phone.say(sentence)
    return phone


def waiting(server: Server) -> int:
    count: int = requests.get(f"{server.url}/health", timeout=PATIENCE).json()["waiting"]["requests"]
    return count


def finished(phone: Phone) -> str:
    phone.say("morgen um elf Uhr")
    return phone.say("ja, das stimmt")


def test_calls_go_on_without_either_and_every_wish_is_stored_once(
    server: Server, database: Database, redis_server: RedisServer
) -> None:
    with ThreadPoolExecutor(CALLERS) as pool:
        calls = phones = list(pool.map(begun, [server] * CALLERS))
        redis_server.stop()
        with held_requests(database.engine):
            back_at = time.monotonic() + SECONDS_AWAY
            heard = list(pool.map(finished, phones))
            while time.monotonic() < back_at:
                phones = list(pool.map(begun, [server] * CALLERS))
                heard += pool.map(finished, phones)
                calls = calls + phones
            ready = requests.get(f"{server.url}/ready", timeout=PATIENCE)
    redis_server.start()

    assert all("Vielen Dank" in said for said in heard)
    assert (ready.status_code, ready.json()["waiting"]["requests"]) == (200, len(calls))
    stored = SqlCallbackRequests(database)
    assert eventually(lambda: stored.count() == len(calls))
    assert eventually(lambda: waiting(server) == 0)
    assert Counter(request.call_sid for request in stored.list()) == Counter(phone.call_sid for phone in calls)
