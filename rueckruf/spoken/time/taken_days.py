"""Days that callers name because something else is on them: "Mittwoch ist Yoga, bleibt Donnerstag"."""

from collections.abc import Sequence

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.mentions import is_timed, refers_back, tells_more
from rueckruf.spoken.time.words import words_of

_DAYS = ("relative_day", "weekday", "short_weekday", "month")
_WISHES = ("wishing", "suiting", "still_wished", "wished", "company", "free", "present")


def taken_days(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses whose day is taken, where another clause names the day that is left.

    Without such a one the day may be the wish as well: "Mittwoch bin ich bei meiner Tochter".
    """
    if not any(clause.says("taking_up") for clause in clauses):
        return []
    dated = _dated(clauses)
    taken = [clause for clause in dated if _is_taken(clause)]
    return taken if len(taken) < len(dated) and not any(map(refers_back, clauses)) else []


def leaves_no_day(text: str) -> bool:
    """Whether something else is on every day that ``text`` names: no other one is wished instead."""
    dated = _dated(clauses_of(words_of(text)))
    return bool(dated) and all(map(_is_taken, dated))


def _dated(clauses: Sequence[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.has_sense(*_DAYS)]


def _is_taken(clause: Clause) -> bool:
    """Whether something is on the day of a clause, or the caller is elsewhere, and no word of it wishes the day."""
    if is_timed(clause) or not clause.says("taking_up") or not (clause.says("busy") or tells_more(clause)):
        return False
    about_it = frozenset().union(*(word_set("time_clauses", name) for name in _WISHES))
    present = word_set("time_clauses", "present")
    elsewhere = word_set("time_clauses", "busy") - present
    # "Mittwoch ist der Maler da", but "Mittwoch bin ich da"
    others = frozenset() if clause.says("speaker") else present
    return (about_it - elsewhere - others).isdisjoint(clause.said)
