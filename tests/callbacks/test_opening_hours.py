"""Opening hours with breaks, holidays of the federal state and the turn of the year."""

from datetime import date, datetime, time

import pytest

from rueckruf.callbacks.opening_hours import Interval, OpeningHours, Span

pytestmark = pytest.mark.unit

WITH_BREAK = (Span(time(8), time(12)), Span(time(13), time(17)))
HOURS = OpeningHours(week=(*[WITH_BREAK] * 4, (Span(time(8), time(14)),), (), ()), federal_state="BY")

WEDNESDAY = date(2026, 11, 25)


def test_a_day_consists_of_its_open_parts() -> None:
    assert HOURS.intervals(WEDNESDAY) == (
        Interval(datetime(2026, 11, 25, 8), datetime(2026, 11, 25, 12)),
        Interval(datetime(2026, 11, 25, 13), datetime(2026, 11, 25, 17)),
    )


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("07:59", False), ("08:00", True), ("11:59", True), ("12:00", False), ("13:00", True), ("17:00", False)],
)
def test_at_the_minute_of_closing_nobody_is_there(clock: str, expected: bool) -> None:
    assert HOURS.is_open(datetime.combine(WEDNESDAY, time.fromisoformat(clock))) is expected


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-25T09:30", "2026-11-25T09:30"),
        ("2026-11-25T12:30", "2026-11-25T13:00"),
        ("2026-11-25T17:00", "2026-11-26T08:00"),
        ("2026-11-27T14:00", "2026-11-30T08:00"),
        ("2026-12-24T18:00", "2026-12-28T08:00"),
        ("2026-12-31T17:00", "2027-01-04T08:00"),
    ],
)
def test_the_next_opening_skips_breaks_weekends_and_holidays(moment: str, opening: str) -> None:
    assert HOURS.next_open(datetime.fromisoformat(moment)) == datetime.fromisoformat(opening)


def test_a_holiday_is_closed_and_has_a_german_name() -> None:
    assert HOURS.holiday(date(2026, 6, 4)) == "Fronleichnam"
    assert HOURS.intervals(date(2026, 6, 4)) == ()
    assert HOURS.holiday(WEDNESDAY) is None


def test_holidays_are_those_of_the_federal_state() -> None:
    in_berlin = OpeningHours(HOURS.week, "BE")

    assert in_berlin.holiday(date(2026, 6, 4)) is None
    assert in_berlin.holiday(date(2026, 3, 8)) == "Internationaler Frauentag"


def test_the_usual_day_reaches_from_the_earliest_to_the_latest_hour() -> None:
    assert HOURS.usual_day() == (time(8), time(17))


def test_a_house_that_never_opens_has_no_next_opening() -> None:
    assert OpeningHours(week=((),) * 7, federal_state="BY").next_open(datetime(2026, 11, 25, 9)) is None
