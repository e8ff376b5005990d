"""Ranges: "zwischen 14 und 16 Uhr", "vom 21. auf den 22.", "Montag bis Mittwoch"."""

from dataclasses import replace
from datetime import datetime, timedelta

from rueckruf.spoken.time.calendar_day import one_day, resolved
from rueckruf.spoken.time.clock_time import HALF_DAY
from rueckruf.spoken.time.clock_words import clock_at
from rueckruf.spoken.time.date_words import day_number
from rueckruf.spoken.time.day_words import day_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.neighbours import neighbour_joint
from rueckruf.spoken.time.points import point_at, wish_of
from rueckruf.spoken.time.range_ends import NO_HOURS, as_day, as_hour, late_day, late_week, matched, minutes_beside
from rueckruf.spoken.time.wish import Bound, Point, Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, Words

# What two numbers alone are hours behind: "Mo bis Fr 9-12".
_OPENING = ("from", "until", "after", "before", "at", "about_hour", "weekday", "relative_day", "range_opener")
#: Behind a pause, in minutes.
_TOO_LONG = 10 * 60
_NOT_IN_PASSING = ("number", "weekday", "relative_day", "part", "month", "take_back", "not", "unavailable")
_BEFORE_LONE_HOURS = ("rather", "take_back", "company", "weekday", "short_weekday", "relative_day")


def _between_feasts(left: Point, right: Point, words: Words, places: tuple[int, int]) -> tuple[Point, Point] | None:
    """ "Zwischen Weihnachten und Neujahr": the days between them, and none of either."""
    if not (_are_days(left, right) and all(words.has(place, "named_day") for place in places)):
        return left, right
    first, last = left.day.stretches[0][1], right.day.first - timedelta(days=1)  # type: ignore[union-attr]
    return (replace(left, day=one_day(first)), replace(right, day=one_day(last))) if first <= last else None


