"""The grammar of time wishes: from lexemes to pieces (points, ranges, bounds, lengths, vague words).

:func:`pieces` reads an utterance from left to right; at each place the longest reading that a rule knows wins,
everything else is a marker ("oder", "nicht", a word without meaning).
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from rueckruf.clock import BERLIN
from rueckruf.spoken.calendar_day import (
    Day,
    day_at,
    day_count,
    day_number,
    one_day,
    resolved,
    shifted,
)
from rueckruf.spoken.clock_time import clock_at
from rueckruf.spoken.time_length import length_at
from rueckruf.spoken.time_wish import Bound, Point, Wish, joined_days
from rueckruf.spoken.time_words import MISHEARD_DOUBT, Words

_MARKERS = ("take_back", "unavailable", "rather", "not", "either", "also", "clause")
_LONE_RANGE_DOUBT = 0.8


@dataclass(frozen=True)
class Piece:
    """A partial wish, or a marker word (``wish`` is None); places are lexeme numbers."""

    marker: str
    first: int
    after: int
    wish: Wish | None = None


def pieces(words: Words, now: datetime) -> list[Piece]:
    """All pieces of an utterance in order."""
    found: list[Piece] = []
    index = 0
    while index < len(words):
        piece = _piece(words, index, now, found)
        if piece.wish is not None:
            piece = replace(piece, wish=replace(piece.wish, span=_span(words, piece)))
        found.append(piece)
        index = piece.after
    return found


def _span(words: Words, piece: Piece) -> tuple[int, int]:
    return words[piece.first].start, words[piece.after - 1].end


def _piece(words: Words, index: int, now: datetime, before: list[Piece]) -> Piece:
    past = _past(words, index, now)
    if past:
        return Piece("gap", index, past)
    for read in (_length, _bound, _range, _habit, _whole):
        found = read(words, index, now)
        if found:
            return Piece("wish", index, found[1], found[0])
    lone, doubt = _after_clock(words, index, before)
    point = point_at(words, index, now, lone)
    if point:
        wish, place = _suffixed(words, point[0], point[1], now)
        return Piece("wish", index, place, replace(wish, confidence=wish.confidence * doubt))
    for marker in _MARKERS:
        if words.has(index, marker):
            return Piece(marker, index, index + 1)
    return Piece("gap", index, index + 1)


def _after_clock(words: Words, index: int, before: list[Piece]) -> tuple[bool, float]:
    """Whether a number alone is an hour here ("um drei oder vier"), and how far to trust that."""
    if not words.has(index, "number") or not before or before[-1].marker not in ("either", "also"):
        return False, 1.0
    last = before[-2].wish if len(before) > 1 else None
    if last and last.clock:
        return True, _LONE_RANGE_DOUBT
    # "Samstag Mittag und zwölf": recognisers write "und" for "um"
    ends = index + 1 >= len(words) or words[index + 1].folded in (".", ",", "!", "?")
    misheard = last is not None and (last.day or last.part) and words[index - 1].folded == "und" and ends
    return bool(misheard), MISHEARD_DOUBT if misheard else 1.0


# --- points ---------------------------------------------------------------------------------------------


def point_at(words: Words, index: int, now: datetime, lone: bool = False) -> tuple[Point, int] | None:
    """Day, clock and part of the day in any order, as long as they follow each other."""
    point, place = Point(), index
    while True:
        at = place
        while words.has(at, "glue") and not words.has(at, "next", "this"):
            at += 1
        found = _more(words, at, now, point, lone) or (at > place and _more(words, place, now, point, lone))
        if not found:
            break
        point, place = found
    return None if point.empty else (point, place)


def _more(words: Words, index: int, now: datetime, point: Point, lone: bool) -> tuple[Point, int] | None:
    if words.has(index, "at", "about_hour"):
        return _clock(words, index, point, lone) or _day(words, index, now, point) or _part(words, index, point)
    return (
        _moment(words, index, now, point)
        or _day(words, index, now, point)
        or _clock(words, index, point, lone)
        or _part(words, index, point)
    )


def _day(words: Words, index: int, now: datetime, point: Point) -> tuple[Point, int] | None:
    if point.moment:
        return None
    found = day_at(words, index, now.date())
    if found is None:
        return None
    day = joined_days(point.day, found[0]) if point.day else found[0]
    return (replace(point, day=day), found[1]) if day else None


def _clock(words: Words, index: int, point: Point, lone: bool) -> tuple[Point, int] | None:
    if point.clock or point.moment:
        return None
    found = clock_at(words, index, lone or _before_range(words, index, point))
    return (replace(point, clock=found[0]), found[1]) if found else None


def _before_range(words: Words, index: int, point: Point) -> bool:
    """Whether a number after a day begins a range ("morgen 9 bis 11")."""
    said = point.day is not None or point.part is not None
    return said and words.has(index + 1, "range_to") and words.has(index + 2, "number")


def _part(words: Words, index: int, point: Point) -> tuple[Point, int] | None:
    if point.part or point.moment:
        return None
    place = index + 1 if words.has(index, "about_hour", "this") else index
    part = words.get(place, "part")
    beside_day = words.get(place, "part_beside_day")
    if part is None and beside_day and (point.day or point.clock or words[place - 1].folded in ("am", "des", "jeden")):
        part = beside_day
    return (replace(point, part=part), place + 1) if part else None


def _moment(words: Words, index: int, now: datetime, point: Point) -> tuple[Point, int] | None:
    """ "in anderthalb Stunden"."""
    if point.day or point.clock or point.moment or not (words.has(index, "in") or words[index].folded == "in etwa"):
        return None
    found = length_at(words, index + 1)
    return (replace(point, moment=later(now, found[0])), found[1]) if found else None


def later(moment: datetime, length: timedelta) -> datetime:
    """A Berlin wall-clock time some time later, right also over a change of the clocks."""
    before = moment.replace(tzinfo=BERLIN).timestamp()
    return datetime.fromtimestamp(before + length.total_seconds(), BERLIN).replace(tzinfo=None)


def wish_of(point: Point) -> Wish:
    """A wish that is just a point."""
    confidence = 1.0
    for said in (point.day, point.clock):
        confidence *= said.confidence if said else 1.0
    return Wish(day=point.day, clock=point.clock, part=point.part, moment=point.moment, confidence=confidence)


def _suffixed(words: Words, point: Point, place: int, now: datetime) -> tuple[Wish, int]:
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


# --- bounds ---------------------------------------------------------------------------------------------

_LOW, _HIGH = "low", "high"
# What may stand between a bound and its time: "bis zum 15.", "nach dem 15.", never "vor am Dienstag".
_AFTER_END = frozenset({"am", "den", "dem", "der", "zum", "zur", "zu", "im", "in", "noch", "also"})
_AFTER_EDGE = frozenset({"den", "dem", "der"})


def _bound(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "ab 17 Uhr", "nicht vor acht", "bis Freitag", "von Montag an"."""
    negated = words.has(index, "not") and words.has(index + 1, "before", "after")
    place = index + 1 if negated else index
    if words.has(place, "range_opener") and words[place].folded != "zwischen":
        return _from_on(words, place, now)
    side, inclusive = _side(words, place)
    if side is None:
        return None
    place += 1
    if not inclusive and (words.mark(place, ",") or words[place].folded in ("am", "an", "im", "in")):
        return None
    counted = _counted_from_now(words, place, now) if words[place - 1].folded == "nach" else None
    while words[place].folded in (_AFTER_END if inclusive else _AFTER_EDGE) or words.has(place, "until", "from"):
        place += 1
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


