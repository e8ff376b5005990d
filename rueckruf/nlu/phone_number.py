"""Finds a dictated phone number in a message, for Rasa."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from rueckruf.nlu.spoken_entities import SpokenEntityExtractor, entity
from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.phone.phone_number import read_phone_number


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PhoneNumberExtractor(Untrained, SpokenEntityExtractor):
    """Entity ``phone_number``; its value is E.164, or the digits while they are no whole number."""

    def entities(self, text: str) -> list[dict[str, Any]]:
        """The number, if any."""
        reading = read_phone_number(text)
        if reading is None or not reading.digits:
            return []
        return [entity("phone_number", reading.span, reading.e164 or reading.digits, reading.confidence)]
