"""What is counted from a day that was said before: "nächste Woche nicht, *die Woche darauf*", "*am Tag davor*"."""

from collections.abc import Callable
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import Day, in_week, one_day, week_of
from rueckruf.spoken.time.week_words import weekday_of
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import Words

FoundDay = tuple[Day, int] | None
_DayReader = Callable[[Words, int, date], FoundDay]
#: So many words back the day was said at most.
_FARTHEST = 20


def following_at(words: Words, index: int, today: date, day_at: _DayReader) -> FoundDay:
    """The week, day or weekday beside the day that was said last; without one only "die Woche darauf" is known."""
    if words.has(index, "beforehand") and is_part_of_another(words, index - 1):
        base = said_before(words, index - 1, today, day_at)
        return (_day_before(base), index + 1) if base else None
    adjective = words.has(index, "following") or is_next_day(words, index)
    place = index + adjective
    after = place + 1 + (not adjective)
    earlier = words.has(place + 1, "beforehand")
    if not (adjective or earlier or words.among(place + 1, "behind_what_was_said")):
        return None
    base = said_before(words, index, today, day_at)
    if words.get(place, "unit") == "week":
        return _week_beside(words, after, today, base, earlier)
    day = _day_beside(words, place, base, earlier) if base else None
    return (day, after) if day and day.first >= today else None


def is_next_day(words: Words, index: int) -> bool:
    """ "Am *nächsten Tag*": of the day that was said."""
    return words.has(index, "next") and words.among(index + 1, "one_day")


def _week_beside(words: Words, index: int, today: date, base: Day | None, earlier: bool) -> FoundDay:
    """The week before or after the base, or its weekday that is named at ``index``."""
    if base is None and earlier:
        return None
    week = week_of((base.first if base else today) + timedelta(days=-7 if earlier else 7))
    return weekday_of(words, index, week) or (week, index)


def _day_beside(words: Words, place: int, base: Day, earlier: bool) -> Day | None:
    weekday = weekday_at(words, place)
    if weekday is None and words.get(place, "unit") != "day":
        return None
    return _before(base, weekday) if earlier else _after(base, weekday)


def is_part_of_another(words: Words, index: int) -> bool:
    """Whether the part of the day at ``index`` is one of the day before: "am Abend davor"."""
    return words.has(index, "part") and words.has(index + 1, "beforehand") and words.among(index - 1, "before_part")


def _day_before(base: Day) -> Day:
    return one_day(base.first - timedelta(days=1))


def _before(base: Day, weekday: int | None) -> Day | None:
    """The day before, or the last such weekday; "am Mittwoch davor" behind a Wednesday means earlier on it."""
    if weekday is None:
        return _day_before(base)
    back = (base.first.weekday() - weekday) % 7
    return one_day(base.first - timedelta(days=back)) if back else None


def _after(base: Day, weekday: int | None) -> Day:
    next_day = one_day(base.stretches[0][1])
    return next_day if weekday is None else in_week(next_day, weekday)


def said_before(words: Words, index: int, today: date, day_at: _DayReader) -> Day | None:
    """The last day that was said before ``index``; a date whose weekday was said behind it is that date."""
    found: FoundDay = None
    for place in range(index - 1, max(-1, index - _FARTHEST), -1):
        said = day_at(words, place, today)
        if said is None or not said[0].stretches or said[1] > index:
            continue
        if found is None or said[1] >= found[1] or _is_date_of(said[0], found[0]):
            found = said
    return found[0] if found else None


def _is_date_of(date_said: Day, day: Day) -> bool:
    """ "Zurück *am zwölften*, das ist ein Samstag"."""
    is_weekday = day.weekday is not None and len(day.stretches) > 1
    return is_weekday and date_said.said is not None and date_said.stretches[0] in day.stretches
