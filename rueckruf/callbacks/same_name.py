"""Whether two names are of one person: the one rule by which every door tells whose request it is.

Doubt counts as two. A surname is as good as any first name with it; the first names of two people are two.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import combinations, takewhile
from typing import NamedTuple

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import folded_words

_GERMAN = frozenset("äöüß")


class _Heard(NamedTuple):
    """A name as it sounds: each first name, the surname without its particles, and as whom it addresses its bearer."""

    first: tuple[str, ...]
    last: str
    addressed: str | None


def is_same(one: str, other: str) -> bool:
    """Whether two names are surely of one person; a name that nobody has told is nobody's."""
    a, b = _heard(one), _heard(other)
    if not (a.last and b.last) or len({a.addressed, b.addressed} - {None}) > 1:
        return False
    return _is_written_alike(a, b) or (a.last == b.last and _is_same_first(a.first, b.first))


def are_same(names: Collection[str]) -> bool:
    """Whether all names that were told are of one person."""
    told = [name for name in dict.fromkeys(names) if name]
    return all(is_same(one, other) for one, other in combinations(told, 2))


def is_surely(name: str, stored: str, beside: Collection[str]) -> bool:
    """Whether what is stored under a name is that of ``name``, and of none of the names ``beside`` it.

    "Hofmann" may be either of Sabine and Karl Hofmann.
    """
    return is_same(name, stored) and all(is_same(name, each) for each in beside if is_same(stored, each))


def tells_as_much(name: str, stored: str) -> bool:
    """Whether a first name is told with it where there is one in what is stored."""
    return bool(_heard(name).first or not _heard(stored).first)


def _is_written_alike(one: _Heard, other: _Heard) -> bool:
    """In one word or in two, the surname first or last."""
    turned = (other.last, *other.first), (*other.first, other.last)
    return "".join((*one.first, one.last)) in map("".join, turned)


def _is_same_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Hans Peter" is "Hanspeter", and "S." may be Sabine; so may who has told no first name."""
    if not one or not other or "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def _heard(name: str) -> _Heard:
    behind, _, before = name.lower().partition(",")  # "Hofmann, Sabine"
    words = [word for word in (*before.split(), *behind.split()) if any(map(str.isalpha, word))]
    leading, last = words[:-1], words[-1:]
    addressed = next(filter(None, (_addressed().get(word.strip(".")) for word in leading)), None)
    kept = [*(word for word in leading if not _titles().issuperset(folded_words(word))), *last]
    first = [*takewhile(lambda word: word not in _particles(), kept[:-1])]
    surname = [word for word in kept[len(first) : -1] if word not in _particles()] + last
    return _Heard(tuple(map(_sound, first)), _sound("".join(surname)), addressed)


@lru_cache(maxsize=8192)  # of single words: a name that was told stays nowhere
def _sound(word: str) -> str:
    sound = "".join(letter if letter in _GERMAN else _bare(letter) for letter in unicodedata.normalize("NFC", word))
    for pattern, replacement in vocabulary("same_name")["sounds"]:
        sound = re.sub(pattern, replacement, sound)
    return sound


def _bare(letter: str) -> str:
    """Without the marks that a recogniser of German does not write: "é" is "e"."""
    return _OTHER_LETTERS.get(letter) or unicodedata.normalize("NFKD", letter)[0]


_OTHER_LETTERS = {"ı": "i", "ł": "l", "ø": "ö", "æ": "ä", "đ": "d"}


@cache
def _titles() -> frozenset[str]:
    titles = (word for words in vocabulary("caller_name")["titles"].values() for word in words)
    return frozenset(folded for title in titles for folded in folded_words(title)) | word_set(
        "caller_name", "salutations"
    )


@cache
def _particles() -> frozenset[str]:
    return word_set("caller_name", "particles") | word_set("caller_name", "nobility")


@cache
def _addressed() -> dict[str, str]:
    return {word: whom for whom, words in vocabulary("same_name")["addressed"].items() for word in words}
