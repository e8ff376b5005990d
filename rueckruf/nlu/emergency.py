"""Emergencies by their words, for Rasa: after the classifier, because none may be missed for a score."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.text.emergency import tells_of_damage, tells_of_danger

_EMERGENCY, _MATTER = "emergency", "inform_concern"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyClassifier(Untrained, IntentClassifier):
    """Intent ``emergency`` for words of danger, whatever the sentence was taken for; for mere damage it is none."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the intent right where the words are plain."""
        for message in messages:
            text = message.get(TEXT) or ""
            if tells_of_danger(text):
                _mean(message, _EMERGENCY)
            elif (message.get(INTENT) or {}).get("name") == _EMERGENCY and tells_of_damage(text):
                _mean(message, _MATTER)
        return messages


def _mean(message: Message, intent: str) -> None:
    meant = {"name": intent, "confidence": 1.0}
    others = [one for one in message.get(INTENT_RANKING_KEY) or [] if one["name"] != intent]
    message.set(INTENT, meant, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [meant, *others], add_to_output=True)
