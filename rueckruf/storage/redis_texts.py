"""Short-lived texts in Redis for all servers, and once more on this machine.

Calls go on with what lies here while Redis is away, and when it has lost what it held.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from rueckruf import clock
from rueckruf.storage.redis_client import PREFIX, RedisAwayError, SharedRedis
from rueckruf.storage.sqlite_texts import SqliteTexts

if TYPE_CHECKING:
    from redis import Redis

LIFE = "rueckruf-life"
"""A key with a value of its own for each time that Redis began with nothing."""

_DELETED = "deleted"


class RedisTexts:
    """``ShortLivedTexts`` with one hash a call, which Redis itself deletes when it is idle; ``own`` are those here.

    Each text tells in which life of Redis it was written, none while Redis is away, and when. What Redis has counts
    before what was once written there, whatever the clocks of servers say; of what was written without it the newest
    counts. What Redis has no more in that same life was deleted by another server.
    """

    def __init__(self, shared: SharedRedis, kind: str, idle: timedelta, own: SqliteTexts) -> None:
        self._redis = _Hashes(shared.client, kind, idle)
        self._ask = shared.ask
        self._own = own

    def get(self, call: str, name: str) -> str | None:
        ours = _Kept.read(self._own.get(call, name))
        written = None
        with suppress(RedisAwayError):
            written = _Kept.read(self._ask(self._redis.get, call, name))
            if written is None and ours and ours.life == self._ask(self._redis.life):
                self._own.delete(call)
                return None
        if written and ours and ours.life:
            ours = None
        kept = (ours, written, _Kept.read(self._own.get(call, _DELETED)))
        newest = max(filter(None, kept), key=lambda each: each.written_at, default=None)
        return newest.text or None if newest else None

    def has(self, call: str, name: str) -> bool:
        return self.get(call, name) is not None

    def put(self, call: str, name: str, text: str) -> None:
        kept = _Kept("", clock.now().timestamp(), text)
        try:
            life = self._ask(self._redis.put, call, name, str(kept))
        except RedisAwayError:
            self._own.put(call, name, str(kept))
            return
        with suppress(sqlite3.Error):  # such as a full disk: Redis has it
            self._own.put(call, name, str(kept._replace(life=life)))

    def delete(self, call: str) -> None:
        self._own.delete(call)
        try:
            self._ask(self._redis.delete, call)
        except RedisAwayError:  # until it is idle there, too
            self._own.put(call, _DELETED, str(_Kept("", clock.now().timestamp(), "")))

    def keep_only(self, call: str, name: str) -> None:
        self._own.keep_only(call, name)
        with suppress(RedisAwayError):
            self._ask(self._redis.keep_only, call, name)

    def expire(self, now: datetime) -> None:
        """Redis itself keeps the time of what lies there."""
        self._own.expire(now)

    def calls(self) -> Iterable[str]:
        return {*self._own.calls(), *self._there(self._redis.calls)}

    def names(self, call: str) -> Iterable[str]:
        return {*self._own.names(call), *self._there(self._redis.names, call)} - {_DELETED}

    def _there(self, command: Callable[..., Iterable[str]], *arguments: str) -> Iterable[str]:
        try:
            return self._ask(command, *arguments)
        except RedisAwayError:
            return ()


class _Kept(NamedTuple):
    """A text as it is kept; of what was deleted while Redis was away an empty one."""

    life: str
    written_at: float
    text: str

    @classmethod
    def read(cls, written: str | None) -> "_Kept | None":
        if written is None:
            return None
        life, moment, text = written.split(" ", 2)
        return cls(life, float(moment), text)

    def __str__(self) -> str:
        return f"{self.life} {self.written_at!r} {self.text}"


class _Hashes:
    """One a call in Redis; raises RedisError."""

    def __init__(self, client: "Redis[str]", kind: str, idle: timedelta) -> None:
        self._client = client
        self._prefix = f"{PREFIX}{kind}:"
        self._idle = int(idle.total_seconds())

    def life(self) -> str:
        return self._client.get(LIFE) or ""

    def get(self, call: str, name: str) -> str | None:
        return self._client.hget(self._prefix + call, name)

    def put(self, call: str, name: str, text: str) -> str:
        """In which life of Redis it was put there."""
        with self._client.pipeline() as pipeline:
            pipeline.hset(self._prefix + call, name, text)
            pipeline.expire(self._prefix + call, self._idle)
            pipeline.set(LIFE, uuid4().hex, nx=True)
            pipeline.expire(LIFE, self._idle)
            pipeline.get(LIFE)
            return str(pipeline.execute()[-1])

    def delete(self, call: str) -> None:
        self._client.delete(self._prefix + call)

    def keep_only(self, call: str, name: str) -> None:
        others = [other for other in self.names(call) if other != name]
        if others:
            self._client.hdel(self._prefix + call, *others)

    def calls(self) -> Iterable[str]:
        return [key.removeprefix(self._prefix) for key in self._client.scan_iter(f"{self._prefix}*")]

    def names(self, call: str) -> Iterable[str]:
        return self._client.hkeys(self._prefix + call)
