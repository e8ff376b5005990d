"""Days and times typed on the page: as they are written in Germany, or as browsers send them."""

from datetime import date, datetime

import pytest

from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.project import COMPANY
from rueckruf.sales.entered_time import entered_day, entered_time

pytestmark = pytest.mark.unit

#: A Wednesday.
TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 9, 40, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("12.3.", date(2026, 3, 12)), ("12.03", date(2026, 3, 12)), ("12. 3. 2026", date(2026, 3, 12))),
        *(("12.3.27", date(2027, 3, 12)), ("2026-03-12", date(2026, 3, 12)), (" Morgen ", date(2026, 3, 12))),
        *(("gestern", date(2026, 3, 10)), ("9.1.", date(2026, 1, 9)), ("31.12.2025", date(2025, 12, 31))),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date) -> None:
    assert entered_day(text, TODAY) == day


def test_a_day_without_a_year_is_of_the_nearest() -> None:
    assert entered_day("2.1.", date(2026, 12, 20)) == date(2027, 1, 2)


@pytest.mark.parametrize("text", ["", "bald", "31.2.", "12", "12.13.", "29.2.", "2026-13-01", "0.0.", "12.3.9999999"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert entered_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        *("12.3. 14:30", "12.03.2026, 14:30 Uhr", "12.3.26 14:30", "morgen 14:30", "Morgen um 14:30 Uhr"),
        *("2026-03-12T14:30", "2026-03-12 14:30", "  morgen   14:30 "),
    ],
)
def test_a_time_is_read_with_its_day(text: str) -> None:
    assert entered_time(text, load_company(COMPANY).hours(), NOW) == datetime(2026, 3, 12, 14, 30, tzinfo=BERLIN)


@pytest.mark.parametrize("text", ["14:30", "heute 14:30", "14:30 Uhr"])
def test_a_time_without_a_day_is_today(text: str) -> None:
    assert entered_time(text, load_company(COMPANY).hours(), NOW) == datetime(2026, 3, 11, 14, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text", ["morgen", "14:60", "25", "morgen drei", "samstag", "14.3. 10:00", "morgen 12:30", "1" * 5000]
)
def test_what_is_no_time_or_one_when_nobody_is_there_is_none(text: str) -> None:
    assert entered_time(text, load_company(COMPANY).hours(), NOW) is None
