"""How much a share, and a change of it, may owe to chance, by textbook methods."""

from math import hypot, sqrt
from typing import NamedTuple

from scipy.stats import binomtest

#: A loss is significant where chance alone would bring one like it less often than this.
CHANCE = 0.05


class Interval(NamedTuple):
    """Where the true value lies, with a certainty of 95 %."""

    low: float
    high: float


class Pairs(NamedTuple):
    """The same cases understood by two: how many by ``both``, by the second alone, by the first alone, by neither."""

    both: int
    gained: int
    lost: int
    neither: int


def share_interval(right: int, cases: int) -> Interval:
    """Of a share, 0 to 1: Wilson's score interval (1927)."""
    found = binomtest(right, cases).proportion_ci(confidence_level=1 - CHANCE, method="wilson")
    return Interval(float(found.low), float(found.high))


def chance_of(pairs: Pairs) -> float:
    """How likely chance alone parts the changed cases so unequally: McNemar's test (1947), exact and two-sided."""
    changed = pairs.lost + pairs.gained
    return float(binomtest(pairs.lost, changed).pvalue) if changed else 1.0


def difference_interval(pairs: Pairs) -> Interval:
    """Of the second's share less the first's: Newcombe's score interval for paired shares (1998, method 10)."""
    cases = sum(pairs)
    before, after = pairs.both + pairs.lost, pairs.both + pairs.gained
    first, second = share_interval(before, cases), share_interval(after, cases)
    alike = _correlation(pairs)
    difference = (after - before) / cases
    down = _together(after / cases - second.low, first.high - before / cases, alike)
    up = _together(second.high - after / cases, before / cases - first.low, alike)
    return Interval(difference - down, difference + up)


def _together(one: float, other: float, alike: float) -> float:
    return sqrt(max(0.0, hypot(one, other) ** 2 - 2 * alike * one * other))


def _correlation(pairs: Pairs) -> float:
    """Between both results, corrected for continuity as Newcombe does."""
    both, gained, lost, neither = pairs
    margins = (both + gained) * (lost + neither) * (both + lost) * (gained + neither)
    if not margins:
        return 0.0
    product = float(both * neither - gained * lost)
    if product > 0:
        product = max(product - sum(pairs) / 2, 0)
    return product / sqrt(margins)
