"""People of the sales page, managed on the command line."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from rueckruf import clock
from rueckruf.sales.users import choose_password, is_password_of
from rueckruf.settings import Settings
from rueckruf.simulator.server import free_port
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.users import User, all_users, find_user
from tests.sales.conftest import PASSWORD
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process


def users(data_dir: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "rueckruf", "users", *arguments],
        env={**os.environ, "RUECKRUF_DATA_DIR": str(data_dir)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def found(database: Database, login: str) -> User | None:
    with database.engine.connect() as connection:
        return find_user(connection, login)


def choose(database: Database, shown: str) -> None:
    """Choose a password with the link that a command has shown."""
    address = shown.rpartition(": ")[2].strip()
    assert address.startswith("http://127.0.0.1:5006/zugang/")
    choose_password(database, address.rpartition("/")[2], PASSWORD, clock.now())


def test_people_come_change_and_go(settings: Settings, database: Database) -> None:
    added = users(settings.data_dir, "add", "Anna", "--role", "sales", "--recipient", "company")
    assert "anna kann sich mit diesem Link ein Passwort wählen." in added.stdout
    choose(database, added.stdout)
    assert is_password_of(found(database, "anna"), PASSWORD)

    renewed = users(settings.data_dir, "reset", "anna")
    assert not is_password_of(found(database, "anna"), PASSWORD)
    choose(database, renewed.stdout)
    assert is_password_of(found(database, "anna"), PASSWORD)

    users(settings.data_dir, "disable", "anna")
    assert not is_password_of(found(database, "anna"), PASSWORD)
    assert users(settings.data_dir, "list").stdout.split("\n")[0] == "anna\tsales\tcompany\tgesperrt"
    with database.engine.connect() as connection:
        log = [(entry.actor.partition(":")[0], entry.action, entry.reason) for entry in entries(connection)]
    assert log == [
        ("cli", "user_added", "anna sales"),
        ("anna", "password_set", "anna"),
        ("cli", "user_reset", "anna"),
        ("anna", "password_set", "anna"),
        ("cli", "user_disabled", "anna"),
    ]


def test_nobody_gets_in_before_a_password_is_chosen(settings: Settings, database: Database) -> None:
    users(settings.data_dir, "add", "anna", "--role", "lead")

    assert not any(is_password_of(found(database, "anna"), guess) for guess in ("", "anna", "None"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("add", "Ä b", "--role", "lead"), "Ein Anmeldename besteht aus"),
        (("add", "anna", "--role", "sales"), "genau einen Empfänger"),
        (("add", "anna", "--role", "sales", "--recipient", ""), "choose one of company, parent"),
        (("add", "leo", "--role", "lead", "--recipient", "parent"), "genau einen Empfänger"),
        (("add", "anna", "--role", "sales", "--recipient", "me"), "--recipient me: choose one of company, parent"),
        (("disable", "niemand"), "Diesen Anmeldenamen gibt es nicht."),
    ],
)
def test_what_makes_no_sense_is_refused(
    settings: Settings, database: Database, arguments: tuple[str, ...], problem: str
) -> None:
    refused = users(settings.data_dir, *arguments)

    assert refused.returncode == 1
    assert problem in refused.stderr
    with database.engine.connect() as connection:
        assert all_users(connection) == []


def test_the_page_is_served_without_rasa_and_ends_when_told(settings: Settings) -> None:
    port = free_port()
    program = (
        "import sys\nfrom rueckruf.cli import main\n"
        "import rueckruf.sales.serve as serve\n"
        "begin = serve.waitress.create_server\n"
        "def create(*given, **named):\n    assert 'rasa' not in sys.modules\n    return begin(*given, **named)\n"
        "serve.waitress.create_server = create\nmain()\n"
    )
    command = [sys.executable, "-c", program, "sales", "--port", str(port)]
    environment = {**os.environ, "RUECKRUF_DATA_DIR": str(settings.data_dir)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == f"sales page http://127.0.0.1:{port}\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/anmelden", timeout=PATIENCE) as answer:
            assert "rueckruf users add" in answer.read().decode()
        server.terminate()
        assert server.wait(PATIENCE) == 0
