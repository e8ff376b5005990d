"""Weeks and months that adjoin are one stretch: "Ende April, Anfang Mai", "nächste oder übernächste Woche"."""

from collections.abc import Iterable
from dataclasses import replace

from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.wish import TIME_SLOTS, Wish

_STRETCHES = ("week", "month")
#: So many characters stand between them at most: "oder vielleicht".
_NEAR = 18


def as_one_stretch(wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes, each that begins where the one before ends made part of that."""
    found: list[Wish] = []
    for wish in wishes:
        if found and (whole := _both(found[-1], wish)):
            found[-1] = whole
        else:
            found.append(wish)
    return found


def _both(first: Wish, second: Wish) -> Wish | None:
    day, after = _mere_stretch(first), _mere_stretch(second)
    if day is None or after is None:
        return None
    if day.stretches[0][1] != after.first or second.span[0] - first.span[1] > _NEAR:
        return None
    whole = replace(day, stretches=((day.first, after.stretches[0][1]),))
    span = (min(first.span[0], second.span[0]), max(first.span[1], second.span[1]))
    return replace(first, day=whole, span=span)


def _mere_stretch(wish: Wish) -> Day | None:
    """The week or the month, or the part of one, that is all that is wished."""
    day = wish.day
    more = wish.habit is not None or wish.said(TIME_SLOTS) or wish.fallback
    return day if day and day.stretches and day.grain in _STRETCHES and not more else None
