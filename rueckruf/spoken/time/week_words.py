"""The words of weeks, months and years counted from now: "nächste Woche Dienstag", "übernächster Monat"."""

from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import Day, in_week, month_of, numbered_week, one_day, year_of
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import Words


def week_at(words: Words, index: int, today: date) -> tuple[Day, int] | None:
    """The week, weekend, month or year that begins at ``index``: "nächste Woche Dienstag", "KW 12", "dieses Jahr"."""
    offset = 0 if words[index].folded == "im laufe der" else which_at(words, index)
    place = index if offset is None else index + 1
    monday = today - timedelta(days=today.weekday())
    if offset is None and words.has(index, "week_number") and words.get(index + 1, "number"):
        return numbered_week(words.get(index + 1, "number"), today), index + 2
    if words.has(place, "weekend"):
        friday = monday + timedelta(days=4 + 7 * (offset or 0))
        return Day(((friday, friday + timedelta(days=3)),), grain="weekend"), place + 1
    if offset is None:
        return None
    if words.get(place, "unit") == "week":
        first = monday + timedelta(days=7 * offset)
        week = Day(((first, first + timedelta(days=7)),), grain="week")
        return _weekday_of(words, place + 1, week) or (week, place + 1)
    if words.get(place, "unit") == "year":
        return year_of(today.year + offset), place + 1
    if words.get(place, "unit") == "month":
        return month_of(today.year, today.month + offset), place + 1
    if words.get(place, "unit") == "day" and offset == 0:
        return one_day(today), place + 1
    month = words.get(place, "month")
    if month and not words.has(place + 1, "number"):
        later = month < today.month or (month == today.month and offset > 0)
        return month_of(today.year + later + max(offset - 1, 0), month), place + 1
    return None


def which_at(words: Words, index: int) -> int | None:
    """0 for this, 1 for next, 2 for the one after, else None."""
    for offset, sense in enumerate(("this", "next", "after_next")):
        if words.has(index, sense):
            return offset
    return None


def _weekday_of(words: Words, index: int, week: Day) -> tuple[Day, int] | None:
    """ "nächste Woche Dienstag", "nächste Woche am Dienstag"."""
    place = words.skip(index, among=frozenset({"am", ",", "den", "der"}))
    weekday = weekday_at(words, place)
    return None if weekday is None else (in_week(week, weekday), place + 1)
