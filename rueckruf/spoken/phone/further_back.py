"""A correction that begins some digits before the wrong ones: "vier vier drei, nein, vier fünf drei ..." says a right
digit again first, "sieben acht vier vier, Quatsch, sieben acht fünf vier ..." two.
"""

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

_FEWEST_AGAIN = 2
_LONGEST_SPOKEN = 3
#: How much so many wrong digits, which callers notice the more rarely the more there are, take away from what one digit
#: tells that is alike by chance once in ten times.
_COST = {1: 0.3, 2: 0.5, 3: 1.1, 4: 1.5}
_OF_THE_LAST_GROUP = -0.1
_SURELY = 1.0


class FurtherBack(NamedTuple):
    """Where a number goes on: behind the first ``kept`` digits of those said before.

    ``again``: so many right digits are said once more; ``likely``: the logarithm of how much speaks for it.
    """

    kept: int
    again: int
    likely: float

    def is_sure(self, places: Sequence["FurtherBack"], others: bool) -> bool:
        """Whether it is far likelier than other ``places``, and ``others``, where only the last group is replaced."""
        rivals = [one.likely for one in places if one != self]
        nearest = max(rivals + [_OF_THE_LAST_GROUP] * others, default=-_SURELY)
        return self.likely - nearest >= _SURELY


def further_back(groups: Sequence[str], new: str) -> list[FurtherBack]:
    """Where ``new`` may begin again in the ``groups`` said before, the likeliest place first."""
    said = "".join(groups)
    found = []
    for kept in _beginnings(groups):
        again = _alike(said[kept:], new)
        wrong = len(said) - kept - again
        if again and again + wrong <= len(new) and wrong in _COST:
            found.append(FurtherBack(kept, again, again - _COST[wrong]))
    return sorted(found, key=lambda one: (one.likely, one.kept), reverse=True)


def _alike(before: str, after: str) -> int:
    """How many digits both begin with."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))])


def is_said_again(place: FurtherBack) -> bool:
    """Whether enough digits come again to tell that place."""
    return place.again >= _FEWEST_AGAIN


def _beginnings(groups: Sequence[str]) -> set[int]:
    """The places at which callers take up a number again: where a group begins, and anywhere in a block of figures."""
    ends = [0, *accumulate(map(len, groups))]
    blocks = (end - back for group, end in zip(groups, ends[1:], strict=True) for back in _inside(group))
    return {*ends[:-1], *blocks}


def _inside(group: str) -> range:
    return range(1, len(group)) if len(group) > _LONGEST_SPOKEN else range(0)