# --- ranges ---------------------------------------------------------------------------------------------


def _range(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "zwischen 14 und 16 Uhr", "von Montag bis Mittwoch", "14. - 15.10.", "vom 21. auf den 22."."""
    opener = words[index].folded if words.has(index, "range_opener") else ""
    place = index + 1 if opener else index
    left = _end(words, place, now, lone=True)
    if left is None:
        return None
    place = left[1]
    if words.mark(place, ",") and words.has(place + 1, "range_to"):
        place += 1
    joined = words.has(place, "range_to") or (opener == "zwischen" and words.has(place, "range_and"))
    if not joined or (words[place].folded.startswith("auf") and opener not in ("vom", "von", "von dem")):
        return None
    place += 1
    while words[place].folded in ("bis", "zum", "zu", "den", "dem", "spätestens", "um"):
        place += 1
    right = _end(words, place, now, lone=True)
    if right is None:
        return None
    ends = _matched(left[0], right[0], now)
    if ends is None or not (opener or _stands_without_opener(*ends)):
        return None
    low, high = ends
    confidence = min(wish_of(low).confidence, wish_of(high).confidence)
    day = low.day if low.day and low.clock and not high.day else None
    return Wish(day=day, low=Bound(low), high=Bound(high), confidence=confidence), right[1]


def _end(words: Words, index: int, now: datetime, lone: bool) -> tuple[Point, int] | None:
    """One end of a range: a point, or a day of the month without more ("14.", "vierzehnter")."""
    place = index
    while words[place].folded in ("dem", "den", "der", "am"):
        place += 1
    found = day_number(words, place)
    if found and found[2] and not words.has(found[1], "month", "weekday", "unit") and not words[found[1]].digits:
        point = point_at(words, index, now)
        if point is None or point[0].day is None:
            return Point(day=resolved((found[0], None, None), now.date())), found[1]
    point = point_at(words, index, now, lone)
    if point is None and place > index:
        point = point_at(words, place, now, lone)
    return point


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


# --- lengths from now -----------------------------------------------------------------------------------


def _length(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "innerhalb von zwei Wochen", "die nächsten drei Tage", "in zwei bis drei Stunden"."""
    opened = words.has(index, "within")
    place = index + 1 if opened else index
    while opened and words[place].folded in ("von", "der", "den", "des"):
        place += 1
    upcoming = words.has(place, "next")
    place += upcoming
    if not (opened or upcoming):
        return _length_range(words, index, now)
    start, end, grain, place = _stretch(words, place, now, opened) or (now, now, "", index)
    return (Wish(stretch=(start, end), stretch_grain=grain), place) if grain else None


def _stretch(words: Words, index: int, now: datetime, from_now: bool) -> tuple[datetime, datetime, str, int] | None:
    counted = words.has(index, "number", "a_few", "article")
    length = length_at(words, index)
    if length is None and from_now and words.get(index, "unit") in ("hour", "minute"):
        hour = timedelta(hours=1) if words.get(index, "unit") == "hour" else timedelta(minutes=1)
        length = (hour, index + 1)
    if length:
        unit: str = words.get(length[1] - 1, "unit") or "minute"
        start = now if from_now else _next_full(now, unit)
        return start, later(start, length[0]), unit if not from_now else "minute", length[1]
    days = day_count(words, index) if counted else None
    if days is None:
        return None
    unit = words.get(days[2] - 1, "unit")
    first = now.date() + timedelta(days=0 if from_now else 7 - now.weekday() if unit == "week" else 1)
    if unit == "month" and not from_now:
        first = shifted(one_day(now.date().replace(day=1)), 0, 1).first
    last = shifted(one_day(first), days[0], days[1]).first
    start = now if from_now else datetime.combine(first, time())
    return start, datetime.combine(last, time()), unit, days[2]


def _next_full(now: datetime, unit: str) -> datetime:
    """The beginning of the next full second, minute or hour."""
    if unit == "hour":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if unit == "minute":
        return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return now.replace(microsecond=0) + timedelta(seconds=1)


def _length_range(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "in zwei bis drei Stunden", "in 2-3 Tagen"."""
    if not words.has(index, "in"):
        return None
    place = index + 1
    while words.has(place, "about"):
        place += 1
    few = 1 if words.has(place, "article") else words.get(place, "number")
    if few is None or not (words.has(place + 1, "range_to", "either") or words.mark(place + 1, ",")):
        return None
    if words.close(place + 1) and not words.has(place + 1, "range_to"):
        return None
    length, days = length_at(words, place + 2), day_count(words, place + 2)
    many = words.get(place + 2, "number")
    if not many or many <= few:
        return None
    if length:
        start, end = later(now, length[0] * few / many), later(now, length[0])
        return Wish(stretch=(start, end), stretch_grain="minute"), length[1]
    if days:
        first = one_day(now.date() + timedelta(days=days[0] * few // many)).first
        last = shifted(one_day(now.date()), days[0], days[1]).stretches[0][1]
        return Wish(stretch=(datetime.combine(first, time()), datetime.combine(last, time()))), days[2]
    return None


# --- single words ---------------------------------------------------------------------------------------


def _habit(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "werktags", "montags bis freitags"."""
    said = words.get(index, "habit")
    if not said:
        return None
    days = frozenset(map(int, said))
    last = words.get(index + 2, "habit") if words.has(index + 1, "range_to") else None
    if last and len(said) == len(last) == 1:
        length = (int(last) - int(said)) % 7
        days = frozenset((int(said) + offset) % 7 for offset in range(length + 1))
        return Wish(habit=days), index + 3
    return Wish(habit=days), index + 1


def _whole(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "jederzeit", "so bald wie möglich", "den ganzen Tag", "jetzt"."""
    if words.has(index, "right_now"):
        return Wish(moment=now, moment_grain="second"), index + 1
    if words.has(index, "vague"):
        return Wish(vague=words.get(index, "vague")), index + 1
    if words.has(index, "whole_day"):
        return Wish(vague="any"), index + 1
    return None


# --- what is over ---------------------------------------------------------------------------------------


def _past(words: Words, index: int, now: datetime) -> int | None:
    """The place after words about the past ("gestern um drei", "vor zwei Tagen", "letzte Woche"), or None."""
    place = index
    if words.has(index, "past"):
        place = index + 1
    elif words.has(index, "last") and words.has(index + 1, "unit", "weekday", "month", "weekend", "number"):
        if day_at(words, index, now.date()):
            return None
        place = index + 2
        if words.has(place, "unit"):
            place += 1
    elif words[index].folded == "vor":
        length = length_at(words, index + 1)
        days = day_count(words, index + 1)
        if length and not words.has(length[1], "before", "after") and not words.has(length[1] - 1, "oclock"):
            place = length[1]
        elif days:
            place = days[2]
    if place == index:
        return None
    follow = point_at(words, place, now)
    return follow[1] if follow else place
