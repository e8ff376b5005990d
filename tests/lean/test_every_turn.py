"""What is done cheaper than Rasa does it comes out the same."""

import ast
import copy
import inspect
from pathlib import Path
from types import ModuleType

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import Slot

from rueckruf.lean import every_turn

pytestmark = pytest.mark.model


async def test_slots_are_copied_as_python_copies_them(trained_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Slot, "__copy__", raising=False)
    agent = Agent.load(trained_model)
    assert agent.domain is not None
    by_python = [copy.copy(slot) for slot in agent.domain.slots]

    every_turn.install(agent.processor)
    ours = [copy.copy(slot) for slot in agent.domain.slots]

    assert [type(slot) for slot in ours] == [type(slot) for slot in by_python]
    assert [vars(slot) for slot in ours] == [vars(slot) for slot in by_python]
    ours[0].value = "Müller"
    assert agent.domain.slots[0].value is None


async def test_messages_are_understood_as_before(trained_model: Path) -> None:
    lean, as_ever = Agent.load(trained_model), Agent.load(trained_model)
    every_turn.install(lean.processor)
    assert await lean.parse_message("Sabine Müller") == await as_ever.parse_message("Sabine Müller")


async def test_events_are_of_the_same_classes_as_before(trained_model: Path) -> None:
    every_turn.install(Agent.load(trained_model).processor)
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


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
