"""An hour that is told by another: "in einer Woche *zur selben Zeit*"."""

from dataclasses import replace
from datetime import datetime

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.calendar_day import in_week
from rueckruf.spoken.time.clock_time import Clock
from rueckruf.spoken.time.grammar import chunks
from rueckruf.spoken.time.sentence import Wishes
from rueckruf.spoken.time.wish import HOUR_SLOTS, TIME_SLOTS, Wish
from rueckruf.spoken.time.words import Words


def with_same_hour(wishes: Wishes, words: Words, now: datetime) -> Wishes:
    """The wishes, the last of them with the hours that were said of another day, or with that of ``now``."""
    *before, last = wishes.meant or (Wish(),)
    is_open = last.day is not None and last.day.grain in ("day", "week") and not last.said(TIME_SLOTS)
    end = _end_of_phrase(words) if is_open else 0
    if not end or last.day is None:
        return wishes
    if last.day.grain == "week":
        last = replace(last, day=in_week(last.day, now.weekday()))
    span = last.span[0], max(last.span[1], end)
    said = [wish for wish in (*wishes.refused, *before) if wish.said(HOUR_SLOTS) and not _has_dated_ends(wish)]
    hours = {slot: getattr(said[-1], slot) for slot in HOUR_SLOTS} if said else {"clock": _told_last(words, now)}
    return replace(wishes, meant=(*before, replace(last, span=span, **hours)))


def _has_dated_ends(wish: Wish) -> bool:
    """ "Von Montag um neun bis Mittwoch": hours of no day alone."""
    return any(point.day for point in wish.ends)


def _told_last(words: Words, now: datetime) -> Clock:
    """The hour named last: "*um zehn* hatte Ihre Kollegin zugesagt, Mittwoch zur gleichen Zeit"; else this one."""
    told = [chunk.wish.clock for chunk in chunks(words, now) if chunk.wish and chunk.wish.clock]
    return told[-1] if told else Clock(now.hour * 60 + now.minute, settled=True)


def _end_of_phrase(words: Words) -> int:
    """The character offset behind "zur selben Zeit"; 0 where nothing like it is said."""
    said = words.lexemes
    folded = tuple([lexeme.folded for lexeme in said])
    if word_set("time_clauses", "of_an_hour").isdisjoint(folded):
        return 0
    found = one_of(word_set("time_clauses", "same_hour")).found_in(folded)
    return next((said[phrase.stop - 1].end for phrase in found), 0)
