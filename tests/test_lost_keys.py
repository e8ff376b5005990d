"""Where the keys are lost no command of the program makes new ones, and none opens what they have sealed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click
import pytest
import typer
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

ID = str(UUID(int=0))

#: Each command that opens the store, and what it takes. `run` is started in tests/server/test_start.py.
OPENS_THE_STORE = {
    "purge": [],
    "restrict": [ID, "--reason", "Streit"],
    "release": [ID],
    "erase": ["--id", ID, "--yes"],
    "disclose": ["--phone", "030 23125042"],
    "export": [],
    "sales": [],
    "keys rotate": [],
    "log verify": [],
    "log show": [],
    "users add": ["anna", "--role", "lead"],
    "users list": [],
    "users disable": ["anna"],
    "users reset": ["anna"],
    "tokens add": ["crm", "--role", "lead"],
    "tokens list": [],
    "tokens revoke": ["crm"],
    "handover status": [],
    "handover retry": [],
    "handover resend": [],
    "backup": ["file"],
    "restore": ["file"],
    "upgrade": [],
    "run": [],
}
#: Each of the others.
NEEDS_NO_KEYS = {
    *("privacy-notice", "papers", "check-data", "train", "call", "keys new", "handover test"),
    *("evaluate understanding", "evaluate calls", "evaluate model", "evaluate sound", "evaluate turns"),
    *("model promote", "model rollback", "model list", "twilio check", "twilio connect"),
    *("understand time", "understand phone", "understand name", "understand turn-end"),
}


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))
    else:
        yield " ".join(path)


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a request in it whose key file was lost, to be copied."""
    folder = tmp_path_factory.mktemp("left_behind")
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(folder)}))
    SqlCallbackRequests(database).add(request_of("CA1"))
    database.engine.dispose()
    (folder / "keys").unlink()
    return folder


@pytest.fixture
def without_keys(left_behind: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands, with a request in it whose key file was lost."""
    for name in ("DATABASE_URL", "REDIS_URL", "RUECKRUF_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    shutil.copytree(left_behind, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_of_each_command_it_is_known_whether_it_needs_keys() -> None:
    assert set(commands(typer.main.get_command(app))) == {*OPENS_THE_STORE, *NEEDS_NO_KEYS}


@pytest.mark.parametrize("command", [command for command in OPENS_THE_STORE if command != "run"])
def test_a_command_refuses_and_makes_no_key(without_keys: Path, command: str) -> None:
    refused = CliRunner().invoke(app, [*command.split(), *OPENS_THE_STORE[command]])

    assert isinstance(refused.exception, StoreError)
    assert str(refused.exception).startswith("RUECKRUF_KEYS: is not set and ")
    assert refused.stdout == ""
    assert not (without_keys / "keys").exists()
