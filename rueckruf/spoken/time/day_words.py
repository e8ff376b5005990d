"""The words of days: weekdays, "übermorgen", "in zwei Wochen", "Montag in acht Tagen".

Every function reads at a place and returns the day with the place after it, or None. Dates: ``date_words``;
weeks: ``week_words``; months: ``month_words``; feasts and seasons: ``feast_words``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import (
    Day,
    in_week,
    one_day,
    resolved,
    shifted,
    week_of,
    weekly,
)
from rueckruf.spoken.time.clock_words import is_swiss_hour
from rueckruf.spoken.time.date_words import any_date, date_at
from rueckruf.spoken.time.feast_words import beside_feast, eve_of_feast, feast_at, season_at
from rueckruf.spoken.time.following import following_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.month_words import named_month, nth_at, quarter_at, third_at
from rueckruf.spoken.time.week_words import week_at
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import LONGEST_RUN, MISHEARD_DOUBT, Words

_UNIT_DAYS = {"day": 1, "week": 7}
_DISAGREEMENT = 0.4
_LATER_MONTH = 0.6
_BESIDE = timedelta(days=3)
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
    return next(filter(None, (read(words, index, today) for read in readers)), None)


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
    behind = place + (words.mark(place, ".") and words.close(place))  # "Mi.", but "Mittwoch." may end its sentence
    alone = day, behind if words.has(place - 1, "short_weekday") else place
    return _weekday_in_week(words, behind, weekday, today) or _with_date(words, behind, weekday, today) or alone


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
    """ "Montag, den 18. Februar": the date counts; a weekday that does not fit it raises doubt.

    Unless the weekday is refused, then the date is another day: "nicht am Donnerstag *am vierten*".
    """
    place = index + 1 if words.mark(index, ",") else index
    introduced = words.has(place, "dated")
    found = date_at(words, place + 1 if introduced else place, today, alone=introduced)
    if found is None or (introduced and is_swiss_hour(words, place) and found[1] == place + 2):
        return None
    day, place = found
    if day.stretches and day.first.weekday() != weekday:
        if _is_refused(words, index - 1):
            return None
        day = _on_weekday(day, weekday) or replace(day, confidence=_DISAGREEMENT)
    return day, place


def _is_refused(words: Words, weekday: int) -> bool:
    """Whether "nicht" stands before the weekday."""
    before = weekday - 1
    while words.has(before, "glue", "day_number_opener") and not words.has(before, "clause"):
        before -= 1
    return words.has(before, "not")


def _on_weekday(day: Day, weekday: int) -> Day | None:
    """ "Freitag, der 13.": without a month, the next one that falls on that weekday."""
    if day.said is None or day.said[1] is not None:
        return None
    later = (resolved(day.said, day.first + timedelta(days=31 * ahead - 3)) for ahead in range(1, 12))
    fitting = (found for found in later if found.stretches and found.first.weekday() == weekday)
    return next((replace(found, confidence=_LATER_MONTH) for found in fitting), None)


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
    if not words.say("unit"):
        return None
    days = months = 0
    place = index
    for _ in range(LONGEST_RUN):
        at = place + 1 if place > index and words.among(place, "joining_lengths") else place
        if at == index:
            at = past_about(words, at)
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


def counts_to_hour(words: Words, index: int) -> bool:
    """Whether "nach zwei Tagen" at ``index`` has an hour behind it: it is that day, and not all after it."""
    found = day_count(words, index + 1) if words.among(index, "counted_after") else None
    if found is None:
        return False
    place = found[2]
    return words.has(place, "at", "about_hour") or (words.has(place, "number") and words.has(place + 1, "oclock"))


def past_about(words: Words, index: int) -> int:
    """The place after what makes a length rough or exact: "etwa", "ca.", "fast", "gut", "genau"."""
    return words.skip(index, "about", "nearly", "exactly", among=small_words("short_about"))


def _counted(words: Words, index: int, today: date) -> FoundDay:
    """ "in zwei Wochen", "zwei Wochen und sechs Tage ab Samstag", "drei Tage vor Ostern"."""
    opened = words.has(index, "in") or words.among(index, "about_behind") or counts_to_hour(words, index)
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
    if words.has(place, "reckoned_from"):
        base = _core(words, words.skip(place + 1, "glue"), today, _PLAIN_READERS)
        if base and base[0].stretches and not words.has(base[1], "range_to"):
            sign = -1 if words.among(place, "ago") else 1
            return shifted(base[0], sign * days, sign * months), base[1]
    return None


_PLAIN_READERS: Sequence[_DayReader] = (
    _relative,
    nth_at,
    beside_feast,
    eve_of_feast,
    _weekday,
    third_at,
    week_at,
    any_date,
    named_month,
    feast_at,
    season_at,
    quarter_at,
)


def _shortly(words: Words, index: int, today: date) -> FoundDay:
    """ "*Kurz vor* Weihnachten", "kurz nach dem Ersten": one of the three days beside it."""
    if not words.has(index, "shortly") or not words.has(index + 1, "before", "after"):
        return None
    place = words.skip(index + 2, "glue")
    if words.has(index + 2, "number", "article") or words.has(place, "ending"):
        return None  # "kurz vor zehn", "kurz vor Monatsende"
    found = _core(words, place, today, _PLAIN_READERS)
    if found is None or not found[0].stretches:
        return None
    first, after = found[0].stretches[0]
    beside = (after, after + _BESIDE) if words.has(index + 1, "after") else (max(today, first - _BESIDE), first)
    return (Day((beside,), grain="week"), found[1]) if beside[0] < beside[1] else None


def _following(words: Words, index: int, today: date) -> FoundDay:
    return following_at(words, index, today, day_at) if words.counts_on else None


_READERS: Sequence[_DayReader] = (_following, _shortly, *_PLAIN_READERS, _counted)
