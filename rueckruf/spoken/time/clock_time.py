"""A time on the clock as it was said, and which half of the day it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache

from rueckruf.spoken.text.vocabulary import vocabulary

HALF_DAY = 12 * 60
DAY = 24 * 60


@dataclass(frozen=True)
class Clock:
    """A clock time as said: ``minutes`` since midnight.

    ``settled``: the words leave no doubt about the half of the day ("15 Uhr", "07:30").
    ``exact``: hour and minutes were said as a timetable has them ("drei Uhr achtzehn").
    ``lone``: a number alone that only its place makes an hour ("um drei").
    """

    minutes: int
    settled: bool = False
    exact: bool = False
    lone: bool = False
    seconds: int = 0
    grain: str = "hour"
    confidence: float = 1.0


@cache
def part_hours(part: str) -> tuple[int, int]:
    """From and to of a part of the day in minutes since midnight; a night ends past 24 hours."""
    first, last = vocabulary("parts_of_day")[part]["hours"]
    return _minutes(first), _minutes(last)


def _minutes(said: str) -> int:
    hour, minute = said.split(":")
    return int(hour) * 60 + int(minute)


def readings(clock: Clock, part: str | None, opening: tuple[time, time]) -> Sequence[int]:
    """Minutes since midnight that the clock may mean, the likeliest first.

    A part of the day decides; without one the hour inside ``opening`` is meant, unless hour and minutes were
    said as a timetable has them.
    """
    if clock.settled and not (part == "night" and clock.minutes < HALF_DAY):
        return (clock.minutes,)
    early = clock.minutes % HALF_DAY
    both = (early, early + HALF_DAY)
    if part is None and clock.exact:
        said = clock.minutes % DAY
        return (said, *(minutes for minutes in both if minutes != said))
    hours = part_hours(part) if part else (_of(opening[0]), _of(opening[1]))
    as_said = clock.minutes % DAY if part is None else both[1]
    return sorted(both, key=lambda minutes: (_distance(minutes, hours), minutes != as_said))


def _of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _distance(minutes: int, hours: tuple[int, int]) -> int:
    """How far a time lies from a stretch of hours, in minutes, over midnight where that is nearer."""
    first, last = hours
    gaps = []
    for moment in (minutes, minutes + DAY, minutes - DAY):
        gaps.append(max(first - moment, moment - last, 0))
    return min(gaps)
