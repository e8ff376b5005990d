"""What is counted of a request with several windows: once, as reached in any of them, when the last has ended."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rueckruf.callbacks.figures import Figure, moved, of_new, of_step
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

DAYS = [datetime(2026, 3, day, 9, tzinfo=BERLIN) for day in (12, 10, 16)]
THURSDAY, TUESDAY, MONDAY = ((day, day + timedelta(hours=3)) for day in DAYS)
#: "Donnerstag oder Dienstag", in the caller's order.
REQUEST = request_of("CA1", callback_start=THURSDAY[0], callback_end=THURSDAY[1], other_windows=(TUESDAY,))


def called(at: datetime) -> list[Figure]:
    """The figures of a callback at that time."""
    return of_step(REQUEST, replace(REQUEST, status="done", attempts=1), at)


def days_of(kind: str, figures: list[Figure]) -> list[date]:
    return [figure.day for figure in figures if figure.kind == kind]


def test_its_window_counts_once_on_the_day_when_the_last_ends() -> None:
    assert days_of("window", of_new(REQUEST)) == [date(2026, 3, 12)]


@pytest.mark.parametrize("at", [TUESDAY[0], THURSDAY[1] - timedelta(seconds=1)])
def test_who_is_reached_in_any_of_them_counts_as_reached_beside_that_window(at: datetime) -> None:
    assert days_of("reached", called(at)) == [date(2026, 3, 12)]


@pytest.mark.parametrize("at", [TUESDAY[0] - timedelta(seconds=1), TUESDAY[1], THURSDAY[1]])
def test_who_is_reached_before_between_or_after_them_does_not(at: datetime) -> None:
    assert days_of("reached", called(at)) == []


@pytest.mark.parametrize(("at", "minutes"), [(TUESDAY[0], "0"), (THURSDAY[0], "0"), (THURSDAY[1], "180")])
def test_the_first_attempt_is_measured_from_the_window_that_counts_then(at: datetime, minutes: str) -> None:
    assert [figure.value for figure in called(at) if figure.kind == "first_attempt"] == [minutes]


@pytest.mark.parametrize(
    ("windows", "counted"),
    [
        ((MONDAY,), [(date(2026, 3, 12), -1), (date(2026, 3, 16), 1)]),  # one more, later than the others
        ((), []),  # one less, and not the last
    ],
)
def test_moved_it_counts_where_the_last_now_ends(
    windows: tuple[tuple[datetime, datetime], ...], counted: list[tuple[date, int]]
) -> None:
    after: CallbackRequest = replace(REQUEST, other_windows=windows)

    assert [(each.day, each.count) for each in moved(REQUEST, after, TUESDAY[0])] == counted


def test_what_has_passed_when_it_is_moved_stays_counted() -> None:
    after = replace(REQUEST, callback_start=MONDAY[0], callback_end=MONDAY[1], other_windows=())

    assert [(each.day, each.count) for each in moved(REQUEST, after, THURSDAY[1])] == [(date(2026, 3, 16), 1)]
