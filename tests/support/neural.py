"""A small project in which Rasa's neural components understand, answer and decide."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

needs_tensorflow = pytest.mark.skipif(
    find_spec("tensorflow") is None, reason="TensorFlow is not installed: `make tensorflow` installs it"
)
without_tensorflow = pytest.mark.skipif(
    find_spec("tensorflow") is not None, reason="TensorFlow is installed: Rasa's own components are used"
)

_FILES = {
    "config.yml": """\
        recipe: default.v1
        assistant_id: small
        language: de
        pipeline:
          - name: WhitespaceTokenizer
          - name: CountVectorsFeaturizer
          - name: DIETClassifier
            epochs: 60
            random_seed: 1
          - name: ResponseSelector
            epochs: 60
            random_seed: 1
        policies:
          - name: UnexpecTEDIntentPolicy
            epochs: 100
            random_seed: 1
          - name: TEDPolicy
            epochs: 100
            learning_rate: 0.01
            random_seed: 1
    """,
    "domain.yml": """\
        version: "3.1"
        intents: [greet, affirm, goodbye, faq]
        entities: [city]
        responses:
          utter_greet: [{text: Hallo}]
          utter_glad: [{text: Schön}]
          utter_goodbye: [{text: Tschüss}]
          utter_faq/hours: [{text: Von neun bis fünf}]
          utter_faq/place: [{text: In Berlin}]
    """,
    "data/nlu.yml": """\
        version: "3.1"
        nlu:
          - intent: greet
            examples: |
              - hallo
              - guten tag
              - hallo aus [Berlin](city)
              - guten tag aus [Hamburg](city)
          - intent: affirm
            examples: |
              - ja
              - ja gern
              - genau
          - intent: goodbye
            examples: |
              - tschüss
              - auf wiedersehen
              - bis dann
          - intent: faq/hours
            examples: |
              - wann haben Sie offen
              - wann öffnen Sie
          - intent: faq/place
            examples: |
              - wo ist das
              - wo liegt das
    """,
    "data/stories.yml": """\
        version: "3.1"
        stories:
          - story: glad
            steps:
              - intent: greet
              - action: utter_greet
              - intent: affirm
              - action: utter_glad
              - intent: goodbye
              - action: utter_goodbye
          - story: asked
            steps:
              - intent: greet
              - action: utter_greet
              - intent: faq
              - action: utter_faq
              - intent: goodbye
              - action: utter_goodbye
    """,
}


def write_small_project(folder: Path) -> Path:
    """The files of the project, in ``folder``."""
    for name, content in _FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def rasa_train(project: Path) -> "subprocess.CompletedProcess[str]":
    """``rasa train`` in the folder of a project, with what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "rasa", "train", "--quiet"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "RASA_TELEMETRY_ENABLED": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=3 * PATIENCE,
        check=False,
    )
