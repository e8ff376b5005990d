"""What ends before the hour from which it suits tells why: "*Ladenschluss ist um sechs*, ab halb sieben"."""

from datetime import datetime
from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clauses import Clause, clause_at, clauses_of
from rueckruf.spoken.time.clock_time import HALF_DAY, Clock
from rueckruf.spoken.time.grammar import Chunk, chunks
from rueckruf.spoken.time.later_on import is_on_until
from rueckruf.spoken.time.wish import Wish, only_bound
from rueckruf.spoken.time.words import HOURS, Words

_list = partial(word_set, "time_clauses")
#: In minutes: nobody says more ahead what ends before.
_LONGEST_WAIT = 4 * 60
_OF_HOUR = (*HOURS, "at", "about_hour", "until", "oclock")


def without_ends_before(words: Words, now: datetime) -> Words:
    """The words with the hour of an end hidden, where "ab" names that or a later one behind it."""
    words = _without_what_ends_then(words)
    if not (words.say("from") and words.say("at", "until")) or words.say("in_between"):
        return words
    clauses = clauses_of(words)
    if not any(_ends(clause) or is_on_until(clause) for clause in clauses):
        return words
    hidden = _hours_of_ends(words, clauses, now)
    return as_mention(words, hidden) if hidden else words


def _hours_of_ends(words: Words, clauses: list[Clause], now: datetime) -> set[int]:
    """The places of the words of such hours."""
    found = [chunk for chunk in chunks(words, now) if chunk.wish]
    hidden: set[int] = set()
    for end, begin in pairwise(found):
        if _begins_after(end.wish, begin.wish) and _tells_end(words, clauses, end, begin):
            hidden.update(at for at in range(end.first, end.after) if words.has(at, *_OF_HOUR))
    return hidden


def _without_what_ends_then(words: Words) -> Words:
    """ "*Nach der Schicht* um zwei": the hour tells when that is over."""
    if not words.say("after"):
        return words
    ends = [at for at in range(2, len(words)) if _is_over_then(words, at)]
    hidden = {place for at in ends for place in range(at - 2, at + 1)}
    return as_mention(words, hidden) if hidden else words


def _is_over_then(words: Words, noun: int) -> bool:
    after = words.has(noun - 2, "after") and words.has(noun - 1, "glue", "article")
    timed = words.has(noun + 1, "at") and words.has(noun + 2, *HOURS)
    return after and timed and words[noun].folded.endswith(tuple(_list("over_by_the_hour")))


def _begins_after(end: Wish | None, begin: Wish | None) -> bool:
    first, then = _hour_of_end(end), _hour_from(begin)
    return bool(first and then) and 0 <= (then.minutes - first.minutes) % HALF_DAY <= _LONGEST_WAIT  # type: ignore[union-attr]


def _hour_of_end(wish: Wish | None) -> Clock | None:
    if wish is None or wish.low:
        return None
    return wish.high.point.clock if wish.high else wish.clock


def _hour_from(wish: Wish | None) -> Clock | None:
    is_from = wish is not None and wish.low and not wish.low.negated and only_bound(wish)
    return wish.low.point.clock if is_from and wish and wish.low else None


def _tells_end(words: Words, clauses: list[Clause], end: Chunk, begin: Chunk) -> bool:
    if any(words.among(at, "concluding") for at in range(begin.first - 1, begin.after)):
        return False  # such a wish hides its reasons itself
    told, free = clause_at(clauses, end.first), clause_at(clauses, begin.first)
    if free is not told and (free.says("leaving", "not_available", "nobody") or free.has_sense("not", "unavailable")):
        return False
    if words.has(end.first, "until"):
        return is_on_until(told) and not told.says("free")
    return _ends(told)


def _ends(clause: Clause) -> bool:
    """ "Um sechs ist *Ladenschluss*", "der Laden *macht* um eins *zu*"."""
    if clause.says("not_available"):
        return False
    closes = clause.says("stopping") and clause.says("shut", "over_at")
    over = clause.says("being") and (clause.says("over_at") or _names_an_end(clause))
    return closes or over


def _names_an_end(clause: Clause) -> bool:
    return any(word.endswith(tuple(_list("ends"))) for word in clause.said)
