"""Intervals and tests against figures that were published with the methods."""

import pytest

from rueckruf.evaluation.intervals import Pairs, chance_of, difference_interval, share_interval

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("right", "cases", "interval"),
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_a_share_has_wilsons_interval(right: int, cases: int, interval: tuple[float, float]) -> None:
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3."""
    assert share_interval(right, cases) == pytest.approx(interval, abs=5e-5)


def test_a_difference_has_newcombes_interval() -> None:
    """Newcombe 1998, "Improved confidence intervals ... based on paired data", method 10."""
    assert difference_interval(Pairs(36, 12, 2, 0)) == pytest.approx((0.0569, 0.3404), abs=5e-5)


def test_a_difference_the_other_way_round_is_the_same() -> None:
    there, back = difference_interval(Pairs(60, 9, 4, 7)), difference_interval(Pairs(60, 4, 9, 7))
    assert there == pytest.approx((-back.high, -back.low))


@pytest.mark.parametrize("pairs", [Pairs(20, 0, 0, 0), Pairs(0, 0, 0, 20), Pairs(19, 0, 0, 1)])
def test_no_change_is_not_certain_either(pairs: Pairs) -> None:
    low, high = difference_interval(pairs)
    assert low < 0 < high


@pytest.mark.parametrize(
    ("lost", "gained", "chance"),
    [(12, 2, 212 / 2**14), (2, 12, 212 / 2**14), (5, 0, 2 / 2**5), (6, 0, 2 / 2**6), (3, 3, 1), (0, 0, 1)],
)
def test_changes_are_weighed_as_throws_of_a_coin(lost: int, gained: int, chance: float) -> None:
    assert chance_of(Pairs(80, gained, lost, 4)) == pytest.approx(chance)
