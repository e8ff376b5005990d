"""When the sales team can be reached: opening hours of the week without the public holidays of the state.

All times are naive Berlin wall-clock times, as callers mean them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Longer than any run of closed days a company survives; ends the search when all seven days are closed.
_SEARCH = timedelta(days=60)


class Span(NamedTuple):
    """One unbroken part of an opening day."""

    opens: time
    closes: time


class Interval(NamedTuple):
    """From ``start`` up to, not including, ``end``."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class OpeningHours:
    """The week (Monday first, each day its spans in order) in a federal state (ISO code such as ``BY``).

    ``single`` is the length of the window that a single time becomes, ``ahead`` how far wishes may reach.
    """

    week: tuple[tuple[Span, ...], ...]
    federal_state: str
    single: timedelta = timedelta(hours=1)
    ahead: timedelta = timedelta(days=60)

    def usual_day(self) -> tuple[time, time]:
        """Earliest opening and latest closing of the week: "halb drei" is the one between them."""
        spans = [span for day in self.week for span in day]
        return min(span.opens for span in spans), max(span.closes for span in spans)

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The open parts of ``day`` in order; none on a holiday."""
        if self.holiday(day):
            return ()
        return tuple(
            Interval(datetime.combine(day, span.opens), datetime.combine(day, span.closes))
            for span in self.week[day.weekday()]
        )

    def holiday(self, day: date) -> str | None:
        """The German name of the public holiday on ``day``."""
        return _holidays(self.federal_state, day.year).get(day)

    def open_day(self, day: date) -> Interval | None:
        """First opening to last closing of ``day``, breaks included; None on a closed day."""
        parts = self.intervals(day)
        return Interval(parts[0].start, parts[-1].end) if parts else None

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there at ``moment``; at the minute of closing nobody is."""
        return any(part.start <= moment < part.end for part in self.intervals(moment.date()))

    def next_open(self, moment: datetime) -> datetime | None:
        """``moment`` itself if open then, else the next opening; None if it never opens."""
        return next((max(part.start, moment) for part in self.following(moment)), None)

    def following(self, moment: datetime) -> Iterator[Interval]:
        """The open intervals that end after ``moment``, in order, for two months."""
        day = moment.date()
        while day <= moment.date() + _SEARCH:
            yield from (part for part in self.intervals(day) if part.end > moment)
            day += timedelta(days=1)


@lru_cache(maxsize=64)
def _holidays(federal_state: str, year: int) -> dict[date, str]:
    import holidays  # takes a tenth of a second, which most commands can do without

    return dict(holidays.country_holidays("DE", subdiv=federal_state, years=year, language="de"))


def read_spans(text: object) -> tuple[Span, ...]:
    """``"08:00-12:00, 13:00-17:00"`` as spans; raises ValueError."""
    if not isinstance(text, str):
        raise ValueError('must be "closed" or times like 08:00-12:00, 13:00-17:00')
    if text.strip() == "closed":
        return ()
    spans = tuple(_read_span(part) for part in text.split(","))
    for earlier, later in pairwise(spans):
        if later.opens <= earlier.closes:
            raise ValueError("the parts of the day must follow each other with a break between them")
    return spans


def _read_span(text: str) -> Span:
    try:
        opens, closes = (time.fromisoformat(clock.strip()) for clock in text.split("-"))
    except ValueError:
        raise ValueError('must be "closed" or times like 08:00-12:00, 13:00-17:00') from None
    if opens >= closes:
        raise ValueError(f"closes before it opens: {text.strip()}")
    return Span(opens, closes)
