"""When to try again: in the caller's windows, later today, and at the same hour of the next open days."""

from datetime import datetime, time
from typing import Any

import pytest

from rueckruf.callbacks.next_attempt import is_wished, next_attempts, proposed
from rueckruf.callbacks.opening_hours import OpeningHours, Span
from rueckruf.clock import BERLIN, wall_clock
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

_DAY = (Span(time(8), time(12)), Span(time(13), time(17)))
#: Monday to Friday.
HOURS = OpeningHours(week=(*[_DAY] * 4, (Span(time(8), time(14)),), (), ()), federal_state="BY")


def offered(now: datetime, **changes: Any) -> list[str]:
    moments = next_attempts(request_of("CA1", **changes), HOURS, now)
    return [f"{wall_clock(moment):%a %H:%M}" for moment in moments]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


def test_inside_the_window_soon_later_and_on_the_next_days_at_its_hour() -> None:
    assert offered(at(11, 14, 7)) == ["Wed 14:25", "Wed 14:40", "Wed 15:10", "Wed 16:10", "Thu 14:00", "Fri 08:00"]


def test_nobody_is_tried_in_the_break_or_after_closing() -> None:
    day = {"callback_start": at(11, 8), "callback_end": at(11, 17)}

    assert offered(at(11, 11, 30), **day) == ["Wed 11:45", "Wed 13:30", "Thu 08:00", "Fri 08:00"]
    assert offered(at(11, 16, 50), **day) == ["Thu 08:00", "Fri 08:00"]


def test_after_the_window_there_are_times_today_too() -> None:
    assert offered(at(11, 15, 30)) == ["Wed 15:45", "Wed 16:00", "Wed 16:30", "Thu 14:00", "Fri 08:00"]


def test_further_windows_of_the_caller_are_offered_as_they_come() -> None:
    others = ((at(10, 9), at(10, 10)), (at(11, 16), at(11, 17)), (at(16, 9), at(16, 12)))

    times = offered(at(11, 15, 30), other_windows=others)

    assert times == ["Wed 15:45", "Wed 16:00", "Wed 16:30", "Thu 14:00", "Fri 08:00", "Mon 09:00"]


def test_the_earliest_time_that_was_wished_is_proposed_else_the_earliest() -> None:
    request = request_of("CA1", other_windows=((at(11, 16), at(11, 17)),))
    alone = request_of("CA2")

    assert proposed(request, next_attempts(request, HOURS, at(11, 15, 30))) == at(11, 16)
    assert proposed(alone, next_attempts(alone, HOURS, at(11, 15, 30))) == at(11, 15, 45)
    assert proposed(alone, []) is None
    assert is_wished(alone, at(11, 14, 59))
    assert not is_wished(alone, at(11, 15))


@pytest.mark.parametrize(
    ("now", "start", "end", "times"),
    [
        (at(11, 10), at(11, 14), at(11, 15), ["Wed 14:00", "Wed 14:30"]),
        (at(11, 13, 55), at(11, 14), at(11, 15), ["Wed 14:00", "Wed 14:30"]),
        (at(11, 10), at(13, 9), at(13, 9, 30), ["Fri 09:00"]),
        (at(11, 10), at(20, 8), at(20, 14), ["Fri 08:00", "Fri 08:30"]),
    ],
    ids=["later today", "in five minutes", "in two days", "in nine days"],
)
def test_before_the_window_its_beginning_and_no_other_day(
    now: datetime, start: datetime, end: datetime, times: list[str]
) -> None:
    assert offered(now, callback_start=start, callback_end=end) == times


def test_a_window_on_a_day_that_is_closed_by_now_leads_to_the_days_after_it() -> None:
    sunday = {"callback_start": at(15, 14), "callback_end": at(15, 15)}

    assert offered(at(11, 10), **sunday) == ["Mon 14:00", "Tue 14:00"]


def test_weekends_and_holidays_are_passed_over() -> None:
    assert offered(datetime(2026, 4, 2, 17, tzinfo=BERLIN)) == ["Tue 14:00", "Wed 14:00"]  # Easter


def test_nothing_is_proposed_for_after_the_deletion() -> None:
    assert offered(at(11, 15, 30), delete_after=at(11, 15, 45)) == []
