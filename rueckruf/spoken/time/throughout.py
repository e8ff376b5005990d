"""How long something goes on: "mein Hausnotruf piept die ganze Nacht", "der Aufzug steht den ganzen Vormittag"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause

_list = partial(word_set, "time_clauses")
_DAYS = ("relative_day", "weekday", "month", "number")
_WISHES = ("company", "wishing", "suiting", "free", "present", "still_wished", "open")


def goes_on_throughout(clause: Clause) -> bool:
    """Whether a thing does so, or the caller hears it or has done so up to now, and nobody is to be reached then."""
    if not _names_a_whole(clause) or clause.says(*_WISHES):
        return False
    if clause.says("already", "perceiving"):
        return True
    return not clause.says("speaker", "within_reach") and _does_something(clause)


def goes_on_then(clause: Clause) -> bool:
    """ "Mein Hausnotruf, *der piept in der Nacht*": when a thing does so, beside no day and no hour."""
    if clause.has_sense(*_DAYS) or clause.says(*_WISHES, "speaker", "within_reach", "of_a_call"):
        return False
    return clause.has_sense("part") and clause.begins("others") and clause.says("sounding")


def _names_a_whole(clause: Clause) -> bool:
    """ "Die *ganze Nacht*", "den *halben Vormittag*"."""
    places = range(clause.first, clause.after - 1)
    return any(clause.words[at].folded in _list("whole") and clause.words.has(at + 1, "part") for at in places)


def _does_something(clause: Clause) -> bool:
    """ "*Brummt*", or what stands behind a noun as its verb: "die Leitung *knarzt*"."""
    if clause.says("going_on"):
        return True
    verb = clause.words[clause.first + 2]
    behind_noun = clause.words[clause.first].folded in _list("others")
    return behind_noun and not verb.senses and verb.folded.endswith("t")
