"""The two ends of a range completed by each other: "vom 30. bis zum 2.", "zwischen 9. und 11 Uhr"."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from rueckruf.spoken.time.calendar_day import Day, SaidDate, numbered_week, one_day, resolved
from rueckruf.spoken.time.clock_time import Clock
from rueckruf.spoken.time.wish import Point
from rueckruf.spoken.time.words import Words

HOUR = 60
#: Days of a month that no clock shows: "vom achtundzwanzig bis dreißig Juli".
NO_HOURS = range(25, 32)


def as_hour(words: Words, index: int, left: Point, right: Point) -> Point:
    """ "Zwischen 9. und 11 Uhr": what looks like a day before an hour is one too."""
    said = left.day.said if left.day else None
    dated = words.among(index, "before_dated_range") or words.among(index - 1, "before_date")
    if dated or not said or said[1] is not None or said[0] > 24 or left.clock or right.day or not right.clock:
        return left
    return Point(clock=Clock(said[0] * 60, settled=said[0] > 12, lone=True))


def as_day(words: Words, index: int, left: Point, right: Point) -> Point:
    """ "Vom 21. bis zum 24", "zwischen dem 9. und dem 11": without its full stop a day looks like an hour."""
    dated = words.among(index, "before_dated_range") or words.among(index + 1, "before_date")
    if not (dated and _is_date(left) and right.clock and right.clock.lone and right == Point(clock=right.clock)):
        return right
    return Point(day=Day((), said=(right.clock.minutes // 60, None, None)))  # laid out by the first one


def _is_date(point: Point) -> bool:
    """Whether it is a date and no more."""
    return point.day is not None and point.day.said is not None and point == Point(day=point.day)


def late_day(words: Words, index: int, left: Point) -> tuple[Point, int] | None:
    """ "Vom 21. bis zum 30": a day of the month that no clock shows."""
    number: int = words.get(index, "number") or 0
    if not _is_date(left) or number not in NO_HOURS or words.has(index + 1, "unit", "counted"):
        return None
    return Point(day=Day((), said=(number, None, None))), index + 1


def late_week(words: Words, index: int, left: Point, today: date) -> tuple[Point, int] | None:
    """ "KW 14 bis *15*"."""
    is_week = left.day is not None and left.day.grain == "week" and left == Point(day=left.day)
    number = words.get(index, "number")
    goes_on = words.has(index + 1, "oclock", "unit", "month", "range_to")
    if not (number and is_week and words.say("week_number")) or goes_on:
        return None
    return Point(day=numbered_week(number, today)), index + 1


def minutes_beside(words: Words, index: int, left: Point) -> tuple[Point, int] | None:
    """ "Von Viertel vor neun bis *Viertel nach*": of the hour that the first end leans on."""
    minutes = 15 if words.has(index, "quarter") else words.get(index, "number")
    sign = words.among(index + 1, "minutes_after") - words.among(index + 1, "minutes_before")
    beside = left.clock is not None and left.clock.minutes % HOUR
    ends = words.ends_clause(index + 2) or words.has(index + 2, "weekday", "relative_day")  # not "bis zehn vor Ort"
    if left.clock is None or not (beside and minutes and sign and ends):
        return None
    hour = HOUR * round(left.clock.minutes / HOUR)
    said = [at + sign * minutes for at in (hour, hour + HOUR)]
    end = next(at for at in said if at > left.clock.minutes)
    return Point(clock=replace(left.clock, minutes=end, grain="minute")), index + 2


def matched(left: Point, right: Point, now: datetime) -> tuple[Point, Point] | None:
    """Both ends completed by each other, or None where they are not of one kind."""
    if left.moment or right.moment:
        return None
    if right.day and not (right.clock or right.part) and left.clock and not left.day:
        if not (right.day.said and left.clock.lone):
            return None
        left = Point(day=Day((), said=(left.clock.minutes // 60, None, None)))  # "15 bis 17.3."
    if left.day and right.day:
        days = _matched_days(left.day, right.day, now)
        return (replace(left, day=days[0]), replace(right, day=days[1])) if days else None
    return left, right


def _matched_days(left: Day, right: Day, now: datetime) -> tuple[Day, Day] | None:
    if left.said and right.said and (left.said[0] or right.said[0]):  # not "April bis Mai"
        left = _with_month(left.said, right.said, now)
    if not left.stretches:
        return None
    named_once = len(right.stretches) < 2
    right = last_day(left, right)
    left = _first_day(left, right) if named_once else left
    return (left, right) if right.stretches and right.first >= left.first else None


def _with_month(said: SaidDate, last: SaidDate, now: datetime) -> Day:
    """The first day with the month and the year of the last one, or the month before: "vom 30. bis zum 3. April"."""
    day, month, year = said
    if month or not last[1]:
        return resolved((day, month, year or last[2]), now.date())
    if day <= last[0]:
        return resolved((day, last[1], year or last[2]), now.date())
    end = resolved(last, now.date())
    if not end.stretches:
        return end
    last_of_month = end.first.replace(day=1) - timedelta(days=1)
    return resolved((day, None, None), last_of_month.replace(day=1))


def last_day(left: Day, right: Day) -> Day:
    """The last day of a range as the first one settles it: "vom 30. bis zum 2.", "ab heute bis Freitag"."""
    if right.said and right.said[2] is None and right.said[0]:
        return resolved(right.said, left.first)
    if right.weekday is not None and len(right.stretches) > 1:
        first = left.first + timedelta(days=(right.weekday - left.first.weekday() - 1) % 7 + 1)
        return replace(one_day(first, confidence=right.confidence), weekday=right.weekday)
    return right


def _first_day(left: Day, right: Day) -> Day:
    """The first day of a range as the last one settles it: "Montag bis nächsten Mittwoch"."""
    if len(left.stretches) < 2 or left.weekday is None or right.weekday is None or not right.stretches:
        return left
    return one_day(right.first - timedelta(days=(right.weekday - left.weekday) % 7))
