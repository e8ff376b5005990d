"""Times that no word coordinates: one tells, another is wished: "*sie ist von acht bis zwölf da*, um zehn"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.clauses import Clause
from rueckruf.spoken.time.clock_time import HALF_DAY, part_hours
from rueckruf.spoken.time.evidence import concludes, only_offers, suggests, tells, weight, wishes_its_time
from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.wish import DAY_SLOTS, HOUR_SLOTS, Bound, Point, Wish, day_of
from rueckruf.spoken.time.words import Words

_ALTERNATIVE = frozenset({"either", "otherwise"})
_COORDINATING = _ALTERNATIVE | {"also"}
#: Words that introduce an hour, and those that stand for one.
_INTRODUCING, _NAMING = ("at", "about_hour"), ("clock_word", "assumed_clock_word")
_BEGINNING = ("from", "between", "range_opener")
#: So many words introduce an hour at most: "so gegen".
_NEAR = 3


def without_rivals(wishes: list[Wish], entries: Sequence[LinkedWish], clauses: Sequence[Clause]) -> list[Wish]:
    """The wishes without those to which a later one is no alternative, because nothing coordinates them.

    A time that only tells what is on gives way to a later one that is as much of a wish, and any to what is concluded
    or lies within its hours. A day that is not said again stays.
    """
    if len(wishes) < 2:
        return wishes
    said = [_clauses_of_wish(wish, clauses) for wish in wishes]
    found: list[tuple[Wish, list[Clause]]] = []
    for wish, those in zip(wishes, said, strict=True):
        rival, is_apart = wish, not found or _is_coordinated(wish, those, entries, found[-1][1])
        while found and not is_apart and _gives_way(*found[-1], rival, those):
            before, _ = found.pop()
            is_apart = _is_linked(before, entries, _ALTERNATIVE)
            rival = _on_day_of(before, rival)
        found.append((rival, those))
    return [wish for wish, _ in found]


def _clauses_of_wish(wish: Wish, clauses: Sequence[Clause]) -> list[Clause]:
    begin, end = wish.span
    return [one for one in clauses if one.words[one.first].start < end and begin < one.words[one.after - 1].end]


def _is_coordinated(
    wish: Wish, clauses: Sequence[Clause], entries: Sequence[LinkedWish], before: Sequence[Clause]
) -> bool:
    """Whether a word says that it stands beside the one before: "*oder* Mittwoch", "Mittwoch geht *auch*".

    "Samstag heirate ich, geht *auch* Dienstag" names no other wish.
    """
    coordinated = _is_linked(wish, entries, _COORDINATING)
    is_wish = not before or max(map(weight, before)) >= 0
    return coordinated or (is_wish and any(clause.says("as_well", "beside_others") for clause in clauses))


def _is_linked(wish: Wish, entries: Sequence[LinkedWish], links: frozenset[str]) -> bool:
    return any(wish.span[0] <= entry.wish.span[0] < wish.span[1] and entry.link in links for entry in entries)


def _gives_way(wish: Wish, clauses: Sequence[Clause], later: Wish, after: Sequence[Clause]) -> bool:
    if _is_told_closer(wish, later, after):
        return True
    if not later.said(HOUR_SLOTS) or not clauses or not after or clauses[-1] in after:
        return False
    if _is_picked_from(wish, clauses, later, after):
        return True
    if _is_whole(later) and not (_is_whole(wish) or any(map(suggests, clauses))):
        return True
    if any(map(tells, clauses)) and not _is_of_another_day(wish, clauses, later):
        return concludes(after[0]) or _weighs_more(after, clauses)
    return wish.said(HOUR_SLOTS) and concludes(after[0])  # but "morgen, also Donnerstag" contradicts itself


def _is_told_closer(rough: Wish, wish: Wish, clauses: Sequence[Clause]) -> bool:
    """Whether an hour is named or told roughly, and then closer: "heute vor Feierabend, also *so um vier*"."""
    if _begins_later(wish, rough) or _ends_earlier(wish, rough):
        return True
    if wish.said(DAY_SLOTS) and rough.said(DAY_SLOTS) and not _may_be_of(wish, rough):
        return False
    words = clauses[0].words if clauses else None
    named = words is not None and _names_its_hour(rough, words) and _is_named_itself(wish, rough, words)
    return named or _lies_within(wish, rough) or _is_from_there(wish, rough)


def _is_from_there(wish: Wish, hour: Wish) -> bool:
    """ "*Um fünf* ist sie da, also *ab fünf*"."""
    ends = (end.clock for end in wish.ends if end.clock)
    return hour.clock is not None and hour.clock.minutes in (end.minutes for end in ends)


def _begins_later(wish: Wish, before: Wish) -> bool:
    """ "Bis Freitag bin ich weg, *ab Montag* geht's": of the days after Friday those from Monday on."""
    first, then = _day_alone(before, before.low), _day_alone(wish, wish.low)
    return first is not None and then is not None and before.high is None and first.first <= then.first


def _ends_earlier(wish: Wish, before: Wish) -> bool:
    """ "Noch vor Ostern, *bis Gründonnerstag*"."""
    last, then = _day_alone(before, before.high), _day_alone(wish, wish.high)
    return last is not None and then is not None and not (before.low or wish.low) and then.first <= last.first


def _day_alone(wish: Wish, bound: Bound | None) -> Day | None:
    """The day of a bound, where nothing is said besides of the wish or of its hour."""
    if bound is None or wish.said(("day", "clock", "part", "lasts")):
        return None
    point = bound.point
    return point.day if Point(day=point.day) == point and point.day and point.day.stretches else None


def _names_its_hour(wish: Wish, words: Words) -> bool:
    """ "Kurz vor *Mittag*", "um *Feierabend*", "nach der *Arbeit*"."""
    has_hour = wish.clock is not None or any(end.clock for end in wish.ends)
    return has_hour and any(words.has(at, *_NAMING) for at in _places_of(wish, words))


def _introduces_its_hour(wish: Wish, words: Words) -> bool:
    near = _places_of(wish, words)[:_NEAR]
    return wish.clock is not None and any(words.has(at, *_INTRODUCING) for at in near)


def _is_named_itself(wish: Wish, rough: Wish, words: Words) -> bool:
    """Whether the hour is introduced as one that replaces the rough one."""
    return _introduces_its_hour(wish, words) or _begins_itself(wish, rough, words)


def _begins_itself(wish: Wish, rough: Wish, words: Words) -> bool:
    """ "*Nach der Arbeit*, morgen *ab vier*", "nach Feierabend, Mittwoch *zwischen drei und vier*"."""
    from_then = rough.low and not rough.high and wish.low and wish.low.point.clock
    return bool(from_then) and any(words.has(at, *_BEGINNING) for at in _places_of(wish, words))


def _places_of(wish: Wish, words: Words) -> range:
    begin, end = (bisect_left(words.lexemes, place, key=attrgetter("start")) for place in wish.span)
    return range(begin, end)


def _weighs_more(after: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    more = max(map(weight, after)) - max(map(weight, clauses))
    return more > 0 or (more == 0 and not any(map(tells, after)))


def _is_whole(wish: Wish) -> bool:
    """ "Dienstag um neun"."""
    return wish.names_day and wish.said(HOUR_SLOTS)


def _is_picked_from(wish: Wish, clauses: Sequence[Clause], later: Wish, after: Sequence[Clause]) -> bool:
    """ "*Um neun bin ich zurück*, rufen Sie um zehn an"."""
    if _names_another_day(wish, later):
        return False
    return any(map(only_offers, clauses)) and not any(map(only_offers, after))


def _is_of_another_day(wish: Wish, clauses: Sequence[Clause], later: Wish) -> bool:
    """ "Morgen ist er ab zehn im Büro, Donnerstag ab neun": both are wished."""
    return _names_another_day(wish, later) and any(map(wishes_its_time, clauses))


def _names_another_day(wish: Wish, later: Wish) -> bool:
    day, other = day_of(wish), day_of(later)
    return day is not None and other is not None and day != other


def _lies_within(wish: Wish, hours: Wish) -> bool:
    """Whether its hour is one of the ``hours``, or its bounds lie on their one side."""
    low, high = _edge(hours.low, is_end=False), _edge(hours.high, is_end=True)
    bounded = [_edge(wish.low, is_end=False), _edge(wish.high, is_end=True)]
    both = None not in (low, high)
    said = [wish.clock.minutes] if wish.clock else [] if both else [edge for edge in bounded if edge is not None]
    on_its_side = wish.clock or (wish.low if hours.low else wish.high)
    if hours.cuts_off or low is high or not (said and on_its_side):
        return False
    begin = low if low is not None else (high or 0) - HALF_DAY // 2
    length = ((high - begin) % HALF_DAY) if high is not None else HALF_DAY // 2
    return all((minutes - begin) % HALF_DAY <= length for minutes in said)


def _edge(bound: Bound | None, *, is_end: bool) -> int | None:
    """The minutes of its hour, or those at which its part of the day begins or ends."""
    point = bound.point if bound else Point()
    if point.clock or not point.part:
        return point.clock.minutes if point.clock else None
    return part_hours(point.part)[bound is not None and bound.inclusive == is_end]


def _may_be_of(wish: Wish, other: Wish) -> bool:
    if wish.day and other.habit:
        return bool(wish.day.stretches) and wish.day.first.weekday() in other.habit
    return wish.day == other.day


def _on_day_of(before: Wish, wish: Wish) -> Wish:
    """The wish on the day that was named before, if it names none itself."""
    if wish.names_day or wish.moment or not before.names_day:
        return wish
    span = (min(before.span[0], wish.span[0]), max(before.span[1], wish.span[1]))
    return replace(wish, day=day_of(before), habit=before.habit, span=span)
