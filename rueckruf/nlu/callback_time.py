"""Finds the wished time of a callback in a message, for Rasa."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from rueckruf.clock import berlin_now
from rueckruf.nlu.spoken_entities import SpokenEntityExtractor, entity
from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.time.callback_time import read_callback_time


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CallbackTimeExtractor(Untrained, SpokenEntityExtractor):
    """Entity ``callback_time``; its value is the caller's words, which mean another hour as the call goes on."""

    def entities(self, text: str) -> list[dict[str, Any]]:
        """The time, if any."""
        reading = read_callback_time(text, berlin_now())
        if reading is None:
            return []
        return [entity("callback_time", reading.span, text[slice(*reading.span)], reading.confidence)]
