"""What a clause has of a time: one of its own, nothing besides, or that of the clause it leans on."""

from collections.abc import Sequence
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import TURNS, Clause
from rueckruf.spoken.time.doings import leaves_time
from rueckruf.spoken.time.words import HOURS

DAYS = ("relative_day", "weekday", "short_weekday", "month", "unit", "in_passing")
_NAMED_DAYS = ("relative_day", "weekday", "short_weekday", "month", "ordinal")
_BEFORE_HOURS = ("at", "from", "until", "after", "before")
_PARTS = ("part", "part_beside_day")
_TIMED = (*_PARTS, *_BEFORE_HOURS, "between", "oclock", "about_hour", "vague")


def tells_more(clause: Clause, besides: str = "by_the_way") -> bool:
    """Whether one of its words has to do with no time, ``besides`` those of a list."""
    passed = word_set("time_clauses", besides)
    lexemes = (clause.words[place] for place in range(clause.first, clause.after))
    return any(lexeme.folded[0].isalnum() and not lexeme.senses and lexeme.folded not in passed for lexeme in lexemes)


def suits_then(clause: Clause) -> bool:
    """ "Danach gern", "da passt es", "da hab ich Zeit", but not "da möchte ich mich beschweren"."""
    has_time = clause.begins("then") and clause.says("having") and leaves_time(clause)
    return has_time or _says_then(clause, "suiting", "free") or clause.has_sense(*TURNS, "otherwise")


def refers_back(clause: Clause) -> bool:
    """ "Danach gern", "da würd's passen", but not "da hab ich Training", nor "dann zwischen zwei und vier bitte"."""
    then = _says_then(clause, "wishing", "suiting", "free") and not _names_another_hour(clause)
    otherwise = clause.has_sense("otherwise") and not clause.has_sense(*_NAMED_DAYS)  # "zur Not auch Mittwoch"
    return then or otherwise or clause.has_sense(*TURNS)


def _names_another_hour(clause: Clause) -> bool:
    """ "Dann *zwischen zwei und vier* bitte", "dann *zur selben Zeit*", but not "dann lieber Donnerstag um neun"."""
    if clause.holds("same_hour"):
        return True
    return clause.has_sense("between", "range_to", "at") and not clause.has_sense("rather")


def _says_then(clause: Clause, *lists: str) -> bool:
    """Whether it begins with "da" and has a word of the lists besides."""
    if not clause.begins("then"):
        return False
    said = frozenset().union(*(word_set("time_clauses", name) for name in lists))
    return clause.says_any(said - word_set("time_clauses", "then"))


def is_timed(clause: Clause) -> bool:
    """Whether an hour or a part of the day is named."""
    if not clause.has_sense(*_TIMED):
        return False
    words, last = clause.words, clause.after - 1
    parts = any(words.has(at, *_PARTS) and not words.has(at, "relative_day") for at in range(clause.first, last + 1))
    at_an_hour = any(words.has(at, *_BEFORE_HOURS) and words.has(at + 1, *HOURS) for at in range(clause.first, last))
    between = clause.has_sense("between") and clause.has_sense(*HOURS)
    return parts or at_an_hour or between or clause.has_sense("oclock", "about_hour", "vague")


def is_exception(clause: Clause) -> bool:
    """Whether what is said to be taken is free then: "aber morgen nicht"."""
    return clause.says("exceptions") and not clause.says("as_well") and not tells_more(clause, "exceptions")


def with_same_on(clauses: Sequence[Clause], those: Sequence[Clause]) -> list[Clause]:
    """The clauses of mere days with the same on as the next of ``those``: "*Montag* und Mittwoch ist Markt"."""
    found: list[Clause] = []
    for clause, after in reversed([*pairwise(clauses)]):
        joined = after in found or (after in those and after.begins("joining") and clause.after == after.first)
        joined = joined and not after.words.has(after.first, "clause")  # "am Freitag, *weil morgen und ...*"
        wishes = clause.says("wishing", "suiting", "still_wished", "wished", "company", "free", "present")
        named = (clause.has_sense(*DAYS, "habit") and not is_timed(clause)) or is_part_beside(clause, after)
        if joined and named and not (tells_more(clause) or wishes):
            found.append(clause)
    return [*found, *same_on_behind(clauses, those)]


def is_part_beside(clause: Clause, after: Clause) -> bool:
    """ "*Morgens* und mittags muss ich raus": a part of the day and no more, joined to another."""
    parts = (clause.has_sense("part"), after.has_sense("part"))
    return all(parts) and not clause.has_sense("number", "oclock") and len(clause.said) == 1


def same_on_behind(clauses: Sequence[Clause], those: Sequence[Clause]) -> list[Clause]:
    """The days joined to one of ``those``: "der Prüfer kommt am Mittwoch *oder am Donnerstag*"."""
    behind: list[Clause] = []
    for before, clause in pairwise(clauses):
        joined = (before in those or before in behind) and before.after == clause.first and clause.begins("joining")
        told = before in behind or (before.has_sense(*DAYS) and not is_timed(before) and _ends_with_day(before))
        wishes = clause.says("wishing", "suiting", "free", "present") or clause.has_sense("rather")
        if joined and told and _ends_with_day(clause) and not (is_timed(clause) or tells_more(clause) or wishes):
            behind.append(clause)
    return behind


def _ends_with_day(clause: Clause) -> bool:
    return clause.words.has(clause.after - 1, *_NAMED_DAYS)
