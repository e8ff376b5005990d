"""What the words of a wish add up to before it is laid on the calendar: points, bounds, whole wishes."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Literal

from rueckruf.spoken.time.calendar_day import WEEKEND, Day, in_week, in_year, resolved
from rueckruf.spoken.time.clock_time import HALF_DAY, Clock

Vague = Literal["any", "soon"]
DAY_SLOTS = ("day", "habit")
_ASIDE = ("confidence", "span", "moment_grain", "stretch_grain", "each_day", "fallback", "any_hour")
HOUR_SLOTS = ("clock", "part", "low", "high", "lasts")
TIME_SLOTS = (*HOUR_SLOTS, "moment", "stretch")


@dataclass(frozen=True)
class Point:
    """A place in time, as far as it was said."""

    day: Day | None = None
    clock: Clock | None = None
    part: str | None = None
    moment: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self == Point()


@dataclass(frozen=True)
class Bound:
    """One end of a wish; ``inclusive``: the named day or part belongs to it ("ab", "bis"; not "nach", "vor").

    ``negated``: "nicht vor", "nicht nach" cut something off what was said before.
    """

    point: Point
    inclusive: bool = True
    negated: bool = False


@dataclass(frozen=True)
class Shift:
    """How a known time is moved: by a length, negative for earlier; without one just to its later or earlier side."""

    later: bool
    length: timedelta | None = None

    def and_then(self, other: "Shift") -> "Shift":
        """Both one after the other."""
        if self.length is None or other.length is None:
            return other
        return Shift(other.later, self.length + other.length)


EVERY_DAY = frozenset(range(7))
_STRETCHES = ("week", "month")
#: In minutes.
_LONGEST_RANGE = 8 * 60
_WEEKDAYS = {"week": EVERY_DAY, "month": EVERY_DAY, "weekend": WEEKEND}


@dataclass(frozen=True)
class Wish:
    """Everything said about one wish; ``span`` are character offsets.

    ``each_day``: days and hours of a range were said apart ("Montag bis Freitag, neun bis zwölf").
    ``fallback``: said with "sonst", so that it shares nothing with what was said before.
    ``moved``: "eine Stunde später" than what was said.
    ``any_hour``: "egal", "den ganzen Tag": whatever the day, any hour of it.
    ``lasts``: so long from its beginning on: "ab zwei für eine Stunde"; whole days end at midnight.
    """

    day: Day | None = None
    habit: frozenset[int] | None = None
    clock: Clock | None = None
    part: str | None = None
    low: Bound | None = None
    high: Bound | None = None
    moment: datetime | None = None
    moment_grain: str = "minute"
    stretch: tuple[datetime, datetime] | None = None
    stretch_grain: str = "day"
    vague: Vague | None = None
    confidence: float = 1.0
    span: tuple[int, int] = (0, 0)
    each_day: bool = False
    fallback: bool = False
    moved: Shift | None = None
    any_hour: bool = False
    lasts: timedelta | None = None

    def said(self, slots: tuple[str, ...]) -> bool:
        """Whether one of the slots is filled."""
        return [*map(vars(self).get, slots)].count(None) < len(slots)

    @property
    def point(self) -> Point:
        """Day, clock and part of the day."""
        return Point(self.day, self.clock, self.part)

    @property
    def ends(self) -> list[Point]:
        """The points of its bounds."""
        return [bound.point for bound in (self.low, self.high) if bound]

    @property
    def cuts_off(self) -> bool:
        """Whether a bound only cuts something off."""
        return any(bound.negated for bound in (self.low, self.high) if bound)

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.said((*DAY_SLOTS, *TIME_SLOTS, "vague"))

    @property
    def names_day(self) -> bool:
        """Whether it tells a day, also as a bound."""
        return self.said(DAY_SLOTS) or any(point.day for point in self.ends)

    @property
    def is_dayless(self) -> bool:
        """Whether hours are told and no day, nor a length of time from now on."""
        return not (self.names_day or self.vague or self.moment or self.stretch or self.moved)

    def without(self, slots: tuple[str, ...]) -> "Wish":
        """The wish with the slots emptied."""
        return replace(self, **dict.fromkeys(slots))  # type: ignore[arg-type]

    def then_moved(self, shift: Shift) -> "Wish":
        """The wish moved once more."""
        return replace(self, moved=self.moved.and_then(shift) if self.moved else shift)


def day_of(wish: Wish) -> Day | None:
    """Its day, or that of one of its bounds."""
    return wish.day or next((end.day for end in wish.ends if end.day), None)


def only_bound(wish: Wish) -> bool:
    """Whether the wish has one bound: only that can be turned round."""
    return (wish.low is None) != (wish.high is None)


def merged(wish: Wish, more: Wish) -> Wish | None:
    """Both wishes in one, or None where they contradict each other."""
    if wish.empty or _is_named_by(wish, more):
        return more
    wish, more = _beside_day(wish, more)
    wish, more = _without_each_day(_as_beginning(wish, more), more), _without_each_day(more, wish)
    slots: dict[str, object] = {}
    for field in fields(Wish):
        old, new = getattr(wish, field.name), getattr(more, field.name)
        if field.name in _ASIDE or new is None or new == old:
            continue
        if old is None:
            slots[field.name] = new
            continue
        joined = _joined(field.name, old, new)
        if joined is None:
            return None
        slots[field.name] = joined
        slots["each_day"] = wish.each_day or isinstance(joined, Bound)
    whole = _without_needless_bound(replace(wish, **slots))  # type: ignore[arg-type]
    if _clash(whole, more):
        return None
    grains = {}
    if more.moment:
        grains["moment_grain"] = more.moment_grain
    if more.stretch:
        grains["stretch_grain"] = more.stretch_grain
    span = (min(wish.span[0], more.span[0]), max(wish.span[1], more.span[1]))
    return replace(whole, confidence=min(wish.confidence, more.confidence), span=span, **grains)  # type: ignore[arg-type]


def _as_beginning(wish: Wish, more: Wish) -> Wish:
    """ "*Um zehn*, spätestens um elf": the hour begins what the later one ends."""
    end = more.high.point if more.high and only_bound(more) else None
    if not (wish.clock and end and end.clock) or wish.ends or more.said(("day", "habit", "part")):
        return wish
    if (end.day and wish.said(DAY_SLOTS)) or not may_end(wish.clock, end.clock):
        return wish
    return replace(wish, clock=None, low=Bound(Point(day=end.day, clock=wish.clock)))


def may_end(first: Clock, last: Clock) -> bool:
    """Whether what begins at the first hour may end at the last one."""
    return 0 < (last.minutes - first.minutes) % HALF_DAY <= _LONGEST_RANGE


def _without_needless_bound(wish: Wish) -> Wish:
    """ "Im Januar, *vor den Feiertagen geht's nicht*", "ab Montag, am Mittwoch": the day is beyond it anyway."""
    if wish.high and not wish.low:
        return _without_needless_end(wish, wish.high)
    bound, day = wish.low, wish.day
    start = bound.point.day if bound and not bound.point.clock else None
    if wish.high or bound is None or day is None or start is None or not start.stretches or _lies_in(start, day):
        return wish
    begin = start.stretches[0][0 if bound.inclusive else 1]
    beyond = tuple(stretch for stretch in day.stretches if stretch[0] >= begin)
    return replace(wish, low=None, day=replace(day, stretches=beyond)) if beyond else wish


def _beside_day(wish: Wish, more: Wish) -> tuple[Wish, Wish]:
    """ "*Nach Fronleichnam*, am Freitag neun bis zwölf": what lies beside the one day goes without saying."""
    if more.day is None or wish.said(("day", "clock", "part")) or not wish.ends:
        return wish, more
    rest = _without_needless_bound(replace(wish, day=_behind(wish.low, more.day)))
    return replace(rest, day=None), replace(more, day=rest.day)


def _behind(low: Bound | None, day: Day) -> Day:
    """ "Nach Neujahr *am fünften*": of the month in which that is, or the next."""
    begin = low.point.day if low and not low.point.clock else None
    return _from_then_on(begin, day) if begin else day


def _from_then_on(begin: Day, day: Day) -> Day:
    """The day of a month that is not said on or after the beginning of another."""
    if not begin.stretches or not day.said or day.said[1] is not None:
        return day
    return resolved((day.said[0], None, None), begin.first)


def _without_needless_end(wish: Wish, high: Bound) -> Wish:
    """ "*Ab Donnerstag bin ich im Urlaub*, am Mittwoch um acht": the one day is before it anyway."""
    day, end = wish.day, high.point
    if day is None or day.grain != "day" or end.clock or end.part or not (end.day and end.day.stretches):
        return wish
    return replace(wish, high=None) if day.stretches and day.first < end.day.first else wish


def _lies_in(day: Day, whole: Day) -> bool:
    """ "Nächste Woche, *vor Mittwoch* geht's nicht", "im Juni, *ab dem fünfzehnten*": of that week or month."""
    unmonthed = day.said is not None and day.said[1] is None
    return whole.grain != "day" and (day.weekday is not None or unmonthed)


def _is_named_by(wish: Wish, more: Wish) -> bool:
    """ "In den nächsten fünf Tagen, also Montag bis Freitag"."""
    return bool(wish.stretch and more.low and more.high) and all(point.day for point in more.ends)


def _without_each_day(wish: Wish, other: Wish) -> Wish:
    """ "Diese Woche jeden Tag", "vom siebten bis zum elften täglich": all days of a stretch are the stretch."""
    within = other.day is not None and other.day.grain in _STRETCHES
    within = within or any(point.day for point in other.ends)
    return replace(wish, habit=None) if within and wish.habit == EVERY_DAY else wish


def _joined(slot: str, old: object, new: object) -> object | None:
    """Two values of one slot as one, where the second only completes the first."""
    if isinstance(old, Day) and isinstance(new, Day):
        return joined_days(old, new)
    if isinstance(old, Bound) and isinstance(new, Bound):
        return _joined_bounds(old, new) or _joined_bounds(new, old)
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return old | new
    if slot == "vague":
        return old
    return None


def _joined_bounds(dated: Bound, timed: Bound) -> Bound | None:
    """ "Montag bis Mittwoch" and "neun bis elf": the day of one with the hour of the other."""
    day, hour = dated.point, timed.point
    if day.day and not day.clock and hour.clock and not hour.day:
        return Bound(replace(hour, day=day.day), timed.inclusive)
    return None


def joined_days(first: Day, second: Day) -> Day | None:
    """ "nächste Woche" and "Dienstag", "morgen" and "Donnerstag" or "der vierte" (where it is one), else None."""
    if len(first.stretches) == 1 and first.stretches == second.stretches:
        return first
    return _completed(first, second) or _inner_of(first, second) or _inner_of(second, first)


def _completed(first: Day, second: Day) -> Day | None:
    """The one with what the other says: "im Mai" and "am dritten", "nächste Woche" and "Dienstag"."""
    for whole, part in ((first, second), (second, first)):
        if found := _of_year(whole, part) or _of_month(whole, part):
            return found
        if part.weekday is None or len(part.stretches) < 2 or not whole.stretches:
            continue
        if part.weekday in _WEEKDAYS.get(whole.grain, ()):
            return in_week(whole, part.weekday)
        if whole.weekday is None and whole.first.weekday() == part.weekday:
            return whole
    return None


def _of_year(year: Day, day: Day) -> Day | None:
    """ "Nächstes Jahr" and "im Herbst" or "am dritten März"."""
    if not year.is_year:
        return None
    if day.grain == "month" and day.stretches and not day.is_year:
        return in_year(day, year.first.year)
    return resolved((*day.said[:2], year.first.year), year.first) if day.said and day.said[1] else None


def _of_month(month: Day, day: Day) -> Day | None:
    """ "Im Mai" and "am dritten"."""
    if month.grain != "month" or not month.stretches or not day.said or day.said[1] is not None:
        return None
    begin = month.first
    return resolved((day.said[0], begin.month, begin.year), begin)


def _inner_of(whole: Day, day: Day) -> Day | None:
    """What lies in several days tells them closer: "nächste Woche, *am achten*", "zwischen den Jahren *am 29.*"."""
    day = _from_then_on(whole, day)
    if len(whole.stretches) != 1 or len(day.stretches) != 1:
        return None
    (begin, end), (first, last) = whole.stretches[0], day.stretches[0]
    several = whole.grain in _STRETCHES or end - begin > last - first
    return day if several and begin <= first and last <= end else None


def _clash(wish: Wish, more: Wish) -> bool:
    """Whether a clock stands next to bounds of its own kind, which only a second wish can mean."""
    bounded = any(point.clock for point in wish.ends)
    dated = wish.day is not None or any(point.day for point in wish.ends)
    if (wish.clock and bounded) or (wish.habit and dated):
        return True
    timed = bool(wish.clock or bounded)
    if wish.stretch and (wish.moment or (timed and wish.stretch_grain != "day")):
        return True
    return wish.moment is not None and (timed or more.said(DAY_SLOTS))