def range_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "zwischen 14 und 16 Uhr", "von Montag bis Mittwoch", "14. - 15.10.", "vom 21. auf den 22."."""
    begun = _begun(words, index, now)
    if begun is None:
        return None
    left, joint = begun
    place = words.skip(joint + 1, among=small_words("after_range_to"))
    found = _last_end(words, place, left, index, now)
    if found is None or (words.among(joint, "onto") and not _are_days(left, found[0])):
        return None
    right, after = as_day(words, index, left, found[0]), found[1]
    ends = matched(as_hour(words, index, left, right), right, now)
    if ends and words.has(index, "between"):
        ends = _between_feasts(*ends, words, (words.skip(index + 1, "glue"), place))
    if ends is None:
        return None
    stands = _stands_without_opener(words, index, ends, after) and not _begins_anew(words, place, left, right)
    if not (stands or words.has(index, "range_opener")):
        return None
    return _on_each_day(words, after - 1, *ends) or _ranging(*_on_one_day(words, place, *ends, now)), after


def _last_end(words: Words, place: int, left: Point, first: int, now: datetime) -> tuple[Point, int] | None:
    """The other end, or that which is said instead: "von neun bis zehn, *nein, elf*"."""
    found = (
        late_week(words, place, left, now.date())
        or _hour_at_full_stop(words, place, left, first)
        or minutes_beside(words, place, left)
        or _end(words, place, now, closing=True)
        or late_day(words, place, left)
    )
    if found is None or not (found[0].clock and found[0].clock.lone):
        return found
    again = _put_right(words, found, now)
    return again if words.ends_clause(again[1]) else found


def is_open_at(words: Words, index: int, now: datetime) -> bool:
    """Whether a range begins at ``index`` and nothing is said after its first end: "zwischen neun"."""
    left = _end(words, _past_opener(words, index), now) if words.has(index, "range_opener") else None
    return left is not None and all(words[place].folded in CLAUSE_MARKS for place in range(left[1], len(words)))


def _begun(words: Words, index: int, now: datetime) -> tuple[Point, int] | None:
    """The first end of a range, and the place of what joins the other to it."""
    opener = words.has(index, "range_opener")
    if not (opener or words.say("range_to") or words.has_onto or words.has_neighbours):
        return None
    left = _end(words, _past_opener(words, index) if opener else index, now)
    left = _put_right(words, left, now) if left and opener else left
    if left is None:
        return None
    joint = _joint(words, index, left)
    if joint is None and words.has_neighbours:
        joint = neighbour_joint(words, index, left[1], left[0])
    return None if joint is None else (left[0], joint)


def _put_right(words: Words, said: tuple[Point, int], now: datetime) -> tuple[Point, int]:
    """ "Zwischen neun, *nein, zehn* und elf", "von halb acht *halb neun* bis zehn": the end that is said instead."""
    place = words.skip(said[1], "take_back", among=CLAUSE_MARKS)
    right_behind = place == said[1] and said[0].clock is not None and not said[0].clock.lone
    taken_back = words.has_within(said[1], place, "take_back") and not words.has(place, "at", "about_hour")
    if not (right_behind or taken_back):
        return said
    found = _end(words, place, now)
    return found if found and _is_alike(said[0], found[0]) else said


def _is_alike(said: Point, other: Point) -> bool:
    """Whether both are hours, or both days, and no more."""
    hours = said.clock is not None and other == Point(clock=other.clock)
    return hours or (said.day is not None and said.clock is None and other == Point(day=other.day))


def _on_each_day(words: Words, last: int, left: Point, right: Point) -> Wish | None:
    """ "Montag bis Mittwoch vormittags": the part of each of the days."""
    if not (words.among(last, "each_day") and _are_days(left, right)):
        return None
    days = _ranging(replace(left, part=None), replace(right, part=None))
    return replace(days, part=right.part, each_day=True)


def _on_one_day(words: Words, place: int, left: Point, right: Point, now: datetime) -> tuple[Point, Point]:
    """Both hours on the day said after them: "von neun bis elf morgen"; "von vier bis morgen um elf" begins today."""
    if left.day or not (left.clock and (right.clock or right.part) and right.day):
        return left, right
    if day_at(words, place, now.date()):
        return replace(left, day=one_day(now.date())), right
    return replace(left, day=right.day), replace(right, day=None)


def _are_days(left: Point, right: Point) -> bool:
    """Whether both ends are days without an hour: only these go "auf" or "zum" another."""
    return bool(left.day and right.day) and not (left.clock or right.clock)


def _is_named_day(point: Point) -> bool:
    """Whether it is a weekday or a date alone: "Montag zu Mittwoch", "22. zum 24. Februar"."""
    day = point.day
    return day is not None and point == Point(day=day) and (day.weekday is not None or bool(day.said and day.said[0]))


def _begins_anew(words: Words, place: int, left: Point, right: Point) -> bool:
    """ "Donnerstag bis zwölf, Freitag bis drei": the hour ends the first wish, and the day is of the next."""
    by_weekday = right.day is not None and right.day.weekday is not None
    return left.clock is None and by_weekday and clock_at(words, place, lone=True) is not None


def _past_opener(words: Words, index: int) -> int:
    """The place after "von", "zwischen", "zw."."""
    return index + 2 if words.mark(index + 1, ".") and words.close(index + 1) else index + 1


def _joint(words: Words, opener: int, left: tuple[Point, int]) -> int | None:
    """The place of "bis" or "auf", of "und" after "zwischen", of "zum" after "vom" or a day; None where none stands."""
    point, index = left
    index = _past_aside(words, index) if words.has(opener, "range_opener") else index
    stopped = words.mark(index, ".") and words.has(opener, "between") and words.has(index + 1, "range_and")
    place = index + (words.mark(index, ",") or stopped)
    place += words.among(place, "closing_from") and words.has(place + 1, "range_to")  # "von Montag an bis Freitag"
    between = words.has(opener, "between") and words.has(place, "range_and")
    to_the = words.among(place, "onto") and (words.among(opener, "from") or _is_named_day(point))
    return place if words.has(place, "range_to") or between or to_the else None


def _past_aside(words: Words, index: int) -> int:
    """The place after what is said in passing: "von neun*, wenn möglich,* bis elf", "von acht *ungefähr* bis zehn"."""
    place = words.skip(index, among=small_words("roughly_behind"))
    if not words.mark(place, ","):
        return place
    ends = (at + 1 for at in range(place + 1, place + LONGEST_RUN) if words.mark(at, ","))
    after = next(ends, index)
    joined = words.has(after, "range_to", "range_and") and not words.has_within(place, after, *_NOT_IN_PASSING)
    return after if joined else index


def _ranging(low: Point, high: Point) -> Wish:
    """From one point to the other; a day that is said with the first hour only is the day of both."""
    confidence = min(wish_of(low).confidence, wish_of(high).confidence)
    day = low.day if low.clock and not high.day else None
    first = replace(low, day=None) if day else low
    return Wish(day=day, low=Bound(first), high=Bound(high), confidence=confidence)


def _end(words: Words, index: int, now: datetime, closing: bool = False) -> tuple[Point, int] | None:
    """One end of a range: a point, or a day of the month without more ("14.", "vierzehnter")."""
    place = words.skip(index, among=small_words("before_day"))
    found = _day_of_month(words, place)
    if found:
        point = point_at(words, index, now)
        if point is None or point[0].day is None:
            return Point(day=resolved((found[0], None, None), now.date())), found[1]
    point = point_at(words, index, now, lone=True, closing=closing)
    if point is None and place > index:
        point = point_at(words, place, now, lone=True, closing=closing)
    return point


def _day_of_month(words: Words, index: int) -> tuple[int, int] | None:
    """The number of a day that nothing else follows, and the place after it."""
    found = day_number(words, index)
    if found is None:
        return None
    number, place, ordinal = found
    if ordinal:
        goes_on = words.has(place, "month", "weekday", "unit") or words[place].digits
        return None if goes_on else (number, place)
    cardinal = words.among(index - 1, "before_dated_range") and words.has(place, "range_to")
    return (number, place) if cardinal and number in NO_HOURS else None


def _hour_at_full_stop(words: Words, index: int, left: Point, first: int) -> tuple[Point, int] | None:
    """ "Zwischen 9 und 11.": the full stop ends the sentence, after an hour it makes no date of the number."""
    dated = words.among(first, "before_dated_range") or words.among(index - 1, "after_bound")
    # "Donnerstag bis 3." is no range, but one day and its bound
    timed = left.clock or (left.day and not left.day.said and not words.has(first, "range_opener"))
    if dated or not timed or not (words[index].digits and words.mark(index + 1, ".")):
        return None
    if words[index + 2].digits or words.has(index + 2, "month", "ordinal"):
        return None
    found = clock_at(words, index, lone=True)
    return (Point(clock=found[0]), found[1]) if found else None


def _stands_without_opener(words: Words, index: int, ends: tuple[Point, Point], after: int) -> bool:
    """Whether "A bis B" without "von" is a range: "Montag bis Mittwoch", not "morgen bis 15 Uhr"."""
    left, right = ends
    if _goes_on_with_a_bound(words, index, ends, after):
        return False
    if left.day and right.day:
        return True
    if not (left.clock and right.clock):
        return bool((left.part or left.clock) and right.part)
    if not (left.clock.lone and right.clock.lone) or left.day is not None or left.part is not None:
        return True
    return bool(right.day or right.part) or _is_whole_clause(words, index, after)


def _goes_on_with_a_bound(words: Words, index: int, ends: tuple[Point, Point], after: int) -> bool:
    """ "Freitag um zwei, *bis Donnerstag* bin ich weg", "um elf, *bis zehn* hab ich Physio": the end is before it."""
    first, last = ends[0].clock, ends[1].clock
    if first is None:
        return False
    if not any(words.mark(place, ",") and words.has(place + 1, "range_to") for place in range(index, after)):
        return False
    if last is None:
        return ends[1].day is not None
    hours_on = last.settled and last.minutes > first.minutes
    return not (hours_on or ends[1].day) and (last.minutes - first.minutes) % HALF_DAY >= _TOO_LONG


def _is_whole_clause(words: Words, index: int, after: int) -> bool:
    """Whether nothing else is said: "neun bis elf.", or only another range: "10-12 oder 14-16 Uhr"."""
    ranges = words.has(after + 1, "number") and words.has(after + 2, "range_to")
    ranges = ranges or words.has(after + 1, *_OPENING) or (words.has(after, "either") and words.has(after + 1, "part"))
    listed = words.has(after, "either", "also") and (ranges or words.say("oclock"))
    begins = index == 0 or words[index - 1].folded in CLAUSE_MARKS or words.has(index - 1, *_BEFORE_LONE_HOURS)
    begins = begins or (words.has(index - 1, "either") and words.has(index - 3, "range_to"))
    return begins and (listed or words.ends_clause(after) or words.among(after, "behind_lone_hours"))
