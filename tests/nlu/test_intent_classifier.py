"""TfidfIntentClassifier: trained, stored and loaded through Rasa's own graph."""

from pathlib import Path
from textwrap import dedent

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

pytestmark = pytest.mark.unit

CONFIG = """
recipe: default.v1
assistant_id: test
language: de
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
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


async def test_confidences_of_all_intents_add_up(model: Path) -> None:
    parsed = await Agent.load(model).parse_message("kartoffelsalat")

    assert sum(entry["confidence"] for entry in parsed["intent_ranking"]) == pytest.approx(1)
