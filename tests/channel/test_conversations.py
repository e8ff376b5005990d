"""Our conversation store is found behind Rasa's wrappers, and swept."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from rueckruf.channel import conversations
from rueckruf.channel.conversations import check_lock_store, conversation_store, sweep_forever
from rueckruf.settings import load_settings
from rueckruf.storage.locks import ConversationLockStore

pytestmark = pytest.mark.unit


class DeletingStore(InMemoryTrackerStore):  # type: ignore[misc]
    """A tracker store that can delete."""

    async def delete(self, sender_id: str) -> None: ...

    async def expire(self, now: datetime) -> None: ...


def test_the_store_is_found_behind_the_wrappers() -> None:
    store = DeletingStore(Domain.empty())
    wrapped = FailSafeTrackerStore(AwaitableTrackerStore(store))
    assert conversation_store(wrapped) is store


def test_a_store_that_keeps_everything_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"endpoints\.yml: tracker_store: InMemoryTrackerStore"):
        conversation_store(FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty())))


def test_locks_that_rasa_falls_back_to_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"endpoints\.yml: lock_store: "):
        check_lock_store(InMemoryLockStore())
    check_lock_store(ConversationLockStore(settings=load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})))


async def test_a_store_that_is_away_does_not_end_the_sweep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(conversations, "SWEEP_SECONDS", 0.01)
    swept: list[datetime] = []

    async def away(_now: datetime) -> None:
        raise ConnectionError("secret")

    away_store: Any = SimpleNamespace(expire=away)

    async def sweep(now: datetime) -> None:
        swept.append(now)
        if len(swept) > 1:
            raise asyncio.CancelledError

    turns: Any = SimpleNamespace(expire=sweep)
    with caplog.at_level(logging.ERROR), pytest.raises(asyncio.CancelledError):
        await sweep_forever(away_store, turns)
    assert swept[0].utcoffset() is not None
    assert "ConnectionError" in caplog.text
    assert "secret" not in caplog.text
