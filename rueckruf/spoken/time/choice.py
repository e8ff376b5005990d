"""One of several times that is said again in the end is settled on: "um zehn, halb elf, *sagen wir halb elf*".

Only preferred, it comes first and the others stay: "Mittwoch oder Donnerstag, *lieber Donnerstag*".
"""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.wish import DAY_SLOTS, TIME_SLOTS, Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS, Words

_NOT_AGAIN = frozenset({"either", "otherwise", "also", "take_back"})
_PAUSES = CLAUSE_MARKS | {"…"}
#: Nobody chooses among more.
_MOST = 6


def with_choices_settled(entries: list[LinkedWish], words: Words) -> list[LinkedWish]:
    """The entries without those among which another was settled on."""
    found: list[LinkedWish] = []
    for entry in entries:
        first = _first_of_choice(found)
        choice = found[first:]
        settles = bool(choice) and not entry.preferred and _may_settle(entry, choice)
        preferred = settles and _is_preferred(entry, words)
        said = _words_before(entry, choice, words, preferred) if settles else None
        if said is None:
            found.append(entry)
        elif preferred:
            found[first:] = _preferring(entry, choice)
        elif said or _is_last_again(entry, choice[-1], closes=entry is entries[-1]):
            found[first:] = [*_left(entry, choice), replace(entry, link="")]
        else:
            found.append(entry)
    return found


def _first_of_choice(entries: Sequence[LinkedWish]) -> int:
    """Where the last choice begins: behind what is refused, or with what takes another's place."""
    place = len(entries)
    farthest = max(0, place - _MOST)
    while place > farthest and not entries[place - 1].refused:
        place -= 1
        if entries[place].link == "take_back":
            break
    return place


def _may_settle(entry: LinkedWish, choice: Sequence[LinkedWish]) -> bool:
    """Whether one of the choice is said again, and another is not."""
    if entry.refused or entry.link in _NOT_AGAIN or entry.wish.vague or entry.wish.moved:
        return False
    differs = any(_differs(entry.wish, one.wish) for one in choice)
    return differs and any(_is_again(entry.wish, one.wish) for one in choice)


def _is_again(wish: Wish, before: Wish) -> bool:
    """Whether a day or an hour is the same, and nothing else; an hour may have been one end of several."""
    ends = [point.clock for point in before.ends]
    if wish.clock and before.low and before.high:
        return wish.clock.minutes in [clock.minutes for clock in ends if clock] and not wish.said(DAY_SLOTS)
    same = _same_day(wish, before) or _same_time(wish, before)
    return same and not _differs(wish, before)


def _differs(wish: Wish, before: Wish) -> bool:
    days = wish.said(DAY_SLOTS) and before.said(DAY_SLOTS) and not _same_day(wish, before)
    return days or (wish.said(TIME_SLOTS) and before.said(TIME_SLOTS) and not _same_time(wish, before))


def _same_day(wish: Wish, before: Wish) -> bool:
    return wish.said(DAY_SLOTS) and (wish.day, wish.habit) == (before.day, before.habit)


def _same_time(wish: Wish, before: Wish) -> bool:
    if wish.clock and before.clock:
        return wish.clock.minutes == before.clock.minutes
    return wish.said(TIME_SLOTS) and all(getattr(wish, slot) == getattr(before, slot) for slot in TIME_SLOTS)


def _words_before(entry: LinkedWish, choice: Sequence[LinkedWish], words: Words, preferred: bool) -> int | None:
    """How many words that settle or prefer stand behind the choice; None where any other does, or not even a pause.

    Before what is ``preferred`` there may be more: "*wobei mir* Donnerstag lieber wäre".
    """
    place, said = entry.place - 1, 0
    while place >= 0 and words[place].start >= choice[-1].wish.span[1]:
        if words.among(place, "settling") or words.among(place, "preferring"):
            said += 1
        elif words[place].folded not in _PAUSES and not (preferred and words.among(place, "before_preferred")):
            return None
        place -= 1
    return said if place < entry.place - 1 else None


def _is_preferred(entry: LinkedWish, words: Words) -> bool:
    """ "*Lieber* Donnerstag", "Donnerstag wäre mir *lieber*"."""
    place = entry.place - 1
    while not words.among(place, "preferring"):
        place += 1
        if place >= len(words) or words[place].folded in _PAUSES:
            return False
    return True


def _is_last_again(entry: LinkedWish, before: LinkedWish, closes: bool) -> bool:
    """Whether without a word the last one is said again, and no more of it than its hour: "Dienstag … Dienstag um elf".

    ``closes``: nothing follows, as in "Dienstag oder Mittwoch, Mittwoch erst ab elf".
    """
    wish = entry.wish
    mere = closes and (not wish.said(TIME_SLOTS) or _same_time(wish, before.wish))
    return _is_again(wish, before.wish) and (wish.clock is not None or mere)


def _left(entry: LinkedWish, choice: Sequence[LinkedWish]) -> list[LinkedWish]:
    """The choice without what differs; the day said once for all hours stays."""
    again = [one.wish for one in choice if _is_again(entry.wish, one.wish)]
    dated = entry.wish.said(DAY_SLOTS) or any(wish.said(DAY_SLOTS) and wish.clock for wish in again)
    kept = [one if not _differs(entry.wish, one.wish) else None if dated else _of_day(one) for one in choice]
    left = [one for one in kept if one is not None and not one.wish.empty]
    return [replace(one, link="" if place else choice[0].link) for place, one in enumerate(left)]


def _of_day(entry: LinkedWish) -> LinkedWish:
    return replace(entry, wish=entry.wish.without(TIME_SLOTS))


def _preferring(entry: LinkedWish, choice: Sequence[LinkedWish]) -> list[LinkedWish]:
    """The choice with what is preferred before the others."""
    others = [one for one in choice if _differs(entry.wish, one.wish)]
    same = [replace(one, link="") for one in choice if one not in others]
    first, *more = [*same, replace(entry, link="")]
    return [replace(first, link=choice[0].link), *more, *(replace(one, link="either") for one in others)]
