"""A wish laid on the calendar: of all days and hours the words may mean, the first that is still to come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from rueckruf.spoken.time.calendar_day import Day, Days, in_week, resolved
from rueckruf.spoken.time.clock_time import DAY, HALF_DAY, Clock, part_hours, readings
from rueckruf.spoken.time.lengths import later
from rueckruf.spoken.time.wish import Bound, Point, Shift, Vague, Wish

TimeKind = Literal["instant", "interval", "open"]
Grain = Literal["second", "minute", "hour", "day", "week", "month"]
_OVER = 0.5
_WEEK_HOUR = 0.5
_LITERAL = 0.6
_INFERRED = 0.95
_DAYS_AHEAD = 15
_WEEKEND_BEGINS = 18 * 60  # on Friday
# Beside a begin they only tell which half of the day is meant: "morgen früh ab acht".
_ROUGH_PARTS = frozenset({"early", "noon"})


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
class _Setting:
    now: datetime
    opening: tuple[time, time]
    refused: Callable[[datetime], bool]


def laid(wish: Wish, now: datetime, opening: tuple[time, time], refused: Callable[[datetime], bool]) -> Laid | None:
    """The wish on the calendar, or None where it names a day that does not exist."""
    if wish.moved:
        found = laid(replace(wish, moved=None), now, opening, refused)
        return _moved(found, wish.moved) if found else None
    setting = _Setting(now, opening, refused)
    if wish.moment is not None:
        return Laid(wish.moment, None, "instant", _grain(wish.moment_grain))
    if wish.stretch is not None:
        return Laid(*wish.stretch, "interval", _grain(wish.stretch_grain))
    wish = _bounds_in_week(wish)
    days = _candidates(wish, now.date())
    if days is None:
        return Laid(now, None, "open", "second", vague=wish.vague) if wish.vague else None
    if not days:
        return None
    choices = [found for day in days if (found := _on(wish, day, setting, fixed=len(days) == 1))]
    for choice in choices:
        if _to_come(choice, wish, now) and not _refused(choice, setting):
            return _with_twin(choice, wish, setting)
    if not choices:
        return None
    over = not _to_come(choices[0], wish, now, loose=True)
    return replace(choices[0], confidence=choices[0].confidence * (_OVER if over else 1.0))


def _moved(found: Laid, shift: Shift) -> Laid:
    """What was found, some time later or earlier; "etwas später" is any time of the day after it."""
    if shift.length is not None:
        start, end = (moment and moment + shift.length for moment in (found.start, found.end))
        other = _moved(found.other, shift) if found.other else None
        return replace(found, start=start, end=end, day_bound=_day_of(start or end), other=other)
    if found.start is None or found.grain not in ("minute", "hour"):
        return found
    moment = (found.end or found.start) if shift.later else found.start
    start, end = (moment, None) if shift.later else (None, moment)
    return Laid(start, end, "open", found.grain, found.confidence, day_bound=_day_of(moment))


def _day_of(moment: datetime | None) -> tuple[datetime, datetime] | None:
    if moment is None:
        return None
    midnight = datetime.combine(moment.date(), time())
    return midnight, midnight + timedelta(days=1)


def _grain(said: str) -> Grain:
    grains: dict[str, Grain] = {"second": "second", "minute": "minute", "hour": "hour", "day": "day"}
    grains |= {"week": "week", "month": "month", "weekend": "hour"}
    return grains[said]


# --- which days -----------------------------------------------------------------------------------------


def _bounds_in_week(wish: Wish) -> Wish:
    """ "Nächste Woche von Dienstag bis Donnerstag", "nächsten Monat vom 4. bis 23.": the days lie in what is named."""
    day = wish.day
    if day is None or day.grain == "day" or not day.stretches:
        return wish
    moved: dict[str, Bound] = {}
    first = day.first
    for side in ("low", "high"):
        bound: Bound | None = getattr(wish, side)
        inner = _within(day, bound.point.day, first) if bound and bound.point.day else None
        if bound and inner and inner.stretches:
            moved[side] = Bound(replace(bound.point, day=inner), bound.inclusive)
            first = inner.first
    return replace(wish, day=None, **moved) if moved else wish  # type: ignore[arg-type]


def _within(whole: Day, day: Day, first: date) -> Day | None:
    """A weekday in a week, or a day without its month from ``first`` on in a month; None for what is complete."""
    if day.weekday is not None:
        return in_week(whole, day.weekday)
    return resolved(day.said, first) if whole.grain == "month" and day.said and day.said[1] is None else None


def _candidates(wish: Wish, today: date) -> Sequence[Days] | None:
    """Stretches of days that may be meant; None where only a vague word was said."""
    points = wish.ends
    days = [day for day in (wish.day, *(point.day for point in points)) if day]
    if days:
        return days[0].stretches if all(day.stretches for day in days) else ()
    if any(point.moment for point in points):
        return [_whole_day(today)]
    return _days_ahead(wish, today) if wish.habit or points or wish.clock or wish.part else None


def _days_ahead(wish: Wish, today: date) -> list[Days]:
    ahead = (today + timedelta(days=offset) for offset in range(_DAYS_AHEAD))
    return [_whole_day(day) for day in ahead if wish.habit is None or day.weekday() in wish.habit]


def _whole_day(day: date) -> Days:
    return day, day + timedelta(days=1)


def _to_come(found: Laid, wish: Wish, now: datetime, loose: bool = False) -> bool:
    if found.kind == "interval":
        running = wish.day is None and not (wish.low and wish.low.point.day)
        return (found.end if running or loose else found.start) >= now  # type: ignore[operator]
    if found.start is None:
        return found.end is not None and found.end > now
    return found.start >= now


def _refused(found: Laid, setting: _Setting) -> bool:
    return found.start is not None and setting.refused(found.start)


# --- one day --------------------------------------------------------------------------------------------


def _on(wish: Wish, stretch: Days, setting: _Setting, fixed: bool) -> Laid | None:
    """The wish on one candidate."""
    if wish.low or wish.high:
        return _bounded(wish, stretch, setting)
    weekend = wish.day is not None and wish.day.grain == "weekend"
    if weekend and (wish.clock or wish.part):
        stretch = (stretch[0] + timedelta(days=1), stretch[1])
    if wish.clock:
        return _at_clock(wish, wish.clock, stretch, setting, fixed)
    if wish.part:
        first, last = part_hours(wish.part)
        start, end = _at(stretch[0], first), _at(stretch[1] - timedelta(days=1), last)
        daily = (start.time(), end.time()) if _is_long(stretch) else None
        return Laid(start, end, "interval", "hour", daily=daily)
    start, end = _at(stretch[0], _WEEKEND_BEGINS if weekend else 0), _at(stretch[1], 0)
    return Laid(start, end, "interval", _grain(wish.day.grain if wish.day else "day"))


def _at_clock(wish: Wish, clock: Clock, stretch: Days, setting: _Setting, fixed: bool) -> Laid:
    choices = [_at(stretch[0], minutes) for minutes in readings(clock, wish.part, setting.opening)]
    start = choices[0]
    tonight = wish.part == "night" or (clock.settled and clock.minutes == 0)
    if start < setting.now and tonight and stretch[0] == setting.now.date():
        start += timedelta(days=1)
    if fixed and start < setting.now and wish.part is None:
        start = next((choice for choice in choices if choice >= setting.now), start)
    start = later(start, timedelta(seconds=clock.seconds))
    confidence = _WEEK_HOUR if _is_long(stretch) else 1.0
    if len(choices) == 1 or wish.part:
        return Laid(start, None, "instant", _grain(clock.grain), confidence)
    return Laid(start, None, "instant", _grain(clock.grain), confidence * _INFERRED)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


# --- the other half of the day ---------------------------------------------------------------------------


def _with_twin(found: Laid, wish: Wish, setting: _Setting) -> Laid:
    """A literal hour outside the opening hours is doubtful where the same one twelve hours later lies inside."""
    twin = _half_a_day_on(wish)
    if twin is None or _is_open(found, setting):
        return found
    other = laid(twin, setting.now, setting.opening, setting.refused)
    if other is None or not _is_open(other, setting):
        return found
    confidence = found.confidence * _LITERAL
    return replace(found, confidence=confidence, other=replace(other, confidence=confidence))


def _half_a_day_on(wish: Wish) -> Wish | None:
    """The wish with its timetable hours of the morning ("drei Uhr dreißig") taken for the afternoon."""
    if wish.part:
        return None
    moved: dict[str, Clock | Bound] = {}
    if wish.clock and _is_literal(wish.clock):
        moved["clock"] = _later_half(wish.clock)
    for side, bound in (("low", wish.low), ("high", wish.high)):
        if bound and bound.point.clock and not bound.point.part and _is_literal(bound.point.clock):
            point = replace(bound.point, clock=_later_half(bound.point.clock))
            moved[side] = replace(bound, point=point)
    return replace(wish, **moved) if moved else None  # type: ignore[arg-type]


def _is_literal(clock: Clock) -> bool:
    return clock.exact and not clock.settled and clock.minutes < HALF_DAY


def _later_half(clock: Clock) -> Clock:
    return replace(clock, minutes=clock.minutes + HALF_DAY, settled=True)


def _is_open(found: Laid, setting: _Setting) -> bool:
    moment = found.start or found.end
    return moment is not None and setting.opening[0] <= moment.time() <= setting.opening[1]


# --- bounds ---------------------------------------------------------------------------------------------


def _bounded(wish: Wish, stretch: Days, setting: _Setting) -> Laid | None:
    starts = _ends(wish, wish.low, stretch, setting, is_low=True) if wish.low else [None]
    ends = _ends(wish, wish.high, stretch, setting, is_low=False) if wish.high else [None]
    pairs = _pairs(wish, starts, ends)
    if not pairs:
        return None
    of_one_day = wish.low and wish.high and wish.high.point.day is None
    start, end = min(pairs, key=lambda pair: _width(pair, starts[0])) if of_one_day else pairs[0]
    if start is None or end is None:
        return _half_open(wish, start, end, stretch)
    daily = _hours(start, end) if wish.each_day or (wish.day and _is_long(stretch)) else None
    return Laid(start, end, "interval", _bounds_grain(wish), daily=daily)


def _half_open(wish: Wish, start: datetime | None, end: datetime | None, stretch: Days) -> Laid:
    daily = _daily(wish.part) if wish.part and any(point.day for point in wish.ends) else None
    named = wish.day or (wish.part and daily is None)
    day_bound = (_at(stretch[0], 0), _at(stretch[1], 0)) if named else None
    around = _part_around(wish.part, stretch[0], start, end) if wish.part and daily is None else None
    if around and wish.cuts_off:
        return Laid(start or around[0], end or around[1], "interval", _bounds_grain(wish))
    day_bound = around or day_bound
    return Laid(start, end, "open", _bounds_grain(wish), day_bound=day_bound, daily=daily)


def _part_around(
    part: str, day: date, start: datetime | None, end: datetime | None
) -> tuple[datetime, datetime] | None:
    """The part of the day that a bound divides ("nachmittags bis vier"); None where it only tells which half of it."""
    first, last = (_at(day, minutes) for minutes in part_hours(part))
    bound = start or end
    divides = bound is not None and first < bound < last and not (start and part in _ROUGH_PARTS)
    return (first, last) if divides else None


def _pairs(
    wish: Wish, starts: Sequence[datetime | None], ends: Sequence[datetime | None]
) -> list[tuple[datetime | None, datetime | None]]:
    """Every start with every end after it; where there is none, an hour said alone is one of the next day."""
    pairs = [(start, end) for start in starts for end in ends if start is None or end is None or start < end]
    if pairs or not starts[0] or wish.high is None or wish.high.point.day or not wish.high.point.clock:
        return pairs
    return [(starts[0], end + timedelta(days=1)) for end in ends if end]  # "von 22 bis 6 Uhr"


def _is_long(stretch: Days) -> bool:
    return stretch[1] - stretch[0] > timedelta(days=1)


def _hours(start: datetime, end: datetime) -> tuple[time, time]:
    return start.time(), time.max if end.time() == time.min else end.time()


def _daily(part: str) -> tuple[time, time]:
    return tuple(_at(date.min, minutes).time() for minutes in part_hours(part))  # type: ignore[return-value]


def _width(pair: tuple[datetime | None, datetime | None], likeliest: datetime | None) -> tuple[bool, timedelta]:
    start, end = pair
    return start != likeliest, end - start if start and end else timedelta.max


def _bounds_grain(wish: Wish) -> Grain:
    points = wish.ends
    clock = next((point.clock for point in points if point.clock), None)
    if clock:
        return _grain(clock.grain)
    if any(point.moment for point in points):
        return "minute"
    return "hour" if any(point.part for point in points) else "day"


def _ends(wish: Wish, bound: Bound, stretch: Days, setting: _Setting, is_low: bool) -> list[datetime]:
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
        return [_at(first, end if is_low and not bound.inclusive else begin)]
    return [_edge_of_day(wish, point, edge, is_low, begins=edge == first)]


def _edge_of_day(wish: Wish, point: Point, edge: date, is_low: bool, begins: bool) -> datetime:
    if begins and point.day and point.day.grain == "weekend":
        return _at(edge, _WEEKEND_BEGINS if is_low else DAY)  # Friday is before the weekend, its evening none of it
    return _edge_of(wish.part, edge, is_low) if wish.part and point.day else _at(edge, 0)


def _hour_of(day: date, minutes: int, is_low: bool) -> datetime:
    """An hour of the day; midnight as an end is the one after it."""
    return _at(day, minutes or (0 if is_low else DAY))


def _edge_of(part: str, edge: date, is_low: bool) -> datetime:
    """ "Ab Dienstag, vormittags", "bis Freitag, vormittags"."""
    begin, end = part_hours(part)
    return _at(edge, begin) if is_low else _at(edge - timedelta(days=1), end)


def _shared_part(wish: Wish) -> str | None:
    """ "von acht bis zehn Uhr abends": the part of the day said once for both ends."""
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
