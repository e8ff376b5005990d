"""Lengths from now that are told by two limits: "in zwei bis drei Stunden", "in einer halben bis einer Stunde"."""

from datetime import datetime, time, timedelta
from fractions import Fraction

from rueckruf.spoken.time.calendar_day import one_day, shifted
from rueckruf.spoken.time.day_words import day_count, past_about
from rueckruf.spoken.time.lengths import SECONDS, amount_at, is_decimal_mark, later, length_at
from rueckruf.spoken.time.wish import Wish
from rueckruf.spoken.time.words import Words

_PARTS = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4))


def length_range_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """The stretch between both, counted from now."""
    if not words.has(index, "in"):
        return None
    place = past_about(words, index + 1)
    first = length_at(words, place)
    if first and words.has(first[1], "range_to"):
        return _between(words, first[0], first[1] + 1, now)
    few = _fewer(words, place)
    if few is None or is_decimal_mark(words, few[1]):
        return None
    amount, joint = few
    joined = words.has(joint, "range_to", "either") or words.mark(joint, ",")
    if not (joined or (words.get(joint, "number") or 0) > amount):  # "in zwei drei Minuten"
        return None
    then = joint + joined
    last = length_at(words, then)
    if last is None:
        return _days(words, amount, then, now)
    unit = 3600 if words.has(last[1] - 1, "whole_length") else SECONDS.get(words.get(last[1] - 1, "unit") or "", 0)
    return _between(words, timedelta(seconds=float(amount * unit)), then, now) if unit else None


def _between(words: Words, first: timedelta, place: int, now: datetime) -> tuple[Wish, int] | None:
    """From the first length on to that at ``place``, perhaps of one unit: "in einer halben Stunde *bis Stunde*"."""
    bare = words.get(place, "unit")
    last = (timedelta(seconds=SECONDS[bare]), place + 1) if bare in SECONDS else length_at(words, place)
    if last is None or last[0] <= first:
        return None
    return Wish(stretch=(later(now, first), later(now, last[0])), stretch_grain="minute"), last[1]


def _days(words: Words, few: Fraction, place: int, now: datetime) -> tuple[Wish, int] | None:
    """ "In zwei, drei *Tagen*"."""
    days, many = day_count(words, place), words.get(place, "number")
    if not (days and many) or many <= few:
        return None
    first = one_day(now.date() + timedelta(days=int(days[0] * few // many))).first
    last = shifted(one_day(now.date()), days[0], days[1]).stretches[0][1]
    return Wish(stretch=(datetime.combine(first, time()), datetime.combine(last, time()))), days[2]


def _fewer(words: Words, index: int) -> tuple[Fraction, int] | None:
    """The lower amount and the place after it: "*2*/3 Stunden", but "1/2 Stunde" is one."""
    if words.has(index, "number") and words.mark(index + 1, "/"):
        parted = words.close(index + 1) and _is_part_of_hour(words, index)
        return None if parted else (Fraction(words.get(index, "number")), index + 1)
    return amount_at(words, index)


def _is_part_of_hour(words: Words, index: int) -> bool:
    """ "1/2 Stunde", "3/4 Stunde"."""
    over, under = words.get(index, "number"), words.get(index + 2, "number")
    parted = words.mark(index + 1, "/") and words.get(index + 3, "unit") == "hour"
    return parted and bool(over and under) and Fraction(over, under) in _PARTS
