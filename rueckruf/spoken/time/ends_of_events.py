"""When what is on ends, by its length: "um zehn hab ich einen Termin, *der dauert eine Stunde*, danach"."""

from dataclasses import replace
from datetime import timedelta

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import TURNS, Clause
from rueckruf.spoken.time.clock_time import HALF_DAY
from rueckruf.spoken.time.lengths import length_at
from rueckruf.spoken.time.wish import Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, LONGEST_RUN, Words

#: An hour from one on is of the afternoon.
_ONE_OF_THE_AFTERNOON = HALF_DAY + 60


def ends_a_length(words: Words, place: int) -> bool:
    """Whether "danach" at ``place`` stands behind the length of what is on, which it does not count from."""
    return words.has(place, *TURNS) and length_of_event(words, place - LONGEST_RUN, place) is not None


def length_of_event(words: Words, first: int, side: int) -> timedelta | None:
    """How long that lasts behind which "danach" at ``side`` is seen, told from ``first`` on."""
    for verb in range(max(first, 0), side):
        if words[verb].folded not in word_set("time_clauses", "taking_long"):
            continue
        found = length_at(words, words.skip(verb + 1, "about", among=word_set("time_clauses", "how_long")))
        if found and words.skip(found[1], among=CLAUSE_MARKS) == side and not words.has(found[1] - 1, *HOURS):
            return found[0]
    return None


def tells_how_long(clause: Clause) -> bool:
    """ "*Der dauert zwei Stunden*"."""
    first = clause.first + clause.begins("those")
    verb = clause.words[first].folded in word_set("time_clauses", "taking_long")
    length = clause.words.skip(first + 1, "about", among=word_set("time_clauses", "how_long"))
    return verb and length_at(clause.words, length) is not None


def when_over(wish: Wish, length: timedelta) -> Wish:
    """The wish with its hour so much later: when it is over."""
    if wish.clock is None:
        return wish
    minutes = wish.clock.minutes + round(length.total_seconds() / 60)
    settled = wish.clock.settled or minutes >= _ONE_OF_THE_AFTERNOON
    grain = "minute" if minutes % 60 else wish.clock.grain
    return replace(wish, clock=replace(wish.clock, minutes=minutes, settled=settled, lone=False, grain=grain))
