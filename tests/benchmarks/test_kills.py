"""What is told of callers who rang while processes were killed."""

import pytest

from benchmarks.load.kills import before, table, verdict
from benchmarks.load.storm import Kill, Met, Storm

pytestmark = pytest.mark.unit

WEATHER = Storm(
    kills=[Kill("Redis", 10.0), Kill("a whole server", 20.0), Kill("Redis", 30.0)],
    met=Met(
        thanked=["CA1", "CA2", "CA3"],
        not_thanked={"CA4": ["Guten Tag"]},
        unanswered={"CA5": "nobody there"},
        turns=[(1.0, 8.0), (9.5, 1.0), (19.0, 4.0), (25.0, 0.1), (31.0, 0.2)],
    ),
)


def test_a_kill_may_have_held_up_the_turns_that_went_on_until_the_next_one() -> None:
    assert list(WEATHER.slowest()) == [("Redis", 4.0), ("a whole server", 4.0), ("Redis", 0.2)]


def test_whoever_was_thanked_and_is_not_stored_is_lost() -> None:
    assert WEATHER.wrong(["CA1", "CA3", "CA3", "CA4"]) == (["CA2"], ["CA3"])


def test_the_table_has_a_line_for_each_kind_and_the_calls_stand_below() -> None:
    assert list(table(WEATHER))[2:] == ["| Redis | 2 | 4.0 | 1 |", "| a whole server | 1 | 4.0 | 1 |"]
    assert list(verdict(WEATHER, ["CA2"], [])) == [
        "3 kills, 5 calls with 5 turns:",
        "thanked and not stored: 1 (at most 0); stored twice: 0 (at most 0)",
        "ended without thanks: 1; without an answer: 1 (at most 0)",
        "turns over 3 s: 2 (at most 0)",
        "1 without an answer: nobody there",
        "without thanks: Guten Tag",
    ]
    assert before(WEATHER) == "before, with nobody killed: 2 of 5 turns over 3 s"
