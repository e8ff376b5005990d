"""A hyphen that is said between two surnames: "erst *Petersen* und dann mit Bindestrich *Löw*"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.words import is_everyday, is_function, is_last, is_only_first
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many tokens lead from a surname to the hyphen, and from there to the other one.
_MOST_BETWEEN = 4


def with_hyphens_between(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without what leads to such a hyphen and on from it."""
    left: set[int] = set()
    for at, token in enumerate(said):
        if token.folded in word_set("spelling", "hyphens"):
            left.update(_leading(said, at))
    return [token for at, token in enumerate(said) if at not in left] if left else said


def _leading(said: Sequence[Token], hyphen: int) -> Sequence[int]:
    """What leads from one surname to the other, but for the hyphen; nothing where there are no two."""
    before = range(hyphen - 1, max(-1, hyphen - 2 - _MOST_BETWEEN), -1)
    behind = range(hyphen + 1, min(len(said), hyphen + 2 + _MOST_BETWEEN))
    first, second = (next((at for at in near if not _leads_on(said[at])), None) for near in (before, behind))
    if first is None or second is None or not (_may_be_surname(said[first]) and _may_be_surname(said[second])):
        return ()
    if "-" in said[first].raw or (is_only_first(said[second].raw) and second > hyphen + 1):
        return ()  # "Hans-Peter mit Bindestrich, Fuchs", "Berger Wolf mit Bindestrich, Sabine"
    begins = first - (first > 0 and said[first - 1].folded in word_set("spelling", "first_of_two"))
    return [at for at in range(begins, second) if at not in (first, hyphen)]


def _leads_on(token: Token) -> bool:
    """Whether a pause or a small word stands there: "*, und dann mit*", but not "ohne"."""
    if any(token.folded in word_set("spelling", name) for name in ("without", "instead", "denying")):
        return False
    to_the_other = any(token.folded in word_set("spelling", name) for name in ("next_word", "between", "back"))
    return token.kind == "mark" or is_filler(token) or is_function(token.folded) or to_the_other


def _may_be_surname(token: Token) -> bool:
    is_word = is_everyday(token.folded) or is_courtesy(token)
    return token.kind == "word" and len(token.raw) > 1 and (is_last(token.raw) or not is_word)
