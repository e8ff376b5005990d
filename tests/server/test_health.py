"""What makes a part of the server healthy."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from rueckruf.server import health
from rueckruf.server.health import _works

pytestmark = pytest.mark.unit


async def test_a_part_does_not_fail_because_another_has_kept_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_SECONDS_TO_ANSWER", 0.1)
    pool, loop_is_kept = ThreadPoolExecutor(), Event()
    database = asyncio.wrap_future(pool.submit(loop_is_kept.wait))

    async def conversations() -> None:
        loop_is_kept.set()
        pool.shutdown()  # by now the database has answered
        time.sleep(0.2)
        raise TimeoutError

    of_both = await asyncio.gather(_works("database", database), _works("conversations", conversations()))
    assert list(of_both) == [True, False]


async def test_what_does_not_answer_in_time_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "_SECONDS_TO_ANSWER", 0.1)

    assert not await _works("database", asyncio.Event().wait())
    assert "not healthy: database: TimeoutError" in caplog.text
