"""What is wrong with Redis: it is away and may come back, or it refuses us."""

import pytest

from rueckruf.storage.errors import StoreError
from rueckruf.storage.redis_client import RedisAwayError, connect_redis

pytestmark = pytest.mark.unit


def test_out_of_reach_it_is_away_and_named_without_its_password() -> None:
    with pytest.raises(RedisAwayError, match="REDIS_URL: Redis cannot be reached: ") as error:
        connect_redis("redis://:geheim@127.0.0.1:1")
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(("password", "database"), [(":falsch@", "0"), ("", "0"), (None, "4711")])
def test_who_is_refused_learns_it_and_does_not_wait(redis_url: str, password: str | None, database: str) -> None:
    scheme, _, rest = redis_url.partition("://")
    right, _, host = rest.partition("@")
    address = f"{scheme}://{f'{right}@' if password is None else password}{host.rpartition('/')[0]}/{database}"

    with pytest.raises(StoreError, match="REDIS_URL: ") as error:
        connect_redis(address)
    assert not isinstance(error.value, RedisAwayError)
