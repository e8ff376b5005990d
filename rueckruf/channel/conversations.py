"""The end of conversations: their stores, and the sweep of what nobody ended."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from rasa.core.lock_store import InMemoryLockStore

from rueckruf import clock

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 60


class TurnStore(Protocol):
    """Answers already given, by call and turn (``rueckruf/storage/turns.py``)."""

    async def find(self, call_sid: str, turn: int, before: int) -> tuple[str | None, bool]: ...

    async def all(self, call_sid: str) -> Iterable[str]: ...

    async def put(self, call_sid: str, turn: int, answer: str) -> None: ...

    async def delete(self, call_sid: str) -> None: ...

    async def keep_only(self, call_sid: str, turn: int) -> None: ...

    async def expire(self, now: datetime) -> None: ...


class Conversations(Protocol):
    """A tracker store that really deletes (``rueckruf/storage/conversations.py``)."""

    async def exists(self, conversation_id: str) -> bool: ...

    async def delete(self, sender_id: str) -> None: ...

    async def expire(self, now: datetime) -> None: ...


def conversation_store(tracker_store: Any) -> Conversations:
    """Our own store inside the wrappers that Rasa puts around a tracker store.

    Raises RuntimeError if it cannot delete: Rasa falls back to a store in memory when it cannot load one.
    """
    store = tracker_store
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    if not hasattr(store, "delete") or not hasattr(store, "expire"):
        name = type(store).__name__
        raise RuntimeError(f"endpoints.yml: tracker_store: {name} never deletes a conversation")
    own: Conversations = store
    return own


def check_lock_store(lock_store: Any) -> None:
    """Raises RuntimeError for locks in memory, which Rasa falls back to when it is given none or cannot load them.

    They are not shared by processes.
    """
    if type(lock_store) is InMemoryLockStore:
        raise RuntimeError("endpoints.yml: lock_store: none was given or could be loaded")


async def sweep_forever(conversations: Conversations, turns: TurnStore) -> None:
    """Each minute, delete the conversations and turn answers that nobody ended in time."""
    while True:
        now = clock.now()
        try:
            await conversations.expire(now)
        except Exception as error:  # a store that is away for a while must not end the sweep
            logger.error("sweep of conversations failed: %s", type(error).__name__)
        try:
            await turns.expire(now)
        except Exception as error:
            logger.error("sweep of turn answers failed: %s", type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)
