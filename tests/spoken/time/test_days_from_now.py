"""Words that count from the day of the call, and the dates they meant."""

from datetime import date

import pytest

from rueckruf.spoken.time.days_from_now import days_from_now

pytestmark = pytest.mark.unit

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("übermorgen um drei", [("übermorgen", 12)]),
        ("Heute oder morgen, heute lieber", [("Heute", 10), ("morgen", 11)]),
        ("heute Morgen um neun", [("heute", 10)]),
        ("am Morgen", []),
        ("Freitag um zwei", []),
        ("", []),
    ],
)
def test_the_dates_that_were_meant(text: str, days: list[tuple[str, int]]) -> None:
    assert days_from_now(text, TUESDAY) == [(word, date(2026, 3, day)) for word, day in days]
