"""CallbackTimeExtractor: what spoken/time/callback_time.py reads, as an entity of the message."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from rasa.shared.nlu.training_data.message import Message

from rueckruf.clock import berlin
from rueckruf.nlu.callback_time import CallbackTimeExtractor

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def _tuesday_morning() -> Iterator[None]:
    with time_machine.travel(berlin(datetime(2026, 3, 10, 9, 0)), tick=False):
        yield


def heard(text: str) -> Message:
    [message] = CallbackTimeExtractor().process([Message.build(text)])
    return message


def test_a_time_is_an_entity_with_the_words_of_the_caller() -> None:
    text = "Rufen Sie mich morgen um drei an"

    [entity] = heard(text).get("entities")

    assert entity["entity"] == "callback_time"
    assert entity["value"] == text[entity["start"] : entity["end"]] == "morgen um drei"
    assert 0 < entity["confidence_entity"] <= 1
    assert entity["extractor"] == "CallbackTimeExtractor"


@pytest.mark.parametrize("text", ["", "ja genau", "ein Angebot", "mein Name ist Sabine Müller", "😀"])
def test_nothing_is_found_where_no_time_is_said(text: str) -> None:
    assert heard(text).get("entities") == []


def test_entities_that_others_found_are_kept() -> None:
    number = {"entity": "phone_number", "start": 0, "end": 13, "value": "+493023125077"}
    message = Message.build("030 23125 077 am Freitag")
    message.set("entities", [number])

    CallbackTimeExtractor().process([message])

    assert [entity["entity"] for entity in message.get("entities")] == ["phone_number", "callback_time"]
