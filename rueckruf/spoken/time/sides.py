"""Which side of a time is meant where "danach" or "vorher" follows it.

"Bis zwölf hab ich Schule, danach gern" wishes what comes after; "vor zwölf bitte, danach hab ich Schule" only says
why. The clause of the time and the clause of the marker decide: when the caller is busy, and when not.
"""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import tells_more
from rueckruf.spoken.time.clauses import TURNS, Clause, limits
from rueckruf.spoken.time.clock_time import HALF_DAY, Clock
from rueckruf.spoken.time.doings import (
    goes_on_doing,
    has_something_on,
    is_about_one,
    is_at_work,
    is_taken_up,
    leaves_time,
    must_be_done,
)
from rueckruf.spoken.time.evidence import weight
from rueckruf.spoken.time.others_times import lasts, lasts_until_then, runs
from rueckruf.spoken.time.taken_times import is_occupied
from rueckruf.spoken.time.wish import Bound, Point, Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS

_GUESSED = 0.6
#: In minutes since midnight: hours are told of a day that begins then.
_MORNING = 7 * 60
#: What may stand before "danach" and "vorher".
BEFORE_SIDE = CLAUSE_MARKS | {"bitte"}
_BOUNDS = ("until", "before", "from", "after")
_NAMING = ("assumed_clock_word", "clock_word", "part")


def turning(before: Sequence[Clause], after: Clause, refused: bool, one_sided: bool) -> tuple[bool, float]:
    """Whether the time of the clauses ``before`` is turned round by the clause ``after``, and how sure that is.

    ``refused``: that time was said to be impossible. ``one_sided``: it has one bound ("bis zwölf").
    """
    if must_be_done(after):
        return any(map(tells_more, before)), 1.0
    away = _is_gone(after)
    then_free = _is_free(after) or _has_time(after)
    occupied = tells_against(after)
    if _tells_why(before, after, occupied, refused):
        return False, 1.0
    busy, free = _are_busy(before, occupied), any(map(_is_free, before))
    if refused or (busy and not free):
        return not away, _GUESSED if occupied else 1.0
    if occupied or (free and not busy) or any(map(is_limited, before)):
        return False, 1.0
    if _concludes(after):
        return True, 1.0
    if then_free:
        return one_sided or busy, 1.0
    return _guessed(any(map(tells_more, before)), after, one_sided)


def _tells_why(before: Sequence[Clause], after: Clause, occupied: bool, refused: bool) -> bool:
    """ "*Mittwoch um drei*, ich komm von der Schicht *und schlaf vorher*": nothing is on at that hour.

    "*Weil danach*" tells nothing else; nor does "ab zwei, *bis dahin läuft die Messe*" or "bis elf, *damit ich* ...",
    nor anything behind "aber erst ab drei".
    """
    if goes_on_doing(after) or after.begins("reasons") or lasts_until_then(after):
        return True
    if not refused and any(map(_only_limits, before)):
        return True
    if after.begins("so_that") and not any(map(tells_more, before)):
        return True
    time, *told = before or [after]
    return occupied and bool(told) and not (tells_more(time) or any(one.begins("then") for one in told))


def _guessed(told: bool, after: Clause, one_sided: bool) -> tuple[bool, float]:
    """Behind a mere time they tell why: "ab fünf, *vorher ist hier Remmidemmi*"; "um drei geht mein Zug, *vorher*"."""
    return (told, _GUESSED) if one_sided else (False, 1.0)


def tells_against(clause: Clause) -> bool:
    """ "Dazwischen *ist er in Kopenhagen*"."""
    return _is_gone(clause) or (_is_taken(clause) and not _is_free(clause))


def _are_busy(clauses: Sequence[Clause], occupied_later: bool) -> bool:
    """Whether something is on; who is there only until something is on later is not."""
    if occupied_later and any(map(_is_reached, clauses)):
        return False
    return any(_is_taken(one) or _tells(one) for one in clauses)


def _is_reached(clause: Clause) -> bool:
    """ "Bis zehn *bin ich im Haus*, danach im Stall", but not "bis zehn ist der Maler da"."""
    there = clause.says("present", "within_reach") or is_at_work(clause)
    at_home = clause.says_any(word_set("time_clauses", "present") - word_set("time_clauses", "then"))
    of_one = at_home or clause.says("speaker") or is_about_one(clause)  # "meine Frau ist bis drei *daheim*"
    return there and of_one and clause.says("being", "sitting")


