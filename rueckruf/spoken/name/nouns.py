"""Which words a dictionary has as nouns: they name things, or anybody who does or is something, and nobody."""

from functools import lru_cache

from rueckruf.spoken.text.vocabulary import word_set

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
