"""A day that is refused, and wished after all: "Mittwoch ist Rosenkranz, aber erst um fünf, *Mittwoch um drei*"."""

from dataclasses import replace
from datetime import date

from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.wish import TIME_SLOTS, Wish
from rueckruf.spoken.time.words import Words

#: So many words stand at most from the beginning of a wish to its weekday.
_NEAR = 3


def with_days_named_again(entries: list[LinkedWish], words: Words, today: date) -> list[LinkedWish]:
    """The entries in which a weekday that is said again is the one that was refused, and not that of the next week.

    What is refused as a whole is refused no more; hours of it stay so.
    """
    if not words.say("weekday"):
        return entries
    found: list[LinkedWish] = []
    refusals: list[LinkedWish] = []
    for entry in entries:
        refused = [one for one in refusals if _names_again(entry, one.wish, words)]
        for one in refused:
            refusals.remove(one)
            if not one.wish.said(TIME_SLOTS):
                found.remove(one)
        found.append(replace(entry, wish=of_this_week(entry.wish, today)) if refused else entry)
        refusals += [entry] * entry.refused
    return found


def _names_again(entry: LinkedWish, refused: Wish, words: Words) -> bool:
    """Whether it wishes the same weekday in the same words, but not "am Mittwoch *darauf*"."""
    day = entry.wish.day
    if entry.refused or day is None or day.weekday is None or len(day.stretches) < 2:
        return False
    if day != refused.day or entry.wish.span[0] <= refused.span[0]:
        return False
    near = range(entry.place, entry.place + _NEAR)
    return not any(words.has(at, "weekday") and words.among(at + 1, "behind_that_day") for at in near)


def of_this_week(wish: Wish, today: date) -> Wish:
    """The wish with the next of its weekdays alone, unless that is today, of which the hour may be over."""
    if wish.day is None or wish.day.first <= today:
        return wish
    return replace(wish, day=replace(wish.day, stretches=wish.day.stretches[:1]))
