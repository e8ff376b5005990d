"""Wishes with one bound or two on one candidate of days: "ab 17 Uhr", "Montag bis Freitag, neun bis zwölf"."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from rueckruf.spoken.time.calendar_day import Days
from rueckruf.spoken.time.clock_time import DAY, part_hours, readings
from rueckruf.spoken.time.laid_wish import WEEKEND_BEGINS, Grain, Laid, Setting, at, grain_of, is_long
from rueckruf.spoken.time.wish import Bound, Point, Wish

# Next to a beginning they only say which half of the day is meant: "morgen früh ab acht".
_EARLY, _FORENOON = "early", "forenoon"
_ROUGH_PARTS = frozenset({_EARLY, "noon"})


def bounded(wish: Wish, stretch: Days, setting: Setting) -> Laid | None:
    """The wish between its bounds, on that stretch of days; None where its end lies before its start."""
    starts = _ends(wish, wish.low, stretch, setting, is_low=True) if wish.low else [None]
    ends = _ends(wish, wish.high, stretch, setting, is_low=False) if wish.high else [None]
    pairs = _pairs(wish, starts, ends)
    if not pairs:
        return None
    of_one_day = wish.low and wish.low.point.clock and wish.high and wish.high.point.day is None
    start, end = min(pairs, key=lambda pair: _width(pair, starts[0])) if of_one_day else pairs[0]
    if start is None or end is None:
        return _half_open(wish, start, end, stretch)
    daily = _hours(start, end) if wish.each_day or (wish.day and is_long(stretch)) else None
    return Laid(start, end, "interval", _bounds_grain(wish), daily=daily)


def _half_open(wish: Wish, start: datetime | None, end: datetime | None, stretch: Days) -> Laid:
    daily = _daily(wish.part) if wish.part and any(point.day for point in wish.ends) else None
    named = wish.day or (wish.part and daily is None)
    day_bound = (at(stretch[0], 0), at(stretch[1], 0)) if named else None
    around = _part_around(wish, wish.part, stretch[0], start, end) if wish.part and daily is None else None
    if around:
        return Laid(start or around[0], end or around[1], "interval", _bounds_grain(wish))
    return Laid(start, end, "open", _bounds_grain(wish), day_bound=day_bound, daily=daily)


def _part_around(
    wish: Wish, part: str, day: date, start: datetime | None, end: datetime | None
) -> tuple[datetime, datetime] | None:
    """The part of the day that a bound divides ("nachmittags bis vier"); None where it only says which half of it.

    "Morgen früh, aber nicht vor neun" is said of the whole forenoon.
    """
    rough = start is not None and part in _ROUGH_PARTS
    if rough and not (wish.day and wish.cuts_off):
        return None
    first, last = (at(day, minutes) for minutes in part_hours(_FORENOON if rough and part == _EARLY else part))
    bound = start or end
    return (first, last) if bound and bound < last and (first < bound or (rough and first == bound)) else None


def _pairs(
    wish: Wish, starts: Sequence[datetime | None], ends: Sequence[datetime | None]
) -> list[tuple[datetime | None, datetime | None]]:
    """Every start with every end after it; where there is none, an hour said alone is one of the next day."""
    pairs = [(start, end) for start in starts for end in ends if start is None or end is None or start < end]
    if pairs or not starts[0] or wish.high is None or wish.high.point.day or not wish.high.point.clock:
        return pairs
    return [(starts[0], end + timedelta(days=1)) for end in ends if end]  # "von 22 bis 6 Uhr"


def _hours(start: datetime, end: datetime) -> tuple[time, time]:
    return start.time(), time.max if end.time() == time.min else end.time()


def _daily(part: str) -> tuple[time, time]:
    return tuple(at(date.min, minutes).time() for minutes in part_hours(part))  # type: ignore[return-value]


def _width(pair: tuple[datetime | None, datetime | None], likeliest: datetime | None) -> tuple[bool, timedelta]:
    """Whether it begins otherwise than is likeliest, and how long it is on each of its days."""
    start, end = pair
    return start != likeliest, (end - start) % timedelta(days=1) if start and end else timedelta.max


def _bounds_grain(wish: Wish) -> Grain:
    points = wish.ends
    clock = next((point.clock for point in points if point.clock), None)
    if clock:
        return grain_of(clock.grain)
    if any(point.moment for point in points):
        return "minute"
    return "hour" if any(point.part for point in points) else "day"


def _ends(wish: Wish, bound: Bound, stretch: Days, setting: Setting, is_low: bool) -> list[datetime]:
    """The moments that one end of a wish may mean, the likeliest first."""
    point = bound.point
    if point.moment is not None:
        return [point.moment]
    first, last = _days_of(bound, wish, stretch, stretch[0] if is_low else stretch[1] - timedelta(days=1))
    edge = first if is_low == bound.inclusive else last
    if point.clock:
        hours = readings(point.clock, point.part or wish.part or _shared_part(wish), setting.opening)
        return [_hour_of(first, minutes, is_low) for minutes in (hours[:1] if point.part else hours)]
    if point.part:
        begin, end = part_hours(point.part)
        return [at(first, end if is_low and not bound.inclusive else begin)]
    return [_edge_of_day(wish, point, edge, is_low, begins=edge == first)]


def _edge_of_day(wish: Wish, point: Point, edge: date, is_low: bool, begins: bool) -> datetime:
    if begins and point.day and point.day.grain == "weekend":
        return at(edge, WEEKEND_BEGINS if is_low else DAY)  # Friday is before the weekend, its evening none of it
    return _edge_of(wish.part, edge, is_low) if wish.part and point.day else at(edge, 0)


def _hour_of(day: date, minutes: int, is_low: bool) -> datetime:
    """An hour of the day; midnight as an end is the one after it."""
    return at(day, minutes or (0 if is_low else DAY))


def _edge_of(part: str, edge: date, is_low: bool) -> datetime:
    """ "Ab Dienstag, vormittags", "bis Freitag, vormittags"."""
    begin, end = part_hours(part)
    return at(edge, begin) if is_low else at(edge - timedelta(days=1), end)


def _shared_part(wish: Wish) -> str | None:
    """ "von acht bis zehn Uhr abends": the part of the day said once for both ends, unless these are of two days."""
    if len([point for point in wish.ends if point.day]) > 1:
        return None
    parts = {point.part for point in wish.ends if point.part}
    return parts.pop() if len(parts) == 1 else None


def _days_of(bound: Bound, wish: Wish, stretch: Days, base: date) -> Days:
    """First day and day after the last of the day a bound names, moved along with the candidate."""
    day = bound.point.day
    if day is None:
        return base, base + timedelta(days=1)
    leading = wish.day or (wish.low.point.day if wish.low else None) or day
    shift = stretch[0] - leading.first if len(leading.stretches) > 1 else timedelta()
    first, last = day.stretches[0]
    return first + shift, last + shift
