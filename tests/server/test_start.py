"""What stops the start, each told in one line that names where to mend it; and how the server ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.project import ENDPOINTS, ROOT
from rueckruf.server import run
from rueckruf.server.errors import StartError
from rueckruf.server.run import page_beside
from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, ServerError, free_port, running_server
from rueckruf.storage.audit_log import entries
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.checkouts import replace_once
from tests.support.health import health
from tests.support.held import held_requests
from tests.support.patience import PATIENCE, eventually
from tests.support.requests import request_of
from tests.support.servers import RedisServer

pytestmark = pytest.mark.call

# At whatever hour: "morgen" is asked about in the first hours of a day.
EVERYTHING = "Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, so bald wie möglich"


def start(
    *arguments: str, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """`rueckruf run` that is expected not to get ready."""
    return subprocess.run(
        [*RUECKRUF, "run", *arguments],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("REDIS_URL", "somewhere"),
        ("RUECKRUF_PUBLIC_URL", "rueckruf.example"),
        ("SANIC_WORKERS", "zwei"),
    ],
)
def test_a_bad_variable_is_named(variable: str, value: str) -> None:
    ended = start(environment={variable: value})
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"rueckruf: {variable}: ")
    assert "Traceback" not in ended.stderr
    assert value not in ended.stderr


def test_a_public_address_without_a_token_is_no_way_to_start(tmp_path: Path) -> None:
    environment = {"RUECKRUF_PUBLIC_URL": "https://rueckruf.example", "TWILIO_AUTH_TOKEN": ""}
    ended = start("--data-dir", str(tmp_path / "var"), environment=environment)
    assert ended.returncode == 1
    assert ended.stderr.startswith("rueckruf: TWILIO_AUTH_TOKEN: must be set, because RUECKRUF_PUBLIC_URL ")
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()


def test_a_lost_key_file_stops_the_start_and_sigterm_ends_what_has_it_again(
    tmp_path: Path,
) -> None:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    SqlCallbackRequests(database).add(request_of("CA1"))
    database.engine.dispose()
    kept = (tmp_path / "keys").rename(tmp_path / "somewhere else")

    for _ in range(2):
        ended = start("--port", str(free_port()), "--data-dir", str(tmp_path))
        assert ended.returncode == 1
        assert (
            f"rueckruf: RUECKRUF_KEYS: is not set and {tmp_path / 'keys'} is missing, but rueckruf.db" in ended.stderr
        )
        assert "Traceback" not in ended.stderr
        assert not (tmp_path / "keys").exists()

    kept.rename(tmp_path / "keys")
    with started(tmp_path) as (url, server):
        assert_ends_by_sigterm(server)
    assert not is_listening(url)


@pytest.mark.parametrize("option", ["--port", "--sales-port"])
@pytest.mark.parametrize("port", ["70000", "-1", "0", "http"])
def test_a_port_that_cannot_be_is_named(option: str, port: str) -> None:
    ended = CliRunner(mix_stderr=False).invoke(app, ["run", option, port])
    assert ended.exit_code == 2
    assert f"Invalid value for '{option}'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_last_port_has_none_behind_it_for_the_sales_page(caplog: pytest.LogCaptureFixture) -> None:
    with page_beside(65535, None):
        pass
    assert "no sales page: port 65536" in caplog.text


def test_a_port_in_use_is_named_and_so_are_keys_beside_the_data() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = start("--port", str(port), environment={"RUECKRUF_KEYS": "", "RUECKRUF_KEYS_FROM": ""})
    assert ended.returncode == 1
    assert f"rueckruf: port {port} on 127.0.0.1 can't be used" in ended.stderr
    assert "the keys lie beside the data that they seal" in ended.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project to break."""
    folder = tmp_path / "checkout"
    ignore = shutil.ignore_patterns(".venv", ".git", "var", "results", "models", ".*_cache")
    shutil.copytree(ROOT, folder, ignore=ignore)
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after", "problem"),
    [
        ("company.yml", "federal_state: BY", "federal_state: XX", "company.yml:34: federal_state"),
        ("credentials.yml", "language: de-DE", "language: de", "credentials.yml: twilio_voice.language"),
        (
            "endpoints.yml",
            "conversations.ConversationStore",
            "conversations.Nothing",
            "endpoints.yml: tracker_store.type",
        ),
    ],
)
def test_a_mistake_in_a_file_is_named(
    checkout: Path, trained_model: Path, file: str, before: str, after: str, problem: str
) -> None:
    (checkout / "models").mkdir()
    shutil.copy(trained_model, checkout / "models")
    path = checkout / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    ended = start("--data-dir", str(checkout / "var"), cwd=checkout, environment={"PYTHONPATH": str(checkout)})
    assert ended.returncode == 1
    assert problem in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("type: rueckruf.storage.conversations.ConversationStore", "type: redis", "tracker_store.type: must name"),
        ("type: rueckruf.storage.conversations.ConversationStore", "url: x", "tracker_store.type: must name"),
        ("locks.ConversationLockStore", "locks.Nothing", "lock_store.type: rueckruf.storage.locks.Nothing can't be"),
        ("rueckruf.storage.locks.Conv", "rueckruf.nowhere.Conv", "lock_store.type: rueckruf.nowhere.Conv"),
        ("lock_store:", "# lock_store:\nelse:", "lock_store.type: must name"),
        ("nlg:", "other:", "nlg.type: must name"),
        ("tracker_store:", "tracker_store: [", "Failed to read"),
    ],
)
def test_what_rasa_would_replace_by_something_in_memory_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, problem: str
) -> None:
    endpoints = Path(shutil.copy(ENDPOINTS, tmp_path))
    replace_once(endpoints, before, after)
    monkeypatch.setattr(run, "ENDPOINTS", endpoints)
    with pytest.raises(StartError, match=r"^endpoints\.yml: ") as error:
        run._checked_endpoints()
    assert problem in str(error.value)


