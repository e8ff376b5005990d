"""Phrases of one word or several, looked for word by word."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, product
from typing import Generic, TypeVar

from rueckruf.spoken.text.words import fold

Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Folded phrases and what each means; of those that begin with the same words the longest is found."""

    def __init__(self, meanings: Mapping[Phrase, Meaning]) -> None:
        self.meanings = dict(meanings)
        self._widths: dict[str, tuple[int, ...]] = {}
        for width, first in sorted({(len(phrase), phrase[0]) for phrase in meanings}, reverse=True):
            self._widths[first] = (*self._widths.get(first, ()), width)

    def at(self, words: Phrase, index: int) -> tuple[Meaning | None, int]:
        """The meaning of the phrase that begins at ``index`` and how many words it has; None and 0 for none."""
        if index < len(words):
            for width in self._widths.get(words[index], ()):
                phrase = words[index : index + width]
                if phrase in self.meanings:
                    return self.meanings[phrase], len(phrase)
        return None, 0

    def found_in(self, words: Phrase) -> Iterator[range]:
        """The places of the words of each phrase that stands in ``words``; those of several may overlap."""
        for at in range(len(words)):
            if width := self.at(words, at)[1]:
                yield range(at, at + width)


def ways(pattern: str) -> Iterator[Phrase]:
    """Every folded phrase that ``pattern`` stands for: "(das) war|ist falsch" is four."""
    choices = [
        ["", *optional.split("|")] if optional else word.split("|")
        for optional, word in re.findall(r"\(([^)]*)\)|(\S+)", fold(pattern))
    ]
    for said in product(*choices):
        yield tuple(filter(None, said))


def every_way(patterns: Iterable[str]) -> frozenset[Phrase]:
    """Every folded phrase that one of the ``patterns`` stands for."""
    return frozenset(chain.from_iterable(map(ways, patterns)))


@lru_cache(maxsize=256)
def one_of(patterns: frozenset[str]) -> Phrases[bool]:
    """Every folded phrase that one of the ``patterns`` stands for, to look for at a place, each meaning True."""
    return Phrases(dict.fromkeys(every_way(patterns), True))


@lru_cache(maxsize=256)
def spoken(patterns: frozenset[str]) -> frozenset[str]:
    """Every folded phrase that one of the ``patterns`` stands for, as text to look for with :func:`holds`."""
    return frozenset(map(" ".join, every_way(patterns)))


def holds(words: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether one of the ``phrases`` stands in the ``words``, both folded, word by word."""
    return any(map(f" {' '.join(words)} ".__contains__, _apart(frozenset(phrases))))


@lru_cache(maxsize=256)
def _apart(phrases: frozenset[str]) -> Collection[str]:
    """The phrases with a blank on either side; lists of a table are asked for many times a turn."""
    return [f" {phrase} " for phrase in phrases]
