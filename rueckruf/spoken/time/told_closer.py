"""An hour that tells closer what was said roughly before it: "heute vor Feierabend, also so um vier"."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.wish import DAY_SLOTS, Wish
from rueckruf.spoken.time.words import Words

#: Words that introduce an hour, and those that stand for one.
_INTRODUCING, _NAMING = ("at", "about_hour"), ("clock_word", "assumed_clock_word")
#: So many words introduce an hour at most: "so gegen".
_NEAR = 3


def told_closer(entries: list[LinkedWish], words: Words) -> list[LinkedWish]:
    """The entries without those that the next one tells closer, which keeps their day."""
    return [*_closer(entries, words)]


def _closer(entries: list[LinkedWish], words: Words) -> Iterator[LinkedWish]:
    rough: Wish | None = None
    for entry, following in pairwise([*entries, None]):
        assert entry
        wish = _on_day_of(rough, entry.wish) if rough else entry.wish
        if following and _is_rough(entry, words) and _tells_closer(following, wish, words):
            rough = wish
        else:
            rough = None
            yield replace(entry, wish=wish)


def _is_rough(entry: LinkedWish, words: Words) -> bool:
    """Whether an hour is only named, or one side of it: "kurz vor Mittag", "vor Feierabend"."""
    wish = entry.wish
    has_hour = wish.clock is not None or any(end.clock for end in wish.ends)
    named = (words.has(at, *_NAMING) and _is_within(words[at].start, wish) for at in range(len(words)))
    return has_hour and not entry.refused and any(named)


def _tells_closer(entry: LinkedWish, rough: Wish, words: Words) -> bool:
    """Whether an hour of no other day follows: "also um vier"."""
    wish = entry.wish
    dated = wish.said(DAY_SLOTS)
    hour_alone = wish.clock is not None and not wish.ends and not (dated and _day_of(rough))
    near = range(entry.place, entry.place + _NEAR)
    introduced = any(_is_within(words[at].start, wish) and words.has(at, *_INTRODUCING) for at in near)
    return hour_alone and introduced and not entry.refused and entry.link in ("", "comma")


def _is_within(place: int, wish: Wish) -> bool:
    return wish.span[0] <= place < wish.span[1]


def _on_day_of(rough: Wish, wish: Wish) -> Wish:
    span = (min(rough.span[0], wish.span[0]), max(rough.span[1], wish.span[1]))
    return replace(wish, day=wish.day or _day_of(rough), habit=wish.habit or rough.habit, span=span)


def _day_of(wish: Wish) -> Day | None:
    return wish.day or next((end.day for end in wish.ends if end.day), None)
