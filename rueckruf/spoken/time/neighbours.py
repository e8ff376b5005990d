"""Two hours that follow each other are from one to the other: "so um neun, zehn rum"."""

from rueckruf.spoken.time.clock_time import HALF_DAY
from rueckruf.spoken.time.clock_words import clock_at
from rueckruf.spoken.time.wish import Point
from rueckruf.spoken.time.words import Words

_ROUGHLY = ("at", "about", "about_hour")
_LISTING = ("either", "also", "range_to")
_BEGINNING = ("number", "half", "three_quarters")
_DAYS = ("weekday", "relative_day", "next")
_HOUR = 60


def neighbour_joint(words: Words, first: int, index: int, left: Point) -> int | None:
    """The place before the hour that follows the one of ``left``, said from ``first`` on; None where none does."""
    place = index + words.mark(index, ",")
    if left.clock is None or words.has(first - 1, "not") or not words.follows_an_hour(place):
        return None
    found = clock_at(words, place, lone=True)
    if found is None or _is_listed(words, found[1]):
        return None
    roughly = any(words.has(at, *_ROUGHLY) for at in range(first, index)) or _closes_roughly(words, found[1])
    return place - 1 if roughly and (found[0].minutes - left.clock.minutes) % HALF_DAY == _HOUR else None


def _closes_roughly(words: Words, index: int) -> bool:
    """ "Neun, zehn *Uhr*", "neun, zehn *rum*"."""
    return words.has(index - 1, "oclock") or words.among(index, "roughly_behind")


def _is_listed(words: Words, index: int) -> bool:
    """Whether more is listed: "um neun, zehn oder elf"; or the number is one of something else."""
    place = index + words.mark(index, ",")
    goes_on = words.has(index, *_LISTING) or (place > index and words.has(place, *_BEGINNING))
    day = words.skip(index, "glue", among=frozenset(","))
    ends = words.ends_clause(index) or words.among(index, "roughly_behind") or words.has(day, *_DAYS)
    return goes_on or not ends
