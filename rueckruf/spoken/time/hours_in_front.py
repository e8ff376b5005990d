"""Hours in front of several days, which are those of all: "*um vier*, Montag oder Mittwoch"."""

from dataclasses import replace

from rueckruf.spoken.time.links import LinkedWish, is_mere_day, spanning
from rueckruf.spoken.time.wish import TIME_SLOTS, Bound, Wish
from rueckruf.spoken.time.words import HOURS, Words

_TIMES = (*HOURS, "part", "at", "about", "about_hour", "exactly", "from", "until", "between", "before", "after")
_LISTING = ("either", "also")


def with_hours_in_front(entries: list[LinkedWish], words: Words) -> list[LinkedWish]:
    """The entries in which the days that are listed behind an hour and its day have that hour too."""
    first = 1 + _is_apart(entries)
    days = entries[first:]
    listed = len(entries) > first and all(one.link in _LISTING and is_mere_day(one.wish) for one in days)
    hours = entries[0].wish if listed else Wish()
    if not (hours.said(TIME_SLOTS) and words.has(entries[0].place, *_TIMES)):
        return entries
    dated = is_mere_day(entries[1].wish) if first > 1 else hours.names_day
    if not dated or any(not (end.clock or end.part) for end in hours.ends):
        return entries  # "vor Montag oder Mittwoch"
    return [*entries[:first], *(replace(one, wish=_at_its_hours(one.wish, hours)) for one in days)]


def _is_apart(entries: list[LinkedWish]) -> bool:
    """ "*Um vier*. Montag oder Mittwoch": the first of the days is an entry of its own."""
    return len(entries) > 1 and not entries[0].wish.names_day and entries[1].link not in _LISTING


def _at_its_hours(wish: Wish, hours: Wish) -> Wish:
    slots = {slot: getattr(hours, slot) for slot in TIME_SLOTS}
    slots |= {side: _undated(slots[side]) for side in ("low", "high")}
    return spanning(replace(wish, **slots), hours.span[0])  # type: ignore[arg-type]


def _undated(bound: Bound | None) -> Bound | None:
    """ "*Ab vier* am Montag": the bound without its day."""
    return bound and replace(bound, point=replace(bound.point, day=None))
