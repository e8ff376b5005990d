"""Finds a dictated phone number in a message, for Rasa."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.spoken.phone_number import read_phone_number


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PhoneNumberExtractor(GraphComponent, EntityExtractorMixin):
    """Entity ``phone_number``; its value is E.164, or the digits while they are no whole number."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PhoneNumberExtractor":
        """Nothing is configured or stored: the rules are those of ``rueckruf.spoken``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the number, if any, to the entities of each message."""
        for message in messages:
            found = self.add_extractor_name(_entities(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _entities(text: str) -> list[dict[str, Any]]:
    reading = read_phone_number(text)
    if reading is None or not reading.digits:
        return []
    start, end = reading.span
    return [
        {
            "entity": "phone_number",
            "start": start,
            "end": end,
            "value": reading.e164 or reading.digits,
            "confidence_entity": reading.confidence,
        }
    ]
