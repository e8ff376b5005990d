"""Questions that nobody here can answer, for Rasa: behind the extractors, since a value in one outweighs it."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.dialogue.heard import FACTS, FINAL, QUESTIONS, SURE
from rueckruf.nlu.meant import mean
from rueckruf.nlu.untrained import Untrained
from rueckruf.spoken.text.question import asked_at_last, asks, asks_how, names_fact

_OFF_TOPIC, _FALLBACK = "off_topic", "nlu_fallback"

#: Unsurely taken for one of these a question gets an answer beside the point.
_ANSWERED = QUESTIONS | {"small_talk"}
#: Or none: unless a reader finds a value in it.
_UNANSWERED = frozenset(
    {_FALLBACK, "inform_concern", "inform_caller_name", "inform_phone_number", "inform_callback_time"}
)

#: From here on an unsure guess may be followed, where the next is less than half as likely. Of 599 questions 13 more
#: were answered rightly so and three beside the point, and of the 130 that nobody here can answer none.
_LIKELY = 0.3
_AHEAD = 2

#: Of two that are guessed the less likely may be meant, if it is so likely beside the other.
_NEAR = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionClassifier(Untrained, IntentClassifier):
    """Intent ``off_topic`` for a question that is unsurely taken for another, unless its words name the fact.

    A question is no end of the call where its words name one: "wann vergessen Sie meine Nummer wieder".
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Put off to the callback what would be answered by the nearest intent, or not be understood."""
        for message in messages:
            text = message.get(TEXT) or ""
            if _is_guessed(message) and any(map(asks, (text, asked_at_last(text)))):
                mean(message, _fact(message) or _likeliest_by_far(message) or _OFF_TOPIC)
            elif _seems_final(message) and asks_how(text) and (fact := _fact(message)):
                mean(message, fact)
        return messages


def _is_guessed(message: Message) -> bool:
    intent = message.get(INTENT) or {}
    name = intent.get("name")
    if name in _ANSWERED:
        return float(intent["confidence"]) < SURE
    unsure = name == _FALLBACK or (name in _UNANSWERED and float(intent["confidence"]) < SURE)
    return unsure and not message.get(ENTITIES)


def _seems_final(message: Message) -> bool:
    return (message.get(INTENT) or {}).get("name") in FINAL


def _fact(message: Message) -> str | None:
    """The likeliest fact that the words name, unless something else is clearly likelier."""
    guesses = [one for one in _guesses(message) if one[0] not in FINAL]
    near = [name for name, likely in guesses if likely >= _NEAR * guesses[0][1]]
    return next((name for name in near if name in _ANSWERED and names_fact(message.get(TEXT), name)), None)


def _likeliest_by_far(message: Message) -> str | None:
    """The likeliest fact where no other is nearly as likely."""
    (name, likely), (_, next_likely) = [*_guesses(message), (_OFF_TOPIC, 0.0), (_OFF_TOPIC, 0.0)][:2]
    return name if name in FACTS and likely >= max(_LIKELY, _AHEAD * next_likely) else None


def _guesses(message: Message) -> list[tuple[str, float]]:
    """What the words may mean and how likely that is, the likeliest first."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    return [(one["name"], float(one["confidence"])) for one in ranking if one["name"] != _FALLBACK]
