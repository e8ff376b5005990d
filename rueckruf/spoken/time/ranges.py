"""Bounds and ranges: "ab 17 Uhr", "nicht vor acht", "zwischen 14 und 16 Uhr", "vom 21. auf den 22."."""

from dataclasses import replace
from datetime import datetime, timedelta

from rueckruf.spoken.time.calendar_day import Day, one_day, resolved, shifted
from rueckruf.spoken.time.clock_words import clock_at
from rueckruf.spoken.time.date_words import day_number
from rueckruf.spoken.time.day_words import day_count
from rueckruf.spoken.time.lengths import later, length_at
from rueckruf.spoken.time.points import point_at, wish_of
from rueckruf.spoken.time.wish import Bound, Point, Wish
from rueckruf.spoken.time.words import Words

_LOW, _HIGH = "low", "high"
# What may stand between a bound and its time: "bis zum 15.", "nach dem 15.", never "vor am Dienstag".
_AFTER_END = frozenset({"am", "den", "dem", "der", "zum", "zur", "zu", "im", "noch", "also"})
_AFTER_TO = frozenset({".", "bis", "zum", "zu", "den", "dem", "spaetestens", "um"})
BEFORE_DAY = frozenset({"dem", "den", "der", "am"})
_DATED_OPENERS = frozenset({"vom", "von dem"})
_AFTER_EDGE = frozenset({"den", "dem", "der"})


def bound_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "ab 17 Uhr", "nicht vor acht", "bis Freitag", "von Montag an"."""
    negated = words.has(index, "not") and words.has(index + 1, "before", "after")
    place = index + 1 if negated else index
    if words.has(place, "range_opener") and not words.has(place, "between"):
        return _from_on(words, place, now)
    side, inclusive = _side(words, place)
    if side is None:
        return None
    place += 1
    if not inclusive and (words.mark(place, ",") or words[place].folded in ("am", "an", "im", "in")):
        return None
    counted = _counted_from_now(words, place, now) if words[place - 1].folded == "nach" else None
    place = words.skip(place, "until", "from", among=_AFTER_END if inclusive else _AFTER_EDGE)
    if words[place - 1].folded in ("am", "den", "dem"):
        place -= 1
    found = counted or point_at(words, place, now, lone=True)
    if found is None and words[place].folded in ("am", "den", "dem"):
        found = point_at(words, place + 1, now, lone=True)
    if found is None:
        return None
    point, place = found
    if negated:
        side, inclusive = (_LOW if side == _HIGH else _HIGH), True
    inclusive = inclusive or counted is not None
    bound = Bound(point, inclusive)
    confidence = wish_of(point).confidence
    return Wish(
        low=bound if side == _LOW else None, high=bound if side == _HIGH else None, confidence=confidence
    ), place


def _side(words: Words, index: int) -> tuple[str | None, bool]:
    for sense, side, inclusive in (("from", _LOW, True), ("after", _LOW, False), ("until", _HIGH, True)):
        if words.has(index, sense):
            return side, inclusive
    return (_HIGH, False) if words.has(index, "before") else (None, True)


def _from_on(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    found = point_at(words, index + 1, now, lone=True)
    if found and words[found[1]].folded in ("an", "ab"):
        return Wish(low=Bound(found[0]), confidence=wish_of(found[0]).confidence), found[1] + 1
    return None


def _counted_from_now(words: Words, index: int, now: datetime) -> tuple[Point, int] | None:
    """ "nach zwei Stunden", "nach fünf Tagen": counted from now."""
    length = length_at(words, index)
    if length and not words.has(length[1] - 1, "oclock"):
        return Point(moment=later(now, length[0])), length[1]
    days = day_count(words, index)
    return (Point(day=shifted(one_day(now.date()), days[0], days[1])), days[2]) if days else None


def suffixed(words: Words, point: Point, place: int, now: datetime) -> tuple[Wish, int]:
    """ "14 Uhr frühestens", "elf Uhr spätestens", "um drei oder später"."""
    wish = wish_of(point)
    low, high = words.has(place, "or_later"), words.has(place, "or_earlier")
    if not (low or high) or words[place].folded == "an" or point_at(words, place + 1, now, lone=True):
        return wish, place
    bound = Bound(replace(point, day=None)) if point.clock or point.part else Bound(point)
    day = point.day if point.clock or point.part else None
    return Wish(
        day=day, low=bound if low else None, high=bound if high else None, confidence=wish.confidence
    ), place + 1


def range_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "zwischen 14 und 16 Uhr", "von Montag bis Mittwoch", "14. - 15.10.", "vom 21. auf den 22."."""
    if not words.say("range_to", "range_and"):
        return None
    opener = words[index].folded if words.has(index, "range_opener") else ""
    between = words.has(index, "between")
    place = index + 1 if opener else index
    if opener and words.mark(place, ".") and words.close(place):
        place += 1
    left = _end(words, place, now)
    if left is None:
        return None
    place = left[1]
    if words.mark(place, ",") and words.has(place + 1, "range_to"):
        place += 1
    joined = words.has(place, "range_to") or (between and words.has(place, "range_and"))
    if not joined or (words[place].folded.startswith("auf") and opener not in ("vom", "von", "von dem")):
        return None
    place += 1
    place = words.skip(place, among=_AFTER_TO)
    right = _hour_at_full_stop(words, place, left[0], opener) or _end(words, place, now, closing=True)
    if right is None:
        return None
    ends = _matched(left[0], right[0], now)
    if ends is None or not (opener or _stands_without_opener(*ends)):
        return None
    low, high = ends
    confidence = min(wish_of(low).confidence, wish_of(high).confidence)
    day = low.day if low.day and low.clock and not high.day else None
    if day:
        low = replace(low, day=None)
    return Wish(day=day, low=Bound(low), high=Bound(high), confidence=confidence), right[1]


