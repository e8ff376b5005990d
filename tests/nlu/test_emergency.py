"""EmergencyClassifier: words of danger decide, whatever the sentence was taken for before."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from rueckruf.nlu.emergency import EmergencyClassifier

pytestmark = pytest.mark.unit


def meant(text: str, taken_for: str) -> tuple[Any, Any]:
    """The intent, and the first of the ranking, that a classifier had filled before."""
    before = {"name": taken_for, "confidence": 0.4}
    message = Message({"text": text, "intent": before, "intent_ranking": [before]})
    EmergencyClassifier().process([message])
    return message.get("intent")["name"], message.get("intent_ranking")[0]["name"]


def test_danger_is_an_emergency() -> None:
    assert meant("es riecht hier ganz stark nach Gas", "help") == ("emergency", "emergency")


def test_damage_is_a_matter_to_be_told() -> None:
    assert meant("ein Notfall, bei mir läuft Wasser aus der Decke", "emergency") == ("inform_concern", "inform_concern")


def test_everything_else_stays() -> None:
    assert meant("das ist ein Notfall", "emergency") == ("emergency", "emergency")
    assert meant("bei mir läuft Wasser aus der Decke", "request_callback") == ("request_callback", "request_callback")
