"""What is done cheaper than Rasa does it comes out the same."""

import copy
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.slots import Slot

from rueckruf.server import lean_rasa

pytestmark = pytest.mark.model


async def test_slots_are_copied_as_python_copies_them(trained_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Slot, "__copy__", raising=False)
    agent = Agent.load(trained_model)
    assert agent.domain is not None
    by_python = [copy.copy(slot) for slot in agent.domain.slots]

    lean_rasa.install(agent.processor)
    ours = [copy.copy(slot) for slot in agent.domain.slots]

    assert [type(slot) for slot in ours] == [type(slot) for slot in by_python]
    assert [vars(slot) for slot in ours] == [vars(slot) for slot in by_python]
    ours[0].value = "Müller"
    assert agent.domain.slots[0].value is None


async def test_messages_are_understood_as_before(trained_model: Path) -> None:
    lean, as_ever = Agent.load(trained_model), Agent.load(trained_model)
    lean_rasa.install(lean.processor)
    assert await lean.parse_message("Sabine Müller") == await as_ever.parse_message("Sabine Müller")
