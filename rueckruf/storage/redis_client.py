"""The connection to Redis, and how what is ours begins there."""

from typing import TYPE_CHECKING

from rueckruf.storage.errors import StoreError

if TYPE_CHECKING:
    from redis import Redis

PREFIX = "rueckruf:"
LOCKS = f"{PREFIX}lock:"

_SECONDS_TO_ANSWER = 2


def connect_redis(url: str) -> "Redis[str]":
    """A client that has answered once and mends broken connections; raises StoreError."""
    # Here, because most commands meet none.
    from redis import Redis
    from redis.backoff import ExponentialBackoff
    from redis.exceptions import ConnectionError as RedisConnectionError
    from redis.exceptions import RedisError
    from redis.retry import Retry

    client: Redis[str] = Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=_SECONDS_TO_ANSWER,
        socket_connect_timeout=_SECONDS_TO_ANSWER,
        retry=Retry(ExponentialBackoff(cap=0.2, base=0.02), retries=3),
        retry_on_error=[RedisConnectionError],
    )
    try:
        client.ping()
    except RedisError as error:
        raise StoreError(f"REDIS_URL: Redis cannot be reached: {error}") from None
    return client
