"""A database that a failing disk has damaged: commands stop with one sentence that says what to do."""

import sys
from pathlib import Path

import pytest

from rueckruf import cli
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

_PAGE = 4096


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands: of its database only the first page is sound."""
    for name in ("DATABASE_URL", "RUECKRUF_KEYS", "RUECKRUF_KEYS_FROM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    database = open_database(load_settings())
    for number in range(50):
        SqlCallbackRequests(database).add(request_of(f"CA{number}"))
    database.engine.dispose()
    file = tmp_path / "rueckruf.db"
    file.write_bytes(file.read_bytes()[:_PAGE] + b"\xa5" * (file.stat().st_size - _PAGE))
    return file


@pytest.mark.parametrize("command", ["export", "purge", "log verify", "users list", "keys rotate", "handover status"])
def test_a_command_says_so_in_one_line(
    damaged: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = damaged.read_bytes()
    monkeypatch.setattr(sys, "argv", ["rueckruf", *command.split()])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = capsys.readouterr().err.splitlines()[-1]
    assert ended.value.code == 1
    assert said.startswith("rueckruf: DATABASE_URL: the database cannot be used: ")
    assert said.endswith("malformed: move it away, and put a backup back with `rueckruf restore`")
    assert damaged.read_bytes() == before
