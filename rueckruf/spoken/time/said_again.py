"""A time that was read back and is named again: whether it suits, or something else is on then, and if by its day."""

from functools import cache
from itertools import pairwise

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.evidence import refuses, tells, weight, wishes_its_time
from rueckruf.spoken.time.pauses import sentence_of
from rueckruf.spoken.time.words import words_of

_DAYS = ("relative_day", "weekday", "short_weekday", "named_day", "month", "ordinal")
_SINGLE_DAYS = ("relative_day", "weekday")
_NO_TIME = frozenset({"company", "title", "clause", "also", "counted", "greeting"})


def suits_again(text: str) -> bool | None:
    """Whether the time suits that ``text`` names: "Freitag um zehn", "Freitag, da bin ich da".

    Not "Freitag, da sitz ich ja im Zug", "Freitag ist ja Kirmes", "Freitag geht nicht"; None where more is said of it
    than a time, and nothing that wishes it: "Freitag wird eng".
    """
    clauses = [clause for clause in clauses_of(sentence_of(text)) if _is_about_time(clause)]
    if any(map(refuses, clauses)):
        return False
    if any(wishes_its_time(clause) and not tells(clause) for clause in clauses):
        return True
    if any(weight(clause) < 0 or _occurs_to_them(clause) for clause in clauses):
        return False
    return True if all(map(_is_nothing_but_time, clauses)) else None


def names_day(text: str) -> bool:
    """Whether a day is said, and not hours alone."""
    return words_of(text).say(*_DAYS)


def days_named(text: str) -> list[str]:
    """The days that ``text`` names, in its words; none where it refuses anything or may bound a time by them."""
    words = words_of(text)
    if words.say("not", "unavailable", "until", "before", "after", "from"):
        return []
    named = {lexeme.folded for lexeme in words.lexemes if not lexeme.senses.keys().isdisjoint(_SINGLE_DAYS)}
    return sorted(named)


def _is_about_time(clause: Clause) -> bool:
    return clause.has_sense(*_DAYS) or is_timed(clause) or clause.begins("pointing_back")


def _occurs_to_them(clause: Clause) -> bool:
    """ "Freitag *ist ja* Kirmes"."""
    is_on = word_set("time_clauses", "being") | word_set("time_clauses", "auxiliaries")
    occurs = word_set("time_clauses", "occurring")
    return any(verb in is_on and then in occurs for verb, then in pairwise(clause.said))


def _is_nothing_but_time(clause: Clause) -> bool:
    lexemes = clause.words.lexemes[clause.first : clause.after]
    return all(lexeme.senses.keys() - _NO_TIME or lexeme.folded in _small_words() for lexeme in lexemes)


@cache
def _small_words() -> frozenset[str]:
    return fillers() | word_set("yes_and_no", "courtesy") | word_set("yes_and_no", "agreement")
