"""Dates written out in digits."""

from datetime import date

import pytest

from rueckruf.spoken.time.written_date import written_date

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["3.12.2026", "03.12.2026", "3/12/2026", "03-12-2026", "2026-12-03", "3.12.26"])
def test_day_month_and_year_in_every_order_of_the_standards(text: str) -> None:
    assert written_date(text) == date(2026, 12, 3)


def test_a_leap_day_is_in_leap_years_only() -> None:
    assert written_date("29.2.2028") == date(2028, 2, 29)
    assert written_date("29.2.2027") is None


@pytest.mark.parametrize("text", ["31.11.2026", "32.1.2026", "2026-13-01", "13.13.2026", "0.1.2026"])
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert written_date(text) is None
