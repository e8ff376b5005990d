"""An hour that is told by another: "in einer Woche *zur selben Zeit*"."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from rueckruf.spoken.text.phrases import Phrases
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.calendar_day import in_week
from rueckruf.spoken.time.clock_time import Clock
from rueckruf.spoken.time.grammar import chunks
from rueckruf.spoken.time.sentence import Wishes
from rueckruf.spoken.time.wish import TIME_SLOTS, Wish
from rueckruf.spoken.time.words import Words


def with_same_hour(wishes: Wishes, words: Words, now: datetime) -> Wishes:
    """The wishes, the last of them with the hour that was said of another day, or that it is ``now``."""
    *before, last = wishes.meant or (Wish(),)
    is_open = last.day is not None and last.day.grain in ("day", "week") and not last.said(TIME_SLOTS)
    end = _end_of_phrase(words) if is_open else 0
    if not end or last.day is None:
        return wishes
    if last.day.grain == "week":
        last = replace(last, day=in_week(last.day, now.weekday()))
    said = [wish.clock for wish in (*wishes.refused, *before) if wish.clock] or _told(words, now)
    clock = said[-1] if said else Clock(now.hour * 60 + now.minute, settled=True)
    return replace(wishes, meant=(*before, _at(last, clock, end)))


def _told(words: Words, now: datetime) -> list[Clock]:
    """The hours that are named at all: "*um zehn* hatte Ihre Kollegin zugesagt, Mittwoch zur gleichen Zeit?"."""
    return [chunk.wish.clock for chunk in chunks(words, now) if chunk.wish and chunk.wish.clock]


def _at(wish: Wish, clock: Clock, end: int) -> Wish:
    return replace(wish, clock=clock, span=(wish.span[0], max(wish.span[1], end)))


def _end_of_phrase(words: Words) -> int:
    """The character offset behind "zur selben Zeit"; 0 where nothing like it is said."""
    said = words.lexemes
    folded = tuple([lexeme.folded for lexeme in said])
    if word_set("time_clauses", "of_an_hour").isdisjoint(folded):
        return 0
    widths = ((at, _phrases().at(folded, at)[1]) for at in range(len(said)))
    return next((said[at + width - 1].end for at, width in widths if width), 0)


@cache
def _phrases() -> Phrases[bool]:
    return Phrases({tuple(phrase.split()): True for phrase in word_set("time_clauses", "same_hour")})
