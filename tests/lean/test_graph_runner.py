"""The graph run in order gives what Rasa's own runner gives."""

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rueckruf.lean.graph_runner import OrderedGraphRunner, in_order

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def processor(trained_model: Path) -> Any:
    return Agent.load(trained_model).processor


@pytest.fixture
def by_rasa(processor: Any) -> DaskGraphRunner:
    runner: DaskGraphRunner = processor.graph_runner
    return runner


@pytest.fixture
def ours(by_rasa: DaskGraphRunner) -> OrderedGraphRunner:
    return in_order(by_rasa)


@pytest.mark.parametrize(
    "text", ["Mein Name ist Sabine Müller.", "morgen um zehn", "", "/call_started", "löschen Sie das"]
)
def test_a_message_is_understood_alike(
    processor: Any, by_rasa: DaskGraphRunner, ours: OrderedGraphRunner, text: str
) -> None:
    target = processor.model_metadata.nlu_target
    understood = []
    for runner in (by_rasa, ours):
        tracker = DialogueStateTracker.from_events("CA1", [])
        results = runner.run(inputs={"__message__": [UserMessage(text)], "__tracker__": tracker}, targets=[target])
        [message] = results[target]
        understood.append(message.as_dict(only_output_properties=True))
    assert understood[0] == understood[1]


@pytest.mark.parametrize("intent", ["call_started", "affirm", "goodbye"])
def test_the_next_action_is_the_same(
    processor: Any, by_rasa: DaskGraphRunner, ours: OrderedGraphRunner, intent: str
) -> None:
    target = processor.model_metadata.core_target
    events = [ActionExecuted("action_listen"), UserUttered("Guten Tag", {"name": intent, "confidence": 1.0})]
    tracker = DialogueStateTracker.from_events("CA1", events, processor.domain.slots)
    predicted = [
        runner.run(inputs={"__tracker__": tracker}, targets=[target])[target].probabilities
        for runner in (by_rasa, ours)
    ]
    assert predicted[0] == predicted[1]


def test_an_input_named_as_a_node_is_refused(processor: Any, ours: OrderedGraphRunner) -> None:
    target = processor.model_metadata.nlu_target
    with pytest.raises(GraphRunError, match=target):
        ours.run(inputs={target: []}, targets=[target])


def test_a_missing_input_is_an_error_and_no_guess(processor: Any, ours: OrderedGraphRunner) -> None:
    with pytest.raises(GraphRunError):
        ours.run(targets=[processor.model_metadata.core_target])


def test_what_a_node_raises_goes_through(processor: Any, ours: OrderedGraphRunner) -> None:
    target = processor.model_metadata.nlu_target
    with pytest.raises(GraphComponentException):
        ours.run(inputs={"__message__": [None], "__tracker__": None}, targets=[target])
