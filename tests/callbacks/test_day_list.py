"""The order in which to call back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from rueckruf.callbacks.day_list import arrange, state_of
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
#: Wednesday, half past two.
NOW = datetime(2026, 3, 11, 14, 30, tzinfo=BERLIN)


def wish(name: str, start: timedelta, end: timedelta, **changes: Any) -> CallbackRequest:
    """A request whose window begins and ends so long after NOW."""
    return request_of(f"CA{name}", name=name, callback_start=NOW + start, callback_end=NOW + end, **changes)


def listed(*wishes: CallbackRequest) -> list[tuple[str, list[str]]]:
    return [
        (f"{section.state} {section.day or ''}".strip(), [each.name for each in section.requests])
        for section in arrange(wishes, NOW)
    ]


def test_due_comes_first_then_overdue_then_what_comes_day_by_day() -> None:
    assert listed(
        wish("Freitag", 40 * HOUR, 41 * HOUR),
        wish("heute noch", 2 * HOUR, 3 * HOUR),
        wish("gestern", -26 * HOUR, -25 * HOUR),
        wish("jetzt", -HOUR, HOUR),
        wish("morgen", 20 * HOUR, 21 * HOUR),
    ) == [
        ("due", ["jetzt"]),
        ("overdue", ["gestern"]),
        ("later 2026-03-11", ["heute noch"]),
        ("later 2026-03-12", ["morgen"]),
        ("later 2026-03-13", ["Freitag"]),
    ]


def test_of_what_is_due_the_window_that_ends_first_is_first() -> None:
    assert listed(wish("bis fünf", -3 * HOUR, 2 * HOUR), wish("bis drei", -HOUR, HOUR / 2)) == [
        ("due", ["bis drei", "bis fünf"])
    ]


def test_of_what_is_overdue_who_waits_longest_is_first() -> None:
    assert listed(wish("heute", -3 * HOUR, -2 * HOUR), wish("gestern", -26 * HOUR, -25 * HOUR)) == [
        ("overdue", ["gestern", "heute"])
    ]


def test_what_is_done_is_not_listed() -> None:
    assert listed(wish("fertig", -HOUR, HOUR, status="done")) == []


def test_a_window_begins_at_its_first_and_ends_before_its_last_moment() -> None:
    assert state_of(wish("wartet", 0 * HOUR, HOUR), NOW) == "due"
    assert state_of(wish("wartet", -HOUR, 0 * HOUR), NOW) == "overdue"


def at(*windows: tuple[timedelta, timedelta]) -> CallbackRequest:
    """A request with several windows, in the caller's order."""
    (start, end), *others = windows
    return wish("mehrere", start, end, other_windows=tuple((NOW + first, NOW + last) for first, last in others))


@pytest.mark.parametrize(
    ("windows", "state"),
    [
        ([(-3 * HOUR, -2 * HOUR), (-HOUR, HOUR)], "due"),
        ([(20 * HOUR, 21 * HOUR), (-HOUR, HOUR)], "due"),
        ([(-3 * HOUR, -2 * HOUR), (2 * HOUR, 3 * HOUR)], "later"),
        ([(20 * HOUR, 21 * HOUR), (-3 * HOUR, -2 * HOUR)], "later"),
        ([(-3 * HOUR, -2 * HOUR), (-2 * HOUR, -HOUR)], "overdue"),
    ],
)
def test_of_several_windows_any_that_is_open_is_due_and_only_after_the_last_it_is_overdue(
    windows: list[tuple[timedelta, timedelta]], state: str
) -> None:
    assert state_of(at(*windows), NOW) == state


def test_between_two_windows_it_stands_on_the_day_of_the_next() -> None:
    assert listed(at((-26 * HOUR, -25 * HOUR), (20 * HOUR, 21 * HOUR)), wish("heute", 2 * HOUR, 3 * HOUR)) == [
        ("later 2026-03-11", ["heute"]),
        ("later 2026-03-12", ["mehrere"]),
    ]


@pytest.mark.parametrize(
    ("agreed", "state"), [(HOUR / 4, "later"), (-HOUR / 4, "due"), (-HOUR, "overdue"), (20 * HOUR, "later")]
)
def test_after_an_attempt_the_agreed_time_counts_and_stays_due_for_an_hour(agreed: timedelta, state: str) -> None:
    missed = wish("wartet", -3 * HOUR, -2 * HOUR, status="unreachable", attempts=1, next_attempt_at=NOW + agreed)

    assert state_of(missed, NOW) == state
