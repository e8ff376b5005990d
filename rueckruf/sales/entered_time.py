"""Days and times as they are typed in Germany: "12.3.", "12.03.2026 14:30", "morgen 9", "14:30"; ISO as well."""

import re
from datetime import date, datetime, time, timedelta

from rueckruf import clock
from rueckruf.callbacks.opening_hours import OpeningHours

_NEAR = {"gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d\d)?")
_TIME = re.compile(r"(?:um )?(\d{1,2})(?::(\d\d))?(?: uhr)?")
_DAY_AND_TIME = re.compile(
    rf"(?:({'|'.join(_NEAR)}|{_DATE.pattern.replace('(', '(?:')}|\d{{4}}-\d\d-\d\d)(?:,? |t))?(.+)"
)
# "2.1." typed in December is of the next year.
_LONG_AGO = timedelta(days=183)


def entered_day(text: str, today: date) -> date | None:
    """The day that ``text`` names, of the nearest year if it names none; None where it names no day."""
    text = text.strip().casefold()
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    try:
        return _written(text, today) or date.fromisoformat(text)
    except ValueError:
        return None


def as_iso(text: str, today: date) -> str:
    """The same as an ISO date; what names no day stays as it is."""
    return str(entered_day(text, today) or text)


def entered_time(text: str, hours: OpeningHours, now: datetime) -> datetime | None:
    """The aware time, by the clock in Berlin and today if no day is named; None if nobody is there then."""
    here = clock.wall_clock(now)
    parts = _DAY_AND_TIME.fullmatch(" ".join(text.casefold().split()))
    day = entered_day(parts[1] or "heute", here.date()) if parts else None
    hour = _TIME.fullmatch(parts[2]) if parts else None
    if day is None or hour is None:
        return None
    try:
        moment = datetime.combine(day, time(int(hour[1]), int(hour[2] or 0)))
    except ValueError:
        return None
    return clock.berlin(moment) if hours.is_open(moment) else None


def _written(text: str, today: date) -> date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year.replace(year=today.year + 1) if this_year < today - _LONG_AGO else this_year
