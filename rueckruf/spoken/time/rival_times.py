"""Times that no word coordinates: one tells, another is wished: "*sie ist von acht bis zwölf da*, um zehn"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.clock_time import HALF_DAY
from rueckruf.spoken.time.evidence import concludes, only_offers, suggests, tells, weight, wishes_its_time
from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.told_closer import day_of
from rueckruf.spoken.time.wish import DAY_SLOTS, HOUR_SLOTS, Wish
from rueckruf.spoken.time.words import Words

_ALTERNATIVE = frozenset({"either", "otherwise"})
_COORDINATING = _ALTERNATIVE | {"also"}


def without_rivals(wishes: list[Wish], entries: Sequence[LinkedWish], words: Words) -> list[Wish]:
    """The wishes without those to which a later one is no alternative, because nothing coordinates them.

    A time that only tells what is on gives way to a later one that is as much of a wish, and any to what is concluded
    or lies within its hours. A day that is not said again stays.
    """
    if len(wishes) < 2:
        return wishes
    clauses = clauses_of(words)
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
    if not later.said(HOUR_SLOTS) or not clauses or not after or clauses[-1] in after:
        return False
    if _lies_within(later, wish) or _is_picked_from(wish, clauses, later, after):
        return True
    if _is_whole(later) and not (_is_whole(wish) or any(map(suggests, clauses))):
        return True
    if any(map(tells, clauses)) and not _is_of_another_day(wish, clauses, later):
        return concludes(after[0]) or _weighs_more(after, clauses)
    return wish.said(HOUR_SLOTS) and concludes(after[0])  # but "morgen, also Donnerstag" contradicts itself


def _weighs_more(after: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    more = max(map(weight, after)) - max(map(weight, clauses))
    return more > 0 or (more == 0 and not any(map(tells, after)))


def _is_whole(wish: Wish) -> bool:
    """ "Dienstag um neun"."""
    return wish.names_day and wish.said(HOUR_SLOTS)


def _is_picked_from(wish: Wish, clauses: Sequence[Clause], later: Wish, after: Sequence[Clause]) -> bool:
    """ "*Um neun bin ich zurück*, rufen Sie um zehn an", "*vor neun ist keiner da*, zehn Uhr ist perfekt"."""
    if _names_another_day(wish, later):
        return False
    offered = any(map(only_offers, clauses)) and not any(map(only_offers, after))
    return offered or (_begins_before(wish, later) and any(map(wishes_its_time, after)))


def _is_of_another_day(wish: Wish, clauses: Sequence[Clause], later: Wish) -> bool:
    """ "Morgen ist er ab zehn im Büro, Donnerstag ab neun": both are wished."""
    return _names_another_day(wish, later) and any(map(wishes_its_time, clauses))


def _names_another_day(wish: Wish, later: Wish) -> bool:
    day, other = day_of(wish), day_of(later)
    return day is not None and other is not None and day != other


def _begins_before(wish: Wish, later: Wish) -> bool:
    begin = wish.low.point.clock if wish.low and not wish.high else None
    if not (begin and later.clock):
        return False
    return (later.clock.minutes - begin.minutes) % HALF_DAY < HALF_DAY // 2


def _lies_within(wish: Wish, hours: Wish) -> bool:
    """Whether its hour is one of the ``hours`` up to one or between two, of no other day."""
    low, high = (bound and bound.point.clock for bound in (hours.low, hours.high))
    of_another = wish.said(DAY_SLOTS) and hours.said(DAY_SLOTS) and not _may_be_of(wish, hours)
    if not (high and wish.clock) or of_another:
        return False
    begin = low.minutes if low else high.minutes - HALF_DAY // 2
    return (wish.clock.minutes - begin) % HALF_DAY <= (high.minutes - begin) % HALF_DAY


def _may_be_of(wish: Wish, other: Wish) -> bool:
    if wish.day and other.habit:
        return wish.day.first.weekday() in other.habit
    return wish.day == other.day


def _on_day_of(before: Wish, wish: Wish) -> Wish:
    """The wish on the day that was named before, if it names none itself."""
    if wish.names_day or wish.moment or not before.said(DAY_SLOTS):
        return wish
    return replace(wish, day=before.day, habit=before.habit)
