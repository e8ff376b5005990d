"""The intent of an utterance: logistic regression over weighted word and letter counts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import skops.io  # type: ignore[import-untyped]
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.tensorflow.constants import RANKING_LENGTH
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

# What the file of a trained classifier holds beside the types that skops trusts by itself: the rarity weights.
_OWN_TYPES = ["scipy.sparse._csr.csr_matrix"]


@dataclass(frozen=True)
class _Weights:
    """What the pipeline has learnt about each column of the counts: its rarity, its featurizer, its coefficients."""

    rarity: Any
    block: Any
    coefficients: Any
    intercept: Any


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TfidfIntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression with what it lacks for short utterances: TF-IDF and a choice of ``C``.

    Raw counts let the many letter n-grams of a long word drown the few words that carry the meaning. So the
    counts of each featurizer are weighted by rarity and brought to the same length on their own.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``C``: how closely the training data is followed; larger is closer."""
        return {**LogisticRegressionClassifier.get_default_config(), "C": 10.0, "max_iter": 1000}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf = _classifier(self.config, [])

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message.

        The pipeline's own ``predict_proba`` takes 2 ms a message, nearly all of it checks of its input. The same
        numbers are worked out here from its weights (a test compares them).
        """
        for message in messages:
            ranking = [
                {"name": intent, "confidence": probability}
                for intent, probability in zip(self.clf.classes_, self._probabilities(message), strict=True)
            ]
            ranking.sort(key=lambda intent: -intent["confidence"])
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[: self.config[RANKING_LENGTH] or None], add_to_output=True)
        return messages

    def _probabilities(self, message: Message) -> list[float]:
        weights = self._weights
        columns, counts = _counts(message)
        values = (1 + np.log(counts)) * weights.rarity[columns]
        blocks = weights.block[columns]
        lengths = np.sqrt(np.bincount(blocks, values**2, minlength=1))
        scores = weights.intercept + (values / lengths[blocks]) @ weights.coefficients[columns]
        if len(scores) == 1:  # of two intents, the regression keeps the score of the second only
            scores = np.array([0.0, scores[0]])
        chances = np.exp(scores - scores.max())
        probabilities: list[float] = (chances / chances.sum()).tolist()
        return probabilities

    @cached_property
    def _weights(self) -> "_Weights":
        columns, regression = self.clf[0].transformers_, self.clf[-1]
        return _Weights(
            rarity=np.concatenate([tfidf.idf_ for _, tfidf, _ in columns]),
            block=np.concatenate([np.full(len(tfidf.idf_), place) for place, (_, tfidf, _) in enumerate(columns)]),
            coefficients=np.ascontiguousarray(regression.coef_.T),
            intercept=regression.intercept_,
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Fit weights and regression to the examples and store both."""
        examples = [message for message in training_data.intent_examples if message.features]
        if examples:
            self.clf = _classifier(self.config, _widths(examples[0]))
        return super().train(training_data)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TfidfIntentClassifier":
        """A classifier to be trained."""
        return cls(config, str(execution_context.node_name), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "TfidfIntentClassifier":
        """The trained classifier; raises if it is missing or holds types other than its own."""
        classifier = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            classifier.clf = skops.io.load(folder / f"{resource.name}.skops", trusted=_OWN_TYPES)
        return classifier


def _widths(message: Message) -> list[int]:
    """How many columns each featurizer contributes, in the order in which Rasa joins them."""
    return [matrix.shape[1] for matrix in _matrices(message)]


def _counts(message: Message) -> tuple[Any, Any]:
    """The columns of what occurs in a message, and how often: as Rasa joins them, without its joined matrix."""
    starts = np.cumsum([0, *_widths(message)])
    parts = [matrix.tocoo() for matrix in _matrices(message)]
    columns = [part.col + start for part, start in zip(parts, starts, strict=False)]
    return np.concatenate(columns), np.concatenate([part.data for part in parts])


def _matrices(message: Message) -> list[Any]:
    return [
        feature.features
        for feature in message.features
        if feature.is_sparse() and feature.attribute == TEXT and feature.type == FEATURE_TYPE_SENTENCE
    ]


def _classifier(config: dict[str, Any], widths: list[int]) -> Pipeline:
    starts = [sum(widths[:position]) for position in range(len(widths))]
    blocks = [
        (f"featurizer_{position}", TfidfTransformer(sublinear_tf=True), slice(start, start + width))
        for position, (start, width) in enumerate(zip(starts, widths, strict=True))
    ]
    return make_pipeline(
        ColumnTransformer(blocks, sparse_threshold=1.0),
        LogisticRegression(
            C=config["C"],
            class_weight="balanced",
            max_iter=config["max_iter"],
            random_state=config["random_state"],
        ),
    )
