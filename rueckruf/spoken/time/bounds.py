"""Bounds: "ab 17 Uhr", "nicht vor acht", "bis Freitag", "von Montag an", "elf Uhr spätestens"."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.calendar_day import one_day, shifted
from rueckruf.spoken.time.day_words import counts_to_hour, day_count
from rueckruf.spoken.time.lengths import later, length_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.points import point_at, wish_of
from rueckruf.spoken.time.wish import Bound, Point, Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, Words

_LOW, _HIGH = "low", "high"
_SHORTEST = 3
_NO_TIME = frozenset({"company", "glue", "after_not", "title"})


def bound_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "ab 17 Uhr", "nicht vor acht", "bis Freitag", "von Montag an"."""
    negated = words.has(index, "not") and words.has(index + 1, "before", "after")
    place = index + 1 if negated else index
    if words.has(place, "range_opener") and not words.has(place, "between"):
        return _from_on(words, place, now)
    side, inclusive = _side(words, place)
    place += 1
    if side is None or (not inclusive and words.among(place, "never_after_bound")):
        return None
    counted = _counted_from_now(words, place, now) if words.among(place - 1, "counted_after") else None
    found = counted or _bounding_point(words, place, now, inclusive)
    if found is None:
        return None
    bound = Bound(found[0], inclusive or negated or counted is not None, negated)
    is_low = (side == _LOW) != negated
    confidence = wish_of(bound.point).confidence
    return Wish(low=bound if is_low else None, high=None if is_low else bound, confidence=confidence), found[1]


def _parts_a_verb(words: Words, index: int) -> bool:
    """ "Holt uns um acht *ab*, also um sieben", "Freitag reise ich *ab*, Donnerstag passt"."""
    if words[index + 1].folded not in CLAUSE_MARKS:
        return False
    return words.has(index - 1, "number", "oclock", "part") or _has_verb_of_doing(words, index)


def _has_verb_of_doing(words: Words, index: int) -> bool:
    """Whether the clause before ``index`` may have a verb that wishes nothing: any unknown word but a noun."""
    for place in range(index - 1, -1, -1):
        word = words[place]
        if word.folded in CLAUSE_MARKS:
            return False
        unknown = not word.senses and word.folded.isalpha() and word.raw[0].islower()
        if unknown and len(word.folded) >= _SHORTEST and word.folded not in _small_words():
            return True
    return False


@cache
def _small_words() -> frozenset[str]:
    wishes = (word_set("time_clauses", name) for name in ("wishing", "suiting", "free", "saying"))
    return word_set("ordinary_words", "function").union(*wishes)


def _bounding_point(words: Words, index: int, now: datetime, inclusive: bool) -> tuple[Point, int] | None:
    """The point after the word of a bound and small words; an article before it may belong to a date.

    "Maximal *acht Uhr*", but "maximal drei" may count anything.
    """
    lone = not words.among(index - 1, "at_most")
    place = words.skip(
        index, "until", "from", among=small_words("after_inclusive_bound" if inclusive else "after_bound")
    )
    place -= words.among(place - 1, "before_date")
    found = point_at(words, place, now, lone)
    if found is None and words.among(place, "before_date"):
        found = point_at(words, place + 1, now, lone)
    hour = _hour_behind_noun(words, place) if found is None and words.has(index - 1, "until") else None
    return found if hour is None else point_at(words, hour, now, lone)


def _hour_behind_noun(words: Words, index: int) -> int | None:
    """ "Bis zum Läuten *um zwölf*", "bis ich *um acht* los muss"."""
    for place in range(index, index + LONGEST_RUN):
        if words.has(place, "at"):
            return place if place > index else None
        if words[place].folded in CLAUSE_MARKS or words[place].senses.keys() - _NO_TIME:
            return None
    return None


def _side(words: Words, index: int) -> tuple[str | None, bool]:
    if counts_to_hour(words, index) or _parts_a_verb(words, index):
        return None, True
    for sense, side, inclusive in (("from", _LOW, True), ("after", _LOW, False), ("until", _HIGH, True)):
        if words.has(index, sense):
            return side, inclusive
    within = words.has(index + 1, "ending")  # "vor Ende Januar"
    return (_HIGH, within) if words.has(index, "before") else (None, True)


def _from_on(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "Von Montag an", "von neun *weg*, morgen"."""
    behind = (place for place in range(index + 2, index + LONGEST_RUN) if words.among(place, "closing_from"))
    closing = next(behind, 0)
    found = point_at(Words(words.lexemes[:closing]), index + 1, now, lone=True) if closing else None
    if found and found[1] == closing and not words.has(closing + 1, "range_to"):
        return Wish(low=Bound(found[0]), confidence=wish_of(found[0]).confidence), closing + 1
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
    if not (low or high) or words.among(place, "never_or_later") or point_at(words, place + 1, now, lone=True):
        return wish, place
    bound = Bound(replace(point, day=None)) if point.clock or point.part else Bound(point)
    day = point.day if point.clock or point.part else None
    return Wish(
        day=day, low=bound if low else None, high=bound if high else None, confidence=wish.confidence
    ), place + 1