def _end(words: Words, index: int, now: datetime, closing: bool = False) -> tuple[Point, int] | None:
    """One end of a range: a point, or a day of the month without more ("14.", "vierzehnter")."""
    place = words.skip(index, among=BEFORE_DAY)
    found = day_number(words, place)
    if found and found[2] and not words.has(found[1], "month", "weekday", "unit") and not words[found[1]].digits:
        point = point_at(words, index, now)
        if point is None or point[0].day is None:
            return Point(day=resolved((found[0], None, None), now.date())), found[1]
    point = point_at(words, index, now, lone=True, closing=closing)
    if point is None and place > index:
        point = point_at(words, place, now, lone=True, closing=closing)
    return point


def _hour_at_full_stop(words: Words, index: int, left: Point, opener: str) -> tuple[Point, int] | None:
    """ "Zwischen 9 und 11.": the full stop ends the sentence, after an hour it makes no date of the number."""
    dated = opener in _DATED_OPENERS or words[index - 1].folded in _AFTER_EDGE
    # "Donnerstag bis 3." is no range, but one day and its bound
    timed = left.clock or (left.day and not left.day.said and not opener)
    if dated or not timed or not (words[index].digits and words.mark(index + 1, ".")):
        return None
    if words[index + 2].digits or words.has(index + 2, "month", "ordinal"):
        return None
    found = clock_at(words, index, lone=True)
    return (Point(clock=found[0]), found[1]) if found else None


def _matched(left: Point, right: Point, now: datetime) -> tuple[Point, Point] | None:
    """Both ends completed by each other, or None where they are not of one kind."""
    if left.moment or right.moment:
        return None
    if right.day and right.day.said and left.clock and left.clock.lone and not (left.day or right.clock):
        hour = left.clock.minutes // 60
        left = Point(day=Day((), said=(hour, None, None)))
    if left.day and right.day:
        days = _matched_days(left.day, right.day, now)
        return (replace(left, day=days[0]), replace(right, day=days[1])) if days else None
    if right.day and not right.clock and left.clock and not left.day:
        return None
    return left, right


def _matched_days(left: Day, right: Day, now: datetime) -> tuple[Day, Day] | None:
    if left.said and right.said:
        day, month, year = left.said
        left = resolved((day, month or right.said[1], year or right.said[2]), now.date())
    if not left.stretches:
        return None
    if right.said and right.said[2] is None and right.said[0]:
        right = resolved(right.said, left.first)
    elif right.weekday is not None and len(right.stretches) > 1:
        first = left.first + timedelta(days=(right.weekday - left.first.weekday() - 1) % 7 + 1)
        right = one_day(first, confidence=right.confidence)
    elif left.weekday is not None and right.weekday is not None and right.stretches:
        first = right.first - timedelta(days=(right.weekday - left.weekday) % 7)
        left = one_day(first) if len(left.stretches) > 1 else left
    if not right.stretches or right.first < left.first:
        return None
    return left, right


def _stands_without_opener(left: Point, right: Point) -> bool:
    """Whether "A bis B" without "von" is a range: "Montag bis Mittwoch", not "morgen bis 15 Uhr"."""
    if left.day and right.day:
        return True
    if not (left.clock and right.clock):
        return bool(left.part and right.part)
    return not (left.clock.lone and right.clock.lone) or left.day is not None or left.part is not None
