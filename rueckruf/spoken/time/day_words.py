"""The words of days: weekdays, months, feasts, "in zwei Wochen", "letzter Montag im März".

Every function reads at a place and returns the day with the place after it, or None. Dates: ``date_words``;
weeks: ``week_words``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import (
    THIRDS,
    Day,
    feast,
    in_week,
    month_of,
    nth_of,
    one_day,
    resolved,
    shifted,
    third_of,
    week_of,
    weekly,
    year_of,
)
from rueckruf.spoken.time.date_words import any_date, date_at, year_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.week_words import week_at
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import LONGEST_RUN, MISHEARD_DOUBT, Words

_UNIT_DAYS = {"day": 1, "week": 7}
_DISAGREEMENT = 0.4
_LATER_MONTH = 0.6
_BEFORE_FEASTS = (
    "glue",
    "from",
    "until",
    "after",
    "before",
    "range_opener",
    "range_to",
    "also",
    "either",
)
FoundDay = tuple[Day, int] | None
_DayReader = Callable[[Words, int, date], FoundDay]


def day_at(words: Words, index: int, today: date) -> FoundDay:
    """The day that begins at ``index``."""
    place = index, today
    if place not in words.days:
        words.days[place] = _read(words, index, today)
    found: FoundDay = words.days[place]
    return found


def _read(words: Words, index: int, today: date) -> FoundDay:
    found = _core(words, index, today, _READERS)
    if found is None:
        return None
    day, place = found
    if not day.stretches:
        return found
    if any(words.has(at, "misheard") for at in range(index, place)):
        day = replace(day, confidence=day.confidence * MISHEARD_DOUBT)
    return _moved(words, place, day) or (day, place)


def _core(words: Words, index: int, today: date, readers: Sequence[_DayReader]) -> FoundDay:
    for read in readers:
        found = read(words, index, today)
        if found:
            return found
    return None


def _relative(words: Words, index: int, today: date) -> FoundDay:
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
    if beside or words.among(index - 1, "before_part"):
        return True
    dotted = before.folded == "." and bool(words[index - 2].digits)
    return dotted or "ordinal" in before.senses


def _weekday(words: Words, index: int, today: date) -> FoundDay:
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
    elif words.has(index, "this") and weekday > today.weekday():
        day = in_week(week_of(today), weekday)
    else:
        day = weekly(first, weekday, count=2 if words.has(index, "next") else 3)
    place += 1
    if words.mark(place, ".") and words.close(place):
        place += 1
    return _weekday_in_week(words, place, weekday, today) or _with_date(words, place, weekday, today) or (day, place)


def _weekday_in_week(words: Words, index: int, weekday: int, today: date) -> FoundDay:
    """ "Mittwoch der nächsten Woche", "Mittwoch in zwei Wochen", "Mittwoch nach dem nächsten"."""
    place = words.skip(index, "glue")
    found = week_at(words, place, today)
    if found and found[0].grain == "week":
        return in_week(found[0], weekday), found[1]
    if words.among(index, "counted_after") and words.among(index + 1, "after_bound") and words.has(index + 2, "next"):
        first = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        return one_day(first + timedelta(days=7)), index + 3
    return None


def _with_date(words: Words, index: int, weekday: int, today: date) -> FoundDay:
    """ "Montag, den 18. Februar": the date counts; a weekday that does not fit it raises doubt."""
    place = index + 1 if words.mark(index, ",") else index
    introduced = words.has(place, "dated")
    found = date_at(words, place + 1 if introduced else place, today, alone=introduced)
    if found is None:
        return None
    day, place = found
    if day.stretches and day.first.weekday() != weekday:
        day = _on_weekday(day, weekday) or replace(day, confidence=_DISAGREEMENT)
    return day, place


def _on_weekday(day: Day, weekday: int) -> Day | None:
    """ "Freitag, der 13.": without a month, the next one that falls on that weekday."""
    if day.said is None or day.said[1] is not None:
        return None
    later = (resolved(day.said, day.first + timedelta(days=31 * ahead - 3)) for ahead in range(1, 12))
    fitting = (found for found in later if found.stretches and found.first.weekday() == weekday)
    return next((replace(found, confidence=_LATER_MONTH) for found in fitting), None)


def _named_month(words: Words, index: int, today: date) -> FoundDay:
    """ "im Oktober", "Oktober 2014"; a bare name may be a person."""
    month = words.get(index, "month")
    if not month:
        return None
    after = index + 2 if words.mark(index + 1, ".") and words.close(index + 1) else index + 1
    year, place = year_at(words, after)
    placed = words.has(index - 1, "from", "until", "before", "after", "beginning", "middle", "ending", "range_to")
    if not (year or placed or words.among(index - 1, "before_month") or len(words) == 1):
        return None
    return month_of(year or today.year + (month < today.month), month), place


def _third(words: Words, index: int, today: date) -> FoundDay:
    """ "Anfang Oktober", "Mitte nächster Woche", "Ende des Monats", "Ende des Tages"."""
    third = next((name for name in THIRDS if words.has(index, name)), None)
    if third is None:
        return None
    place = words.skip(index + 1, "glue")
    current = {
        "day": one_day(today),
        "week": week_of(today),
        "month": month_of(today.year, today.month),
        "year": year_of(today.year),
    }
    whole = current.get(words.get(place, "unit") or "")
    found = (whole, place + 1) if whole else week_at(words, place, today) or _named_month(words, place, today)
    return None if found is None else (third_of(found[0], third), found[1])


def _nth(words: Words, index: int, today: date) -> FoundDay:
    """ "erster Dienstag im Oktober", "letzter Tag im Oktober 2015", "dritte Woche im März"."""
    nth = -1 if words.has(index, "last") else words.get(index, "ordinal")
    weekday, unit = words.get(index + 1, "weekday"), words.get(index + 1, "unit")
    if nth is None or (weekday is None and unit not in ("day", "week")):
        return None
    place = words.skip(index + 2, among=small_words("before_month_of_day"))
    months, place = _months_at(words, place, today)
    if not months:
        return None
    choices = [nth_of(whole, nth, weekday, unit) for whole in months]
    days = [day for day in choices if day and (day.stretches[0][1] > today or len(months) == 1)]
    return (days[0] if days else Day(())), place


def _months_at(words: Words, index: int, today: date) -> tuple[list[Day], int]:
    """The months that may be meant: of a named one those of two years, where its year is not said; none for none."""
    month = words.get(index, "month")
    if month:
        year, place = year_at(words, index + 1)
        return [month_of(one, month) for one in ([year] if year else [today.year, today.year + 1])], place
    found = week_at(words, index, today)
    return ([found[0]], found[1]) if found and found[0].grain == "month" else ([], index)


def _moved(words: Words, index: int, day: Day) -> FoundDay:
    """ "heute in einer Woche", "Montag in acht Tagen": idiom counts the first day in."""
    if day.grain != "day" or not words.among(index, "counted_on"):
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
    for _ in range(LONGEST_RUN):
        at = place + 1 if place > index and words.among(place, "joining_lengths") else place
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


def _counted(words: Words, index: int, today: date) -> FoundDay:
    """ "in zwei Wochen", "zwei Wochen und sechs Tage ab Samstag", "drei Tage nach morgen"."""
    opened = words.has(index, "in")
    found = day_count(words, index + 1 if opened else index)
    if found is None:
        return None
    days, months, place = found
    if opened:
        counted = shifted(one_day(today), days, months)
        at = place + words.among(place, "before_counted_weekday")
        weekday = weekday_at(words, at)
        if weekday is not None and days % 7 == 0:
            return in_week(week_of(counted.first), weekday), at + 1
        return counted, place
    if words.has(place, "reckoned_from") and not words.among(place, "ago"):
        base = _core(words, words.skip(place + 1, "glue"), today, _PLAIN_READERS)
        if base and base[0].stretches:
            return shifted(base[0], days, months), base[1]
    return None


def _feast(words: Words, index: int, today: date) -> FoundDay:
    key = words.get(index, "named_day")
    # some are given names too: "Notieren Sie bitte Nikolaus"
    asked = words.among(index - 1, "requesting") and not words[index + 1].senses and words[index + 1].folded.isalpha()
    placed = index == 0 or (words.has(index - 1, *_BEFORE_FEASTS) and not asked)
    if not key or not placed:
        return None
    year, place = year_at(words, index + 1)
    for at_year in [year] if year else [today.year, today.year + 1]:
        found = feast(key, at_year)
        if found >= today or year:
            return one_day(found), place
    return None


_PLAIN_READERS: Sequence[_DayReader] = (
    _relative,
    _nth,
    _weekday,
    _third,
    week_at,
    any_date,
    _named_month,
    _feast,
)
_READERS: Sequence[_DayReader] = (*_PLAIN_READERS, _counted)
