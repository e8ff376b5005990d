"""Logistic regression whose weights are the same, to the last bit, whatever processor trains it.

Libraries sum by BLAS and take exponentials by vector instructions. Both have a variant for each kind of processor,
which rounds otherwise; over a training that grows, and what was a name on one machine is none on another. Here are only
sums in a fixed order (scipy's sparse products row by row, numpy's sums in pairs) and elementwise ``+ - * /``, which
IEEE 754 rounds the same everywhere.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

Floats = NDArray[np.float64]

#: So small, as a share of the examples' weights, is the largest slope where training stops.
_TOLERANCE = 1e-4
_MOST_STEPS = 1000
_CORES = os.cpu_count() or 1
#: L-BFGS works the curvature out from so many steps.
_REMEMBERED = 5


class Regression(NamedTuple):
    """``coefficients`` has a row for each column of the examples and a column for each class, ``intercept`` one."""

    coefficients: Floats
    intercept: Floats


def fit(
    examples: csr_matrix,
    classes: Sequence[int],
    importance: Sequence[float] | Floats,
    closeness: float,
    tolerance: float = _TOLERANCE,
) -> Regression:
    """The multinomial regression of ``classes`` (0, 1, ... of each row) on the rows, as scikit-learn's with ``C``.

    ``importance`` weighs the rows, ``closeness`` (``C``) all of them against small coefficients. What is minimised has
    one minimum, so a test can hold this to scikit-learn; ``tolerance`` tells how near it is come.
    """
    rows, columns = examples.shape
    with_ones = hstack([examples, np.ones((rows, 1))], format="csr")
    of_rows, of_columns = _parts(with_ones), _parts(with_ones.T.tocsr())
    truth = np.zeros((rows, max(classes) + 1))
    truth[np.arange(rows), classes] = 1
    weight = closeness * np.asarray(importance)[:, np.newaxis]
    shrinking = np.ones((columns + 1, 1))
    shrinking[-1] = 0  # the intercept may be as large as it likes

    with ThreadPoolExecutor(_CORES) as threads:

        def slopes(coefficients: Floats) -> Floats:
            shares = probabilities(_product(of_rows, coefficients, threads))
            return _product(of_columns, weight * (shares - truth), threads) + shrinking * coefficients

        found = _minimum(slopes, np.zeros((columns + 1, truth.shape[1])), tolerance * float(weight.sum()))
    return Regression(found[:-1], found[-1])


def _parts(matrix: csr_matrix) -> list[csr_matrix]:
    """The rows of the matrix, a like share of its numbers for each core."""
    cuts = [matrix.nnz * part // _CORES for part in range(1, _CORES)]
    return [matrix[start:end] for start, end in pairwise([0, *np.searchsorted(matrix.indptr, cuts), matrix.shape[0]])]


def _product(parts: Sequence[csr_matrix], dense: Floats, threads: ThreadPoolExecutor) -> Floats:
    """The sparse matrix of these parts times a dense one: a row's sum does not depend on where the matrix is cut."""
    return np.concatenate(list(threads.map(lambda part: part @ dense, parts)))


def probabilities(scores: Floats) -> Floats:
    """The softmax of each row."""
    chances = _exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = chances / chances.sum(axis=-1, keepdims=True)
    return shares


def _exp(exponents: Floats) -> Floats:
    """e to the power of each of the ``exponents``, none above 0, by its series: (e ** (x / 1024)) ** 1024."""
    small = np.maximum(exponents, -700) / 1024
    power = np.ones_like(small)
    for term in range(8, 0, -1):
        power = 1 + small / term * power
    for _ in range(10):
        power = power * power
    return power


def _minimum(slopes: Callable[[Floats], Floats], start: Floats, flat: float) -> Floats:
    """Where no slope of a convex function is steeper than ``flat``.

    L-BFGS (Nocedal, Wright: Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5).
    """
    place, slope = start, slopes(start)
    steps: list[tuple[Floats, Floats, float]] = []
    for _ in range(_MOST_STEPS):
        if np.abs(slope).max() <= flat:
            break
        there, slope_there = _along(slopes, place, slope, _downhill(slope, steps))
        step, change = there - place, slope_there - slope
        steps = [*steps[1 - _REMEMBERED :], (step, change, 1 / _dot(step, change))]
        place, slope = there, slope_there
    return place


def _downhill(slope: Floats, steps: list[tuple[Floats, Floats, float]]) -> Floats:
    """The direction in which the minimum should lie, as long as the way there should be."""
    if not steps:
        return -slope / float(np.abs(slope).sum())
    direction = -slope
    shares = []
    for step, change, scale in reversed(steps):
        shares.append(scale * _dot(step, direction))
        direction = direction - shares[-1] * change
    _, change, scale = steps[-1]
    direction = direction / (scale * _dot(change, change))
    for (step, change, scale), share in zip(steps, reversed(shares), strict=True):
        direction = direction + (share - scale * _dot(change, direction)) * step
    return direction


def _along(
    slopes: Callable[[Floats], Floats], place: Floats, slope: Floats, direction: Floats
) -> tuple[Floats, Floats]:
    """A place in this direction where it is less steep, and the slopes there.

    The function is convex, so the slope along the way only rises; at its zero the way is at its lowest.
    """
    steep = _dot(slope, direction)
    short, long, length = 0.0, np.inf, 1.0
    while True:
        there = place + length * direction
        slope_there = slopes(there)
        left = _dot(slope_there, direction)
        if abs(left) <= 0.9 * abs(steep):
            return there, slope_there
        short, long = (length, long) if left < 0 else (short, length)
        length = 2 * length if np.isinf(long) else (short + long) / 2


def _dot(one: Floats, other: Floats) -> float:
    return float((one * other).sum())
