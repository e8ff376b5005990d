"""What a wish is once it is laid on the calendar, and how its days and hours become moments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from rueckruf.spoken.time.calendar_day import Days
from rueckruf.spoken.time.wish import Vague

TimeKind = Literal["instant", "interval", "open"]
Grain = Literal["second", "minute", "hour", "day", "week", "month"]
#: In minutes since midnight, on Friday.
WEEKEND_BEGINS = 18 * 60


@dataclass(frozen=True)
class Laid:
    """A wish on the calendar; the names mean the same as in ``callback_time.TimeReading``."""

    start: datetime | None
    end: datetime | None
    kind: TimeKind
    grain: Grain
    confidence: float = 1.0
    vague: Vague | None = None
    daily: tuple[time, time] | None = None
    day_bound: tuple[datetime, datetime] | None = None
    other: "Laid | None" = None


@dataclass(frozen=True)
class Setting:
    """When and to whom the words were said; ``opening`` settles hours, ``refused`` is what the wish excludes."""

    now: datetime
    opening: tuple[time, time]
    refused: Callable[[datetime], bool]


def grain_of(said: str) -> Grain:
    """The grain of a reading from that of its words."""
    grains: dict[str, Grain] = {"second": "second", "minute": "minute", "hour": "hour", "day": "day"}
    grains |= {"week": "week", "month": "month", "weekend": "hour"}
    return grains[said]


def at(day: date, minutes: int) -> datetime:
    """The moment so many minutes after the day begins."""
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def is_long(stretch: Days) -> bool:
    """Whether it is more than one day."""
    return stretch[1] - stretch[0] > timedelta(days=1)
