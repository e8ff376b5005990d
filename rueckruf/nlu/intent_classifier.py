"""The intent of an utterance, for Rasa."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rueckruf.dialogue.heard import FACTS, SURE, URGENT
from rueckruf.nlu import intent_model, logistic_regression
from rueckruf.nlu.intent_model import IntentModel, Reach
from rueckruf.nlu.trained_parts import fingerprint, trained_once
from rueckruf.spoken.text.question import asked_at_last

#: So many words make a story of what stands before a question.
_A_STORY = 6
#: From here on all of it surely means something else.
_SURELY = 0.7


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TfidfIntentClassifier(GraphComponent, IntentClassifier):
    """Logistic regression over the words that the tokenizer finds, and their letters, weighted by rarity.

    It needs no featurizer: those of Rasa count each word on its own as well, which no short utterance gains from.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What is counted: runs of up to ``words`` words, and of ``least_letters`` to ``most_letters`` letters.

        ``C``: how closely the training data is followed; larger is closer. ``ranking_length``: so many intents are
        named with each utterance.
        """
        return {"words": 2, "least_letters": 1, "most_letters": 4, "C": 10.0, "ranking_length": 10}

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in ``config.yml``."""
        return [Tokenizer]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What trains it: when that changes, `rasa train` trains it again."""
        return fingerprint(intent_model, logistic_regression)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TfidfIntentClassifier":
        """A classifier to be trained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents of the examples; raises ValueError if there is none."""
        heard = ((words(message), message.get(INTENT)) for message in training_data.intent_examples)
        examples = [(text, intent) for text, intent in heard if text]
        reach = Reach(*(self._config[key] for key in ("words", "least_letters", "most_letters")))
        return trained_once(
            "intents",
            [self.fingerprint_addon(self._config), self._config, sorted(examples)],
            self._resource,
            self._model_storage,
            lambda folder: IntentModel.train(examples, reach, self._config["C"]).save(folder),
        )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "TfidfIntentClassifier":
        """The trained classifier; raises if it is missing or something else."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message."""
        assert self._model is not None
        for message in messages:
            ranking = self._ranking(words(message))
            if question := _question_behind_a_story(message):
                asked = self._ranking(question)
                ranking = asked if _is_meant(asked[0], ranking[0]) else ranking
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[: self._config["ranking_length"]], add_to_output=True)
        return messages

    def _ranking(self, said: str) -> list[dict[str, Any]]:
        """The intents that the words may have, the likeliest first."""
        assert self._model is not None
        chances = zip(self._model.intents, self._model.chances(said), strict=True)
        return [{"name": intent, "confidence": chance} for intent, chance in sorted(chances, key=lambda one: -one[1])]


def _question_behind_a_story(message: Message) -> str:
    """The words of a question behind many that only tell something; nothing where there is none."""
    text = message.get(TEXT) or ""
    question = asked_at_last(text)
    begin = text.rfind(question) if question else 0
    said = message.get(TOKENS_NAMES[TEXT], [])
    told = sum(token.start < begin for token in said)
    return " ".join(token.text for token in said[told:]) if told >= _A_STORY else ""


def _is_meant(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether a fact is surely asked for, and the whole was not surely taken for anything else."""
    is_sure = asked["name"] in FACTS and asked["confidence"] >= SURE
    return is_sure and told["name"] not in URGENT and told["confidence"] < _SURELY


def words(message: Message) -> str:
    """The words of an utterance, one space between them."""
    return " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT], []))
