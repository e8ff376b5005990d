"""Rasa's tracker store for conversations that really end: named in ``endpoints.yml``."""

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker, get_trackers_for_conversation_sessions

from rueckruf.settings import Settings, load_settings
from rueckruf.storage.awaited_texts import AwaitedTexts
from rueckruf.storage.folding import folded

_NAME = "tracker"

# Rasa searches all its event classes again for every event of a conversation, at every turn.
_event_class: Callable[[str], Any] = cache(Event.resolve_by_type)


# A turn asks for its conversation and then has Rasa read it; each change of threads takes longer than to read it.
_read_before: ContextVar[tuple[str, str] | None] = ContextVar("conversation that was just read", default=None)


def _event(written: dict[str, Any]) -> Event:
    event: Event = _event_class(written["event"])._from_parameters(written)
    return event


def _begins_a_session(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME


class ConversationStore(TrackerStore, SerializedTrackerAsText):  # type: ignore[misc]
    """Trackers in SQLite in the data folder, and in Redis when REDIS_URL is set.

    A conversation goes with ``delete`` when its call has ended, and at latest when nothing was said for
    ``conversation.idle_minutes`` of ``company.yml``: SQLite needs ``expire`` called for that, Redis does it
    itself. Where the data lies comes from the environment, so ``endpoints.yml`` names nothing but the class.
    Raises StoreError when it is made and the file is out of reach: Rasa would go on without one. Redis may be away.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        settings: Settings | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._texts = AwaitedTexts(settings or load_settings(), "conversation")

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what the conversation needs to go on (``folding.py``); the event broker gets all of it."""
        _read_before.set(None)
        await self.stream_events(tracker)
        dialogue = Dialogue(tracker.sender_id, folded(tracker))
        await self._texts.put(tracker.sender_id, _NAME, json.dumps(dialogue.as_dict()))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The latest session of a conversation."""
        tracker = await self.retrieve_full_tracker(sender_id)
        if tracker is None or not any(map(_begins_a_session, islice(tracker.events, 1, None))):
            return tracker
        return get_trackers_for_conversation_sessions(tracker)[-1]

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All sessions of a conversation."""
        before = _read_before.get()
        _read_before.set(None)
        if before and before[0] == conversation_id:
            text: str | None = before[1]
        else:
            text = await self._texts.get(conversation_id, _NAME)
        return self.deserialise_tracker(conversation_id, text) if text else None

    def deserialise_tracker(self, sender_id: str, serialised_tracker: str | bytes) -> DialogueStateTracker:
        """The tracker that ``serialise_tracker`` wrote: as Rasa would read it, in a quarter of the time."""
        events = [_event(written) for written in json.loads(serialised_tracker)["events"]]
        tracker = self.init_tracker(sender_id)
        tracker.recreate_from_dialogue(Dialogue(sender_id, events))
        return tracker

    async def exists(self, conversation_id: str) -> bool:
        """Whether there is such a conversation. Who asks mostly wants it read next, and finds that done."""
        text = await self._texts.get(conversation_id, _NAME)
        _read_before.set((conversation_id, text) if text else None)
        return text is not None

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await self._texts.calls()

    async def delete(self, sender_id: str) -> None:
        """Delete a conversation."""
        _read_before.set(None)
        await self._texts.delete(sender_id)

    async def expire(self, now: datetime) -> None:
        """Delete the conversations that are idle at the aware time ``now``."""
        await self._texts.expire(now)
