"""Finds the caller's name in a message, for Rasa: by the rules, else by a recogniser trained on the project's data."""

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import deep_container_fingerprint

from rueckruf.nlu.name_recogniser import train_recogniser
from rueckruf.nlu.spoken_entities import SpokenEntityExtractor, entity
from rueckruf.spoken.caller_name import read_caller_name
from rueckruf.spoken.name_words import Piece, is_everyday, is_first, pieces, word_set
from rueckruf.spoken.vocabulary import vocabulary

_FOLDER = "recogniser"
#: What the recogniser proposes counts less than what the rules find.
_RECOGNISED = 0.8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CallerNameExtractor(SpokenEntityExtractor):
    """Entity ``caller_name``; its value is the caller's words.

    What the rules of ``rueckruf.spoken.caller_name`` read without being asked is taken. Elsewhere a spaCy
    pipeline, trained with the model and kept in it, proposes words; they count if the rules would read them as
    the answer to the question for the name.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``epochs``: passes over the training examples; ``random_seed``: the same seed, the same recogniser."""
        return {"epochs": 8, "random_seed": 42}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The lists of names: when they change, `rasa train` trains the recogniser anew."""
        return str(deep_container_fingerprint([vocabulary("first_names"), vocabulary("surnames")]))

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy"]

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, recogniser: Any = None
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
        """Train the recogniser on the utterances and store it; without an example of a name there is none."""
        utterances = [
            (message.get(TEXT), [(entity["start"], entity["end"]) for entity in _names(message)])
            for message in training_data.nlu_examples
            if message.get(TEXT)
        ]
        self._recogniser = train_recogniser(utterances, self._config["epochs"], self._config["random_seed"])
        with self._model_storage.write_to(self._resource) as folder:
            if self._recogniser is not None:
                self._recogniser.to_disk(folder / _FOLDER)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "CallerNameExtractor":
        """The trained extractor; raises ValueError if the model has no place for its recogniser."""
        with model_storage.read_from(resource) as folder:
            trained = (folder / _FOLDER).is_dir()
            return cls(config, model_storage, resource, spacy.load(folder / _FOLDER) if trained else None)

    def entities(self, text: str) -> list[dict[str, Any]]:
        """The name, if any."""
        reading = read_caller_name(text)
        if reading is not None:
            return [_found(text, *reading.span, reading.confidence)]
        if self._recogniser is None or not _may_hold_a_name(text):
            return []
        for proposed in sorted(self._recogniser(text).ents, key=lambda span: -len(span.text)):
            before, after = text[: proposed.start_char], text[proposed.end_char :]
            if _somebody_else(before, proposed.text) or _in_noise(before, proposed.text, after):
                continue
            reading = read_caller_name(proposed.text, expected=True)
            if reading is not None:
                start, end = (proposed.start_char + offset for offset in reading.span)
                return [_found(text, start, end, _RECOGNISED * reading.confidence)]
        return []


def _names(message: Message) -> list[dict[str, Any]]:
    return [found for found in message.get(ENTITIES, []) if found["entity"] == "caller_name"]


def _may_hold_a_name(text: str) -> bool:
    """Whether a word is none of the everyday ones: asking the recogniser costs more than all rules together."""
    return any(map(_is_unknown, pieces(text)))


def _in_noise(before: str, name: str, after: str) -> bool:
    """Whether unknown words are only a part of a run of such words: where a name begins in that nobody can tell."""
    beside = (*pieces(before)[-1:], *pieces(after)[:1])
    return any(map(_is_unknown, beside)) and not any(is_first(piece.key) for piece in pieces(name))


def _is_unknown(piece: Piece) -> bool:
    return piece.kind == "word" and not is_everyday(piece.key)


def _somebody_else(before: str, name: str) -> bool:
    """Whether "Frau" or "Herr" after other words announces another person ("sagen Sie bitte Frau ...")."""
    words = [piece.key for piece in pieces(before) if piece.kind == "word"]
    salutations = word_set("caller_name", "salutations")
    return bool(words) and (words[-1] in salutations or pieces(name)[0].key in salutations)


def _found(text: str, start: int, end: int, confidence: float) -> dict[str, Any]:
    return entity("caller_name", (start, end), text[start:end], round(confidence, 2))
