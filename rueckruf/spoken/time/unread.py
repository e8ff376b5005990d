"""Words beside a time that may say more of it and were not understood: "morgen nach dem Jour fixe", "am Xydag um drei".

A time with such words is read with doubt. Only what opens a time, or stands where a day or an hour would, counts:
people say much else around a time.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.grammar import Chunk
from rueckruf.spoken.time.wish import DAY_SLOTS, Wish
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "unread_times")
_OPENERS = ("at", "about_hour")
_PARTS_OF_HOURS = ("half", "three_quarters")
_SHORTEST = 3
# A clause of its own that says when: "morgen, nach dem Jour fixe".
_SHORT_CLAUSE = 5


def unread_at(words: Words, found: Sequence[Chunk], wish: Wish) -> tuple[int, int] | None:
    """The character offsets of the first words that may be part of ``wish`` and were not understood, or None.

    ``found`` are the chunks of the sentence ``words``.
    """
    clauses = clauses_of(words)
    for number, chunk in enumerate(found):
        if chunk.wish is not None or chunk.marker != "gap":
            continue
        clause = next((one for one in clauses if one.first <= chunk.first < one.after), None)
        after = _after_unread(words, chunk.first, found[number - 1 : number], clause, wish) if clause else None
        if after and clause and _is_beside(clause, found):
            while _is_unknown(words, after):
                after += 1
            return words[chunk.first].start, words[after - 1].end
    return None


def _after_unread(words: Words, index: int, before: Sequence[Chunk], clause: Clause, wish: Wish) -> int | None:
    """The place after the unread words that begin at ``index``, or None where these say nothing of a time."""
    points = [wish.point, *wish.ends]
    if wish.vague or wish.moment or wish.stretch or any(point.clock for point in points):
        behind_hour = bool(before and before[0].wish and before[0].wish.clock)
        part_of_hour = behind_hour and words.has(index, "half") and words.ends_clause(index + 1)
        return index + 1 if part_of_hour else _event_of_hour(words, index, clause) or _day(words, index, wish)
    in_part = any(point.part for point in points)
    return _hour(words, index, clause) or (None if in_part else _event(words, index, clause))


def _is_beside(clause: Clause, found: Sequence[Chunk]) -> bool:
    """Whether a time stands in the same clause, or the clause is short enough to belong to one."""
    timed = any(chunk.wish and clause.first <= chunk.first < clause.after for chunk in found)
    return timed or clause.after - clause.first <= _SHORT_CLAUSE


# --- hours --------------------------------------------------------------------------------------------------


def _hour(words: Words, index: int, clause: Clause) -> int | None:
    """ "Um ölve", "zehn nach", "Uhr", "halb": what only an hour has."""
    place = index + 1
    if words.has(index, *_OPENERS):
        said = words.has(place, "number", "oclock", *_PARTS_OF_HOURS) or _is_unknown(words, place)
        return place + 1 if said and not clause.says_any(_list("about_things")) else None
    if words.has(index, "oclock"):
        return place if words.has(index - 1, *_OPENERS) or _is_unknown(words, place) else None
    closes = words.ends_clause(place) or _is_unknown(words, place)
    return place if words.has(index, *_PARTS_OF_HOURS) and closes else None


# --- what only the caller knows the time of -----------------------------------------------------------------


def _event(words: Words, index: int, clause: Clause) -> int | None:
    """ "Nach dem Jour fixe", "vor Schulschluss", "EOD"."""
    if words[index].folded in _list("points"):
        return index + 1
    if not words.has(index, "after", "before", "until", "from") or clause.says_any(_list("asking")):
        return None
    place = words.skip(index + 1, among=_list("determiners"))
    word = words[place].folded
    if not word.isalpha() or word in _list("places"):
        return None
    named = place > index + 1 and words.has(index, "after", "before")
    return place + 1 if named or word in _list("events") else None


def _event_of_hour(words: Words, index: int, clause: Clause) -> int | None:
    """ "Nach meinem Termin um zehn": the hour is that of the event."""
    after = _event(words, index, clause)
    return after if after and words.has(after, *_OPENERS) else None


# --- days ---------------------------------------------------------------------------------------------------


def _day(words: Words, index: int, wish: Wish) -> int | None:
    """ "Am Xydag um drei": an unknown word where the day would be."""
    dated = wish.said(DAY_SLOTS) or any(point.day for point in wish.ends) or wish.moment or wish.stretch
    opens = words.among(index, "before_short_weekday") or words.has(index, "next")
    if dated or not opens or not _is_unknown(words, index + 1):
        return None
    return index + 2 if words.has(index + 2, *_OPENERS, "number", "part") else None


def _is_unknown(words: Words, index: int) -> bool:
    """Whether it is a word that no list of everyday words holds."""
    word = words[index].folded
    return len(word) >= _SHORTEST and word.isalpha() and not words[index].senses and word not in _everyday()


@cache
def _everyday() -> frozenset[str]:
    return frozenset().union(*(word_set(table, group) for table, group in _everyday_lists()))


def _everyday_lists() -> Iterator[tuple[str, str]]:
    for table in ("ordinary_words", "more_ordinary_words", "dialect_words"):
        yield from ((table, group) for group in vocabulary(table))
