"""What a reading is called, and how outcomes become figures."""

from datetime import datetime

import pytest

from rueckruf.evaluation.cases import Case, Value
from rueckruf.evaluation.scores import (
    Answer,
    Outcome,
    by_group,
    failures,
    judge,
    macro,
    milliseconds,
    share,
    undisputed,
)

pytestmark = pytest.mark.unit

THREE, FOUR, FIVE = (datetime(2026, 3, 10, hour) for hour in (15, 16, 17))


@pytest.mark.parametrize(
    ("want", "answer", "verdict"),
    [
        ((THREE,), Answer((THREE, None)), "right"),
        ((THREE,), Answer((THREE, FOUR)), "right"),
        ((THREE, FOUR), Answer((THREE, FOUR)), "right"),
        ((None, FOUR), Answer((None, FOUR)), "right"),
        ((THREE, FOUR), None, "empty"),
        ((THREE, FOUR), Answer((THREE, FIVE)), "partial"),
        ((THREE, FOUR), Answer((THREE, None)), "partial"),
        ((None, FOUR), Answer((THREE, FOUR)), "partial"),
        ((THREE,), Answer((FOUR, None)), "wrong"),
        ((THREE,), Answer((FOUR, None), others=((THREE, None),)), "ambiguous"),
        ((THREE, FOUR), Answer((THREE, FIVE), others=((THREE, FOUR),)), "ambiguous"),
        ((THREE, FOUR), Answer((THREE, FIVE), same=((THREE, FOUR),)), "right"),
    ],
)
def test_a_time_needs_all_the_bounds_that_are_wanted(want: Value, answer: Answer | None, verdict: str) -> None:
    assert judge(want, answer) == verdict


@pytest.mark.parametrize(
    ("read", "verdict"),
    [("+493023125006", "right"), ("030231250", "partial"), ("+493023125007", "wrong"), ("03", "wrong")],
)
def test_some_digits_of_a_number_are_a_part(read: str, verdict: str) -> None:
    assert judge(("+493023125006",), Answer((read,))) == verdict


@pytest.mark.parametrize(
    ("read", "verdict"),
    [
        ((None, "Max", "von der Heide"), "right"),
        ((None, None, "von der Heide"), "partial"),
        ((None, "Max", "Heide"), "partial"),
        ((None, "Heide", "Max"), "wrong"),
        ((None, "Eva", "Lang"), "wrong"),
    ],
)
def test_one_of_first_and_last_name_is_a_part(read: Value, verdict: str) -> None:
    assert judge((None, "Max", "von der Heide"), Answer(read)) == verdict


def test_where_nothing_is_meant_any_answer_is_a_false_alarm() -> None:
    assert judge(None, None) == "right"
    assert judge(None, Answer((THREE, None))) == "wrong"


def outcome(group: str, right: bool, seconds: float = 0.0, disputed: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        Case("id", group, "um drei", (THREE,), disputed=disputed), Answer((THREE if right else FOUR,)), seconds
    )


def test_the_mean_of_the_groups_gives_each_group_one_voice() -> None:
    outcomes = [*[outcome("large", True)] * 8, outcome("small", True), outcome("small", False)]

    assert share(outcomes) == pytest.approx(0.9)
    assert macro(outcomes) == pytest.approx(0.75)
    assert list(by_group(outcomes)) == ["large", "small"]


def test_what_rests_on_a_disputed_convention_can_be_left_out() -> None:
    outcomes = [outcome("set", True), outcome("set", False, disputed=("ampm",))]

    assert share(undisputed(outcomes)) == 1


def test_failures_are_counted_by_name() -> None:
    assert failures([outcome("set", True), outcome("set", False), outcome("set", False)]) == {"wrong": 2}


@pytest.mark.parametrize(("percent", "expected"), [(50, 10.0), (95, 19.0), (100, 20.0)])
def test_a_percentile_is_a_time_that_was_measured(percent: int, expected: float) -> None:
    outcomes = [outcome("set", True, seconds=number / 1000) for number in range(20, 0, -1)]

    assert milliseconds(outcomes, percent) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("answer", "misleads"),
    [
        (Answer((FOUR,), confidence=0.9), True),
        (Answer((FOUR,), confidence=0.4), False),
        (Answer((THREE,), confidence=0.9), False),
        (None, False),
    ],
)
def test_only_a_trusted_value_that_is_not_right_misleads(answer: Answer | None, misleads: bool) -> None:
    assert Outcome(Case("id", "set", "um drei", (THREE,)), answer, 0.0).misleads is misleads