@pytest.mark.parametrize("options", [[], ["--watch"]])
def test_without_a_model_it_says_how_to_get_one(checkout: Path, options: list[str]) -> None:
    ended = start(*options, cwd=checkout, environment={"PYTHONPATH": str(checkout)})
    assert ended.returncode == 1
    assert "make train" in ended.stderr


def test_more_processes_need_redis(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="SANIC_WORKERS"), running_server(tmp_path, {"SANIC_WORKERS": "2"}):
        pass


@contextmanager
def starting(data_dir: Path, **environment: str) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """The address of a server and its process, for tests that end it themselves."""
    port = free_port()
    with subprocess.Popen(
        [*RUECKRUF, "run", "--port", str(port), "--data-dir", str(data_dir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}", server
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


@contextmanager
def started(data_dir: Path, **environment: str) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """The same, once calls can be answered."""
    with starting(data_dir, **environment) as (url, server):
        assert server.stdout is not None
        assert any(line.startswith(f"ready {url}") for line in server.stdout)
        yield url, server


def children_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def assert_ends_by_sigterm(server: "subprocess.Popen[str]") -> None:
    """With success, and with all that it has started."""
    children = children_of(server.pid)
    assert children
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert eventually(lambda: not any(Path(f"/proc/{child}/exe").exists() for child in children))


def is_listening(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) == 0


_STOPPED_WHILE_LISTENERS_RUN = """
import os, signal, sys, threading
from functools import partial
from sanic import Sanic
from rueckruf.server.run import notice_a_lost_stop

app = Sanic("test", configure_logging=False)
app.register_listener(lambda *_: os.kill(os.getpid(), signal.SIGTERM), "after_server_start")
app.register_listener(partial(notice_a_lost_stop, threading.Event()), "after_server_start")
app.run(host="127.0.0.1", port=int(sys.argv[1]))
"""


def test_sigterm_while_the_listeners_of_the_start_run_is_not_lost() -> None:
    command = [sys.executable, "-c", _STOPPED_WHILE_LISTENERS_RUN, str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()


def test_sigterm_lets_the_turn_be_answered_that_is_under_way(tmp_path: Path, redis_url: str) -> None:
    locks = redis.Redis.from_url(redis_url)
    with started(tmp_path, REDIS_URL=redis_url) as (url, server), ThreadPoolExecutor() as pool:
        Phone(url, caller="anonymous").start()
        call = Phone(url, caller="anonymous", status_callback=False).start()
        call.say(EVERYTHING)
        with held_requests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})).engine):
            answer = pool.submit(call.say, "ja")
            assert eventually(lambda: locks.keys(f"*turn-{call.call_sid}"))
            ending = pool.submit(assert_ends_by_sigterm, server)
            assert "Vielen Dank" in answer.result()
        ending.result()


def test_sigterm_ends_several_processes_that_are_still_starting(tmp_path: Path, redis_url: str) -> None:
    with starting(tmp_path, SANIC_WORKERS="2", REDIS_URL=redis_url) as (_, server):
        assert eventually(lambda: len(children_of(server.pid)) == 3)  # the sales page is one
        time.sleep(1)
        assert_ends_by_sigterm(server)


def test_several_processes_answer_calls_and_purge_once(tmp_path: Path, redis_url: str) -> None:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    requests = SqlCallbackRequests(database)
    due = sorted(str(requests.add(request_of(f"CA{number}")).id) for number in range(50))
    with started(tmp_path, SANIC_WORKERS="2", REDIS_URL=redis_url) as (url, server):
        assert eventually(lambda: requests.count() == 0)
        for _ in range(6):
            call = Phone(url, caller="anonymous").start()
            call.say(EVERYTHING)
            assert "Vielen Dank" in call.say("ja")
        assert requests.count() == 6
        assert_ends_by_sigterm(server)
        assert server.stdout is not None
        assert "ready" not in server.stdout.read()
    with database.engine.connect() as connection:
        deleted = [each for entry in entries(connection) if entry.action == "delete" for each in entry.request_ids]
    assert sorted(deleted) == due


def test_processes_that_begin_while_redis_is_away_take_calls_and_find_it_again(
    tmp_path: Path, redis_server: RedisServer
) -> None:
    redis_server.stop()
    environment = {"SANIC_WORKERS": "2", "REDIS_URL": redis_server.url, "RUECKRUF_KEYS": new_key()}
    with started(tmp_path, **environment) as (url, server):
        assert health(url, "/ready") == (200, ["redis"])
        assert health(url) == (503, ["redis"])
        for worker in children_of(server.pid)[1:]:  # the sales page is the first
            os.kill(worker, signal.SIGKILL)
        assert health(url) == (503, ["redis"])  # by a new one, which Twilio would not wait for on a busy machine
        call = Phone(url, caller="anonymous").start()
        call.say(EVERYTHING)
        assert "Vielen Dank" in call.say("ja")
        redis_server.start()
        assert eventually(lambda: health(url) == (200, []) and health(url, "/ready") == (200, []))
