"""Cuts an utterance into words with spaCy's German rules, for Rasa."""

from functools import cache
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class GermanTokenizer(Tokenizer):
    """Words as spaCy's German rules part them, without the marks between them.

    Commas and full stops are a recogniser's guess, so they are no tokens: "Ja, genau." is the same as "ja genau".
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What Rasa's tokenizers share; intents are not split."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of ``attribute``; a text without any word is one token, for Rasa wants at least one."""
        text = message.get(attribute)
        words = [word for word in _rules()(text) if any(map(str.isalnum, word.text))]
        tokens = [Token(word.text, word.idx) for word in words] or [Token(text, 0)]
        return list(self._apply_token_pattern(tokens))


@cache
def _rules() -> Any:
    return spacy.blank("de").tokenizer
