"""Logistic regression whose weights are the same, to the last bit, whatever processor trains it.

Libraries sum by BLAS and take exponentials by vector instructions. Both have a variant for each kind of processor,
which rounds otherwise; over a training that grows, and what was a name on one machine is none on another. Here are only
sums in a fixed order (scipy's sparse products row by row, numpy's sums in pairs) and elementwise ``+ - * /`` and square
roots, which IEEE 754 rounds the same everywhere.
"""

import os
from collections.abc import Sequence
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
    with_ones = hstack([examples, csr_matrix(np.ones((rows, 1)))], format="csr")
    with_ones.sum_duplicates()  # each row's sum in the order of the columns
    truth = np.zeros((rows, max(classes) + 1))
    truth[np.arange(rows), classes] = 1
    weight = closeness * np.asarray(importance)[:, np.newaxis]
    shrinking = np.ones((columns + 1, 1))
    shrinking[-1] = 0  # the intercept may be as large as it likes
    with ThreadPoolExecutor(_CORES) as threads:
        loss = _Loss(_parts(with_ones), _parts(with_ones.T.tocsr()), truth, weight, shrinking, threads)
        found = _minimum(loss, tolerance * float(weight.sum()))
    return Regression(found[:-1], found[-1])


class _Loss(NamedTuple):
    """What is minimised: how far the shares of the classes are from the truth, and how large the coefficients are."""

    of_rows: Sequence[csr_matrix]
    of_columns: Sequence[csr_matrix]
    truth: Floats
    weight: Floats
    shrinking: Floats
    threads: ThreadPoolExecutor

    def scores(self, coefficients: Floats) -> Floats:
        return _product(self.of_rows, coefficients, self.threads)

    def errors(self, scores: Floats) -> Floats:
        return self.weight * (probabilities(scores) - self.truth)

    def slopes(self, coefficients: Floats, errors: Floats) -> Floats:
        return _product(self.of_columns, errors, self.threads) + self.shrinking * coefficients

    def curvature(self) -> Floats:
        """Of each coefficient, at most: a share times what is missing from 1 is a quarter at most."""
        squares = [part.multiply(part).tocsr() for part in self.of_columns]
        return _product(squares, self.weight, self.threads) / 4 + self.shrinking


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


def _minimum(loss: _Loss, flat: float) -> Floats:
    """Where no slope of the loss, which is convex, is steeper than ``flat``.

    L-BFGS (Nocedal, Wright: Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5). A common word is learnt from
    many examples, a rare one from few: steps along each coefficient are divided by the root of its curvature, as in
    AdaGrad (Duchi, Hazan, Singer 2011), and a third of the steps is enough.
    """
    scale = 1 / np.sqrt(loss.curvature())
    place: Floats = np.zeros((len(scale), loss.truth.shape[1]))
    scores = loss.scores(place)
    slope = loss.slopes(place, loss.errors(scores))
    steps: list[_Step] = []
    for _ in range(_MOST_STEPS):
        if np.abs(slope).max() <= flat:
            break
        direction = _downhill(slope, steps, scale)
        ahead = loss.scores(direction)
        length, errors = _along(loss, place, slope, scores, direction, ahead)
        place, scores = place + length * direction, scores + length * ahead
        slope_before, slope = slope, loss.slopes(place, errors)
        steps = [*steps[1 - _REMEMBERED :], _Step.of(length * direction, slope - slope_before)]
    return place


class _Step(NamedTuple):
    """A step that was made, how the slope changed on it, and 1 by the product of both."""

    way: Floats
    change: Floats
    inverse: float

    @classmethod
    def of(cls, way: Floats, change: Floats) -> "_Step":
        return cls(way, change, 1 / _dot(way, change))


def _downhill(slope: Floats, steps: Sequence[_Step], scale: Floats) -> Floats:
    """The direction in which the minimum should lie, as long as the way there should be."""
    direction = -slope
    shares = []
    for step in reversed(steps):
        shares.append(step.inverse * _dot(step.way, direction))
        direction = direction - shares[-1] * step.change
    direction = direction * scale
    if not steps:  # so short a step that the slope changes evenly: from there the next is as long as it should be
        return direction / float(np.abs(direction).sum())
    last = steps[-1]
    direction = direction / (last.inverse * _dot(last.change, scale * last.change))
    for step, share in zip(steps, reversed(shares), strict=True):
        direction = direction + (share - step.inverse * _dot(step.change, direction)) * step.way
    return direction


def _along(
    loss: _Loss, place: Floats, slope: Floats, scores: Floats, direction: Floats, ahead: Floats
) -> tuple[float, Floats]:
    """So many times the direction, until it is less steep; and the errors there.

    The loss is convex, so the slope along the way only rises; at its zero the way is at its lowest. ``ahead`` is what
    the direction adds to the scores: nothing need be multiplied by the examples.
    """
    shrunk = loss.shrinking * direction
    level, rise = _dot(shrunk, place), _dot(shrunk, direction)
    steep = _dot(slope, direction)
    short, long, length = 0.0, np.inf, 1.0
    while True:
        errors = loss.errors(scores + length * ahead)
        left = _dot(errors, ahead) + level + length * rise
        if abs(left) <= 0.9 * abs(steep):
            return length, errors
        short, long = (length, long) if left < 0 else (short, length)
        length = length * steep / (steep - left) if np.isinf(long) else (short + long) / 2


def _dot(one: Floats, other: Floats) -> float:
    return float((one * other).sum())
