"""Phrases of one word or several, looked for word by word.

A pattern of a table stands for many: "(das) war|ist falsch" for four. All that dialects and small words make of some
has a hundred thousand ways; so they are not counted out, but walked along word by word, as an automaton does
that may be at several places at once, which become one the first time that somebody says so (Rabin and Scott, 1959).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, compress, count, product
from typing import Generic, TypeVar

from rueckruf.spoken.text.words import fold

Phrase = tuple[str, ...]
#: What may stand at each of its places, an empty phrase where nothing need.
Pattern = tuple[tuple[Phrase, ...], ...]
Meaning = TypeVar("Meaning")


class _Place:
    """A place between the words of a pattern: where each word leads from here, and what has been said by then."""

    __slots__ = ("after", "said")

    def __init__(self, after: dict[str, tuple["_Place", ...]], said: tuple[int, ...]) -> None:
        self.after = after
        self.said = said


class Phrases(Generic[Meaning]):
    """Patterns of folded phrases and what each means; of those that begin with the same words the longest is found.

    ``joined`` makes one meaning of those that the same words have, in the order of the patterns: the last one, else.
    The words ``between`` may stand between any two of a phrase, and are of it there.
    """

    def __init__(
        self,
        patterns: Iterable[tuple[Pattern, Meaning]],
        joined: Callable[[Sequence[Meaning]], Meaning] = lambda found: found[-1],
        between: frozenset[str] = frozenset(),
    ) -> None:
        self._meanings: list[Meaning] = []
        self._first: dict[str, tuple[_Place, ...]] = {}
        self._joined = joined
        self._between = between
        for number, (pattern, meaning) in enumerate(patterns):
            self._meanings.append(meaning)
            for word, places in _place_before(pattern, number).after.items():
                self._first[word] = (*self._first.get(word, ()), *places)

    def at(self, words: Sequence[str], index: int) -> tuple[Meaning | None, int]:
        """The meaning of the phrase that begins at ``index`` and how many words it has; None and 0 for none."""
        place = _led_to(self._first, words[index]) if index < len(words) else None
        said, width, behind = tuple[int, ...](), 0, index
        while place:
            behind += 1
            if place.said:
                said, width = place.said, behind - index
            while self._between and behind < len(words) and self._is_beside(words[behind], place):
                behind += 1
            place = _led_to(place.after, words[behind]) if behind < len(words) else None
        return (self._meaning(said), width) if said else (None, 0)

    def _is_beside(self, word: str, place: _Place) -> bool:
        return word in self._between and word not in place.after

    def may_begin_with(self, word: str) -> bool:
        """Whether one of them begins with ``word``."""
        return word in self._first

    def begin_in(self, words: Sequence[str]) -> Sequence[int]:
        """The places of ``words`` at which one of them may begin."""
        return [*compress(count(), map(self._first.__contains__, words))]

    def found_in(self, words: Sequence[str]) -> Iterator[range]:
        """The places of the words of each phrase that stands in ``words``; those of several may overlap."""
        for at in self.begin_in(words):
            if width := self.at(words, at)[1]:
                yield range(at, at + width)

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether one of them stands in ``words``."""
        return any(self.at(words, at)[1] for at in self.begin_in(words))

    def before(self, words: Sequence[str]) -> Sequence[str]:
        """The words before the first of them; all where none stands there."""
        return words[: next((found.start for found in self.found_in(words)), len(words))]

    def without(self, words: Sequence[str]) -> list[str]:
        """The words beside them."""
        theirs = {at for found in self.found_in(words) for at in found}
        return [word for at, word in enumerate(words) if at not in theirs]

    def meaning_of(self, words: Sequence[str]) -> Meaning | None:
        """What all of the words mean together."""
        meaning, width = self.at(words, 0)
        return meaning if width == len(words) else None

    @cached_property
    def of_one_word(self) -> dict[str, Meaning]:
        """Those of one word, and what it means."""
        said = ((word, {one for place in places for one in place.said}) for word, places in self._first.items())
        return {word: self._meaning(numbers) for word, numbers in said if numbers}

    def _meaning(self, said: Iterable[int]) -> Meaning:
        return self._joined([self._meanings[number] for number in sorted(said)])


def _place_before(pattern: Pattern, number: int) -> _Place:
    place = _Place({}, (number,))
    for choice in reversed(pattern):
        may_be_missing = () in choice
        after = dict(place.after) if may_be_missing else {}
        for first, *rest in filter(None, choice):
            target = place
            for word in reversed(rest):
                target = _Place({word: (target,)}, ())
            after[first] = (*after.get(first, ()), target)
        place = _Place(after, place.said if may_be_missing else ())
    return place


def _led_to(after: dict[str, tuple[_Place, ...]], word: str) -> _Place | None:
    """Where ``word`` leads; several places are made one there, for whoever says it again."""
    if len(places := after.get(word, ())) > 1:
        places = after[word] = (_as_one(places),)
    return places[0] if places else None


def _as_one(places: Iterable[_Place]) -> _Place:
    after: dict[str, dict[_Place, None]] = {}
    for place in places:
        for word, led_to in place.after.items():
            after.setdefault(word, {}).update(dict.fromkeys(led_to))
    said = {number for place in places for number in place.said}
    return _Place({word: tuple(led_to) for word, led_to in after.items()}, tuple(said))


def exactly(phrase: Phrase) -> Pattern:
    """The pattern that stands for nothing else."""
    return tuple(((word,),) for word in phrase)


def pattern_of(said: str, words_of: Callable[[str], Phrase] = lambda said: tuple(said.split())) -> Pattern:
    """What ``said`` stands for: "a|b" for either word, "(a)" or "(a b|c)" for what may be missing."""
    return tuple(
        ((), *map(words_of, optional.split("|"))) if optional else tuple(map(words_of, word.split("|")))
        for optional, word in re.findall(r"\(([^)]*)\)|(\S+)", fold(said))
    )


def ways(said: str) -> Iterator[Phrase]:
    """Every folded phrase that a pattern of few stands for: "(das) war|ist falsch" is four."""
    return map(tuple, map(chain.from_iterable, product(*pattern_of(said))))


def every_way(patterns: Iterable[str]) -> frozenset[Phrase]:
    """Every folded phrase that one of the ``patterns`` stands for."""
    return frozenset(chain.from_iterable(map(ways, patterns)))


@lru_cache(maxsize=512)
def one_of(patterns: frozenset[str]) -> Phrases[bool]:
    """The ``patterns``, to look for in words, each meaning True."""
    return Phrases((pattern_of(said), True) for said in patterns)


def holds(words: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether one of the ``phrases`` stands in the ``words``, both folded, word by word."""
    return one_of(frozenset(phrases)).stand_in(tuple(words))
