"""Calendar days: weekdays, dates, weeks, months, feasts, "in zwei Wochen", "letzter Montag im März".

Every function reads at a place and returns the :class:`Day` with the place after it, or None.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rueckruf.spoken.time_words import MISHEARD_DOUBT, Words

Stretch = tuple[date, date]
Said = tuple[int, int | None, int | None]
_UNIT_DAYS = {"day": 1, "week": 7}
_DISAGREEMENT = 0.4
_THIRDS = {"beginning": (0, 10), "middle": (10, 20), "ending": (20, 31)}
_WEEK_THIRDS = {"beginning": (0, 2), "middle": (1, 4), "ending": (3, 5)}


@dataclass(frozen=True)
class Day:
    """A day or a longer stretch of days.

    ``stretches`` are the candidates, first day and day after the last, nearest first; there are several only
    where the time of day decides ("Dienstag" on a Tuesday). An impossible date has none.
    ``weekday`` and ``said`` (day, month, year) keep the words, so that a week, a month or the other end of a
    range can still complete them.
    """

    stretches: tuple[Stretch, ...]
    grain: str = "day"
    weekday: int | None = None
    said: Said | None = None
    confidence: float = 1.0

    @property
    def first(self) -> date:
        """The first day of the nearest candidate."""
        return self.stretches[0][0]


Found = tuple[Day, int] | None


def one_day(day: date, **more: float) -> Day:
    """A single day without a choice."""
    return Day(((day, day + timedelta(days=1)),), **more)


def day_at(words: Words, index: int, today: date) -> Found:
    """The day that begins at ``index``."""
    found = _core(words, index, today)
    if found is None:
        return None
    day, place = found
    if not day.stretches:
        return found
    if any(words.has(at, "misheard") for at in range(index, place)):
        day = replace(day, confidence=day.confidence * MISHEARD_DOUBT)
    return _moved(words, place, day) or (day, place)


def _core(words: Words, index: int, today: date) -> Found:
    for read in _READERS:
        found = read(words, index, today)
        if found:
            return found
    return None


# --- near days ------------------------------------------------------------------------------------------


def _relative(words: Words, index: int, today: date) -> Found:
    days = words.get(index, "relative_day")
    if days is None or is_morning(words, index):
        return None
    return one_day(today + timedelta(days=days)), index + 1


def is_morning(words: Words, index: int) -> bool:
    """Whether "morgen" or "früh" at ``index`` is a part of the day: it follows a day or "am"."""
    if not words.has(index, "part_beside_day"):
        return False
    before = words[index - 1]
    beside = before.senses.keys() & {"weekday", "relative_day", "habit", "month", "named_day"}
    if beside or before.folded in ("am", "an diesem", "des", "jeden"):
        return True
    dotted = before.folded == "." and bool(words[index - 2].digits)
    return dotted or "ordinal" in before.senses


def _weekday(words: Words, index: int, today: date) -> Found:
    which = words.has(index, "next", "after_next", "this")
    place = index + 1 if which else index
    weekday = weekday_at(words, place)
    if weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    first = today + timedelta(days=ahead)
    if words.has(index, "next", "after_next") and ahead == 0:
        first += timedelta(days=7)
    if words.has(index, "after_next"):
        day = one_day(first + timedelta(days=7))
    else:
        day = weekly(first, weekday, count=2 if words.has(index, "next") else 3)
    place += 1
    if words.mark(place, ".") and words.close(place):
        place += 1
    return _weekday_in_week(words, place, weekday, today) or _with_date(words, place, weekday, today) or (day, place)


def weekly(first: date, weekday: int, count: int = 3) -> Day:
    """The weekday ``first`` and the same one in the weeks after."""
    dates = [first + timedelta(days=7 * week) for week in range(count)]
    return Day(tuple((day, day + timedelta(days=1)) for day in dates), weekday=weekday)


def weekday_at(words: Words, index: int) -> int | None:
    """The weekday named at ``index``; short names only where nothing else can be meant."""
    weekday: int | None = words.get(index, "weekday")
    if weekday is not None:
        return weekday
    short: int | None = words.get(index, "short_weekday")
    if short is None:
        return None
    follower = words[index + 1]
    dotted = follower.folded == "." and words.close(index + 1)
    if words[index].folded == "so":
        dated = (bool(follower.digits) and words.mark(index + 2, ".")) or "ordinal" in follower.senses
        return short if dated or (dotted and not words[index].raw.isupper()) else None
    alone = len(words) == 1 or words.has(index - 1, "next", "this") or words[index - 1].folded in ("am", "von", "bis")
    beside = follower.folded in (",", "-", "–", "/") or follower.senses.keys() & {"number", "ordinal", "part", "at"}
    return short if dotted or alone or beside else None


def _weekday_in_week(words: Words, index: int, weekday: int, today: date) -> Found:
    """ "Mittwoch der nächsten Woche", "Mittwoch in zwei Wochen", "Mittwoch nach dem nächsten"."""
    place = index
    while words.has(place, "glue") or words.mark(place, ","):
        place += 1
    found = _week(words, place, today)
    if found and found[0].grain == "week":
        return in_week(found[0], weekday), found[1]
    if words[index].folded == "nach dem" and words.has(index + 1, "next"):
        first = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        return one_day(first + timedelta(days=7)), index + 2
    return None


def in_week(week: Day, weekday: int) -> Day:
    """A weekday within a week, or the first one in a longer stretch."""
    first = week.first
    day = one_day(first + timedelta(days=(weekday - first.weekday()) % 7), confidence=week.confidence)
    return replace(day, weekday=weekday)


def _with_date(words: Words, index: int, weekday: int, today: date) -> Found:
    """ "Montag, den 18. Februar": the date counts; a weekday that does not fit it raises doubt."""
    place = index + 1 if words.mark(index, ",") else index
    introduced = words.has(place, "dated")
    found = _date(words, place + 1 if introduced else place, today, alone=introduced)
    if found is None:
        return None
    day, place = found
    if day.stretches and day.first.weekday() != weekday:
        day = replace(day, confidence=_DISAGREEMENT)
    return day, place


# --- weeks, months and stretches ------------------------------------------------------------------------


def _week(words: Words, index: int, today: date) -> Found:
    offset = which_at(words, index)
    place = index if offset is None else index + 1
    monday = today - timedelta(days=today.weekday())
    if offset is None and words.has(index, "week_number") and words.get(index + 1, "number"):
        return _numbered_week(words.get(index + 1, "number"), today, index + 2)
    if words.has(place, "weekend"):
        friday = monday + timedelta(days=4 + 7 * (offset or 0))
        return Day(((friday, friday + timedelta(days=3)),), grain="weekend"), place + 1
    if offset is None:
        return None
    if words.get(place, "unit") == "week":
        first = monday + timedelta(days=7 * offset)
        week = Day(((first, first + timedelta(days=7)),), grain="week")
        return _weekday_of(words, place + 1, week) or (week, place + 1)
    if words.get(place, "unit") == "month":
        return _month(today.year, today.month + offset), place + 1
    if words.get(place, "unit") == "day" and offset == 0:
        return one_day(today), place + 1
    month = words.get(place, "month")
    if month and not words.has(place + 1, "number"):
        later = month < today.month or (month == today.month and offset > 0)
        return _month(today.year + later + max(offset - 1, 0), month), place + 1
    return None


def which_at(words: Words, index: int) -> int | None:
    """0 for this, 1 for next, 2 for the one after, else None."""
    for offset, sense in enumerate(("this", "next", "after_next")):
        if words.has(index, sense):
            return offset
    return None


def _weekday_of(words: Words, index: int, week: Day) -> Found:
    """ "nächste Woche Dienstag", "nächste Woche am Dienstag"."""
    place = index
    while words[place].folded in ("am", ",", "den", "der"):
        place += 1
    weekday = weekday_at(words, place)
    return None if weekday is None else (in_week(week, weekday), place + 1)


def _numbered_week(number: int, today: date, place: int) -> Found:
    for year in (today.year, today.year + 1):
        try:
            first = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if first + timedelta(days=7) > today:
            return Day(((first, first + timedelta(days=7)),), grain="week"), place
    return Day(()), place


def _month(year: int, month: int) -> Day:
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    length = calendar.monthrange(first.year, first.month)[1]
    return Day(((first, first + timedelta(days=length)),), grain="month", said=(0, first.month, None))


def _named_month(words: Words, index: int, today: date) -> Found:
    """ "im Oktober", "Oktober 2014"; a bare name may be a person."""
    month = words.get(index, "month")
    if not month:
        return None
    year, place = _year(words, index + 1)
    placed = words.has(index - 1, "from", "until", "before", "after", "beginning", "middle", "ending", "range_to")
    if not (year or placed or words[index - 1].folded in ("im", "in", "den", "des") or len(words) == 1):
        return None
    return _month(year or today.year + (month < today.month), month), place


def _third(words: Words, index: int, today: date) -> Found:
    """ "Anfang Oktober", "Mitte nächster Woche", "Ende des Monats", "Ende des Tages"."""
    third = next((name for name in _THIRDS if words.has(index, name)), None)
    if third is None:
        return None
    place = index + 1
    while words.has(place, "glue"):
        place += 1
    unit = {"week": _this_week, "month": lambda day: _month(day.year, day.month), "day": one_day}
    read: Callable[[date], Day] | None = unit.get(words.get(place, "unit") or "")
    if read:
        found: Found = (read(today), place + 1)
    else:
        found = _week(words, place, today) or _named_month(words, place, today)
    return None if found is None else (_part_of(found[0], third), found[1])


def _this_week(today: date) -> Day:
    monday = today - timedelta(days=today.weekday())
    return Day(((monday, monday + timedelta(days=7)),), grain="week")


def _part_of(whole: Day, third: str) -> Day:
    if whole.grain not in ("week", "month"):
        return whole
    first, last = whole.stretches[0]
    start, end = (_THIRDS if whole.grain == "month" else _WEEK_THIRDS)[third]
    stop = last if third == "ending" else first + timedelta(days=end)
    return Day(((first + timedelta(days=start), stop),), grain=whole.grain)


def _nth(words: Words, index: int, today: date) -> Found:
    """ "erster Dienstag im Oktober", "letzter Tag im Oktober 2015", "dritte Woche im März"."""
    nth = -1 if words.has(index, "last") else words.get(index, "ordinal")
    weekday, unit = words.get(index + 1, "weekday"), words.get(index + 1, "unit")
    if nth is None or (weekday is None and unit not in ("day", "week")):
        return None
    place = index + 2
    while words[place].folded in ("im", "in", "des", "vom", "von"):
        place += 1
    month = words.get(place, "month")
    if month:
        year, place = _year(words, place + 1)
        years = [year] if year else [today.year, today.year + 1]
        months = [_month(one, month) for one in years]
    else:
        found = _week(words, place, today)
        if found is None or found[0].grain != "month":
            return None
        months, place = [found[0]], found[1]
    choices = [_nth_in(whole, nth, weekday, unit) for whole in months]
    days = [day for day in choices if day and (day.stretches[0][1] > today or len(months) == 1)]
    return (days[0] if days else Day(())), place


def _nth_in(month: Day, nth: int, weekday: int | None, unit: str | None) -> Day | None:
    first, end = month.stretches[0]
    if unit == "week":
        monday = first + timedelta(days=-first.weekday() % 7 if first.weekday() > 3 else -first.weekday())
        last = end - timedelta(days=1)
        begin = monday + timedelta(weeks=nth - 1) if nth > 0 else last - timedelta(days=last.weekday())
        return Day(((begin, begin + timedelta(days=7)),), grain="week")
    days = [first + timedelta(days=offset) for offset in range((end - first).days)]
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    place = nth - 1 if nth > 0 else -1
    return one_day(fitting[place]) if place < len(fitting) else None


# --- moved days -----------------------------------------------------------------------------------------


def _moved(words: Words, index: int, day: Day) -> Found:
    """ "heute in einer Woche", "Montag in acht Tagen": idiom counts the first day in."""
    if day.grain != "day" or words[index].folded not in ("in", "über"):
        return None
    found = day_count(words, index + 1)
    if found is None:
        return None
    days, months, place = found
    days = {8: 7, 15: 14}.get(days, days)
    return shifted(day, days, months), place


def day_count(words: Words, index: int) -> tuple[int, int, int] | None:
    """Days, months and the place after "zwei Wochen und drei Tagen"; None for anything finer or nothing."""
    days = months = 0
    place = index
    while True:
        at = place + 1 if place > index and words[place].folded in ("und", ",") else place
        if words.has(at, "about") and at == index:
            at += 1
        count = 1 if words.has(at, "article") else words.get(at, "number")
        if words.has(at, "a_few"):
            count = 2
        unit = words.get(at + 1, "unit")
        if count is None or unit not in ("day", "week", "month"):
            break
        if unit == "month":
            months += count
        else:
            days += count * _UNIT_DAYS[unit]
        place = at + 2
    return None if place == index else (days, months, place)


def shifted(day: Day, days: int, months: int = 0) -> Day:
    """The day some days and months later; a month too short ends on its last day."""
    first = day.first + timedelta(days=days)
    if months:
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        length = calendar.monthrange(year, month + 1)[1]
        first = date(year, month + 1, min(first.day, length))
    return one_day(first, confidence=day.confidence)


def _counted(words: Words, index: int, today: date) -> Found:
    """ "in zwei Wochen", "zwei Wochen und sechs Tage ab Samstag", "drei Tage nach morgen"."""
    opened = words.has(index, "in")
    found = day_count(words, index + 1 if opened else index)
    if found is None:
        return None
    days, months, place = found
    if opened:
        counted = shifted(one_day(today), days, months)
        weekday = weekday_at(words, place + 1 if words[place].folded == "am" else place)
        if weekday is not None and days % 7 == 0:
            return in_week(_this_week(counted.first), weekday), place + (2 if words[place].folded == "am" else 1)
        return counted, place
    if words.has(place, "reckoned_from") and words[place].folded != "vor":
        at = place + 1
        while words.has(at, "glue"):
            at += 1
        base = day_at(words, at, today)
        if base and base[0].stretches:
            return shifted(base[0], days, months), base[1]
    return None


# --- dates ----------------------------------------------------------------------------------------------


def _any_date(words: Words, index: int, today: date) -> Found:
    return _date(words, index, today, alone=words.has(index - 1, "day_number_opener"))


def _date(words: Words, index: int, today: date, alone: bool) -> Found:
    """A date in words or digits; ``alone`` allows a day without its month ("am siebten")."""
    said = _iso(words, index) or _month_first(words, index) or _day_first(words, index, alone)
    if said is None:
        return None
    parts, place = said
    return resolved(parts, today), place


def resolved(said: Said, today: date) -> Day:
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
                return replace(one_day(found), said=said)
    return Day((), said=said)


def day_number(words: Words, index: int) -> tuple[int, int, bool] | None:
    """Number, place after it, and whether it is an ordinal: "fünfzehnten", "15.", "15ten", "15"."""
    position = words.get(index, "ordinal")
    if position is not None:
        return position, index + 1, True
    number = words.get(index, "number")
    if number is None or len(words[index].digits) > 2:
        return None
    if words.has(index + 1, "ordinal_ending") and words.close(index + 1):
        return number, index + 2, True
    if words[index].digits and words.mark(index + 1, ".") and words.close(index + 1):
        return number, index + 2, True
    return number, index + 1, False


def _day_first(words: Words, index: int, alone: bool) -> tuple[Said, int] | None:
    found = day_number(words, index)
    if found is None:
        return None
    number, place, dotted = found
    month = words.get(place, "month")
    if month:
        place += 1
        if words.mark(place, ".") and words.close(place):
            place += 1
        year, place = _year(words, place)
        return (number, month, year), place
    if words[index].digits:
        numeric = _numeric_month(words, index, number, place, dotted)
        if numeric:
            return numeric
    named = words.get(place, "ordinal")
    if dotted and named is not None and not words[index].digits and named <= 12 and not words.has(place + 1, "month"):
        year, place = _year(words, place + 1)
        return (number, named, year), place
    if alone and _stands_alone(words, index, place, dotted):
        return (number, None, None), place
    return None


def _numeric_month(words: Words, index: int, day: int, place: int, dotted: bool) -> tuple[Said, int] | None:
    """The rest of "3. 12.", "3.12.2026", "25/4", "3/3/15"."""
    slashed = words.mark(place, "/") and words.close(place)
    at = place + 1 if slashed else place
    month = words[at].digits
    if not (dotted or slashed) or not 0 < len(month) <= 2 or _in_number(words, index, at):
        return None
    if words.mark(at + 1, ":") or words.has(at + 1, "oclock") or (int(month) > 31 and not words.close(at)):
        return None
    if dotted and 12 < int(month) < 60 and day <= 24 and len(month) == 2 and not words.mark(at + 1, "."):
        return None
    if slashed and (int(month) > 12 or words.mark(at + 1, ".")):
        return None
    end = at + 1
    separated = words[end].folded in (".", "/") and words.close(end)
    year, after = _year(words, end + 1 if separated else end, short=separated)
    return (day, int(month), year), after if year else (end + 1 if separated and words.mark(end, ".") else end)


def _in_number(words: Words, index: int, last: int) -> bool:
    """Whether a row of digits and full stops goes on before or after: then it is dictated, not a date."""
    before = words.mark(index - 1, ".") and bool(words[index - 2].digits) and len(words[index].digits) == 1
    after = words.mark(last + 1, ".") and bool(words[last + 2].digits) and words.mark(last + 3, ".")
    return before or (after and bool(words[last + 4].digits))


def _stands_alone(words: Words, index: int, place: int, dotted: bool) -> bool:
    follower = words[place]
    counted = follower.senses.keys() & {"unit", "weekday", "oclock", "counted", "phone", "half", "quarter"}
    if counted or follower.folded in (":", "%", "€") or words.has(place, "month"):
        return False
    if dotted:
        # "ab 5." at the end of a sentence is an hour and a full stop
        return not (place >= len(words) and words[index - 1].folded in ("ab", "bis") and words[index].digits)
    clocked = words[index - 1].folded in ("am", "vom") and bool(words[index].digits)
    return clocked and not follower.senses.keys() & {"number", "after", "before"}


def _month_first(words: Words, index: int) -> tuple[Said, int] | None:
    """ "Februar 15", "Aug 8", "märz drei"."""
    month = words.get(index, "month")
    place = index + 1
    if not month:
        return None
    if words.mark(place, ".") and words.close(place):
        place += 1
    found = day_number(words, place)
    if found is None or not 1 <= found[0] <= 31:
        return None
    number, after, _ = found
    follower = words[after]
    if follower.folded in (":", "h") or follower.senses.keys() & {"oclock", "month", "unit", "ordinal"}:
        return None
    if words.mark(after, ",") and words.get(after + 1, "number"):
        year, later = _year(words, after + 1)
        if year:
            return (number, month, year), later
    year, after = _year(words, after)
    return (number, month, year), after


def _iso(words: Words, index: int) -> tuple[Said, int] | None:
    if len(words[index].digits) != 4 or not (words.mark(index + 1, "-") and words.mark(index + 3, "-")):
        return None
    month, day = words[index + 2].digits, words[index + 4].digits
    if not month or not day:
        return None
    return (int(day), int(month), int(words[index].digits)), index + 5


def _year(words: Words, index: int, short: bool = False) -> tuple[int | None, int]:
    """A year of four digits, in words, or ``short`` ("3.3.15"); None and the same place if there is none."""
    number, digits = words.get(index, "number"), words[index].digits
    if number is None or words.mark(index + 1, ":") or words.has(index + 1, "oclock", "unit"):
        return None, index
    if 1900 <= number < 2100:
        return number, index + 1
    if short and len(digits) == 2 and words.close(index):
        return 2000 + number, index + 1
    rest = words.get(index + 1, "number")
    if number == 20 and rest and 10 <= rest < 100 and not digits and not words.has(index + 2, "oclock"):
        return 2000 + rest, index + 2
    return None, index


# --- feasts ---------------------------------------------------------------------------------------------


def _feast(words: Words, index: int, today: date) -> Found:
    key = words.get(index, "named_day")
    if not key:
        return None
    year, place = _year(words, index + 1)
    for at_year in [year] if year else [today.year, today.year + 1]:
        found = _feast_in(key, at_year)
        if found >= today or year:
            return one_day(found), place
    return None


def _feast_in(key: str, year: int) -> date:
    if key.startswith("easter"):
        return _easter(year) + timedelta(days=int(key.removeprefix("easter")))
    month, day = map(int, key.split("-"))
    return date(year, month, day)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Gauss's rule in Lichtenberg's form)."""
    century = year // 100
    shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    moon = (19 * (year % 19) + shift) % 30
    moon -= (moon + year % 19 // 11) // 29
    border = 21 + moon
    sunday = 7 - (year + year // 4 + 2 - (3 * century + 3) // 4) % 7
    return date(year, 3, 1) + timedelta(days=border + 7 - (border - sunday) % 7 - 1)


_READERS: tuple[Callable[[Words, int, date], Found], ...] = (
    _relative,
    _nth,
    _weekday,
    _third,
    _week,
    _any_date,
    _counted,
    _named_month,
    _feast,
)
