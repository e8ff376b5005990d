"""What is counted is told whole, whichever process is asked and whichever has died, and to nobody else."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from rueckruf.settings import load_settings
from rueckruf.simulator.server import free_port
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.metrics import Samples, samples_of
from tests.support.patience import PATIENCE, eventually
from tests.support.requests import request_of

pytestmark = pytest.mark.process

TOKEN = "token-of-who-watches"

_SERVED_BY_TWO = """
import os, sys
from rueckruf.server.counters_folder import counters_kept

with counters_kept():
    from sanic import Sanic
    from sanic.response import text
    from rueckruf.server.metrics import add_metrics
    from rueckruf.server.run import bound
    from rueckruf.server.workers import answer_calls
    from rueckruf.settings import load_settings
    from rueckruf.storage.cipher import open_cipher
    from rueckruf.storage.database import Database
    from rueckruf.storage.engine import open_engine

    app = Sanic("test", configure_logging=False)

    @app.get("/who/<name>")
    async def who(_, name):
        return text(str(os.getpid()))

    settings = load_settings()
    add_metrics(app, settings, Database(open_engine(settings), open_cipher(settings)))
    listening = bound("127.0.0.1", int(sys.argv[1]))
    answer_calls(app, listening, 2, drain_seconds=0)
"""


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a small application with metrics that two processes serve."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", _SERVED_BY_TWO, str(port)]
    with subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True) as keeper:
        try:
            assert eventually(lambda: keeper.poll() is not None or is_up(url))
            assert keeper.poll() is None
            yield url
        finally:
            with suppress(ProcessLookupError):
                os.killpg(keeper.pid, signal.SIGTERM)
            keeper.wait(PATIENCE)


def is_up(url: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{url}/who/asks", timeout=2).ok
    return False


def who_answers(url: str) -> int:
    return int(requests.get(f"{url}/who/+493023125077", timeout=PATIENCE).text)


def counted(url: str) -> float:
    return metrics(url)["rueckruf_http_requests_total", "/who/<name:str>", "200"]


def metrics(url: str, **headers: str) -> Samples:
    answer = requests.get(f"{url}/metrics", headers=headers, timeout=PATIENCE)
    assert answer.status_code == 200
    return samples_of(answer.text)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A store in which one request waits."""
    environment = {"RUECKRUF_DATA_DIR": str(tmp_path_factory.mktemp("var"))}
    database = open_database(load_settings(environment))
    SqlCallbackRequests(database).add(request_of("CA1", delete_after=datetime(2099, 1, 1, tzinfo=UTC)))
    database.engine.dispose()
    return environment


@pytest.fixture(scope="module")
def url(environment: Mapping[str, str]) -> Iterator[str]:
    with served(environment) as address:
        yield address


def test_the_sum_of_all_processes_is_told_and_stays_when_one_is_killed(url: str) -> None:
    before, asked = counted(url), 0
    answered: set[int] = set()

    def both_have_answered() -> bool:
        nonlocal asked
        asked += 1
        answered.add(who_answers(url))
        return len(answered) == 2

    assert eventually(both_have_answered)
    assert counted(url) == before + asked

    os.kill(answered.pop(), signal.SIGKILL)
    assert eventually(lambda: metrics(url)["rueckruf_workers_replaced_total",] == 1)
    assert counted(url) == before + asked


def test_no_path_that_was_asked_for_is_told(url: str) -> None:
    requests.get(f"{url}/+493023125077?name=Weber", timeout=PATIENCE)
    who_answers(url)
    text = requests.get(f"{url}/metrics", timeout=PATIENCE).text
    assert 'rueckruf_http_requests_total{route="",status="404"}' in text
    assert "3023125077" not in text
    assert "Weber" not in text


def test_how_full_the_stores_are(url: str) -> None:
    told = metrics(url)
    assert sum(told["rueckruf_requests", state] for state in ("due", "overdue", "later")) == 1
    assert told["rueckruf_calls_running",] == 0
    assert told["rueckruf_store_up", "database"] == told["rueckruf_store_up", "conversations"] == 1


@pytest.mark.parametrize(
    "headers",
    [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Host": "rueckruf.example"}],
    ids=lambda headers: next(iter(headers)),
)
def test_without_a_token_nobody_else_is_told(url: str, headers: Mapping[str, str]) -> None:
    assert requests.get(f"{url}/metrics", headers=headers, timeout=PATIENCE).status_code == 401


def test_with_a_token_who_brings_it_is_told_and_nobody_else_although_the_database_is_away(tmp_path: Path) -> None:
    environment = {
        "RUECKRUF_DATA_DIR": str(tmp_path),
        "RUECKRUF_METRICS_TOKEN": TOKEN,
        "DATABASE_URL": f"postgresql://nobody@127.0.0.1:{free_port()}/none",
        "RUECKRUF_KEYS": new_key(),
    }
    with served(environment) as url:
        for sent in ({}, {"Authorization": "Bearer another"}, {"Authorization": TOKEN}):
            assert requests.get(f"{url}/metrics", headers=sent, timeout=PATIENCE).status_code == 401
        told = metrics(url, Authorization=f"Bearer {TOKEN}", Host="rueckruf.example", Forwarded="for=192.0.2.9")
        assert told["rueckruf_store_up", "database"] == 0
        assert told["rueckruf_store_up", "conversations"] == 1
        assert ("rueckruf_requests", "overdue") not in told
