"""Times in what is asked of somebody in the room: "Freitag ab vier, Opa, *wann gehst du Freitag aus dem Haus*"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import DAYS, Clause
from rueckruf.spoken.time.words import CLAUSE_MARKS, Words

_list = partial(word_set, "time_clauses")
_SECOND_PERSON = ("st", "ste")
_CALLS = ("of_the_caller", "calls")


def asks_beside(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether it asks somebody who is called "du", and another clause says when to call."""
    if not clause.says("thou", "thine"):
        return False
    first = clause.first
    while first < clause.after and not begins_beside(clause.words, first):
        first += 1
    is_asked = first < clause.after and _only_turns_to(clause.words, range(clause.first, first))
    others = (one for one in clauses if one is not clause)
    return is_asked and not clause.says(*_CALLS) and any(one.has_sense(*DAYS) or is_timed(one) for one in others)


def begins_beside(words: Words, place: int) -> bool:
    """ "*Wann kommst du*", "*arbeitest du*", "*wann geht dein Zug*"."""
    asks = words[place].folded in _list("asking_beside")
    verb, whom = words[place + asks].folded, words[place + asks + 1].folded
    if whom in _list("thine"):
        return asks and verb.isalpha()
    return whom in _list("thou") and verb.endswith(_SECOND_PERSON) and verb not in _list("telling_nothing_of_it")


def opens_beside(words: Words, first: int, place: int) -> bool:
    """Whether such a question begins there with its question word, where recognisers leave the comma out."""
    asks = words[place].folded in _list("asking_beside") and words[place - 1].folded not in CLAUSE_MARKS
    return asks and begins_beside(words, place)


def _only_turns_to(words: Words, within: range) -> bool:
    """Whether nothing of a time stands there: "*Schatz* wann kommst du"."""
    return not any(words[at].senses.keys() - {"title", "clause", "also"} for at in within)
