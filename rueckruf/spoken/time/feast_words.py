"""The words of feasts and seasons: "nach den Feiertagen", "Dienstag nach Pfingsten", "im Herbst"."""

from collections.abc import Collection
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import WORKDAYS, Day, one_day, week_of
from rueckruf.spoken.time.date_words import date_at, year_at
from rueckruf.spoken.time.feasts import feast, season
from rueckruf.spoken.time.week_words import which_at
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import Words

_BEFORE_FEASTS = ("glue", "from", "until", "after", "before", "range_opener", "range_to", "also", "either", "not")
_BEFORE_SEASONS = ("from", "until", "after", "before", "range_opener", "range_to", "beginning", "middle", "ending")
_SATURDAY = 5
_EVERY_DAY = range(7)
FoundDay = tuple[Day, int] | None


def feast_at(words: Words, index: int, today: date) -> FoundDay:
    """ "Ostern", "Weihnachten 2027", "kommende Pfingsten"."""
    place = index if which_at(words, index) is None else index + 1
    key = words.get(place, "named_day")
    if not key or not (place > index or _is_placed(words, index)):
        return None
    year, after = year_at(words, place + 1)
    return feast(key, today, year), after


def _is_placed(words: Words, index: int) -> bool:
    """Whether a feast is meant, for some are names too: "Notieren Sie bitte Nikolaus"."""
    if not words.among(index, "feasts_and_names"):
        return True
    asked = words.among(index - 1, "requesting") and not words[index + 1].senses and words[index + 1].folded.isalpha()
    placed = words.has(index - 1, *_BEFORE_FEASTS) or words.among(index - 1, "before_feast")
    return index == 0 or " " in words[index].folded or (placed and not asked)


def eve_of_feast(words: Words, index: int, today: date) -> FoundDay:
    """ "Am Nachmittag *vor Silvester*"."""
    if not (words.has(index - 1, "part") and words.among(index, "ago")):
        return None
    found = feast_at(words, words.skip(index + 1, "glue"), today)
    return (one_day(found[0].first - timedelta(days=1)), found[1]) if found else None


def beside_feast(words: Words, index: int, today: date) -> FoundDay:
    """ "Dienstag nach Pfingsten", "die Woche nach Ostern", "der letzte Freitag vor", "erster Werktag nach Neujahr"."""
    index += words.has(index, "last") and words.among(index + 2, "ago")
    index += words.get(index, "ordinal") == 1 and words.among(index + 2, "counted_after")
    later = words.among(index + 1, "counted_after")
    if not (later or words.among(index + 1, "ago")) or not _is_beside(words, index):
        return None
    place = words.skip(index + 2, "glue")
    found = feast_at(words, place, today) or date_at(words, place, today, alone=words.among(place - 1, "before_date"))
    if found is None or not found[0].stretches:
        return None
    first, after = found[0].stretches[0]
    if words.get(index, "unit") == "week":
        return _week_beside(first, after, later), found[1]
    step = timedelta(days=1 if later else -1)
    day = after if later else first - timedelta(days=1)
    while day.weekday() not in _weekdays(words, index):
        day += step
    return one_day(day), found[1]


def _is_beside(words: Words, index: int) -> bool:
    """Whether a day or the week stands there."""
    week = words.get(index, "unit") == "week" and not words.has(index - 1, "number")
    workday = words.get(index, "unit") == "workday"
    return week or workday or weekday_at(words, index) is not None or words.among(index, "one_day")


def _weekdays(words: Words, index: int) -> Collection[int]:
    """The weekdays that the day at ``index`` may be."""
    weekday = weekday_at(words, index)
    if weekday is not None:
        return (weekday,)
    return WORKDAYS if words.get(index, "unit") == "workday" else _EVERY_DAY


def _week_beside(first: date, after: date, later: bool) -> Day:
    """What is left of the week before a feast or after it; a weekend alone is none."""
    if later:
        begin = after if after.weekday() < _SATURDAY else after + timedelta(days=7 - after.weekday())
        return Day(((begin, week_of(begin).stretches[0][1]),), grain="week")
    last = first - timedelta(days=1)
    return Day(((week_of(last).first, first),), grain="week")


def season_at(words: Words, index: int, today: date) -> FoundDay:
    """ "im Herbst", "nächsten Sommer"; a bare name may be a person."""
    which = which_at(words, index)
    place = index if which is None else index + 1
    first_month = words.get(place, "season")
    placed = which is not None or words.has(index - 1, *_BEFORE_SEASONS) or words.among(index - 1, "before_season")
    if not first_month or not placed:
        return None
    return season(first_month, today, which), place + 1
