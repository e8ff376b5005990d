"""The privacy commands, as whoever answers for the data types them."""

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import Result
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.privacy.conftest import DUE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands."""
    for name in ("DATABASE_URL", "REDIS_URL", "RUECKRUF_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def requests(data_dir: Path) -> SqlCallbackRequests:
    return SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)})))


@pytest.fixture
def rueckruf() -> Callable[..., Result]:
    """Runs a command when the requests of the builder are due."""

    def run(*words: str, at: datetime = DUE, typed: str = "") -> Result:
        with time_machine.travel(at, tick=False):
            return CliRunner(mix_stderr=False).invoke(app, words, input=typed)

    return run


Run = Callable[..., Result]


# -- purge


def test_purge_tells_what_it_deletes_and_why(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2", status="done"))
    requests.add(request_of("CA3", delete_after=datetime(2026, 7, 1, tzinfo=timezone.utc)))

    told = rueckruf("purge", "--dry-run")
    assert told.stdout == "Zu löschen: 2 Rückrufwünsche (1 Zweck erfüllt, 1 Frist abgelaufen).\n"
    assert requests.count() == 3

    purged = rueckruf("purge")
    assert (
        purged.stdout
        == "Gelöscht: 2 Rückrufwünsche (1 Zweck erfüllt, 1 Frist abgelaufen) und 0 Exporte im Datenordner.\n"
    )
    assert [request.call_sid for request in requests.list()] == ["CA3"]

    assert rueckruf("purge").stdout == "Gelöscht: 0 Rückrufwünsche und 0 Exporte im Datenordner.\n"


def test_purge_says_what_it_could_not_do(requests: SqlCallbackRequests, rueckruf: Run, monkeypatch: Any) -> None:
    monkeypatch.setattr("rueckruf.storage.deletion._TIMES", 1)
    for number in range(3):
        requests.add(request_of(f"CA{number}"))
    reading = requests.list()
    next(reading)

    assert "weil gerade jemand liest" in rueckruf("purge").stderr
