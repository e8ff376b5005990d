"""One turn of a call at a time, in one process and across several."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.locks import _SECONDS_TO_HOLD, ConversationLockStore, _ProcessLocks
from rueckruf.storage.redis_client import LOCKS
from tests.support.patience import PATIENCE
from tests.support.servers import RedisServer

pytestmark = pytest.mark.unit


@pytest.fixture
def locks(settings: Settings) -> ConversationLockStore:
    return ConversationLockStore(settings=settings)


async def most_at_once(stores: list[ConversationLockStore], ids: list[str]) -> int:
    """How many of several turns, spread over the stores, ran at the same time."""
    running = most = 0

    async def turn(store: ConversationLockStore, call_sid: str) -> None:
        nonlocal running, most
        async with store.lock(call_sid):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= 1

    await asyncio.gather(*(turn(stores[n % len(stores)], call_sid) for n, call_sid in enumerate(ids)))
    return most


async def test_turns_of_one_call_follow_each_other(locks: ConversationLockStore) -> None:
    assert await most_at_once([locks], ["CA1"] * 6) == 1


async def test_calls_do_not_wait_for_each_other(locks: ConversationLockStore) -> None:
    all_at_once = asyncio.Barrier(6)

    async def turn(call_sid: str) -> None:
        async with locks.lock(call_sid):
            await all_at_once.wait()

    await asyncio.wait_for(asyncio.gather(*(turn(f"CA{number}") for number in range(6))), PATIENCE)


async def test_processes_share_locks_in_redis(redis_url: str) -> None:
    settings = load_settings({"REDIS_URL": redis_url})

    assert await most_at_once([ConversationLockStore(settings=settings) for _ in range(3)], ["CA1"] * 6) == 1


async def test_a_failed_turn_frees_its_call(locks: ConversationLockStore) -> None:
    with pytest.raises(ZeroDivisionError):
        async with locks.lock("CA1"):
            raise ZeroDivisionError

    assert await most_at_once([locks], ["CA1"]) == 1


async def test_a_cancelled_turn_frees_its_call(locks: ConversationLockStore) -> None:
    holding = asyncio.Event()

    async def forever() -> None:
        async with locks.lock("CA1"):
            holding.set()
            await asyncio.sleep(PATIENCE)

    turn = asyncio.ensure_future(forever())
    await holding.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn

    assert await most_at_once([locks], ["CA1"]) == 1


async def test_waiting_ends_with_an_error(locks: ConversationLockStore) -> None:
    async with locks.lock("CA1"):
        with pytest.raises(LockError):
            async with locks.lock("CA1", lock_lifetime=0.1):
                pass


HELD_FOR_GOOD = """
import asyncio
from rueckruf.storage.locks import ConversationLockStore

async def hold():
    async with ConversationLockStore().lock("CA1"):
        print("held", flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


@pytest.mark.process
async def test_the_lock_of_a_process_that_is_killed_is_free_within_two_seconds(redis_url: str) -> None:
    other = ConversationLockStore(settings=load_settings({"REDIS_URL": redis_url}))
    command = [sys.executable, "-c", HELD_FOR_GOOD]
    with subprocess.Popen(command, env={**os.environ, "REDIS_URL": redis_url}, stdout=subprocess.PIPE) as dying:
        assert dying.stdout
        assert dying.stdout.readline() == b"held\n"
        dying.kill()
    assert redis.Redis.from_url(redis_url).pttl(f"{LOCKS}CA1") <= 2000

    async with other.lock("CA1", lock_lifetime=PATIENCE):
        pass


async def test_a_turn_that_goes_on_keeps_its_lock(redis_url: str) -> None:
    settings = load_settings({"REDIS_URL": redis_url})
    one, other = ConversationLockStore(settings=settings), ConversationLockStore(settings=settings)

    async with one.lock("CA1"):
        time.sleep(2 * _SECONDS_TO_HOLD)
        with pytest.raises(LockError):
            async with other.lock("CA1", lock_lifetime=0.1):
                pass


async def test_nothing_is_remembered_of_calls_without_a_turn() -> None:
    locks = _ProcessLocks()
    for call_sid in ("CA1", "CA1", "CA2"):
        async with locks.hold(call_sid, PATIENCE):
            assert list(locks._locks) == [call_sid]

    assert locks._locks == {}


async def test_while_redis_is_away_turns_follow_each_other_in_this_process(redis_server: RedisServer) -> None:
    locks = ConversationLockStore(settings=load_settings({"REDIS_URL": redis_server.url}))
    redis_server.stop()

    assert await most_at_once([locks], ["CA1"] * 6) == 1


async def test_a_turn_outlives_redis_going_away(redis_server: RedisServer) -> None:
    locks = ConversationLockStore(settings=load_settings({"REDIS_URL": redis_server.url}))

    async with locks.lock("CA1"):
        redis_server.stop()


def test_rasa_makes_it_from_its_module_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    endpoint = EndpointConfig(type="rueckruf.storage.locks.ConversationLockStore")

    assert type(LockStore.create(endpoint)) is ConversationLockStore


async def test_turns_go_on_where_redis_was_away_from_the_start() -> None:
    locks = ConversationLockStore(settings=load_settings({"REDIS_URL": "redis://127.0.0.1:1"}))

    async with locks.lock("CA1"):
        pass
