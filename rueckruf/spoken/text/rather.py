"""An answer that callers would rather have otherwise, and not which: "lieber aufs Handy", "besser ein anderer Tag"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import finds_right, is_reserved
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, folded_words

_listed = partial(word_set, "yes_and_no")

_NUMBER = "phone_number"
#: So many words behind a "lieber" what it is about is named at most, and before one.
_BEHIND, _BEFORE = 7, 4


def rather_another(text: str) -> list[str]:
    """The slots of the answers that shall be others; none where all is found right: "passt, Handy ist lieber"."""
    if finds_right(text) is True and not is_reserved(text):
        return []
    found = (slot for clause in clauses(text) for part in _wishes(folded_words(clause)) for slot in _named(part))
    return list(dict.fromkeys(found))


def _wishes(words: Sequence[str]) -> list[Sequence[str]]:
    """The words around each "lieber", and those behind each "nehmen Sie doch"."""
    places = (at for at, word in enumerate(words) if word in _listed("rather"))
    around = [words[max(0, at - _BEFORE) : at + 1 + _BEHIND] for at in places]
    orders = one_of(_listed("rather_by_order")).found_in(words)
    return around + [words[order.stop : order.stop + _BEHIND] for order in orders]


def _named(words: Sequence[str]) -> list[str]:
    telephone = holds(words, _listed("other_telephones"))
    return [*named_fields(" ".join(words)), *([_NUMBER] if telephone else [])]
