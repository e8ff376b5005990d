"""Whether a caller agrees, finds all of it right or leaves it as it is (``data/vocabulary/approvals.yml``)."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "approvals")


def agrees(text: str) -> bool:
    """Whether ``text`` begins with a yes: "Ja, morgen um zehn"."""
    return next(iter(folded_words(text)), "") in word_set("discourse", "agreeing")


def approves_everything(text: str) -> bool:
    """Whether nothing is wrong: "nichts, alles richtig"."""
    words = folded_words(text)
    all_right = not _listed("everything").isdisjoint(words) and not _listed("right").isdisjoint(words)
    return " ".join(words) in _listed("nothing") or (all_right and _listed("denial").isdisjoint(words))


def leaves_it(text: str) -> bool:
    """Whether an answer stays as it was: "dann bleibt es dabei"."""
    words = folded_words(text)
    sentence = f" {' '.join(words)} "
    return _listed("unless").isdisjoint(words) and any(f" {phrase} " in sentence for phrase in _listed("stays"))


def adds(text: str) -> bool:
    """Whether ``text`` agrees and names something besides: "Ja, und zusätzlich ..."."""
    return agrees(text) and not _listed("besides").isdisjoint(folded_words(text))
