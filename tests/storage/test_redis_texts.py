"""Texts in Redis and here: the newest counts, and what was deleted comes back from nowhere."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from rueckruf import clock
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import redis_client
from rueckruf.storage.redis_client import SharedRedis, shared_redis
from rueckruf.storage.short_lived import ShortLivedTexts, open_short_lived
from tests.support.servers import RedisServer

pytestmark = pytest.mark.unit

KEY = "zH4gk0tQUWx0k0m3DGdPYIVJcUzO1yw4ERqZ8mS7y5k="

Machine = Callable[[str], ShortLivedTexts]


@pytest.fixture
def settings_on(redis_server: RedisServer, tmp_path: Path) -> Callable[[str], Settings]:
    """Settings of a machine: what it stores itself lies in a folder of its own."""

    def on(machine: str) -> Settings:
        folder = str(tmp_path / machine)
        return load_settings({"REDIS_URL": redis_server.url, "RUECKRUF_DATA_DIR": folder, "RUECKRUF_KEYS": KEY})

    return on


@pytest.fixture
def texts_on(settings_on: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The conversations of a machine."""
    monkeypatch.setattr(redis_client, "_SECONDS_TO_LEAVE_ALONE", 0)
    return lambda machine: open_short_lived(settings_on(machine), "conversation")


def test_another_machine_goes_on_with_what_one_has_written(texts_on: Machine) -> None:
    texts_on("one").put("CA1", "tracker", "eins")

    assert texts_on("two").get("CA1", "tracker") == "eins"


def test_a_machine_whose_clock_is_behind_is_believed_as_well(
    texts_on: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = texts_on("one"), texts_on("two")
    one.put("CA1", "tracker", "eins")
    with monkeypatch.context() as behind:
        minute_ago = clock.now() - timedelta(minutes=1)
        behind.setattr(clock, "now", lambda: minute_ago)
        two.put("CA1", "tracker", "zwei")

    assert one.get("CA1", "tracker") == "zwei"


def test_without_redis_a_machine_goes_on_with_its_own(texts_on: Machine, redis_server: RedisServer) -> None:
    one = texts_on("one")
    one.put("CA1", "tracker", "eins")
    redis_server.stop()

    assert one.get("CA1", "tracker") == "eins"
    one.put("CA1", "tracker", "zwei")
    assert one.has("CA1", "tracker")
    assert one.get("CA1", "tracker") == "zwei"
    assert list(one.calls()) == ["CA1"]


def test_after_a_break_the_newest_counts(texts_on: Machine, redis_server: RedisServer) -> None:
    one, two = texts_on("one"), texts_on("two")
    one.put("CA1", "tracker", "eins")
    two.put("CA2", "tracker", "eins")
    with redis_server.hanging():
        one.put("CA1", "tracker", "zwei")
    one.put("CA2", "tracker", "zwei")

    assert one.get("CA1", "tracker") == "zwei"
    assert two.get("CA2", "tracker") == "zwei"


def test_what_another_machine_has_deleted_is_gone_here(texts_on: Machine) -> None:
    one, two = texts_on("one"), texts_on("two")
    one.put("CA1", "tracker", "eins")
    two.delete("CA1")

    assert one.get("CA1", "tracker") is None
    assert not list(one.calls())


def test_what_redis_has_lost_is_not_taken_for_deleted(texts_on: Machine, redis_server: RedisServer) -> None:
    one = texts_on("one")
    one.put("CA1", "tracker", "eins")
    redis_server.stop()
    redis_server.start()
    one.put("CA2", "tracker", "another call of the same life")

    assert one.get("CA1", "tracker") == "eins"


def test_what_was_deleted_during_a_break_stays_so_and_may_begin_again(
    texts_on: Machine, redis_server: RedisServer
) -> None:
    one = texts_on("one")
    one.put("CA1", "tracker", "eins")
    with redis_server.hanging():
        one.delete("CA1")

    for process in (one, texts_on("one")):
        assert process.get("CA1", "tracker") is None
    one.put("CA1", "tracker", "von vorn")
    assert one.get("CA1", "tracker") == "von vorn"


def test_redis_that_did_not_answer_is_left_alone_for_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(redis_client, "_SECONDS_TO_LEAVE_ALONE", 1000)
    shared, asked = SharedRedis("redis://localhost"), Mock(side_effect=RedisConnectionError)

    for _ in range(3):
        with pytest.raises(redis_client.RedisAwayError):
            shared.ask(asked)

    asked.assert_called_once()
    assert caplog.messages == ["Redis does not answer, calls go on without it: ConnectionError"]


def test_all_stores_of_a_process_ask_the_same_one() -> None:
    assert shared_redis("redis://localhost") is shared_redis("redis://localhost")


def test_many_calls_at_once_end_while_others_go_on(tmp_path: Path) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    conversations, turns = open_short_lived(settings, "conversation"), open_short_lived(settings, "turn")

    def call(number: int) -> None:
        for turn in range(20):
            for texts in (conversations, turns):
                texts.put(f"CA{number}", str(turn), "x" * 500)
                assert texts.get(f"CA{number}", str(turn))
        for texts in (conversations, turns):
            texts.delete(f"CA{number}")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(call, range(16)))

    assert not {*conversations.calls(), *turns.calls()}
