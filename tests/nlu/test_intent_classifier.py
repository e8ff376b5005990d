"""TfidfIntentClassifier: trained, stored and loaded through Rasa's own graph."""

from pathlib import Path
from textwrap import dedent

import pytest
import skops.io
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.model_training import train_nlu
from skops.io.exceptions import UntrustedTypesFoundException

from rueckruf.nlu.intent_classifier import TfidfIntentClassifier

pytestmark = pytest.mark.unit

CONFIG = """
recipe: default.v1
assistant_id: test
language: de
pipeline:
  - name: WhitespaceTokenizer
  - name: rueckruf.nlu.sentence_counts.SentenceCounts
  - name: rueckruf.nlu.sentence_counts.SentenceCounts
    analyzer: char_wb
    max_ngram: 4
  - name: rueckruf.nlu.intent_classifier.TfidfIntentClassifier
"""
EXAMPLES = """
version: "3.1"
nlu:
  - intent: affirm
    examples: |
      - ja genau
      - das stimmt
  - intent: deny
    examples: |
      - nein danke
      - auf keinen fall
"""
DOMAIN = """
version: "3.1"
intents: [affirm, deny]
"""


class Stranger:
    """Whatever a file can name that is not a classifier of ours."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("classifier")
    for name, text in (("config", CONFIG), ("nlu", EXAMPLES), ("domain", DOMAIN)):
        (folder / f"{name}.yml").write_text(dedent(text), encoding="utf-8")
    parts = (str(folder / f"{name}.yml") for name in ("config", "nlu"))
    return Path(str(train_nlu(*parts, str(folder), domain=str(folder / "domain.yml"))))


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ja das stimmt", "affirm"), ("Nein.", "deny"), ("gar keinen", "deny"), ("genauso", "affirm")],
)
async def test_a_loaded_classifier_knows_what_it_was_taught(model: Path, text: str, intent: str) -> None:
    parsed = await Agent.load(model).parse_message(text)

    assert parsed["intent"]["name"] == intent


def test_a_file_with_a_type_of_somebody_else_is_not_loaded(tmp_path: Path) -> None:
    storage = LocalModelStorage(tmp_path)
    resource = Resource("classifier")
    with storage.write_to(resource) as folder:
        skops.io.dump(Stranger(), folder / "classifier.skops")
    with pytest.raises(UntrustedTypesFoundException):
        TfidfIntentClassifier.load({}, storage, resource, ExecutionContext(GraphSchema({})))


async def test_confidences_of_all_intents_add_up(model: Path) -> None:
    parsed = await Agent.load(model).parse_message("kartoffelsalat")

    assert sum(entry["confidence"] for entry in parsed["intent_ranking"]) == pytest.approx(1)


@pytest.mark.parametrize("text", ["ja das stimmt nicht", "nein", "blubb", "ja nein danke genau"])
async def test_its_probabilities_are_those_of_its_pipeline(model: Path, text: str) -> None:
    agent = Agent.load(model)
    assert agent.processor is not None
    nodes = agent.processor.graph_runner._instantiated_nodes
    classifier = next(node._component for name, node in nodes.items() if "TfidfIntentClassifier" in name)
    message = (await agent.parse_message(text))["intent_ranking"]
    featurized = agent.processor.graph_runner.run(
        inputs={"__message__": [UserMessage(text)]}, targets=[name for name in nodes if "SentenceCounts" in name][-1:]
    )
    [features] = next(iter(featurized.values()))
    expected = dict(
        zip(classifier.clf.classes_, classifier.clf.predict_proba(classifier._create_X([features]))[0], strict=True)
    )
    assert {intent["name"]: intent["confidence"] for intent in message} == pytest.approx(expected)
