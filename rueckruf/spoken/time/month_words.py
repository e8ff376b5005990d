"""The words of months and of what lies in them: "im Oktober", "Ende Juli", "letzter Montag im März"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import (
    THIRDS,
    Day,
    month_of,
    nth_of,
    one_day,
    quarter_of,
    third_of,
    week_of,
    year_of,
)
from rueckruf.spoken.time.date_words import day_number, year_at
from rueckruf.spoken.time.feast_words import season_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.week_words import week_at, which_at
from rueckruf.spoken.time.words import LONGEST_RUN, Words

FoundDay = tuple[Day, int] | None
_QUARTERS = range(1, 5)
_JOINTS = ("range_to", "range_and", "either", "also")
#: "Nächsten Monat".
_LONGEST_STRETCH = 2
_BEFORE_MONTHS = ("from", "until", "before", "after", "range_to", *THIRDS)

# Those that may be meant by "Ende des Monats": the one that runs, and the next where its end is over.
_UNITS: dict[str, Callable[[date], list[Day]]] = {
    "day": lambda today: [one_day(today)],
    "week": lambda today: [week_of(today + timedelta(days=7 * ahead)) for ahead in (0, 1)],
    "month": lambda today: [month_of(today.year, today.month + ahead) for ahead in (0, 1)],
    "year": lambda today: [year_of(today.year + ahead) for ahead in (0, 1)],
}


def quarter_at(words: Words, index: int, today: date) -> FoundDay:
    """ "im ersten Quartal 2027", "nächstes Quartal", "Q1"; without its year one that is not over."""
    if not words.say("quarter_of_year"):
        return None
    ahead = which_at(words, index)
    if ahead is not None and words.has(index + 1, "quarter_of_year"):
        return quarter_of(today.year, (today.month + 2) // 3 + ahead), index + 2
    if words.has(index, "quarter_of_year"):
        number, place = words.get(index + 1, "number"), index + 2
    else:
        ordinal = day_number(words, index)
        named = ordinal is not None and ordinal[2] and words.has(ordinal[1], "quarter_of_year")
        number, place = (ordinal[0], ordinal[1] + 1) if ordinal and named else (None, index)
    if number not in _QUARTERS:
        return None
    year, after = year_at(words, place)
    found = quarter_of(year or today.year, number)
    over = not year and found.stretches[0][1] <= today
    return (quarter_of(today.year + 1, number) if over else found), after


def named_month(words: Words, index: int, today: date) -> FoundDay:
    """ "im Oktober", "Oktober 2014"; a bare name may be a person."""
    month = words.get(index, "month")
    if not month:
        return None
    after = index + 2 if words.mark(index + 1, ".") and words.close(index + 1) else index + 1
    year, place = year_at(words, after)
    placed = words.has(index - 1, *_BEFORE_MONTHS) or words.among(index - 1, "before_month")
    placed = placed or words.among(after, "suiting_behind")  # "Januar wär besser"
    if not (year or placed or _is_listed(words, index, place) or len(words) == 1):
        return None
    return month_of(year or today.year + (month < today.month), month), place


def _is_listed(words: Words, index: int, after: int) -> bool:
    """Whether another month is joined to the one before ``after``: "im April oder *Mai*", "*April* bis Mai"."""
    behind = words.has(index - 1, *_JOINTS) and words.has(index - 2, "month")
    return behind or (words.has(after, *_JOINTS) and words.has(after + 1, "month", *THIRDS))


def third_at(words: Words, index: int, today: date) -> FoundDay:
    """ "Anfang Oktober", "Mitte nächster Woche", "Ende des Monats", "Ende des Tages"."""
    third = next((name for name in THIRDS if words.has(index, name)), None)
    if third is None:
        return None
    place = words.skip(index + 1, "glue")
    place += words.get(place, "unit") == "month" and words.has(place + 1, "month")  # "Ende des Monats Juni"
    if words.has(place, *_JOINTS) and (named := _third_behind(words, place)):
        found = _whole(words, named, today, third)
        return (found[0], index + 1) if found else None
    return _whole(words, place, today, third)


def _third_behind(words: Words, joint: int) -> int | None:
    """The place of what is parted in "Anfang bis Mitte *April*", where a third is joined to one that stands alone."""
    place = words.skip(joint + 1, among=small_words("after_range_to"))
    return words.skip(place + 1, "glue") if words.has(place, *THIRDS) else None


def _whole(words: Words, index: int, today: date, third: str) -> FoundDay:
    """The third of the week or month at ``index``, and the place after that."""
    unit = words.get(index, "unit")
    if unit in _UNITS:
        choices = [third_of(whole, third) for whole in _UNITS[unit](today)]
        return next((day for day in choices if day.stretches[0][1] > today), choices[-1]), index + 1
    if words.has(index, "quarter_of_year") and not words.has(index + 1, "number"):
        return third_of(quarter_of(today.year, (today.month + 2) // 3), third), index + 1
    found = week_at(words, index, today) or named_month(words, index, today) or season_at(words, index, today)
    found = found or quarter_at(words, index, today)
    return None if found is None else (third_of(found[0], third), found[1])


def nth_at(words: Words, index: int, today: date) -> FoundDay:
    """ "erster Dienstag im Oktober", "letzter Tag im Oktober 2015", "die 3. Juliwoche", "zweite Maihälfte"."""
    nth, place = _nth(words, index)
    if nth is None:
        return None
    last = _last_day(words, index, place, today) if nth < 0 else None
    return last or _nth_within(words, index, nth, place, today)


def _nth_within(words: Words, index: int, nth: int, place: int, today: date) -> FoundDay:
    """The day, week or half that is so far from the beginning or the end of what it lies in."""
    count = words.get(place, "number") or (2 if words.among(place, "both") else 1)
    place += count > 1
    of_month = words.has(place, "month") and words.get(place + 1, "unit") in ("day", "week", "half")
    at = place + of_month
    weekday, unit = words.get(at, "weekday"), words.get(at, "unit")
    if weekday is None and unit not in ("day", "workday", "week", "half"):
        return None
    months, after = _months_at(words, place, today) if of_month else _stretches_beside(words, index, at, today)
    choices = [_several(nth_of(whole, nth, weekday, unit), nth, count) for whole in months]
    days = [day for day in choices if day and (day.stretches[0][1] > today or len(months) == 1)]
    return ((days[0] if days else Day(())), after + of_month) if months else None


def _last_day(words: Words, index: int, place: int, today: date) -> FoundDay:
    """ "Am letzten Januar", "bis zum Letzten", but not "am letzten Januartag"."""
    if not words.has(index - 1, "day_number_opener"):
        return None
    if words.has(place, "month") and words.get(place + 1, "unit") is None and not words.has(place + 1, "weekday"):
        months, after = _months_at(words, place, today)
    elif words.ends_clause(place) or words.has(place, "at", "about_hour"):
        months, after = [month_of(today.year, today.month)], place
    else:
        return None
    days = [one_day(month.stretches[0][1] - timedelta(days=1)) for month in months]
    return next(day for day in days if day.first >= today or day is days[-1]), after


def _stretches_beside(words: Words, index: int, at: int, today: date) -> tuple[list[Day], int]:
    """The months, or for days and halves the weeks, after what lies in them, or before it."""
    compound = at + 1 if words.get(at + 1, "unit") in ("week", "month") else at  # "Wochenhälfte"
    found = _stretches_behind(words, compound, at, today)
    found = found if found[0] else _stretches_before(words, index, at, today, compound + 1)
    return found if found[0] else _stretches_behind(words, at, at, today)


def _stretches_behind(words: Words, index: int, at: int, today: date) -> tuple[list[Day], int]:
    found = _months_behind(words, index + 1, today)
    in_week = not found[0] and words.get(at, "unit") in ("day", "workday", "half")
    return _weeks_behind(words, index + 1, today) if in_week else found


def _stretches_before(words: Words, index: int, at: int, today: date, behind: int) -> tuple[list[Day], int]:
    """ "Im April, *erste Hälfte*", "nächste Woche, *zweite Hälfte*": what is parted stands right before ``index``."""
    end = index
    for _ in range(LONGEST_RUN):
        end -= words.among(end - 1, "between_whole_and_part")
    for first in range(end - _LONGEST_STRETCH, end):
        months, after = _months_at(words, first, today)
        if not months and words.get(at, "unit") in ("day", "half"):
            months, after = _weeks_behind(words, first, today)
        if months and after == end:
            return months, behind
    return [], behind


def _several(day: Day | None, nth: int, count: int) -> Day | None:
    """ "Die ersten zwei Aprilwochen", "die letzten drei Tage im Mai": ``count`` of them instead of one."""
    if day is None or count == 1 or not day.stretches:
        return day
    first, after = day.stretches[0]
    more = (after - first) * (count - 1)
    return replace(day, stretches=((first - more, after) if nth < 0 else (first, after + more),))


def _nth(words: Words, index: int) -> tuple[int | None, int]:
    """Which one, counted from the end if it is -1, and the place after it: "letzte", "dritter", "3."."""
    if words.has(index, "last"):
        return -1, index + 1
    found = day_number(words, index)
    return (found[0], found[1]) if found and found[2] else (None, index)


def _months_behind(words: Words, index: int, today: date) -> tuple[list[Day], int]:
    """The months after a day or a week of theirs: "im März", "des Monats"."""
    place = words.skip(index, among=small_words("before_month_of_day"))
    if words.get(place, "unit") == "month" and not words.has(place + 1, "month"):
        return [month_of(today.year, today.month + ahead) for ahead in (0, 1)], place + 1
    return _months_at(words, place + (words.get(place, "unit") == "month"), today)


def _weeks_behind(words: Words, index: int, today: date) -> tuple[list[Day], int]:
    """The weeks after days of theirs: "der nächsten Woche", "der Woche"."""
    place = words.skip(index, "glue")
    if words.get(place, "unit") == "week":
        return _UNITS["week"](today), place + 1
    found = week_at(words, place, today)
    return ([found[0]], found[1]) if found and found[0].grain == "week" else ([], index)


def _months_at(words: Words, index: int, today: date) -> tuple[list[Day], int]:
    """The months that may be meant: of a named one those of two years, where its year is not said; none for none."""
    month = words.get(index, "month")
    if month:
        year, place = year_at(words, index + 1)
        return [month_of(one, month) for one in ([year] if year else [today.year, today.year + 1])], place
    found = week_at(words, index, today)
    return ([found[0]], found[1]) if found and found[0].grain == "month" else ([], index)
