"""Counts of words or letters in a whole utterance, for Rasa."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceCounts(CountVectorsFeaturizer):
    """Rasa's counts of a whole utterance, without those of each of its words, which no classifier here asks for.

    Configured and trained as ``CountVectorsFeaturizer`` is. Its counts take 0.7 ms of a turn, most of it for single
    words and for building the same analyser anew; the same numbers are counted here (a test compares them).
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the counts of each message's text."""
        for message in messages:
            words = self._get_processed_message_tokens_by_attribute(message, TEXT)
            if words and self.vectorizers.get(TEXT):
                self.add_features_to_message(None, self._counts(" ".join(words)), TEXT, message)
        return messages

    def _counts(self, text: str) -> coo_matrix:
        columns = self.vectorizers[TEXT].vocabulary_
        counts = Counter(columns[piece] for piece in self._pieces(text) if piece in columns)
        places = sorted(counts)
        return coo_matrix(
            ([counts[place] for place in places], ([0] * len(places), places)), (1, len(columns)), dtype="int64"
        )

    @cached_property
    def _pieces(self) -> Callable[[str], list[str]]:
        analyser: Callable[[str], list[str]] = self.vectorizers[TEXT].build_analyzer()
        return analyser
