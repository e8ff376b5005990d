"""Rasa's conversations in SQLite and Redis: whole while a call lasts, then gone without a next message."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    EntitiesAdded,
    FollowupAction,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import ConnectionException
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from rueckruf.project import ENDPOINTS
from rueckruf.settings import Settings
from rueckruf.storage.conversations import ConversationStore

pytestmark = pytest.mark.unit

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [inform_caller_name]
slots:
  caller_name:
    type: any
    mappings: [{type: custom}]
"""
)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SECRET = "Mein Name ist Müller-Lüdenscheidt"


def conversation_of_every_event(call_sid: str) -> DialogueStateTracker:
    tracker = conversation(call_sid)
    for event in (
        ActiveLoop("callback_form"),
        LoopInterrupted(True),
        ActionExecutionRejected("callback_form"),
        FollowupAction("action_listen"),
        UserUtteranceReverted(),
        EntitiesAdded([{"entity": "caller_name", "value": "Müller"}]),
        AllSlotsReset(),
        ConversationPaused(),
        ConversationResumed(),
    ):
        tracker.update(event)
    return tracker


@pytest.fixture
def store(settings: Settings) -> ConversationStore:
    return ConversationStore(DOMAIN, settings=settings)


def conversation(call_sid: str) -> DialogueStateTracker:
    events = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        UserUttered(SECRET, {"name": "inform_caller_name", "confidence": 0.9}, metadata={"confidence": None}),
        SlotSet("caller_name", {"first": None, "last": "Müller-Lüdenscheidt", "title": None}),
        BotUttered("Danke."),
        ActionExecuted("action_listen"),
    ]
    return DialogueStateTracker.from_events(call_sid, events, slots=DOMAIN.slots)


async def test_a_conversation_comes_back_as_it_was(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))

    tracker = await store.retrieve("CA1")
    assert tracker
    assert list(tracker.events) == list(conversation("CA1").events)
    assert tracker.get_slot("caller_name") == {"first": None, "last": "Müller-Lüdenscheidt", "title": None}
    assert tracker.latest_message
    assert tracker.latest_message.text == SECRET


def test_it_is_read_as_rasa_would_read_it(sqlite_settings: Settings) -> None:
    store = ConversationStore(DOMAIN, settings=sqlite_settings)
    written = store.serialise_tracker(conversation_of_every_event("CA1"))

    by_rasa = TrackerStore(DOMAIN).deserialise_tracker("CA1", written)
    ours = store.deserialise_tracker("CA1", written)

    assert by_rasa
    assert [event.as_dict() for event in ours.events] == [event.as_dict() for event in by_rasa.events]
    assert ours.current_state(EventVerbosity.ALL) == by_rasa.current_state(EventVerbosity.ALL)


async def test_an_unknown_conversation_is_none(store: ConversationStore) -> None:
    assert await store.retrieve("CA1") is None
    assert await store.retrieve_full_tracker("CA1") is None
    assert not await store.exists("CA1")


async def test_a_new_conversation_begins_by_listening(store: ConversationStore) -> None:
    tracker = await store.get_or_create_tracker("CA1")

    assert [event.type_name for event in tracker.events] == ["action"]
    assert await store.exists("CA1")


async def test_only_the_latest_session_is_gone_on_with(store: ConversationStore) -> None:
    tracker = conversation("CA1")
    for event in (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
        tracker.update(event)
    await store.save(tracker)

    latest, whole = await store.retrieve("CA1"), await store.retrieve_full_tracker("CA1")
    assert latest
    assert whole
    assert (len(latest.events), len(whole.events)) == (3, 10)


async def test_who_asks_for_a_conversation_and_then_wants_it_has_read_it_by_then(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))

    assert await store.exists("CA1")
    await asyncio.create_task(store.delete("CA1"))  # by somebody else

    assert await store.retrieve("CA1") is not None
    assert await store.retrieve("CA1") is None


async def test_who_asks_for_a_conversation_and_changes_it_reads_it_as_it_is_then(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))
    longer = conversation("CA1")
    longer.update(BotUttered("Auf Wiederhören."))

    assert await store.exists("CA1")
    await store.save(longer)
    tracker = await store.retrieve("CA1")
    assert tracker
    assert len(tracker.events) == len(longer.events)

    assert await store.exists("CA1")
    await store.delete("CA1")
    assert await store.retrieve("CA1") is None


async def test_who_asks_for_one_conversation_and_wants_another_gets_that(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))

    assert await store.exists("CA1")
    assert await store.retrieve("CA2") is None


async def test_the_ids_of_all_conversations_are_known(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))
    await store.save(conversation("CA2"))

    assert sorted(await store.keys()) == ["CA1", "CA2"]


async def test_a_deleted_conversation_is_gone_and_others_stay(store: ConversationStore) -> None:
    await store.save(conversation("CA1"))
    await store.save(conversation("CA2"))

    await store.delete("CA1")

    assert await store.retrieve("CA1") is None
    assert await store.retrieve("CA2") is not None


async def test_an_idle_conversation_expires_without_a_next_message(sqlite_settings: Settings) -> None:
    store = ConversationStore(DOMAIN, settings=sqlite_settings)
    with time_machine.travel(NOON, tick=False):
        await store.save(conversation("CA1"))
        await store.save(conversation("CA2"))
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        await store.save(conversation("CA2"))

    await store.expire(NOON + timedelta(minutes=30))
    assert sorted(await store.keys()) == ["CA1", "CA2"]

    await store.expire(NOON + timedelta(minutes=31))
    assert list(await store.keys()) == ["CA2"]


async def test_nothing_of_a_deleted_conversation_is_left_on_disk(sqlite_settings: Settings) -> None:
    store = ConversationStore(DOMAIN, settings=sqlite_settings)
    await store.save(conversation("CA-to-be-deleted"))

    def left(words: bytes) -> list[str]:
        return [file.name for file in sqlite_settings.data_dir.iterdir() if words in file.read_bytes()]

    assert left(b"denscheidt") == []  # sealed, so the id of the call tells whether the row is there
    assert left(b"CA-to-be-deleted")
    await store.delete("CA-to-be-deleted")
    assert left(b"CA-to-be-deleted") == []


async def test_new_events_go_to_the_event_broker(settings: Settings) -> None:
    published = []

    class Broker(EventBroker):
        def publish(self, event: dict[str, Any]) -> None:
            published.append(event["event"])

    store = ConversationStore(DOMAIN, event_broker=Broker(), settings=settings)
    tracker = conversation("CA1")
    await store.save(tracker)
    tracker.update(BotUttered("Auf Wiederhören."))
    await store.save(tracker)

    assert published == [*(event.type_name for event in conversation("CA1").events), "bot"]


def test_rasa_makes_it_from_endpoints_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("REDIS_URL", raising=False)

    store = TrackerStore.create(read_endpoint_config(str(ENDPOINTS), "tracker_store"), DOMAIN)

    assert type(store) is ConversationStore
    assert check_if_tracker_store_async(store)
    assert (tmp_path / "conversations.db").exists()


def test_a_store_out_of_reach_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "conversations.db").mkdir()
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("REDIS_URL", raising=False)

    with pytest.raises(ConnectionException, match="RUECKRUF_DATA_DIR: "):
        TrackerStore.create(EndpointConfig(type="rueckruf.storage.conversations.ConversationStore"), DOMAIN)


def test_a_wrong_setting_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "nirgendwo")

    with pytest.raises(ValueError, match="REDIS_URL"):
        TrackerStore.create(EndpointConfig(type="rueckruf.storage.conversations.ConversationStore"), DOMAIN)
