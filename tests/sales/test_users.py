"""People are added and changed while the server writes, and their passwords are hard to guess."""

import sqlite3
from collections.abc import Callable, Iterator
from threading import Timer

import pytest
from argon2 import PasswordHasher, extract_parameters

from rueckruf.sales.users import create, disable, reset
from rueckruf.storage.database import Database
from rueckruf.storage.engine import sqlite_path
from tests.sales.conftest import NOON

pytestmark = pytest.mark.unit


@pytest.fixture
def busy(database: Database) -> Iterator[Database]:
    """The database with ``berta``, to which somebody else is writing until a little later."""
    create(database, "berta", "lead", None, NOON, "test")
    other = sqlite3.connect(sqlite_path(database.engine), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO login_attempts (source, at) VALUES ('x', '2026-03-11 13:10:00')")
    end = Timer(0.2, other.execute, ["COMMIT"])
    end.start()
    yield database
    end.join()
    other.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda database: create(database, "anna", "lead", None, NOON, "test"),
        lambda database: disable(database, "berta", NOON, "test"),
        lambda database: reset(database, "berta", NOON, "test"),
    ],
    ids=["create", "disable", "reset"],
)
def test_another_writer_is_waited_for(busy: Database, change: Callable[[Database], object]) -> None:
    change(busy)


def test_passwords_are_hashed_as_owasp_asks(real_hasher: PasswordHasher) -> None:
    parameters = extract_parameters(real_hasher.hash("ein langes Passwort"))

    assert (parameters.type.name, parameters.time_cost, parameters.parallelism) == ("ID", 2, 1)
    assert parameters.memory_cost >= 19 * 1024  # KiB
