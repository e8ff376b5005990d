"""The words of weeks, months and years counted from now: "nächste Woche Dienstag", "übernächster Monat"."""

from collections.abc import Callable
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import (
    THIRDS,
    Day,
    in_week,
    month_of,
    numbered_week,
    one_day,
    week_of,
    workday,
    year_of,
)
from rueckruf.spoken.time.date_words import date_at, day_number
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import CLAUSE_MARKS, Words

_MOST_WEEKS_OF_A_MONTH = 5
_SATURDAY = 5
_DAYS = ("day", "workday")
_JOINTS = ("range_to", "range_and", "either", "also")
_UNITS_LATER: dict[str, Callable[[date, int], Day]] = {
    "day": lambda today, offset: one_day(today + timedelta(days=offset)),
    "workday": workday,
    "week": lambda today, offset: week_of(today + timedelta(days=7 * offset)),
    "month": lambda today, offset: month_of(today.year, today.month + offset),
    "year": lambda today, offset: year_of(today.year + offset),
}


def week_at(words: Words, index: int, today: date) -> tuple[Day, int] | None:
    """The week, weekend, month or year that begins at ``index``: "nächste Woche Dienstag", "KW 12", "dieses Jahr"."""
    offset = 0 if words.among(index, "in_the_course_of") else which_at(words, index)
    may_be_numbered = offset is None and words.say("week_number", "unit")
    numbered = _number_of_week(words, index) if may_be_numbered else None
    if numbered:
        return numbered_week(numbered[0], today), numbered[1]
    if found := _week_of_date(words, index, today):
        return found
    if words.has(index, "new_year"):
        return year_of(today.year + 1), index + 1
    place = index if offset is None else index + 1
    if words.has(place, "weekend"):
        weeks = _begun_weekends(today) if words.among(index, "coming") else (offset or 0)
        friday = week_of(today).first + timedelta(days=4 + 7 * weeks)
        return Day(((friday, friday + timedelta(days=3)),), grain="weekend"), place + 1
    if offset is None:
        return None
    found = _unit_at(words, place, today, offset) or _month_at(words, place, today, offset)
    return found or _of_unit_said_once(words, place, today, offset)


def _begun_weekends(today: date) -> int:
    """How many weekends come before the "kommende": the one that has begun."""
    return int(today.weekday() >= _SATURDAY)


def _number_of_week(words: Words, index: int) -> tuple[int, int] | None:
    """ "KW 45", "Woche 45", "45. Kalenderwoche", "45. Woche"."""
    weekly = words.has(index, "week_number") or _precedes_its_number(words, index)
    number = words.get(index + 1, "number") if weekly else None
    if number:
        return number, index + 2
    if _follows_numbered_week(words, index):
        return words.get(index, "number"), index + 1
    found = day_number(words, index)
    if not found or not found[2]:
        return None
    number, place, _ = found
    another = day_number(words, place + 1) if words.has(place, *_JOINTS) else None
    week = another[1] if another and another[2] else place  # "in der *50.* oder 51. Woche"
    of_year = number > _MOST_WEEKS_OF_A_MONTH and words.get(week, "unit") == "week"
    named = words.has(week, "week_number") or of_year
    return (number, place + (week == place)) if named else None


def _precedes_its_number(words: Words, index: int) -> bool:
    """ "Woche 45", "in *Woche* einundzwanzig", but not "nächste Woche zwölf Uhr"."""
    if words.get(index, "unit") != "week":
        return False
    if words[index + 1].digits:
        return True
    begins = index == 0 or words[index - 1].folded in CLAUSE_MARKS or words.has(index - 1, "in", "within", "glue")
    return begins and (words.ends_clause(index + 2) or words.has(index + 2, "glue", "weekday"))


def _follows_numbered_week(words: Words, index: int) -> bool:
    """ "KW 8 oder *9*", "KW 50 bis *51*"."""
    joined = words.has(index - 1, *_JOINTS) and words.has(index - 2, "number") and words.has(index - 3, "week_number")
    return joined and words.has(index, "number") and not words.has(index + 1, "oclock", "unit")


def _week_of_date(words: Words, index: int, today: date) -> tuple[Day, int] | None:
    """ "in der Woche vom 14. September", "die Woche ab dem 14."; in "die Woche vom 14. bis 18." a range follows."""
    begins = words.among(index + 1, "from") or (words.has(index + 1, "from") and not words.has(index - 1, "article"))
    if words.get(index, "unit") != "week" or not begins:
        return None
    found = date_at(words, index + 2, today, alone=True)
    if found is None or not found[0].stretches or words.has(found[1], "range_to"):
        return None
    return week_of(found[0].first), found[1]


def _unit_at(words: Words, index: int, today: date, offset: int) -> tuple[Day, int] | None:
    """The week, month or year so many after this one."""
    unit, after = words.get(index, "unit"), index + 1
    if unit in _UNITS_LATER and (offset or unit not in _DAYS) and (unit != "day" or words.among(index, "one_day")):
        later = _UNITS_LATER[unit](today, offset)
        return (weekday_of(words, after, later) if unit == "week" else None) or (later, after)
    return (one_day(today), after) if unit == "day" and offset == 0 else None


def _of_unit_said_once(words: Words, index: int, today: date, offset: int) -> tuple[Day, int] | None:
    """ "*Nächste* oder übernächste Woche", "Ende nächster Woche, Anfang *übernächster*"."""
    ahead = words.skip(index + 1, *THIRDS) if words.has(index, *_JOINTS) else index
    behind = index - 2 - words.has(index - 2, *THIRDS)
    if which_at(words, ahead) is not None and ahead > index:
        unit = words.get(ahead + 1, "unit")
    elif words.ends_clause(index) and (words.has(behind, *_JOINTS) or words.mark(behind, ",")):
        unit = words.get(behind - 1, "unit")
    else:
        return None
    found = _UNITS_LATER[unit](today, offset) if unit in _UNITS_LATER else None
    return (found, index) if found else None


def _month_at(words: Words, index: int, today: date, offset: int) -> tuple[Day, int] | None:
    """ "nächsten März": not the one that is running."""
    month = words.get(index, "month")
    if not month or words.has(index + 1, "number"):
        return None
    later = month < today.month or (month == today.month and offset > 0)
    return month_of(today.year + later + max(offset - 1, 0), month), index + 1


_WHICH = ("this", "next", "after_next")


def which_at(words: Words, index: int) -> int | None:
    """0 for this, 1 for next, 2 for the one after, else None."""
    if not words.has(index, *_WHICH):
        return None
    return next(offset for offset, sense in enumerate(_WHICH) if words.has(index, sense))


def weekday_of(words: Words, index: int, week: Day) -> tuple[Day, int] | None:
    """ "nächste Woche Dienstag", "nächste Woche am Dienstag"."""
    place = words.skip(index, among=small_words("before_weekday"))
    weekday = weekday_at(words, place)
    return None if weekday is None else (in_week(week, weekday), place + 1)
