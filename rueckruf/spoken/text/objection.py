"""Whether a caller objects to what was understood (``data/vocabulary/objections.yml``)."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "objections")
_beginnings = partial(word_set, "discourse", "objecting")


def objects(text: str) -> bool:
    """Whether ``text`` begins with a no: "Nein, ich heiße Weber"."""
    return next(iter(folded_words(text)), "") in _beginnings()


def rejects_everything(text: str) -> bool:
    """Whether all answers are wrong: "alles falsch", "nichts stimmt", or "alles" and no more."""
    words = set(folded_words(text))
    if words & _listed("everything"):
        return bool(words & _listed("wrong")) or words <= _listed("everything") | _beginnings()
    return bool(words & _listed("nothing") and words & _listed("right"))
