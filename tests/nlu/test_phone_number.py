"""PhoneNumberExtractor: what spoken/phone/phone_number.py reads, as an entity of the message."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from rueckruf.nlu.phone_number import PhoneNumberExtractor

pytestmark = pytest.mark.unit


def heard(text: str) -> Message:
    [message] = PhoneNumberExtractor().process([Message.build(text)])
    return message


def test_a_number_is_an_entity_with_its_place_in_the_sentence() -> None:
    text = "Sie erreichen mich unter 030 23125 077, bitte."

    [entity] = heard(text).get("entities")

    assert entity["entity"] == "phone_number"
    assert entity["value"] == "+493023125077"
    assert text[entity["start"] : entity["end"]] == "030 23125 077"
    assert 0 < entity["confidence_entity"] <= 1
    assert entity["extractor"] == "PhoneNumberExtractor"


def test_a_number_that_is_not_whole_keeps_its_digits() -> None:
    [entity] = heard("meine Nummer ist null drei null zwei drei").get("entities")

    assert entity["value"] == "03023"


@pytest.mark.parametrize("text", ["", "ja genau", "morgen um drei", "unter dieser Nummer", "😀"])
def test_nothing_is_found_where_no_digits_are_dictated(text: str) -> None:
    assert heard(text).get("entities") == []


def test_entities_that_others_found_are_kept() -> None:
    name = {"entity": "caller_name", "start": 0, "end": 6, "value": "Müller"}
    message = Message.build("Müller, 0221 4710 123")
    message.set("entities", [name])

    PhoneNumberExtractor().process([message])

    assert [entity["entity"] for entity in message.get("entities")] == ["caller_name", "phone_number"]
