"""An hour at which callers leave ends the time that suits: "morgen muss ich *um elf weg*"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.words import Lexeme, Words

_list = partial(word_set, "time_clauses")
_HOURS = ("number", "half", "quarter", "three_quarters")
_AT = ("at", "about_hour")
_FROM_THEN = (*_AT, "from")
_TIMES = (*_HOURS, "relative_day", "weekday", "short_weekday", "month", "habit", "part", "unit", "vague")
_UNTIL = {"until": True}
_NO_TIME = frozenset({"company"})


def with_leaving_as_end(words: Words) -> Words:
    """The words with "um", "gegen" or "ab" as "bis" where somebody leaves then, and nothing else says when it suits.

    Or where it must be done by then: "um elf kommt der Tierarzt, dann muss das fertig sein".
    """
    if not words.say(*_FROM_THEN):
        return words
    clauses = clauses_of(words)
    for clause, after in zip(clauses, [*clauses[1:], clauses[-1]], strict=True):
        by_then = clause.says("coming") and (_must_be_done(clause) or _must_be_done(after))
        closes = _closes(clause) and any(map(_begins_at_an_hour, clauses))
        place = _place_of_hour(clause) if by_then or closes else _place_of_leaving(clause)
        adds_nothing = _leaves_the_end_open if by_then else _adds_nothing
        if place is not None and all(other is clause or adds_nothing(other) for other in clauses):
            told = _as_end(clause, place)
            return Words([*words.lexemes[: clause.first], *told, *words.lexemes[clause.after :]])
    return words


def _place_of_leaving(clause: Clause) -> int | None:
    """The place of the word that leads to the hour at which they leave; None where they don't, or two are named."""
    leaves = clause.says("myself", "called_for") and clause.says("going") and clause.holds("away")
    if not leaves or clause.says("not_available") or (clause.begins("subordinating") and not clause.begins("reasons")):
        return None
    return _place_of_hour(clause)


def _closes(clause: Clause) -> bool:
    """ "Um zwölf *ist Schluss*", "um fünf *machen wir zu*"."""
    if not clause.says("going", "stopping") or clause.says("not_available"):
        return False
    return clause.says("closing_time") or (clause.said[-1] in _list("shut") and clause.says("stopping"))


def _begins_at_an_hour(clause: Clause) -> bool:
    places = range(clause.first, clause.after)
    return any(clause.words.has(at, "from") and clause.words.has(at + 1, *_HOURS) for at in places)


def _must_be_done(clause: Clause) -> bool:
    """ "Um elf kommt der Tierarzt, *dann muss das fertig sein*"."""
    return clause.says("finished") and clause.says("duty") and clause.says("by_then")


def _place_of_hour(clause: Clause) -> int | None:
    words = clause.words
    hours = [
        at for at in range(clause.first, clause.after) if words.has(at, *_FROM_THEN) and words.has(at + 1, *_HOURS)
    ]
    return hours[0] if len(hours) == 1 and not clause.has_sense("until", "between") else None


def _adds_nothing(clause: Clause) -> bool:
    """Whether no time is named, or only from when it suits: "*morgen ab neun*, um elf muss ich weg"."""
    return not clause.has_sense(*_TIMES) or (clause.has_sense("from") and not clause.has_sense("until", "at"))


def _leaves_the_end_open(clause: Clause) -> bool:
    """Whether no time is named but a day, or from when it suits."""
    return _must_be_done(clause) or not clause.has_sense("until", "between", "part", "vague", *_AT)


def _as_end(clause: Clause, place: int) -> Sequence[Lexeme]:
    """The times of the clause alone, said with all of its words: read again they mean the same."""
    words = clause.words
    places = range(clause.first, clause.after)
    times = [words[at] if at != place else replace(words[at], senses=_UNTIL) for at in places if _is_of_time(words[at])]
    times[0] = replace(times[0], start=words[clause.first].start)
    times[-1] = replace(times[-1], end=words[clause.after - 1].end)
    return times


def _is_of_time(lexeme: Lexeme) -> bool:
    aside = any(lexeme.folded in _list(name) for name in ("conjunctions", "closing_time", "shut"))
    return not (lexeme.senses.keys() <= _NO_TIME or aside)
