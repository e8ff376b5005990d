"""A store that does not answer for a while keeps nobody but those who wait for it."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rueckruf.settings import Settings, load_settings
from rueckruf.storage import redis_client, sqlite_texts
from rueckruf.storage.conversations import ConversationStore
from rueckruf.storage.locks import ConversationLockStore
from rueckruf.storage.turns import open_turns
from tests.support.patience import PATIENCE
from tests.support.servers import RedisServer

pytestmark = pytest.mark.unit

Work = Callable[[], Coroutine[Any, Any, Any]]


def a_turn(settings: Settings) -> Work:
    turns = open_turns(settings)
    return lambda: turns.get("CA1", 0)


def a_conversation(settings: Settings) -> Work:
    conversations = ConversationStore(None, settings=settings)
    return lambda: conversations.exists("CA1")


def a_lock(settings: Settings) -> Work:
    locks = ConversationLockStore(settings=settings)

    async def hold() -> None:
        async with locks.lock("CA1"):
            pass

    return hold


@pytest.mark.parametrize("waiting_for", [a_turn, a_conversation, a_lock])
async def test_other_calls_go_on_while_redis_hangs(
    redis_server: RedisServer, waiting_for: Callable[[Settings], Work], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_client, "_SECONDS_TO_ANSWER", PATIENCE)
    work = waiting_for(load_settings({"REDIS_URL": redis_server.url, "RUECKRUF_DATA_DIR": str(tmp_path)}))
    with redis_server.hanging():
        waiting = asyncio.ensure_future(work())
        await asyncio.sleep(0.1)
        assert not waiting.done()
    await waiting


async def test_other_calls_go_on_while_the_own_file_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_texts, "_SECONDS_TO_WAIT_FOR_LOCK", PATIENCE)
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    turns = open_turns(settings)
    with closing(sqlite3.connect(settings.conversations_file, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        waiting = asyncio.ensure_future(turns.put("CA1", 0, "Antwort"))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        another.execute("COMMIT")
    await waiting
