"""Finds the caller's name in a message, for Rasa: by the rules, else by a recogniser trained on the project's data."""

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rueckruf.nlu import logistic_regression, name_clues, name_recogniser
from rueckruf.nlu.name_recogniser import NameRecogniser, Span
from rueckruf.nlu.spoken_entities import SpokenEntityExtractor, entity
from rueckruf.nlu.trained_parts import fingerprint, trained_once
from rueckruf.spoken.name import words as name_words
from rueckruf.spoken.name.broadcast import is_broadcast
from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.words import is_everyday, is_first, name_tokens
from rueckruf.spoken.text import words
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

#: What the recogniser proposes counts less than what the rules find.
_RECOGNISED = 0.8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CallerNameExtractor(SpokenEntityExtractor):
    """Entity ``caller_name``; its value is the caller's words.

    What the rules of ``rueckruf.spoken.name.caller_name`` read without being asked is taken. Elsewhere a recogniser,
    trained with the model and kept in it, proposes words; they count if, with that, enough speaks for a name.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``random_seed``: which names of the lists the recogniser practises on."""
        return {"random_seed": 42}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What trains the recogniser, the lists of names included: when that changes, `rasa train` trains it again."""
        lists = (vocabulary("first_names"), vocabulary("surnames"))
        return fingerprint(name_recogniser, name_clues, logistic_regression, name_words, words, *lists)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        recogniser: NameRecogniser | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._recogniser = recogniser

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CallerNameExtractor":
        """An extractor whose recogniser is still to be trained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train the recogniser on the utterances and store it."""
        utterances = sorted((message.get(TEXT), _names(message)) for message in training_data.nlu_examples)
        seed = self._config["random_seed"]
        return trained_once(
            "callers' names",
            [self.fingerprint_addon(self._config), seed, utterances],
            self._resource,
            self._model_storage,
            lambda folder: NameRecogniser.train(utterances, seed).save(folder),
        )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "CallerNameExtractor":
        """The trained extractor; raises if its recogniser is missing or something else."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, NameRecogniser.load(folder))

    def entities(self, text: str) -> list[dict[str, Any]]:
        """The name, if any."""
        reading = read_caller_name(text)
        if reading is not None:
            return [_found(text, *reading.span, reading.confidence)]
        if self._recogniser is None or not _may_hold_a_name(text) or is_broadcast(text):
            return []
        for start, end in sorted(self._recogniser.names(text), key=lambda span: span[0] - span[1]):
            before, proposed, after = text[:start], text[start:end], text[end:]
            if _somebody_else(before, proposed) or _in_noise(before, proposed, after):
                continue
            reading = read_caller_name(proposed, recognised=True)
            if reading is not None:
                first, last = reading.span
                return [_found(text, start + first, start + last, _RECOGNISED * reading.confidence)]
        return []


def _names(message: Message) -> list[Span]:
    return [(found["start"], found["end"]) for found in message.get(ENTITIES, []) if found["entity"] == "caller_name"]


def _may_hold_a_name(text: str) -> bool:
    """Whether a word is none of the everyday ones: asking the recogniser costs more than all rules together."""
    return any(map(_is_unknown, name_tokens(text)))


def _in_noise(before: str, name: str, after: str) -> bool:
    """Whether unknown words are only a part of a run of such words, in which a name could begin anywhere."""
    neighbours = (*name_tokens(before)[-1:], *name_tokens(after)[:1])
    return any(map(_is_unknown, neighbours)) and not any(is_first(token.folded) for token in name_tokens(name))


def _is_unknown(token: Token) -> bool:
    return token.kind == "word" and not is_everyday(token.folded)


def _somebody_else(before: str, name: str) -> bool:
    """Whether "Frau" or "Herr" after other words announces another person ("sagen Sie bitte Frau ...")."""
    words = [token.folded for token in name_tokens(before) if token.kind == "word"]
    salutations = word_set("caller_name", "salutations")
    return bool(words) and (words[-1] in salutations or name_tokens(name)[0].folded in salutations)


def _found(text: str, start: int, end: int, confidence: float) -> dict[str, Any]:
    return entity("caller_name", (start, end), text[start:end], round(confidence, 2))
