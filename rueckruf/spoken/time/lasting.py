"""How long what begins at an hour or on a day lasts: "ab zwei für anderthalb Stunden", "eine Stunde lang ab vier"."""

from dataclasses import replace
from datetime import datetime, timedelta

from rueckruf.spoken.time.bounds import bound_at
from rueckruf.spoken.time.day_words import day_count
from rueckruf.spoken.time.lengths import length_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.points import point_at, wish_of
from rueckruf.spoken.time.wish import Wish
from rueckruf.spoken.time.words import Words

_BEGINNINGS = ("from", "range_opener")
_AT = ("at", "about_hour")


def lasting_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """A beginning with its length behind or before it."""
    if not words.say("unit", "whole_length"):
        return None
    if words.has(index, *_BEGINNINGS):
        begun = _begun(words, index, now)
        return with_length_behind(words, *begun) if begun else None
    if words.has(index, *_AT):
        point = point_at(words, index, now)
        return with_length_behind(words, wish_of(point[0]), point[1]) if point and point[0].clock else None
    return _with_length_before(words, index, now)


def _begun(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    found = bound_at(words, index, now) if words.has(index, *_BEGINNINGS) else None
    return found if found and found[0].low and not found[0].low.negated else None


def with_length_behind(words: Words, wish: Wish, place: int) -> tuple[Wish, int] | None:
    """The wish with the length that is said behind it."""
    if not words.say("unit", "whole_length"):
        return None
    at = words.skip(place, "about", among=small_words("before_lasting"))
    found = _length(words, at, wish)
    if found is None:
        return None
    length, after = found
    if not _is_its_length(words, wish, range(place, at), after):
        return None
    return replace(wish, lasts=length), after + words.among(after, "lasting")


def _is_its_length(words: Words, wish: Wish, between: range, after: int) -> bool:
    """Whether the length behind ``between`` is how long the wish lasts: "um vier *für* eine Stunde"."""
    having = any(words.among(at, "having_a_length") for at in between)
    having = having or words.among(after, "having_a_length")
    if words.among(after, "lasting") or any(words.among(at, "for_a_length") for at in between):
        return True
    if having and (wish.low or words.among(after, "time_that_lasts")):
        return True
    if wish.low:
        return not words.mark(between.start, ",") or words.ends_clause(after)
    return not between and words.ends_clause(after)


def _with_length_before(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    place = words.skip(index, "about", among=small_words("for_a_length"))
    found = _length(words, place, Wish())
    if found is None:
        return None
    length, after = found
    lasting = words.among(after, "lasting")
    behind = after + lasting
    at = behind if words.mark(behind, ",") else words.skip(behind, among=small_words("before_lasting"))
    begun = _begun(words, at, now)
    if begun is None or begun[0].low is None or not (begun[0].low.point.clock or lasting):
        return None  # "zwei Wochen ab Samstag" is the day they end on
    return replace(begun[0], lasts=length), begun[1]


def _length(words: Words, index: int, wish: Wish) -> tuple[timedelta, int] | None:
    """The length at ``index`` and the place after it: days and weeks only from a day on."""
    timed = wish.clock or (wish.low and (wish.low.point.clock or wish.low.point.moment))
    length = length_at(words, index) if timed or wish.empty else None
    if length is None and not timed and (days := day_count(words, index)) and not days[1]:
        length = timedelta(days=days[0]), days[2]
    return None if length is None or words.has(length[1], "oclock", "before", "after", "later", "earlier") else length
