"""Rasa's lock store: one turn of a call at a time; named in ``endpoints.yml``."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis import Redis
from redis.exceptions import RedisError

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.awaited_texts import in_thread
from rueckruf.storage.redis_client import LOCKS, connect_redis

_POLL_SECONDS = 0.02


class ConversationLockStore(LockStore):  # type: ignore[misc]
    """Locks in this process, or in Redis for all processes when REDIS_URL is set.

    Rasa's own stores hand out tickets without a guard between reading and writing them, so that two processes
    can take the same one, and let a second turn wait for a whole second; hence real locks here.
    Raises StoreError when it is made and Redis is out of reach.
    """

    def __init__(self, endpoint_config: Any = None, settings: Settings | None = None) -> None:
        redis_url = (settings or load_settings()).redis_url
        self._locks = _RedisLocks(connect_redis(redis_url)) if redis_url else _ProcessLocks()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _POLL_SECONDS,
    ) -> AsyncIterator[TicketLock]:
        """Holds the conversation; raises LockError if it is not free within ``lock_lifetime`` seconds.

        A process that dies holds a lock in Redis for no longer than that either.
        """
        async with self._locks.hold(conversation_id, lock_lifetime):
            yield self.create_lock(conversation_id)


class _ProcessLocks:
    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def hold(self, name: str, seconds: float) -> AsyncIterator[None]:
        lock = self._locks.setdefault(name, asyncio.Lock())
        self._users[name] = self._users.get(name, 0) + 1
        try:
            await _within(seconds, lock.acquire())
            try:
                yield
            finally:
                lock.release()
        finally:
            self._users[name] -= 1
            if not self._users[name]:
                del self._locks[name], self._users[name]


class _RedisLocks:
    def __init__(self, client: "Redis[str]") -> None:
        self._client = client

    @asynccontextmanager
    async def hold(self, name: str, seconds: float) -> AsyncIterator[None]:
        lock = self._client.lock(f"{LOCKS}{name}", timeout=seconds, thread_local=False)

        async def acquire() -> None:
            while not await in_thread(partial(lock.acquire, blocking=False)):
                await asyncio.sleep(_POLL_SECONDS)

        try:
            await _within(seconds, acquire())
        except RedisError as error:
            raise LockError("Redis does not answer") from error
        try:
            yield
        finally:
            # Lost by time or with Redis: the turn is done all the same, and the lock ends by itself.
            with contextlib.suppress(RedisError):
                await in_thread(lock.release)


async def _within(seconds: float, acquiring: Any) -> None:
    try:
        await asyncio.wait_for(acquiring, seconds)
    except TimeoutError:
        raise LockError("The conversation is held by another turn") from None
