"""TfidfIntentClassifier: trained, stored and loaded through Rasa's own graph."""

import tarfile
from pathlib import Path
from textwrap import dedent

import pytest
from rasa.core.agent import Agent
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.model_training import train_nlu

from rueckruf.nlu.intent_classifier import TfidfIntentClassifier

pytestmark = pytest.mark.unit

CONFIG = """
recipe: default.v1
assistant_id: test
language: de
pipeline:
  - name: rueckruf.nlu.german_tokenizer.GermanTokenizer
  - name: rueckruf.nlu.intent_classifier.TfidfIntentClassifier
    ranking_length: 2
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
  - intent: help
    examples: |
      - hilfe
"""
DOMAIN = """
version: "3.1"
intents: [affirm, deny, help]
"""


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


async def test_so_many_intents_are_named_the_likeliest_first(model: Path) -> None:
    parsed = await Agent.load(model).parse_message("nein, hilfe")

    assert parsed["intent_ranking"][0] == parsed["intent"]
    assert {one["name"] for one in parsed["intent_ranking"]} == {"deny", "help"}
    assert 0 < parsed["intent_ranking"][1]["confidence"] <= parsed["intent"]["confidence"] < 1


def test_the_model_holds_nothing_that_would_run(model: Path) -> None:
    with tarfile.open(model) as archive:
        files = {Path(one.name).name for one in archive if one.isfile() and "TfidfIntentClassifier" in one.name}

    assert files == {"weights.npz", "pieces.json"}


def test_a_model_without_a_classifier_is_not_loaded(tmp_path: Path) -> None:
    storage = LocalModelStorage(tmp_path)
    with pytest.raises(ValueError, match="classifier"):
        TfidfIntentClassifier.load({}, storage, Resource("classifier"), ExecutionContext(GraphSchema({})))
