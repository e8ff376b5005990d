"""What is counted from a day that was said before: "nächste Woche nicht, *die Woche darauf*", "*am Tag danach*"."""

from collections.abc import Callable
from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import Day, in_week, one_day, week_of
from rueckruf.spoken.time.week_words import weekday_of
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.words import Words

FoundDay = tuple[Day, int] | None
_DayReader = Callable[[Words, int, date], FoundDay]
#: So many words back the day was said at most.
_FARTHEST = 12


def following_at(words: Words, index: int, today: date, day_at: _DayReader) -> FoundDay:
    """The week, day or weekday after the day that was said last; without one only "die Woche darauf" is known."""
    adjective = words.has(index, "following")
    place = index + adjective
    unit, weekday = words.get(place, "unit"), weekday_at(words, place)
    if unit not in ("day", "week") and weekday is None:
        return None
    after = place + 1
    if not adjective:
        if not words.among(after, "behind_what_was_said"):
            return None
        after += 1
    base = _said_before(words, index, today, day_at)
    if unit == "week":
        week = week_of((base.first if base else today) + timedelta(days=7))
        return weekday_of(words, after, week) or (week, after)
    if base is None:
        return None
    next_day = one_day(base.stretches[0][1])
    return (next_day if weekday is None else in_week(next_day, weekday)), after


def _said_before(words: Words, index: int, today: date, day_at: _DayReader) -> Day | None:
    """The last day that was said before ``index``."""
    found: FoundDay = None
    for place in range(index - 1, max(-1, index - _FARTHEST), -1):
        said = day_at(words, place, today)
        if said and said[0].stretches and said[1] <= index and (found is None or said[1] >= found[1]):
            found = said
    return found[0] if found else None
