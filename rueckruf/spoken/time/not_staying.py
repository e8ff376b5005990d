"""Until when callers will not stay or wait is no wish: "*bis Weihnachten lieg ich hier nicht*, also Montag"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clauses import DAYS, Clause, clauses_of
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "time_clauses")
_DAYS = (*DAYS, "named_day", "ordinal", "month", "season")
_NOT = ("not", "unavailable")


def without_ends_of_staying(words: Words) -> Words:
    """The words with such a day hidden where another one is named behind it."""
    if not words.say("until"):
        return words
    clauses = clauses_of(words)
    ends = [at for at, clause in enumerate(clauses) if _leaves_by(clause) or _is_stay_of_others(clause)]
    staying = [clauses[at] for at in ends if _name_day(clauses[at + 1 :])]
    hidden = {at for clause in staying for at in range(clause.first, clause.after)}
    return as_mention(words, hidden) if hidden else words


def begins_behind_staying(words: Words, first: int, place: int) -> bool:
    """ "Bis Weihnachten wart ich nicht *also Dienstag*", "bis Ostern lieg ich nicht hier *nächste Woche*"."""
    last = place - 1 - (words[place - 1].folded in _list("here"))
    if not (words.has(first, "until") and words.has(last, *_NOT)):
        return False
    day = words.skip(place, "glue", "next", "this", "after_next", among=_list("later_on"))
    staying = any(words[at].folded in _list("staying") for at in range(first, place))
    return staying and words.has(day, *_DAYS, "unit")


def begins_behind_stay(words: Words, first: int, place: int) -> bool:
    """ "Ich bleibe bis Dienstag *am Freitag um elf*", "... bei meiner Schwester *Freitag*": behind their stay."""
    day = words.skip(place, "glue")
    if not words.has(day, "weekday", "relative_day") or words.has(place - 1, "until", "from", "also", "either", "glue"):
        return False
    ends = next((at for at in range(first, place - 1) if words.has(at, "until")), None)
    if ends is None or not words.has(words.skip(ends + 1, "glue"), "weekday", "relative_day"):
        return False
    before = {words[at].folded for at in range(first, ends)}
    is_stay = not (before.isdisjoint(_list("staying")) or before.isdisjoint(_list("speaker")))
    return is_stay and words.get(day, "weekday") != words.get(words.skip(ends + 1, "glue"), "weekday")


def _leaves_by(clause: Clause) -> bool:
    words = clause.words
    until = words.has(clause.first, "until") and clause.has_sense(*_DAYS)
    if not (until and clause.says("speaker") and clause.has_sense(*_NOT)):
        return False
    return clause.says("staying") or (clause.says("being") and clause.says("no_more"))


def _is_stay_of_others(clause: Clause) -> bool:
    """ "Heute kommt mein Bruder *und bleibt bis Donnerstag*, am Freitag geht's"."""
    until = clause.has_sense("until") and clause.has_sense(*_DAYS) and not clause.has_sense(*_NOT, "from")
    return until and clause.says("others_stay") and not clause.says("speaker", "wishing", "suiting", "free")


def _name_day(clauses: list[Clause]) -> bool:
    return any(clause.has_sense(*_DAYS) for clause in clauses)
