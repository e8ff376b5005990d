"""Which words a dictionary has as nouns: they name things, or anybody who does or is something, and nobody."""

from collections.abc import Sequence
from functools import lru_cache

from rueckruf.spoken.name.words import is_thing
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: What a noun ends with in its other forms.
_ENDINGS = ("n", "en", "nen", "e", "er", "s")
#: So many letters a noun has at least before such an ending, and at the end of a longer word: "couch|garnitur". Shorter
#: ones end surnames as well: "Huf|schmied".
_STEM, _HEAD = 4, 8


@lru_cache(maxsize=8192)
def is_noun(key: str) -> bool:
    """Whether a folded word is a noun of the dictionary, in any of its forms, or ends with a long one."""
    return any(map(_is_listed, (key[at:] for at in (0, *range(1, len(key) - _HEAD + 1)))))


def _is_listed(key: str) -> bool:
    nouns = word_set("dictionary_nouns", "nouns")
    stems = (key[: -len(ending)] for ending in _ENDINGS if key.endswith(ending))
    return key in nouns or any(len(stem) >= _STEM and stem in nouns for stem in stems)


def likens(said: Sequence[Token], at: int) -> bool:
    """ "Fuchs *wie der Fuchs*", "Zucker *wie Zucker*": whether it is told what thing a name is like."""
    if at >= len(said) or said[at].folded not in word_set("caller_name", "likening"):
        return False
    behind = at + 1 + (at + 1 < len(said) and said[at + 1].folded in word_set("caller_name", "likened"))
    key = said[behind].folded if behind < len(said) else ""
    return is_thing(key) or is_noun(key)
