"""Answers to turns: given again while the call lasts, then gone from every byte of the disk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis
import time_machine

from rueckruf import clock
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.errors import StoreError
from rueckruf.storage.turns import TurnStore, open_turns
from tests.support.servers import RedisServer

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
CALL = "CA-to-be-deleted"
SECRET = "Jürgen Müller-Lüdenscheidt, null drei null"


@pytest.fixture
def turns(settings: Settings) -> TurnStore:
    return open_turns(settings)


async def test_an_answer_is_given_again(turns: TurnStore) -> None:
    await turns.put("CA1", 0, "<Response><Say>Grüß Gott 👋</Say></Response>")
    await turns.put("CA1", 1, "<Response/>")

    assert await turns.get("CA1", 0) == "<Response><Say>Grüß Gott 👋</Say></Response>"
    assert await turns.get("CA1", 1) == "<Response/>"


async def test_other_turns_and_calls_have_none(turns: TurnStore) -> None:
    await turns.put("CA1", 0, "Antwort")

    assert await turns.get("CA1", 1) is None
    assert await turns.get("CA2", 0) is None


async def test_an_answer_is_looked_for_together_with_an_earlier_one(turns: TurnStore) -> None:
    await turns.put("CA1", 3, "Antwort")

    assert await turns.find("CA1", 3, 2) == ("Antwort", False)
    assert await turns.find("CA1", 4, 3) == (None, True)
    assert await turns.find("CA2", 4, 3) == (None, False)


async def test_all_answers_of_a_call_are_found(turns: TurnStore) -> None:
    for turn in range(3):
        await turns.put("CA1", turn, f"Antwort {turn}")
    await turns.put("CA2", 0, "eine andere")

    assert sorted(await turns.all("CA1")) == ["Antwort 0", "Antwort 1", "Antwort 2"]
    assert list(await turns.all("CA3")) == []


async def test_all_answers_of_a_call_are_deleted_together(turns: TurnStore) -> None:
    for turn in range(3):
        await turns.put("CA1", turn, "Antwort")
        await turns.put("CA2", turn, "Antwort")

    await turns.delete("CA1")

    assert [await turns.get("CA1", turn) for turn in range(3)] == [None] * 3
    assert await turns.get("CA2", 0) == "Antwort"


async def test_before_its_end_a_call_keeps_but_the_last_answer(turns: TurnStore) -> None:
    for turn in range(3):
        await turns.put("CA1", turn, "Antwort")
        await turns.put("CA2", turn, "Antwort")

    await turns.keep_only("CA1", 2)

    assert [await turns.get("CA1", turn) for turn in range(3)] == [None, None, "Antwort"]
    assert await turns.get("CA2", 0) == "Antwort"


async def test_deleting_an_unknown_call_does_no_harm(turns: TurnStore) -> None:
    await turns.delete("CA1")


async def test_another_process_sees_the_same_answers(settings: Settings, turns: TurnStore) -> None:
    await turns.put("CA1", 0, "Antwort")

    assert await open_turns(settings).get("CA1", 0) == "Antwort"


async def test_idle_answers_expire_in_sqlite(sqlite_settings: Settings) -> None:
    turns = open_turns(sqlite_settings)
    with time_machine.travel(NOON, tick=False):
        await turns.put("CA1", 0, "alt")
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        await turns.put("CA2", 0, "neu")

    await turns.expire(NOON + timedelta(minutes=31))

    assert await turns.get("CA1", 0) is None
    assert await turns.get("CA2", 0) == "neu"


async def test_redis_lets_them_expire_by_itself(redis_url: str, tmp_path: Path) -> None:
    turns = open_turns(load_settings({"REDIS_URL": redis_url, "RUECKRUF_DATA_DIR": str(tmp_path)}))
    await turns.put("CA1", 0, "Antwort")
    await turns.expire(NOON)

    client = redis.Redis.from_url(redis_url)
    assert {client.ttl(key) for key in client.keys("*")} == {30 * 60}


@pytest.mark.parametrize("end", ["delete", "expire", "overwrite and delete"])
async def test_nothing_of_a_deleted_answer_is_left_on_disk(sqlite_settings: Settings, end: str) -> None:
    turns = open_turns(sqlite_settings)
    for number in range(50):
        await turns.put(CALL, number, f"{SECRET} {number}")
        await turns.put(CALL, number + 50, SECRET * 500)
    stored = b"".join(path.read_bytes() for path in sqlite_settings.data_dir.iterdir())
    assert SECRET.encode() not in stored  # sealed, so the id of the call tells whether the rows are there
    assert CALL.encode() in stored

    if end == "expire":
        await turns.expire(clock.now() + timedelta(minutes=31))
    else:
        if end.startswith("overwrite"):
            for number in range(100):
                await turns.put(CALL, number, "kurz")
        await turns.delete(CALL)

    for path in sqlite_settings.data_dir.iterdir():
        assert CALL.encode() not in path.read_bytes(), path.name


async def test_files_are_closed_to_others(sqlite_settings: Settings) -> None:
    await open_turns(sqlite_settings).put("CA1", 0, SECRET)

    assert {path.stat().st_mode & 0o777 for path in sqlite_settings.data_dir.iterdir()} == {0o600}


async def test_a_file_broken_by_a_power_cut_is_begun_anew(sqlite_settings: Settings) -> None:
    turns = open_turns(sqlite_settings)
    for number in range(100):
        await turns.put("CA1", number, "x" * 1000)
    await turns.delete("CA2")
    content = bytearray(sqlite_settings.conversations_file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    sqlite_settings.conversations_file.write_bytes(content)

    fresh = open_turns(sqlite_settings)
    await fresh.put("CA2", 0, "Antwort")

    assert await fresh.get("CA1", 50) is None
    assert await fresh.get("CA2", 0) == "Antwort"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "conversations.db").mkdir()

    with pytest.raises(StoreError, match="RUECKRUF_DATA_DIR: "):
        open_turns(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))


async def test_calls_begin_while_redis_is_away(tmp_path: Path) -> None:
    away = {"REDIS_URL": "redis://127.0.0.1:1", "RUECKRUF_DATA_DIR": str(tmp_path), "RUECKRUF_KEYS": new_key()}
    turns = open_turns(load_settings(away))

    await turns.put("CA1", 0, "Antwort")

    assert await turns.get("CA1", 0) == "Antwort"


async def test_a_restart_of_redis_is_survived(redis_server: RedisServer, tmp_path: Path) -> None:
    turns = open_turns(load_settings({"REDIS_URL": redis_server.url, "RUECKRUF_DATA_DIR": str(tmp_path)}))
    await turns.put("CA1", 0, "Antwort")

    redis_server.stop()
    assert await turns.get("CA1", 0) == "Antwort"
    await turns.put("CA1", 1, "noch eine")
    redis_server.start()  # empty

    assert await turns.get("CA1", 0) == "Antwort"
    assert sorted(await turns.all("CA1")) == ["Antwort", "noch eine"]
