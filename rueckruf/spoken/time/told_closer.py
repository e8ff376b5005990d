"""An hour that tells closer what was said roughly before it: "heute vor Feierabend, also so um vier"."""

from collections.abc import Iterator
from dataclasses import replace

from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.links import LinkedWish, only_bound
from rueckruf.spoken.time.wish import DAY_SLOTS, Point, Wish
from rueckruf.spoken.time.words import LONGEST_RUN, Words

#: Words that introduce an hour, and those that stand for one.
_INTRODUCING, _NAMING = ("at", "about_hour"), ("clock_word", "assumed_clock_word")
#: So many words introduce an hour at most: "so gegen".
_NEAR = 3


def told_closer(entries: list[LinkedWish], words: Words) -> list[LinkedWish]:
    """The entries without those that the next one tells closer, which keeps their day."""
    may_be_rough = words.say(*_NAMING, "after", "before", "afterwards", "beforehand", "from", "until")
    return [*_closer(entries, words)] if may_be_rough else entries


def _closer(entries: list[LinkedWish], words: Words) -> Iterator[LinkedWish]:
    rough: LinkedWish | None = None
    for place, said in enumerate(entries):
        entry = replace(said, wish=_on_day_of(rough.wish, said.wish), link=rough.link) if rough else said
        following = entries[place + 1] if place + 1 < len(entries) else None
        if following and _begins_later(following, entry):
            continue
        if following and _is_rough(entry, words) and _tells_closer(following, entry, words):
            rough = entry
        else:
            rough = None
            yield entry


def _begins_later(entry: LinkedWish, before: LinkedWish) -> bool:
    """ "Bis Freitag bin ich weg, *ab Montag* geht's": of the days after Friday those from Monday on."""
    if before.refused or entry.refused or entry.link not in ("", "comma"):
        return False
    if before.wish.said(("day", "clock", "part", "high", "lasts")) or not (before.wish.low and entry.wish.low):
        return False
    first, then = before.wish.low.point, entry.wish.low.point
    if Point(day=first.day) != first or Point(day=then.day) != then or not (first.day and then.day):
        return False
    return bool(first.day.stretches and then.day.stretches) and first.day.first <= then.day.first


def _is_rough(entry: LinkedWish, words: Words) -> bool:
    """Whether an hour is only named, or one side of it: "kurz vor Mittag", "vor Feierabend"; or one side of any."""
    bounds = _is_one_sided(entry.wish) or (entry.turned and only_bound(entry.wish))
    return not entry.refused and (bounds or _names_its_hour(entry, words))


def _names_its_hour(entry: LinkedWish, words: Words) -> bool:
    wish, near = entry.wish, range(entry.place, entry.place + LONGEST_RUN)
    has_hour = wish.clock is not None or any(end.clock for end in wish.ends)
    return has_hour and any(words.has(at, *_NAMING) and _is_within(words[at].start, wish) for at in near)


def _is_one_sided(wish: Wish) -> bool:
    return only_bound(wish) and not wish.cuts_off and wish.ends[0].clock is not None


def _tells_closer(entry: LinkedWish, rough: LinkedWish, words: Words) -> bool:
    """Whether an hour of no other day follows, "also um vier", or sides of one: "danach, so ab eins bis drei".

    Or of what a refusal leaves: "heute ist schlecht bis Mittag, aber *von drei bis fünf* geht's".
    """
    wish = entry.wish
    is_other = wish.said(DAY_SLOTS) and day_of(rough.wish) is not None
    turned = _is_turned_round(rough, entry, words)
    if is_other or entry.refused or entry.link not in ("", "comma", *(["rather"] if turned else [])):
        return False
    if wish.clock is None or wish.ends:
        said = turned or rough.turned or _says_roughly(entry, words)
        return said and only_bound(rough.wish) and _has_that_side(wish, rough.wish)
    return turned or (_introduces_its_hour(entry, words) and _names_its_hour(rough, words))


def _says_roughly(entry: LinkedWish, words: Words) -> bool:
    """ "*So* ab eins", "*also* ab eins"."""
    near = range(entry.place - 1, entry.place + _NEAR - 1)
    return any(words.has(at, "about") or words.among(at, "in_other_words") for at in near)


def _introduces_its_hour(entry: LinkedWish, words: Words) -> bool:
    near = range(entry.place, entry.place + _NEAR)
    return any(_is_within(words[at].start, entry.wish) and words.has(at, *_INTRODUCING) for at in near)


def _is_turned_round(rough: LinkedWish, entry: LinkedWish, words: Words) -> bool:
    """ "Bis zwölf schlafe ich, *danach*, um eins", "ab elf bin ich weg, *davor*, sagen wir zehn"."""
    side = "afterwards" if rough.wish.low else "beforehand"
    return _is_one_sided(rough.wish) and words.has_within(rough.place, entry.place, side)


def _has_that_side(wish: Wish, rough: Wish) -> bool:
    """Whether an hour is wished on the side that was said roughly, and perhaps one on the other."""
    hours = all(end.clock and not end.day for end in wish.ends)
    return hours and bool(wish.low if rough.low else wish.high)


def _is_within(place: int, wish: Wish) -> bool:
    return wish.span[0] <= place < wish.span[1]


def _on_day_of(rough: Wish, wish: Wish) -> Wish:
    span = (min(rough.span[0], wish.span[0]), max(rough.span[1], wish.span[1]))
    return replace(wish, day=wish.day or day_of(rough), habit=wish.habit or rough.habit, span=span)


def day_of(wish: Wish) -> Day | None:
    """Its day, or that of one of its bounds."""
    return wish.day or next((end.day for end in wish.ends if end.day), None)
