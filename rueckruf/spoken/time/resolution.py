"""A wish laid on the calendar: of all days and hours the words may mean, the first that is still to come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from rueckruf.spoken.time.calendar_day import Day, Days, in_week, resolved, shifted
from rueckruf.spoken.time.clock_time import HALF_DAY, Clock, part_hours, readings
from rueckruf.spoken.time.edges import bounded
from rueckruf.spoken.time.laid_wish import WEEKEND_BEGINS, Laid, Setting, at, grain_of, is_long
from rueckruf.spoken.time.lengths import later
from rueckruf.spoken.time.range_ends import last_day
from rueckruf.spoken.time.wish import Bound, Point, Shift, Wish

_OVER = 0.5
_WEEK_HOUR = 0.5
_LITERAL = 0.6
_INFERRED = 0.95
_DAYS_AHEAD = 15


def laid(wish: Wish, now: datetime, opening: tuple[time, time], refused: Callable[[datetime], bool]) -> Laid | None:
    """The wish on the calendar, or None where it names a day that does not exist."""
    found = _first(wish, now, opening, refused)
    if found and wish.lasts:
        found = _lasting(found, wish.lasts)
    return _moved(found, wish.moved) if found and wish.moved else found


def _first(wish: Wish, now: datetime, opening: tuple[time, time], refused: Callable[[datetime], bool]) -> Laid | None:
    """The first that is still to come of what the wish may mean, however long and wherever it is moved."""
    setting = Setting(now, opening, refused)
    if wish.moment is not None:
        return Laid(wish.moment, None, "instant", grain_of(wish.moment_grain))
    if wish.stretch is not None and wish.clock is None:
        return Laid(*wish.stretch, "interval", grain_of(wish.stretch_grain), daily=_hours_of_each_day(wish, setting))
    wish = _with_day_of_its_beginning(_bounds_in_week(wish, now.date()))
    wish = _hour_of_its_bound(_with_last_day_behind_first(wish))
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


def _hours_of_each_day(wish: Wish, setting: Setting) -> tuple[time, time] | None:
    """ "In den nächsten Tagen *vormittags*", "in den nächsten zwei Wochen *ab drei*"."""
    if not (wish.part or wish.ends):
        return None
    found = _on(replace(wish, stretch=None), _whole_day(setting.now.date()), setting, fixed=False)
    if found is None:
        return None
    return found.start.time() if found.start else time.min, found.end.time() if found.end else time.max


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


def _lasting(found: Laid, length: timedelta) -> Laid:
    """What was found with an end so long after its beginning, unless it has one; whole days end at midnight."""
    if found.start is None or found.end is not None:
        return found
    whole_days = length.seconds == 0
    end = at(found.start.date() + length, 0) if whole_days else later(found.start, length)
    other = _lasting(found.other, length) if found.other else None
    return replace(found, end=end, kind="interval", day_bound=None, other=other)


def _day_of(moment: datetime | None) -> tuple[datetime, datetime] | None:
    if moment is None:
        return None
    midnight = datetime.combine(moment.date(), time())
    return midnight, midnight + timedelta(days=1)


# --- which days -----------------------------------------------------------------------------------------


def _bounds_in_week(wish: Wish, today: date) -> Wish:
    """ "Nächste Woche von Dienstag bis Donnerstag", "nächsten Monat vom 4. bis 23.": the days lie in what is named.

    Not those that are over: "diese Woche nicht mehr, *ab Montag*" is that of the next. An hour ends its own day.
    """
    day = wish.day
    if day is None or day.grain == "day" or not day.stretches:
        return wish
    moved: dict[str, Bound] = {}
    first = day.first
    for side in ("low", "high"):
        bound = _bound_within(day, getattr(wish, side), first, today)
        if bound and bound.point.day:
            moved[side], first = bound, bound.point.day.first
    if _ends_a_day_of_its_own(wish, day, moved):
        return replace(wish, day=None, high=moved.get("high", wish.high))
    if "high" in moved and wish.low is None and day.grain == "week" and day.first >= today:
        moved["low"] = Bound(Point(day=_first_day_of(day)), inclusive=True)
    return replace(wish, day=None, **moved) if moved else wish  # type: ignore[arg-type]


def _ends_a_day_of_its_own(wish: Wish, day: Day, moved: Mapping[str, Bound]) -> bool:
    """ "Nächste Woche hab ich Spätdienst, also *bis elf am Dienstag*"."""
    end = moved.get("high", wish.high)
    return bool(end and end.point.clock and end.point.day) and wish.low is None and day.grain == "week"


def _bound_within(whole: Day, bound: Bound | None, first: date, today: date) -> Bound | None:
    inner = _within(whole, bound.point.day, first) if bound and bound.point.day else None
    if bound is None or inner is None or not inner.stretches:
        return None
    return bound if inner.first < today else Bound(replace(bound.point, day=inner), bound.inclusive)


def _first_day_of(whole: Day) -> Day:
    """ "Nächste Woche, aber nur bis Mittwoch": from its Monday on."""
    return replace(whole, stretches=(_whole_day(whole.first),), grain="day", said=None)


def _with_last_day_behind_first(wish: Wish) -> Wish:
    """ "Ab Montag bis Mittwoch", said on a Wednesday: the next one after that Monday."""
    first, last = (bound.point.day if bound else None for bound in (wish.low, wish.high))
    if not (wish.high and first and last and first.stretches and last.stretches) or last.first >= first.first:
        return wish
    return replace(wish, high=replace(wish.high, point=replace(wish.high.point, day=last_day(first, last))))


def _with_day_of_its_beginning(wish: Wish) -> Wish:
    """ "*Dienstag* ab neun bis Donnerstag um zwölf": the day is of the hour at which it begins.

    And of the part of a day that an hour ends: "vormittags, bis elf *am Freitag*".
    """
    if wish.part and wish.day is None and wish.high and not wish.low and wish.high.point.clock:
        end = wish.high.point
        return replace(wish, day=end.day, high=replace(wish.high, point=replace(end, day=None)))
    day, low = wish.day, wish.low
    ends_on_a_day = wish.high is not None and wish.high.point.day is not None
    if day is None or day.grain != "day" or low is None or low.point.day or not ends_on_a_day:
        return wish
    return replace(wish, day=None, low=replace(low, point=replace(low.point, day=day)))


def _hour_of_its_bound(wish: Wish) -> Wish:
    """ "Ab Donnerstag geht's wieder, so um elf": from that hour of the day on."""
    if wish.clock is None or wish.low is None or wish.high or wish.low.point.clock or not wish.low.point.day:
        return wish
    return replace(wish, clock=None, low=Bound(replace(wish.low.point, clock=wish.clock), wish.low.inclusive))


def _within(whole: Day, day: Day, first: date) -> Day | None:
    """A weekday in a week, or a day without its month from ``first`` on in a month; None for what is complete."""
    if day.weekday is not None:
        inner = in_week(whole, day.weekday)
        return inner if inner.first >= first else shifted(inner, 7)
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


def _refused(found: Laid, setting: Setting) -> bool:
    """Whether it begins when it is refused, or ends on a day that is: "bis zwölf, heute nicht"."""
    if found.start is None and found.end is not None and found.grain in ("minute", "hour"):
        return setting.refused(at(found.end.date(), 0)) and setting.refused(found.end - timedelta(minutes=1))
    if found.start is None or not setting.refused(found.start):
        return False
    # "Der Chef kommt um neun, zwischen neun und zehn": what goes on from an hour that is refused is not
    return found.kind == "instant" or setting.refused(found.start + timedelta(minutes=1))


# --- one day --------------------------------------------------------------------------------------------


def _on(wish: Wish, stretch: Days, setting: Setting, fixed: bool) -> Laid | None:
    """The wish on one candidate."""
    if wish.low or wish.high:
        return bounded(wish, stretch, setting)
    weekend = wish.day is not None and wish.day.grain == "weekend"
    if weekend and (wish.clock or wish.part):
        stretch = (stretch[0] + timedelta(days=1), stretch[1])
    if wish.clock:
        return _at_clock(wish, wish.clock, stretch, setting, fixed)
    if wish.part:
        first, last = part_hours(wish.part)
        start, end = at(stretch[0], first), at(stretch[1] - timedelta(days=1), last)
        daily = (start.time(), end.time()) if is_long(stretch) else None
        return Laid(start, end, "interval", "hour", daily=daily)
    start, end = at(stretch[0], WEEKEND_BEGINS if weekend else 0), at(stretch[1], 0)
    return Laid(start, end, "interval", grain_of(wish.day.grain if wish.day else "day"))


def _at_clock(wish: Wish, clock: Clock, stretch: Days, setting: Setting, fixed: bool) -> Laid:
    choices = [at(stretch[0], minutes) for minutes in readings(clock, wish.part, setting.opening)]
    start = choices[0]
    tonight = wish.part == "night" or (clock.settled and clock.minutes == 0)
    if start < setting.now and tonight and stretch[0] == setting.now.date():
        start += timedelta(days=1)
    if fixed and start < setting.now and wish.part is None:
        start = next((choice for choice in choices if choice >= setting.now), start)
    start = later(start, timedelta(seconds=clock.seconds))
    confidence = _WEEK_HOUR if is_long(stretch) else 1.0
    if len(choices) == 1 or wish.part:
        return Laid(start, None, "instant", grain_of(clock.grain), confidence)
    return Laid(start, None, "instant", grain_of(clock.grain), confidence * _INFERRED)


# --- the other half of the day ---------------------------------------------------------------------------


def _with_twin(found: Laid, wish: Wish, setting: Setting) -> Laid:
    """A literal hour outside the opening hours is doubtful where the same one twelve hours later lies inside."""
    twin = _half_a_day_on(wish)
    if twin is None or _is_open(found, setting):
        return found
    other = _first(twin, setting.now, setting.opening, setting.refused)
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


def _is_open(found: Laid, setting: Setting) -> bool:
    moment = found.start or found.end
    return moment is not None and setting.opening[0] <= moment.time() <= setting.opening[1]
