"""Whether a caller objects to what was understood: "Nein, ich heiße Weber"."""

from functools import cache

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens


def objects(text: str) -> bool:
    """Whether ``text`` begins with a no (``data/vocabulary/objections.yml``)."""
    first = next((token.folded for token in tokens(text) if token.kind == "word"), "")
    return first in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary("objections")["beginnings"])
