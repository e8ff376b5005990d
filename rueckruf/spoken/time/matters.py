"""What is wished for a day, but no call: "ich brauche für die Feiertage Brötchen", "möchte am Sonntag was abholen".

Or when the work is to be done: "*bis Ostern soll das Bad fertig sein*".
"""

from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import DAYS, Clause, is_participle, names_thing
from rueckruf.spoken.time.doings import leaves_time

_list = partial(word_set, "time_clauses")
_INFINITIVES = ("en", "ern", "eln")
_OF_CALLS = ("of_a_call", "moving", "suiting", "still_wished", "free", "present", "called_for", "talked_over")
#: Nobody names these for a call without a word of it.
_FAR = ("month", "season", "named_day")
#: So many letters an infinitive has at least.
_SHORTEST = 5


def is_matter(clause: Clause) -> bool:
    """Whether a clause wishes for a thing or to do something, and neither for a call nor for a time."""
    if not clause.says("asking_for") or clause.says("of_a_call", "moving", "suiting", "still_wished"):
        return False
    if leaves_time(clause) or clause.has_sense("title"):
        return False
    return names_thing(clause) or _ends_with_doing(clause)


def is_due_work(clause: Clause) -> bool:
    """Whether it says by when or when something is to be done, and nobody is to call then."""
    if not clause.says("asking_for", "duty") or is_timed(clause) or clause.begins("then") or clause.says(*_OF_CALLS):
        return False
    far = clause.has_sense(*_FAR) and not clause.has_sense("weekday", "ordinal", "relative_day", "number")
    if far and (names_thing(clause) or _ends_with_doing(clause)):
        return True
    due = clause.has_sense("until", *_FAR) and clause.has_sense(*DAYS, *_FAR)
    return due and any(_is_done(*pair) for pair in pairwise(clause.said))


def _is_done(word: str, verb: str) -> bool:
    """ "*Fertig sein*", "*gemacht werden*"."""
    return verb in _list("to_be") and (word in _list("work_done") or is_participle(word))


def _ends_with_doing(clause: Clause) -> bool:
    """ "Was *abholen*", where no thing is named; not "würde es *gehen*"."""
    last = clause.words[clause.after - 1]
    known = last.senses or last.folded in _list("main_verbs") | _list("would_suit")
    return not known and len(last.folded) >= _SHORTEST and last.folded.endswith(_INFINITIVES)
