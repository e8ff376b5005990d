"""What "dann" and "später" are seen from.

Behind what is on until an hour they mean after it: "bis drei hab ich Schule, *dann* gern"; and so they do behind what
is over at one: "um neun ist der Ansturm vorbei, *dann* morgen".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed, tells_more
from rueckruf.spoken.time.clauses import DAYS, Clause, clauses_of
from rueckruf.spoken.time.doings import does_something, has_something_on, leaves_time
from rueckruf.spoken.time.others_times import lasts
from rueckruf.spoken.time.taken_times import is_occupied
from rueckruf.spoken.time.words import Lexeme, Words

_list = partial(word_set, "time_clauses")
_ENDS = ("until", "range_to", "between")
_OTHER_TIMES = ("at", "about_hour", "from", "after", "before", "between", "range_opener")
_AFTERWARDS = {"afterwards": True}
_WISHED = ("free", "wishing", "suiting", "over_then")


def with_later_as_afterwards(words: Words) -> Words:
    """The words with "dann" and "später" as "danach" where they follow something that ends at an hour."""
    if not words.say(*_ENDS, "at") or not any(map(_says_later, words.lexemes)):
        return words
    turned = [_as_afterwards(words, place) for place in range(len(words))]
    found, is_on = list(words.lexemes), False
    over: Clause | None = None
    for clause in clauses_of(Words(turned)):
        places = range(clause.first, clause.after)
        later = [place for place in places if turned[place] is not words[place]]
        if later and ((is_on and _is_wished(clause)) or (over and _is_wished_day(clause, over))):
            found[later[0]] = turned[later[0]]
        elif is_timed(clause) or clause.has_sense(*DAYS):
            is_on, over = is_on_until(clause), clause if _is_over_at(clause) else None
    return Words(found)


def _says_later(lexeme: Lexeme) -> bool:
    return lexeme.folded in _list("later_on")


def _as_afterwards(words: Words, place: int) -> Lexeme:
    """The word as "danach", but not "eine Stunde *später*"."""
    counted = words.has(place - 1, "unit")
    return words[place] if counted or not _says_later(words[place]) else replace(words[place], senses=_AFTERWARDS)


def is_on_until(clause: Clause) -> bool:
    """Whether the caller, or somebody, has something on until an hour."""
    if not clause.has_sense(*_ENDS) or leaves_time(clause) or clause.says("within_reach"):
        return False
    if is_occupied(clause) or has_something_on(clause) or lasts(clause):
        return True
    return (clause.says("busy") or does_something(clause)) and not clause.says("free")


def _is_over_at(clause: Clause) -> bool:
    """ "*Um neun ist der Ansturm vorbei*", "um vier ist Schluss"."""
    ends = clause.says("being") and clause.says("over_at") and not clause.says("not_available")
    return ends and clause.has_sense("at") and is_timed(clause) and not clause.has_sense(*_ENDS)


def _is_wished_day(clause: Clause, over: Clause) -> bool:
    """Whether it names nothing but the day on which that is over, or says that they are free then."""
    on_another_day = over.has_sense(*DAYS) and clause.has_sense(*DAYS)
    if is_timed(clause) or on_another_day or clause.says("not_available", "leaving", "nobody"):
        return False
    return clause.says(*_WISHED) or leaves_time(clause) or not tells_more(clause)


def _is_wished(clause: Clause) -> bool:
    """Whether it says that the caller is free then or wants to be called, and no other time but until when."""
    words, places = clause.words, range(clause.first, clause.after)
    part = any(words.has(place, "part") and not words.has(place - 1, "until") for place in places)
    ends = clause.has_sense("until") and not (part or clause.has_sense(*_OTHER_TIMES))
    timed = is_timed(clause) and not ends
    if timed or clause.has_sense(*DAYS) or clause.says("not_available", "leaving", "nobody"):
        return False
    return clause.says(*_WISHED) or leaves_time(clause) or (ends and not tells_more(clause))
