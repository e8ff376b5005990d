"""Conversations in a file that is broken or taken away while calls go on: they begin again, without a restart."""

import logging
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from rueckruf.child import Child
from rueckruf.settings import Settings
from rueckruf.storage.short_lived import ShortLivedTexts, open_short_lived

pytestmark = pytest.mark.unit


def fill(texts: ShortLivedTexts) -> None:
    """More than SQLite keeps in memory: some of it has to be read again."""
    for number in range(150):
        texts.put("CA1", f"{number}", "x" * 20_000)


def is_gone(texts: ShortLivedTexts) -> bool:
    """Whether nothing is left once all has been read."""
    for number in range(150):
        texts.get("CA1", f"{number}")
    return list(texts.names("CA1")) == []


def overwrite(file: Path) -> None:
    """What a failing disk does to a file that stays where it is."""
    for path in (file, file.with_name(f"{file.name}-wal")):
        with path.open("r+b") as opened:
            size = path.stat().st_size
            opened.write(b"\xa5" * size)


def cut_off(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(100)


@pytest.mark.parametrize("damage", [overwrite, cut_off, Path.unlink])
def test_it_heals_while_the_server_runs(
    sqlite_settings: Settings, damage: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    texts = open_short_lived(sqlite_settings, "conversation")
    fill(texts)

    damage(sqlite_settings.conversations_file)

    with caplog.at_level(logging.ERROR):
        assert is_gone(texts)
        texts.put("CA2", "tracker", "Guten Tag")
    assert ("conversations.db is broken and begun anew" in caplog.text) == (damage is not Path.unlink)
    assert texts.get("CA2", "tracker") == "Guten Tag"
    assert open_short_lived(sqlite_settings, "conversation").get("CA2", "tracker") == "Guten Tag"


def test_of_two_that_find_it_broken_one_begins_anew(sqlite_settings: Settings) -> None:
    conversations, turns = (open_short_lived(sqlite_settings, kind) for kind in ("conversation", "turn"))  # type: ignore[arg-type]
    fill(conversations)
    fill(turns)
    overwrite(sqlite_settings.conversations_file)

    assert is_gone(conversations)
    assert is_gone(turns)
    for number in range(20):
        conversations.put("CA2", f"{number}", "Guten Tag")
        turns.put("CA2", f"{number}", "Guten Tag")

    reopened = [open_short_lived(sqlite_settings, kind) for kind in ("conversation", "turn")]  # type: ignore[arg-type]
    assert [len(list(texts.names("CA2"))) for texts in reopened] == [20, 20]


def test_a_file_that_is_only_locked_is_left_alone(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rueckruf.storage.sqlite_texts._SECONDS_TO_WAIT_FOR_LOCK", 0.05)
    texts = open_short_lived(sqlite_settings, "conversation")
    texts.put("CA1", "tracker", "Guten Tag")
    other = sqlite3.connect(sqlite_settings.conversations_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        texts.put("CA1", "tracker", "Auf Wiederhören")

    other.execute("ROLLBACK")
    other.close()
    assert texts.get("CA1", "tracker") == "Guten Tag"


def _put_when_told(connection: Connection, texts: ShortLivedTexts) -> None:
    for name in ("1", "2"):
        texts.put("CA1", name, "Guten Tag")
        connection.send(name)
        connection.recv()


def test_what_a_process_writes_stays_where_another_that_it_was_forked_from_ends(sqlite_settings: Settings) -> None:
    texts = open_short_lived(sqlite_settings, "conversation")
    child = Child(_put_when_told, texts)
    try:
        assert child.connection.recv() == "1"
        del texts  # of those that have opened the file only the one that was forked is left
        open_short_lived(sqlite_settings, "conversation").get("CA1", "1")
        child.connection.send("go on")
        assert child.connection.recv() == "2"
        assert open_short_lived(sqlite_settings, "conversation").get("CA1", "2") == "Guten Tag"
    finally:
        child.kill_after(0)
