"""What is wished for a day, but no call: "ich brauche für die Feiertage Brötchen", "möchte am Sonntag was abholen"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause, names_thing
from rueckruf.spoken.time.doings import leaves_time

_list = partial(word_set, "time_clauses")
_INFINITIVES = ("en", "ern", "eln")
#: So many letters an infinitive has at least.
_SHORTEST = 5


def is_matter(clause: Clause) -> bool:
    """Whether a clause wishes for a thing or to do something, and neither for a call nor for a time."""
    if not clause.says("asking_for") or clause.says("of_a_call", "moving", "suiting", "still_wished"):
        return False
    if leaves_time(clause) or clause.has_sense("title"):
        return False
    return names_thing(clause) or _ends_with_doing(clause)


def _ends_with_doing(clause: Clause) -> bool:
    """ "Was *abholen*", where no thing is named."""
    last = clause.words[clause.after - 1]
    known = last.senses or last.folded in _list("main_verbs")
    return not known and len(last.folded) >= _SHORTEST and last.folded.endswith(_INFINITIVES)
