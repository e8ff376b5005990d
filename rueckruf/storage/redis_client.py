"""The connection to Redis, and how what is ours begins there."""

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from rueckruf.storage.errors import StoreError

if TYPE_CHECKING:
    from redis import Redis

_Answer = TypeVar("_Answer")

logger = logging.getLogger(__name__)

PREFIX = "rueckruf:"
LOCKS = f"{PREFIX}lock:"

_SECONDS_TO_ANSWER = 1
_SECONDS_TO_LEAVE_ALONE = 1


class RedisAwayError(StoreError):
    """Redis does not answer."""


class SharedRedis:
    """What the stores of this process ask; after a question in vain Redis is left alone for a second.

    A turn asks several times, and its caller would wait for each. ``is_away``: the last question was in vain.
    """

    def __init__(self, url: str) -> None:
        self.client = _client(url)
        self._asked_again_at = 0.0
        self.is_away = False

    def ask(self, command: Callable[..., _Answer], *arguments: object) -> _Answer:
        """What ``command`` returns; raises RedisAwayError, and LockError of redis."""
        from redis.exceptions import LockError, RedisError

        if time.monotonic() < self._asked_again_at:
            raise RedisAwayError
        try:
            answer = command(*arguments)
        except LockError:
            raise
        except RedisError as error:
            self._asked_again_at = time.monotonic() + _SECONDS_TO_LEAVE_ALONE
            self._note(True, f"Redis does not answer, calls go on without it: {type(error).__name__}")
            raise RedisAwayError from None
        self._note(False, "Redis answers again")
        return answer

    def _note(self, away: bool, event: str) -> None:
        if away != self.is_away:
            self.is_away = away
            logger.warning(event)


@cache
def shared_redis(url: str) -> SharedRedis:
    """The one of this process; asks nothing yet."""
    return SharedRedis(url)


def connect_redis(url: str) -> "Redis[str]":
    """A client that has answered once and mends broken connections.

    Raises RedisAwayError, and StoreError where Redis refuses us, as for a wrong password.
    """
    from redis.exceptions import AuthenticationError, RedisError
    from redis.exceptions import ConnectionError as RedisConnectionError
    from redis.exceptions import TimeoutError as RedisTimeoutError

    client = _client(url)
    try:
        client.ping()
    except AuthenticationError as error:
        raise StoreError(f"REDIS_URL: Redis refuses us: {error}") from None
    except (RedisConnectionError, RedisTimeoutError) as error:
        raise RedisAwayError(f"REDIS_URL: Redis cannot be reached: {error}") from None
    except RedisError as error:
        raise StoreError(f"REDIS_URL: Redis cannot be used: {error}") from None
    return client


def _client(url: str) -> "Redis[str]":
    # Here, because most commands meet none.
    from redis import Redis
    from redis.backoff import ExponentialBackoff
    from redis.exceptions import ConnectionError as RedisConnectionError
    from redis.retry import Retry

    return Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=_SECONDS_TO_ANSWER,
        socket_connect_timeout=_SECONDS_TO_ANSWER,
        retry=Retry(ExponentialBackoff(cap=0.2, base=0.02), retries=1),
        retry_on_error=[RedisConnectionError],
    )
