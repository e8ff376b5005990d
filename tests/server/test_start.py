"""What stops the start, each told in one line that names where to mend it; and how the server ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rueckruf.project import ROOT
from rueckruf.simulator.server import RUECKRUF, ServerError, free_port, running_server

pytestmark = pytest.mark.call


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
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("REDIS_URL", "somewhere"),
        ("RUECKRUF_PUBLIC_URL", "rueckruf.example"),
    ],
)
def test_a_bad_variable_is_named(variable: str, value: str) -> None:
    ended = start(environment={variable: value})
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"rueckruf: {variable}: ")
    assert "Traceback" not in ended.stderr
    assert value not in ended.stderr


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = start("--port", str(port))
    assert ended.returncode == 1
    assert f"rueckruf: port {port} on 127.0.0.1 can't be used" in ended.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project to break."""
    folder = tmp_path / "checkout"
    ignore = shutil.ignore_patterns(".venv", ".git", "var", "results", "models", ".*_cache", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=ignore)
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after", "problem"),
    [
        ("company.yml", "federal_state: BY", "federal_state: XX", "company.yml:23: federal_state"),
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


def test_without_a_model_it_says_how_to_get_one(checkout: Path) -> None:
    ended = start(cwd=checkout, environment={"PYTHONPATH": str(checkout)})
    assert ended.returncode == 1
    assert "make train" in ended.stderr


def test_more_processes_need_redis(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="SANIC_WORKERS"), running_server(tmp_path, {"SANIC_WORKERS": "2"}):
        pass


def test_sigterm_ends_it_within_ten_seconds(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "rueckruf", "run", "--port", str(port), "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        assert any(line.startswith(f"ready http://127.0.0.1:{port}") for line in server.stdout)
        begin = time.monotonic()
        server.send_signal(signal.SIGTERM)
        server.wait(10)
        assert time.monotonic() - begin < 10
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
