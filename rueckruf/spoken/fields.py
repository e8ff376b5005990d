"""Which of the three things a callback needs a caller names: "die Nummer", "mein Name", "der Tag"."""

from functools import cache

from rueckruf.spoken.vocabulary import meanings, vocabulary
from rueckruf.spoken.words import tokens


@cache
def _fields() -> dict[str, str]:
    return meanings(vocabulary("fields"))


def named_fields(text: str) -> list[str]:
    """The slots named in ``text``, each once, in the order of their naming."""
    found = (_fields().get(token.folded) for token in tokens(text))
    return list(dict.fromkeys(name for name in found if name))
