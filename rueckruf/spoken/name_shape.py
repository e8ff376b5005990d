"""Whether a word that no list knows looks like a name: by its letter groups, counted in the word lists."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from rueckruf.spoken.name_words import key_of
from rueckruf.spoken.vocabulary import vocabulary

_WIDTHS = (2, 3, 4)
_UNSEEN = 0.3
_GROUPS = 20_000
#: Letters that German words lack speak for a name.
_GERMAN = frozenset("abcdefghijklmnopqrstuvwxyzäöüßé-'")
_FOREIGN = 0.5


@lru_cache(maxsize=4096)
def likeness(word: str) -> float:
    """How much ``word`` is like a name (above 0) or like an everyday word (below 0); names mostly exceed 0.2."""
    weights = _weights()
    groups = list(_letter_groups(key_of(word)))
    foreign = _FOREIGN if set(unicodedata.normalize("NFC", word.lower())) - _GERMAN else 0.0
    return foreign + sum(weights.get(group, weights[""]) for group in groups) / len(groups)


def _letter_groups(key: str) -> Iterator[str]:
    framed = f"^{key}$"
    for width in _WIDTHS:
        for start in range(len(framed) - width + 1):
            yield framed[start : start + width]


@cache
def _weights() -> dict[str, float]:
    """The evidence of each letter group for a name; "" stands for groups never seen."""
    listed = {key_of(name.split()[-1]) for table in ("first_names", "surnames") for name in _entries(table)}
    names = _count(listed)
    words = _count({key_of(word) for word in _entries("ordinary_words")} - listed)
    balance = math.log(words.total() + _UNSEEN * _GROUPS) - math.log(names.total() + _UNSEEN * _GROUPS)
    weights = {
        group: math.log(names[group] + _UNSEEN) - math.log(words[group] + _UNSEEN) + balance
        for group in names.keys() | words.keys()
    }
    return {**weights, "": balance}


def _entries(table: str) -> Iterator[str]:
    for entries in vocabulary(table).values():
        yield from entries


def _count(words: Iterable[str]) -> Counter[str]:
    return Counter(group for word in words for group in _letter_groups(word))
