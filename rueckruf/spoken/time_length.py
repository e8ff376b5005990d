"""Lengths of time from seconds to hours: "anderthalb Stunden", "zwei Stunden und zehn Minuten"."""

from datetime import timedelta
from fractions import Fraction

from rueckruf.spoken.time_words import Words

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def length_at(words: Words, index: int) -> tuple[timedelta, int] | None:
    """The length that begins at ``index`` and the place after it; None for days and longer."""
    total, place = Fraction(0), index
    while True:
        at = place + 1 if place > index and words[place].folded in ("und", ",") else place
        found = _one(words, at)
        if found is None:
            break
        seconds, place = found
        total += seconds
    return None if place == index else (timedelta(seconds=float(total)), place)


def _one(words: Words, index: int) -> tuple[Fraction, int] | None:
    """Seconds of one amount with its unit."""
    place = index
    while words.has(place, "about"):
        place += 1
    if words.has(place, "article") and words.has(place + 1, "whole_length"):
        place += 1
    minutes = words.get(place, "whole_length")
    if minutes:
        return Fraction(minutes * 60), place + 1
    found = _amount(words, place)
    if found is None:
        return None
    amount, place = found
    unit = _SECONDS.get(words.get(place, "unit") or "")
    return (amount * unit, place + 1) if unit else None


def _amount(words: Words, index: int) -> tuple[Fraction, int] | None:
    if words.has(index, "one_and_a_half"):
        return Fraction(3, 2), index + 1
    if words.has(index, "and_a_half"):
        return words.get(index, "and_a_half") + Fraction(1, 2), index + 1
    if words.has(index, "a_few"):
        return Fraction(2), index + 1
    place = index + 1 if words.has(index, "article") else index
    for sense, amount in (
        ("half_length", Fraction(1, 2)),
        ("quarter", Fraction(1, 4)),
        ("three_quarters", Fraction(3, 4)),
    ):
        if words.has(place, sense):
            return amount, place + 1
    if place > index:
        return Fraction(1), place
    number = words.get(index, "number")
    if number is None:
        return None
    if words.has(index + 1, "a_half"):
        return number + Fraction(1, 2), index + 2
    decimal = words[index + 1].folded in (",", ".", "komma") and words.get(index + 2, "number")
    if decimal and decimal < 10 and words.has(index + 3, "unit"):
        return number + Fraction(decimal, 10), index + 3
    return Fraction(number), index + 1
