"""No byte of a deleted row stays in a SQLite file, and nothing else changes in it, whoever else uses it."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rueckruf.storage import sqlite_file
from rueckruf.storage.sqlite_file import empty_log, wipe_gaps
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit


def going_on() -> bool:
    return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.db"


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(file)) as connection:
        connection.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT UNIQUE, more TEXT)")
        yield connection


def opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=5)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = OFF")  # only this test is in a hurry
    return connection


def words(count: int) -> list[str]:
    random = Random(7)  # noqa: S311 - the same words each time, in no order
    return [f"{random.getrandbits(96):024x}" for _ in range(count)]


def fill_and_delete(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The words that were deleted, and those that are still there."""
    all_of_them = words(3000)
    for position, word in enumerate(all_of_them):
        connection.execute("INSERT INTO word (text, more) VALUES (?, ?)", (word, f"{word}-" * (position % 9)))
    connection.execute("DELETE FROM word WHERE id % 5 <> 0")
    return [w for n, w in enumerate(all_of_them, 1) if n % 5], [w for n, w in enumerate(all_of_them, 1) if not n % 5]


def content(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.iterdir())


def is_whole(connection: sqlite3.Connection, kept: list[str]) -> bool:
    stored = connection.execute("SELECT text FROM word ORDER BY id").fetchall()
    return stored == [(word,) for word in kept] and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_nothing_of_deleted_rows_is_left(file: Path, connection: sqlite3.Connection) -> None:
    deleted, kept = fill_and_delete(connection)
    empty_log(file)
    assert any(word.encode() in content(file) for word in deleted)

    wipe_gaps(file, going_on)
    assert empty_log(file)

    assert not any(word.encode() in content(file) for word in deleted)
    assert is_whole(connection, kept)


def test_it_ends_early_when_it_must_and_the_next_time_does_all(
    file: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted, kept = fill_and_delete(connection)
    monkeypatch.setattr(sqlite_file, "_PAGES_A_LOOK", 10)
    steps: list[int] = []

    def two_steps() -> bool:
        steps.append(1)
        return len(steps) <= 2

    assert not wipe_gaps(file, two_steps)
    assert len(steps) == 3
    empty_log(file)
    assert any(word.encode() in content(file) for word in deleted)

    assert wipe_gaps(file, going_on)
    assert empty_log(file)
    assert not any(word.encode() in content(file) for word in deleted)
    assert is_whole(connection, kept)


def test_no_read_lasts_while_it_waits_to_go_on(
    file: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_and_delete(connection)
    monkeypatch.setattr(sqlite_file, "_PAGES_A_LOOK", 10)
    emptied: list[bool] = []

    def write_and_empty() -> bool:
        connection.execute("INSERT INTO word (text) VALUES (?)", (f"new {len(emptied)}",))
        emptied.append(empty_log(file))
        return True

    assert wipe_gaps(file, write_and_empty)
    assert len(emptied) > 5
    assert all(emptied)


def test_without_access_to_pages_the_file_is_made_anew(
    file: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted, kept = fill_and_delete(connection)
    monkeypatch.setattr(sqlite_file, "_MOST_PAGES", 1)

    wipe_gaps(file, going_on)
    assert empty_log(file)

    assert not any(word.encode() in content(file) for word in deleted)
    assert is_whole(connection, kept)


@pytest.mark.process
def test_others_write_meanwhile(file: Path, connection: sqlite3.Connection, tmp_path_factory: Any) -> None:
    _, kept = fill_and_delete(connection)
    enough = tmp_path_factory.mktemp("signal") / "enough"
    program = (
        "import sqlite3, sys\n"
        "from pathlib import Path\n"
        "from uuid import uuid4\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=5)\n"
        "connection.execute('PRAGMA synchronous = OFF')\n"
        "while not Path(sys.argv[2]).exists():\n"
        "    word = uuid4().hex\n"
        "    connection.execute('INSERT INTO word (text) VALUES (?)', (word,))\n"
        "    connection.execute('DELETE FROM word WHERE text = ?', (word,))\n"
        "    print('written', flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(file), str(enough)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(3):
            writer.stdout.readline()
            wipe_gaps(file, going_on)
        enough.touch()
        writer.communicate(timeout=PATIENCE)

    assert writer.returncode == 0
    assert is_whole(connection, kept)


def test_the_log_cannot_be_emptied_while_somebody_reads_what_is_older(
    file: Path, connection: sqlite3.Connection
) -> None:
    connection.execute("INSERT INTO word (text) VALUES ('first')")
    with closing(opened(file)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM word").fetchall()
        connection.execute("INSERT INTO word (text) VALUES ('second')")

        assert not empty_log(file)
        other.execute("COMMIT")
        assert empty_log(file)


def test_the_log_is_not_cut_off_while_somebody_writes(
    file: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_over = sqlite_file._carry_over_once

    def carry_over_and_write(own: sqlite3.Connection) -> int | None:
        pages = carry_over(own)
        connection.execute("INSERT INTO word (text) VALUES (hex(randomblob(9)))")
        return pages

    connection.execute("INSERT INTO word (text) VALUES ('first')")
    monkeypatch.setattr(sqlite_file, "_carry_over_once", carry_over_and_write)
    assert not empty_log(file)
    monkeypatch.undo()
    assert empty_log(file)
