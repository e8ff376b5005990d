"""Whether a caller objects to what was understood (``data/vocabulary/objections.yml``)."""

from functools import cache

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens


def objects(text: str) -> bool:
    """Whether ``text`` begins with a no: "Nein, ich heiße Weber"."""
    return next(iter(_words(text)), "") in _table("beginnings")


def rejects_everything(text: str) -> bool:
    """Whether all answers are wrong: "alles falsch", "nichts stimmt", or "alles" and no more."""
    words = set(_words(text))
    if words & _table("everything"):
        return bool(words & _table("wrong")) or words <= _table("everything") | _table("beginnings")
    return bool(words & _table("nothing") and words & _table("right"))


def _words(text: str) -> list[str]:
    return [token.folded for token in tokens(text) if token.kind == "word"]


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary("objections")[name])
