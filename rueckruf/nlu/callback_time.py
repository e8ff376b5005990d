"""Finds the wished time of a callback in a message, for Rasa."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.clock import berlin_now
from rueckruf.spoken.callback_time import read_callback_time


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CallbackTimeExtractor(GraphComponent, EntityExtractorMixin):
    """Entity ``callback_time``; its value is the caller's words, which mean another hour as the call goes on."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CallbackTimeExtractor":
        """Nothing is configured or stored: the rules are those of ``rueckruf.spoken``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the time, if any, to the entities of each message."""
        for message in messages:
            found = self.add_extractor_name(_entities(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _entities(text: str) -> list[dict[str, Any]]:
    reading = read_callback_time(text, berlin_now())
    if reading is None:
        return []
    start, end = reading.span
    return [
        {
            "entity": "callback_time",
            "start": start,
            "end": end,
            "value": text[start:end],
            "confidence_entity": reading.confidence,
        }
    ]
