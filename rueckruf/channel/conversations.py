"""The end of conversations: their stores, and the sweep of what nobody ended."""

import asyncio
import inspect
import logging
from datetime import datetime
from typing import Any, Protocol

from rueckruf import clock

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 60


class TurnStore(Protocol):
    """Answers already given, by call and turn (``rueckruf/storage/turns.py``)."""

    def get(self, call_sid: str, turn: int) -> str | None: ...

    def put(self, call_sid: str, turn: int, answer: str) -> None: ...

    def delete(self, call_sid: str) -> None: ...

    def expire(self, now: datetime) -> None: ...


def conversation_store(tracker_store: Any) -> Any:
    """Our own store inside the wrappers that Rasa puts around a tracker store.

    Raises RuntimeError if it cannot delete: Rasa falls back to a store in memory when it cannot load one.
    """
    store = tracker_store
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    if not hasattr(store, "delete") or not hasattr(store, "expire"):
        name = type(store).__name__
        raise RuntimeError(f"endpoints.yml: tracker_store: {name} never deletes a conversation")
    return store


async def forget_conversation(tracker_store: Any, call_sid: str) -> None:
    """Delete what was said in a call; its stored request is not touched."""
    await _finished(conversation_store(tracker_store).delete(call_sid))


async def sweep_forever(conversations: Any, turns: TurnStore) -> None:
    """Each minute, delete the conversations and turn answers that nobody ended in time."""
    while True:
        for store in (conversations, turns):
            try:
                await _finished(store.expire(clock.now()))
            except Exception as error:  # a store that is away for a while must not end the sweep
                logger.error("sweep of %s failed: %s", type(store).__name__, type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


async def _finished(result: Any) -> None:
    if inspect.isawaitable(result):
        await result
