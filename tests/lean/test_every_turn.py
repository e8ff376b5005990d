"""What is done cheaper than Rasa does it comes out the same."""

import ast
import copy
import inspect
import logging
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from rasa.core.actions.action import ActionExtractSlots, action_for_name_or_text
from rasa.core.actions.forms import FormAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core import trackers
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rueckruf.lean import every_turn

pytestmark = pytest.mark.model

EVENTS = (
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
    UserUttered("Sabine Müller", {"name": "inform_caller_name", "confidence": 0.9}),
    ActionExecuted("callback_form"),
    ActiveLoop("callback_form"),
    SlotSet("caller_name", {"first": "Sabine", "last": "Müller"}),
    BotUttered("Wann dürfen wir Sie zurückrufen?"),
    ActionExecuted("action_listen"),
    UserUttered("wer sind Sie", {"name": "ask_who", "confidence": 0.9}),
    ActionExecutionRejected("callback_form"),
    LoopInterrupted(True),
    FollowupAction("action_listen"),
    UserUtteranceReverted(),
    AllSlotsReset(),
    ConversationPaused(),
    ActiveLoop(None),
)


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    """As it answers calls."""
    agent = Agent.load(trained_model)
    every_turn.install(agent.processor)
    return agent


def test_slots_are_copied_as_python_copies_them(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agent.domain is not None
    ours = [copy.copy(slot) for slot in agent.domain.slots]

    monkeypatch.delattr(Slot, "__copy__")
    by_python = [copy.copy(slot) for slot in agent.domain.slots]

    assert [type(slot) for slot in ours] == [type(slot) for slot in by_python]
    assert [vars(slot) for slot in ours] == [vars(slot) for slot in by_python]
    ours[0].value = "Müller"
    assert agent.domain.slots[0].value is None


async def test_a_tracker_is_copied_as_its_events_make_it(agent: Agent) -> None:
    tracker = await agent.tracker_store.get_or_create_tracker("CA1")
    tracker.model_id, tracker.assistant_id = "model", "assistant"
    for event in EVENTS:
        tracker.update(event)

        ours, by_rasa = tracker.copy(), tracker.travel_back_in_time(float("inf"))

        assert _state(ours) == _state(by_rasa)
        ours.update(SlotSet("outcome", "stored"))
        ours.update(LoopInterrupted(True))
        assert _state(tracker.copy()) == _state(by_rasa)


async def test_a_form_sees_a_few_events_ahead_as_it_did_before(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agent.domain is not None
    form, more = FormAction("callback_form", None), [SlotSet("outcome", "stored"), SlotSet("requested_slot", None)]
    tracker = await agent.tracker_store.get_or_create_tracker("CA1")
    of_each = []
    for event in EVENTS:
        tracker.update(event)
        of_each.append((tracker.copy(), form._temporary_tracker(tracker, more, agent.domain)))

    monkeypatch.setattr(FormAction, "_temporary_tracker", every_turn._temporary_tracker_by_rasa)
    for before, ours in of_each:
        by_rasa = form._temporary_tracker(before, more, agent.domain)

        assert _told(ours) == _told(by_rasa)
        assert _told(before) != _told(by_rasa)


def _told(tracker: DialogueStateTracker) -> dict[str, object]:
    """What an action and a response can know of a tracker; when events happened aside."""
    events = [{**event.as_dict(), "timestamp": None} for event in tracker.events]
    return {**tracker.current_state(), "events": events, "latest_event_time": None}


def test_actions_of_rasa_are_found_as_before(agent: Agent) -> None:
    assert agent.domain is not None
    for name in agent.domain.action_names_or_texts:
        for endpoint in (None, EndpointConfig("http://127.0.0.1:5055/webhook")):
            found = action_for_name_or_text(name, agent.domain, endpoint)
            as_ever = {each.name(): each for each in every_turn._default_actions_by_rasa(endpoint)}.get(name)

            assert found.name() == name
            if as_ever is not None:
                assert (type(found), vars(found)) == (type(as_ever), vars(as_ever))


def test_slots_are_logged_where_that_is_asked_for(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    logged: list[DialogueStateTracker] = []
    monkeypatch.setattr(every_turn, "_log_slots_by_rasa", logged.append)
    tracker = DialogueStateTracker.from_events("CA1", [])

    agent.processor._log_slots(tracker)
    assert logged == []

    with caplog.at_level(logging.DEBUG, "rasa.core.processor"):
        agent.processor._log_slots(tracker)
    assert logged == [tracker]


def _state(tracker: DialogueStateTracker) -> dict[str, object]:
    slots = {name: vars(slot) for name, slot in tracker.slots.items()}
    return {**vars(tracker), "events": list(tracker.events), "slots": slots}


async def test_slots_are_extracted_as_before(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = """
version: "3.1"
intents: [inform]
entities: [town]
slots:
  said: {type: any, mappings: [{type: from_text}]}
  town: {type: any, mappings: [{type: custom}, {type: from_entity, entity: town}]}
  acted: {type: any, mappings: [{type: custom, action: action_listen}]}
  own: {type: any, mappings: [{type: custom}]}
"""
    lean, as_ever = Domain.from_yaml(slots), Domain.from_yaml(slots)
    monkeypatch.setattr(agent.processor, "domain", lean)
    every_turn.install(agent.processor)
    said = UserUttered("Bonn", {"name": "inform", "confidence": 1.0}, [{"entity": "town", "value": "Bonn"}])

    found = []
    for domain in (lean, as_ever):
        tracker = DialogueStateTracker.from_events("CA1", [ActionExecuted("action_listen"), said], domain.slots)
        action = ActionExtractSlots(action_endpoint=None)
        acted: list[str] = []
        monkeypatch.setattr(action, "_run_custom_action", partial(_note, acted))
        events = await action.run(CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain)
        found.append((events, acted))

    assert found[0] == found[1]
    assert [event.key for event in found[0][0]] == ["said", "town"]
    assert found[0][1] == ["action_listen"]


async def _note(acted: list[str], action: str, *_: object) -> list[Event]:
    acted.append(action)
    return []


async def test_messages_are_understood_as_before(agent: Agent, trained_model: Path) -> None:
    as_ever = Agent.load(trained_model)
    assert await agent.parse_message("Sabine Müller") == await as_ever.parse_message("Sabine Müller")


@pytest.mark.usefixtures("agent")
def test_events_are_of_the_same_classes_as_before() -> None:
    events = [
        UserUttered("ja"),
        ActionExecuted("action_listen"),
        SlotSet("outcome"),
        ActiveLoop(None),
        BotUttered("Ja"),
    ]
    for event in events:
        assert isinstance(event, Event)
        assert isinstance(event, UserUttered | SlotSet) == (type(event) in (UserUttered, SlotSet))


@pytest.mark.parametrize("module", every_turn.COPYING_TO_LOG, ids=lambda module: module.__name__)
def test_rasa_copies_there_for_its_log_alone(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    logged = {id(part) for call in _calls(tree) if "structlogger" in ast.unparse(call.func) for part in ast.walk(call)}
    copies = [call for call in _calls(tree) if ast.unparse(call.func).startswith("copy.")]
    assert copies
    assert all(id(call) in logged for call in copies)


def test_a_tracker_copies_nothing_but_slots() -> None:
    copies = [ast.unparse(call) for call in _calls(ast.parse(inspect.getsource(trackers)))]
    assert [each for each in copies if each.startswith("copy.")] == ["copy.copy(slot)"]


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
