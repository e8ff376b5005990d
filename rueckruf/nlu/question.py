"""Questions that nobody here can answer, for Rasa: behind the extractors, since a value in one outweighs it."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.dialogue.heard import QUESTIONS, SURE
from rueckruf.nlu.meant import mean
from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.text.question import asks, names_fact

_OFF_TOPIC, _FALLBACK = "off_topic", "nlu_fallback"

#: Unsurely taken for one of these a question gets an answer beside the point.
_ANSWERED = QUESTIONS | {"small_talk"}
#: Or none: unless a reader finds a value in it.
_UNANSWERED = frozenset(
    {_FALLBACK, "inform_concern", "inform_caller_name", "inform_phone_number", "inform_callback_time"}
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionClassifier(Untrained, IntentClassifier):
    """Intent ``off_topic`` for a question that is unsurely taken for another, unless its words name the fact."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Put off to the callback what would be answered by the nearest intent, or not be understood."""
        for message in messages:
            if _is_guessed(message) and asks(message.get(TEXT) or ""):
                mean(message, _meant(message))
        return messages


def _is_guessed(message: Message) -> bool:
    intent = message.get(INTENT) or {}
    name = intent.get("name")
    if name in _ANSWERED:
        return float(intent["confidence"]) < SURE
    unsure = name == _FALLBACK or (name in _UNANSWERED and float(intent["confidence"]) < SURE)
    return unsure and not message.get(ENTITIES)


def _meant(message: Message) -> str:
    """The likeliest intent if that is a fact which the words name, else none of ours."""
    ranking: list[dict[str, Any]] = message.get(INTENT_RANKING_KEY) or []
    likeliest = next((one["name"] for one in ranking if one["name"] != _FALLBACK), _OFF_TOPIC)
    return likeliest if likeliest in _ANSWERED and names_fact(message.get(TEXT), likeliest) else _OFF_TOPIC
