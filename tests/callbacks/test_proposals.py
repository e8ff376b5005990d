"""Times that are proposed to callers who ask for some."""

from datetime import datetime, time, timedelta

import pytest

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.opening_hours import OpeningHours, Span
from rueckruf.callbacks.proposals import proposals

pytestmark = pytest.mark.unit

LONG = (Span(time(8), time(12)), Span(time(13), time(17)))
HOURS = OpeningHours((LONG, LONG, LONG, LONG, (Span(time(8), time(14)),), (), ()), "BY")
WEDNESDAY = datetime(2026, 11, 25, 10, 2)


def written(windows: list[CallbackWindow]) -> list[str]:
    return [f"{window.start:%a %d.%m. %H:%M}" for window in windows]


@pytest.mark.parametrize(
    ("now", "times"),
    [
        # the next hour, and two other hours on the next open days
        (WEDNESDAY, ["Wed 25.11. 11:00", "Thu 26.11. 10:00", "Fri 27.11. 12:00"]),
        # nobody is rung before the call has ended
        (datetime(2026, 11, 25, 10, 45), ["Wed 25.11. 13:00", "Thu 26.11. 10:00", "Fri 27.11. 12:00"]),
        (datetime(2026, 11, 25, 16, 30), ["Thu 26.11. 08:00", "Fri 27.11. 10:00", "Mon 30.11. 14:00"]),
        # over a weekend and Christmas
        (datetime(2026, 12, 24, 16, 30), ["Mon 28.12. 08:00", "Tue 29.12. 10:00", "Wed 30.12. 14:00"]),
    ],
)
def test_they_are_spread_over_days_and_hours(now: datetime, times: list[str]) -> None:
    found = proposals(HOURS, now)
    assert written(found) == times
    assert all(window.at and window.end - window.start == HOURS.single for window in found)


def test_of_one_day_they_are_spread_over_it() -> None:
    thursday = CallbackWindow(datetime(2026, 11, 26, 8), datetime(2026, 11, 26, 17))
    assert written(proposals(HOURS, WEDNESDAY, thursday)) == [
        "Thu 26.11. 08:00",
        "Thu 26.11. 10:00",
        "Thu 26.11. 14:00",
    ]


def test_days_that_were_proposed_before_are_left_out() -> None:
    before = {window.start.date() for window in proposals(HOURS, WEDNESDAY)}
    assert written(proposals(HOURS, WEDNESDAY, skipped=before)) == [
        "Mon 30.11. 08:00",
        "Tue 01.12. 10:00",
        "Wed 02.12. 14:00",
    ]


def test_who_is_never_open_proposes_nothing() -> None:
    assert proposals(OpeningHours(((),) * 7, "BY"), WEDNESDAY) == []


def test_a_window_is_as_long_as_the_companys() -> None:
    long = OpeningHours(HOURS.week, "BY", single=timedelta(hours=2))
    assert written(proposals(long, WEDNESDAY))[0] == "Wed 25.11. 13:00"
