"""Rasa's lock store: one turn of a call at a time; named in ``endpoints.yml``."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis.exceptions import LockError as LostError
from redis.lock import Lock

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.awaited_texts import in_thread
from rueckruf.storage.redis_client import LOCKS, RedisAwayError, SharedRedis, shared_redis

_Acquired = TypeVar("_Acquired")

_POLL_SECONDS = 0.02
# Whoever waits for the lock of a process that died waits so long, while Twilio waits for them.
_SECONDS_TO_HOLD = 1.5
_SECONDS_TO_RENEW = 0.4


class ConversationLockStore(LockStore):  # type: ignore[misc]
    """Locks in this process, or in Redis for all processes when REDIS_URL is set.

    Rasa's own stores hand out tickets without a guard between reading and writing them, so that two processes
    can take the same one, and let a second turn wait for a whole second; hence real locks here.
    """

    def __init__(self, endpoint_config: Any = None, settings: Settings | None = None) -> None:
        redis_url = (settings or load_settings()).redis_url
        self._locks = _SharedLocks(redis_url) if redis_url else _ProcessLocks()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _POLL_SECONDS,
    ) -> AsyncIterator[TicketLock]:
        """Holds the conversation; raises LockError if it is not free within ``lock_lifetime`` seconds.

        The lock of a process that dies is free within two seconds. While Redis is away, turns go on that follow each
        other in this process alone: another one is asked for the same call only where a webhook is repeated.
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


class _SharedLocks:
    """A lock in this process, and within it one in Redis."""

    def __init__(self, redis_url: str) -> None:
        self._redis = shared_redis(redis_url)
        self._here = _ProcessLocks()
        self._renewal = _Renewal(self._redis)

    @asynccontextmanager
    async def hold(self, name: str, seconds: float) -> AsyncIterator[None]:
        deadline = time.monotonic() + seconds
        async with self._here.hold(name, seconds):
            lock = await _within(deadline - time.monotonic(), self._acquired(f"{LOCKS}{name}"))
            if lock is None:
                yield
                return
            self._renewal.held.add(lock)
            try:
                yield
            finally:
                self._renewal.held.remove(lock)
                with suppress(RedisAwayError, LostError):  # lost with Redis: the turn is done all the same
                    await in_thread(self._redis.ask, lock.release)

    async def _acquired(self, name: str) -> Lock | None:
        """The lock once it is free; None while Redis is away."""
        lock = self._redis.client.lock(name, timeout=_SECONDS_TO_HOLD, thread_local=False)
        try:
            while not await in_thread(self._redis.ask, partial(lock.acquire, blocking=False)):
                await asyncio.sleep(_POLL_SECONDS)
        except RedisAwayError:
            return None
        return lock


class _Renewal:
    """Renews what is held, in a thread: a turn that keeps the event loop busy must not lose its lock."""

    def __init__(self, redis: SharedRedis) -> None:
        self.held: set[Lock] = set()
        self._redis = redis
        Thread(target=self._renew_forever, name="locks", daemon=True).start()

    def _renew_forever(self) -> None:
        while True:
            time.sleep(_SECONDS_TO_RENEW)
            for lock in tuple(self.held):
                with suppress(RedisAwayError, LostError):  # given back meanwhile, or lost with Redis
                    self._redis.ask(lock.reacquire)


async def _within(seconds: float, acquiring: Coroutine[Any, Any, _Acquired]) -> _Acquired:
    try:
        return await asyncio.wait_for(acquiring, seconds)
    except TimeoutError:
        raise LockError("The conversation is held by another turn") from None