def is_limited(clause: Clause) -> bool:
    """ "Freitag, aber *nur bis zehn*", "*erst ab drei*": whatever is told of the other side, that is the wish."""
    return limits(clause.words, range(clause.first, clause.after), *_BOUNDS)


def _only_limits(clause: Clause) -> bool:
    """ "Aber erst ab drei" and no more, however unknown the words are that tell of the other side."""
    told = tells_more(clause) or _is_gone(clause) or clause.says("busy", "being", "having")
    return is_limited(clause) and not told


def _is_gone(clause: Clause) -> bool:
    return clause.says("not_available", "leaving", "nobody")


def _concludes(clause: Clause) -> bool:
    """ "Am Mittwoch wird geliefert, *also bitte vorher*", "um vier bin ich fertig, *ab da*"."""
    words, first = clause.words, clause.first
    if all(words.has(place, *TURNS, "in_passing") for place in range(first, clause.after)):
        return True
    side = words.skip(first + 1, among=BEFORE_SIDE)
    return words.among(first, "concluding") and side == clause.after - 1 and words.has(side, *TURNS)


def _is_busy(clause: Clause) -> bool:
    """Not "nach *Feierabend*", which names an hour."""
    return clause.says_apart("busy", *_NAMING) or has_something_on(clause) or is_taken_up(clause) or _sets_off(clause)


def _sets_off(clause: Clause) -> bool:
    """ "Donnerstag früh *geht's in die* Klinik", "Freitagmittag *geht's los*"."""
    return clause.says("goes") and (clause.holds("away") or clause.holds("into"))


def _is_taken(clause: Clause) -> bool:
    return not _has_time(clause) and (_is_busy(clause) or is_occupied(clause))


def _tells(clause: Clause) -> bool:
    return weight(clause) < 0 and not _has_time(clause)


def _has_time(clause: Clause) -> bool:
    """ "Um eins hab ich Pause", but not "danach bin ich im Urlaub"."""
    return clause.says("having", "unfulfilled") and leaves_time(clause)


def _is_free(clause: Clause) -> bool:
    """Not "ab *da*", "bis zwei ist der Tierarzt *da*", "das Training *geht* bis drei", "bis eins *geht das hier*"."""
    goes_on = clause.has_sense("until") and clause.holds("going_on_here")
    goes_on = goes_on or (runs(clause) and not clause.says("of_a_call", "wishes"))
    is_on = is_occupied(clause) or lasts(clause) or goes_on or _sets_off(clause)
    return clause.says_apart("free", *TURNS) and not is_on


def beyond(wish: Wish, later: bool) -> Wish | None:
    """What lies after all of a wish, or before it; None where it has no such end."""
    inner, outer = ("high", "low") if later else ("low", "high")
    if wish.low and wish.high:
        end: Bound = getattr(wish, inner)
        return replace(wish, **{inner: None, outer: Bound(end.point, inclusive=False)})  # type: ignore[arg-type]
    timed = Point(clock=wish.clock, part=wish.part, moment=wish.moment)
    if wish.low or wish.high or (timed.empty and not wish.day):
        return None
    bound = Bound(Point(day=wish.day) if timed.empty else timed, inclusive=False)
    return replace(
        wish,
        clock=None,
        part=None,
        moment=None,
        day=None if timed.empty else wish.day,
        **{outer: bound},  # type: ignore[arg-type]
    )


def between(first: Wish, second: Wish) -> Wish | None:
    """From the end of the earlier one to the beginning of the later one; None where one has no hour."""
    if not (_hours(first) and _hours(second)) or (first.day and second.day and first.day != second.day):
        return None
    earlier, later = sorted((first, second), key=lambda wish: (_hours(wish)[0].minutes - _MORNING) % HALF_DAY)
    span = (min(first.span[0], second.span[0]), max(first.span[1], second.span[1]))
    low, high = Bound(Point(clock=_hours(earlier)[-1])), Bound(Point(clock=_hours(later)[0]))
    confidence = first.confidence * second.confidence
    day, habit = first.day or second.day, first.habit or second.habit
    return Wish(day=day, habit=habit, low=low, high=high, confidence=confidence, span=span)


def _hours(wish: Wish) -> list[Clock]:
    """Its hour, or those of its bounds."""
    return [clock for clock in (wish.clock, *(point.clock for point in wish.ends)) if clock]
