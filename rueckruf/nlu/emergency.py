"""Emergencies by their words, for Rasa: after the classifier, because none may be missed for a score."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.nlu.meant import mean
from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.text.emergency import tells_of_a_matter, tells_of_danger

_EMERGENCY, _MATTER = "emergency", "inform_concern"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyClassifier(Untrained, IntentClassifier):
    """Intent ``emergency`` for words of danger, whatever the sentence was taken for; for mere damage it is none."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the intent right where the words are plain."""
        for message in messages:
            text = message.get(TEXT) or ""
            if tells_of_danger(text):
                mean(message, _EMERGENCY)
            elif (message.get(INTENT) or {}).get("name") == _EMERGENCY and tells_of_a_matter(text):
                mean(message, _MATTER)
        return messages
