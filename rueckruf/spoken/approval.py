"""Whether a caller agrees, finds all of it right or leaves it as it is (``data/vocabulary/approvals.yml``)."""

from functools import cache

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens


def agrees(text: str) -> bool:
    """Whether ``text`` begins with a yes: "Ja, morgen um zehn"."""
    return next(iter(_words(text)), "") in _table("beginnings")


def approves_everything(text: str) -> bool:
    """Whether nothing is wrong: "nichts, alles richtig"."""
    words = _words(text)
    all_right = not _table("everything").isdisjoint(words) and not _table("right").isdisjoint(words)
    return " ".join(words) in _table("nothing") or (all_right and "nicht" not in words)


def leaves_it(text: str) -> bool:
    """Whether an answer stays as it was: "dann bleibt es dabei"."""
    words = _words(text)
    sentence = f" {' '.join(words)} "
    return _table("unless").isdisjoint(words) and any(f" {phrase} " in sentence for phrase in _table("stays"))


def adds(text: str) -> bool:
    """Whether ``text`` agrees and names something besides: "Ja, und zusätzlich ..."."""
    return agrees(text) and not _table("besides").isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return [token.folded for token in tokens(text) if token.kind == "word"]


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(entry) for entry in vocabulary("approvals")[name])
