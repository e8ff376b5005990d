"""Calendar days and longer stretches of them: what a day is, and how weeks and months are found."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

Days = tuple[date, date]
SaidDate = tuple[int, int | None, int | None]
THIRDS = {"beginning": (0, 10), "middle": (10, 20), "ending": (20, 31)}
# Nobody wants a call in eleven months: a date without its year that was a few weeks ago is misheard or past.
_LONG_AHEAD, _JUST_OVER = timedelta(days=300), 0.5
#: From Monday to Friday; the weekend begins on Friday evening.
WORKDAYS, WEEKEND = range(5), range(4, 7)
_WEEK_THIRDS = {"beginning": (0, 2), "middle": (1, 4), "ending": (3, 5)}


@dataclass(frozen=True)
class Day:
    """A day or a longer stretch of days.

    ``stretches`` are the candidates, first day and day after the last, nearest first; there are several only
    where the time of day decides ("Dienstag" on a Tuesday). An impossible date has none.
    ``weekday`` and ``said`` (day, month, year) keep the words, so that a week, a month or the other end of a
    range can still complete them.
    """

    stretches: tuple[Days, ...]
    grain: str = "day"
    weekday: int | None = None
    said: SaidDate | None = None
    confidence: float = 1.0

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return bool(self.stretches) and self.stretches[0][1] - self.stretches[0][0] >= timedelta(days=365)

    @property
    def first(self) -> date:
        """The first day of the nearest candidate."""
        return self.stretches[0][0]


def one_day(day: date, confidence: float = 1.0) -> Day:
    """A single day without a choice."""
    return Day(((day, day + timedelta(days=1)),), confidence=confidence)


def weekly(first: date, weekday: int, count: int = 3) -> Day:
    """The weekday ``first`` and the same one in the weeks after."""
    dates = [first + timedelta(days=7 * week) for week in range(count)]
    return Day(tuple((day, day + timedelta(days=1)) for day in dates), weekday=weekday)


def workday(today: date, ahead: int) -> Day:
    """The workday so many after today; at least the next."""
    days = [today + timedelta(days=offset) for offset in range(1, 7 * (ahead + 1))]
    return one_day([day for day in days if day.weekday() in WORKDAYS][max(ahead, 1) - 1])


def in_week(week: Day, weekday: int) -> Day:
    """A weekday within a week, or the first one in a longer stretch."""
    first = week.first
    day = one_day(first + timedelta(days=(weekday - first.weekday()) % 7), confidence=week.confidence)
    return replace(day, weekday=weekday)


def week_of(today: date) -> Day:
    """The week from Monday that holds ``today``."""
    monday = today - timedelta(days=today.weekday())
    return Day(((monday, monday + timedelta(days=7)),), grain="week")


def in_year(months: Day, year: int) -> Day:
    """The month or the season of that year."""
    first, end = months.stretches[0]
    moved = first.replace(year=year), end.replace(year=year + end.year - first.year)
    return replace(months, stretches=(moved,), said=None)


def month_of(year: int, month: int) -> Day:
    """A whole month; months past December are those of the next years."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    length = calendar.monthrange(first.year, first.month)[1]
    return Day(((first, first + timedelta(days=length)),), grain="month", said=(0, first.month, None))


def year_of(year: int) -> Day:
    """A whole year."""
    return Day(((date(year, 1, 1), date(year + 1, 1, 1)),), grain="month")


def quarter_of(year: int, number: int) -> Day:
    """A quarter of a year; those past the fourth are of the next years."""
    first, last = month_of(year, 3 * number - 2), month_of(year, 3 * number)
    return Day(((first.first, last.stretches[0][1]),), grain="month")


def numbered_week(number: int, today: date) -> Day:
    """The calendar week of that ISO number that is not over yet; none if no year has it."""
    for year in (today.year, today.year + 1):
        try:
            first = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if first + timedelta(days=7) > today:
            return Day(((first, first + timedelta(days=7)),), grain="week")
    return Day(())


def third_of(whole: Day, third: str) -> Day:
    """Beginning, middle or end (see ``THIRDS``) of a week or a month; of what is longer the month that lies there."""
    if whole.grain not in ("week", "month"):
        return whole
    first, last = whole.stretches[0]
    if last - first > timedelta(days=31):
        months = {"beginning": first, "middle": first + (last - first) / 2, "ending": last - timedelta(days=1)}
        return month_of(months[third].year, months[third].month)
    start, end = (THIRDS if whole.grain == "month" else _WEEK_THIRDS)[third]
    stop = last if third == "ending" else first + timedelta(days=end)
    return Day(((first + timedelta(days=start), stop),), grain=whole.grain)


def nth_of(month: Day, nth: int, weekday: int | None, unit: str | None) -> Day | None:
    """The nth day, weekday, week or half of a month, counted from its end if ``nth`` is -1; None if it has none."""
    first, end = month.stretches[0]
    if unit == "half":
        middle = first + timedelta(days=(end - first).days // 2)
        return {1: Day(((first, middle),), month.grain), 2: Day(((middle, end),), month.grain)}.get(nth % 3)
    if unit == "week":
        monday = first + timedelta(days=-first.weekday() % 7 if first.weekday() > 3 else -first.weekday())
        last = end - timedelta(days=1)
        begin = monday + timedelta(weeks=nth - 1) if nth > 0 else last - timedelta(days=last.weekday())
        return Day(((begin, begin + timedelta(days=7)),), grain="week")
    days = [first + timedelta(days=offset) for offset in range((end - first).days)]
    wanted = WORKDAYS if unit == "workday" else range(7) if weekday is None else (weekday,)
    fitting = [day for day in days if day.weekday() in wanted]
    place = nth - 1 if nth > 0 else -1
    return one_day(fitting[place]) if place < len(fitting) else None


def shifted(day: Day, days: int, months: int = 0) -> Day:
    """The day some days and months later; a month too short ends on its last day."""
    first = day.first + timedelta(days=days)
    if months:
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        length = calendar.monthrange(year, month + 1)[1]
        first = date(year, month + 1, min(first.day, length))
    return one_day(first, confidence=day.confidence)


def resolved(said: SaidDate, today: date) -> Day:
    """The date on or after ``today`` that the said day, month and year mean; none if it cannot exist."""
    day, month, year = said
    if year is not None and month is not None:
        choices = [(year, month)]
    elif month is not None:
        choices = [(today.year + ahead, month) for ahead in range(9)]
    else:
        choices = [divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in range(13)]
        choices = [(at_year, at_month + 1) for at_year, at_month in choices]
    for at_year, at_month in choices:
        if 1 <= at_month <= 12 and 1 <= day <= calendar.monthrange(at_year, at_month)[1]:
            found = date(at_year, at_month, day)
            if found >= today or year is not None:
                doubt = _JUST_OVER if month and year is None and found - today > _LONG_AHEAD else 1.0
                return replace(one_day(found, doubt), said=said)
    return Day((), said=said)
