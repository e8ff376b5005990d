"""How long something goes on: "mein Hausnotruf piept die ganze Nacht", "der Aufzug steht den ganzen Vormittag"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed, tells_more
from rueckruf.spoken.time.clauses import Clause
from rueckruf.spoken.time.doings import is_at_work

_list = partial(word_set, "time_clauses")
_DAYS = ("relative_day", "weekday", "month", "number")
_WISHES = ("company", "wishing", "suiting", "free", "present", "still_wished", "open")
_TIMES = (*_DAYS, "half", "quarter", "part")


def goes_on_throughout(clause: Clause) -> bool:
    """Whether a thing does so, or the caller hears it or has done so up to now, and nobody is to be reached then."""
    if not names_a_whole(clause) or _wishes(clause):
        return False
    if clause.says("already", "perceiving"):
        return True
    return not clause.says("speaker", "within_reach") and _does_something(clause)


def goes_on_daily(clause: Clause) -> bool:
    """ "Das nervt mich *jeden Tag*", "ich fall da *jeden Morgen* drüber", where nobody is to be reached then."""
    if is_timed(clause) or not _names_each(clause) or not tells_more(clause):
        return False
    home = clause.says_any(_list("present") - _list("then"))
    there = home or is_at_work(clause) or (clause.says("present") and clause.says("being"))
    others = (name for name in _WISHES if name != "present")
    return not (there or clause.says("within_reach") or clause.says_any(_words_of(*others) - _list("present")))


def _names_each(clause: Clause) -> bool:
    """ "*Jeden Tag*", "jede Woche"."""
    words = clause.words
    if not (clause.has_sense("habit") or clause.says("again_and_again")):
        return False
    return any(
        (words.has(at, "habit") and not _list("again_and_again").isdisjoint(words[at].folded.split()[:1]))
        or (words[at].folded in _list("again_and_again") and words.has(at + 1, "unit", "part"))
        for at in range(clause.first, clause.after)
    )


def goes_on_since(clause: Clause) -> bool:
    """ "Ich warte *seit zehn* bis achtzehn Uhr", "*gestern* von zehn bis elf auch schon".

    Not "*seit heute* bin ich wieder erreichbar".
    """
    words = clause.words
    places = range(clause.first, clause.after - 1)
    since = (at for at in places if not _list("since").isdisjoint(words[at].folded.split()[-1:]))
    past = clause.has_sense("past") or any(words.has(at + 1, *_TIMES) for at in since)
    return past and not clause.says("wishing", "suiting")


def _wishes(clause: Clause) -> bool:
    """Whether somebody is to be reached: "ich *bin* den ganzen Tag *da*", but not "der heult mir da"."""
    others = (name for name in _WISHES if name != "present")
    there = clause.says("present") and clause.says("being", "speaker")
    return there or clause.says_any(_words_of(*others) - _list("present"))


def _words_of(*lists: str) -> frozenset[str]:
    return frozenset().union(*map(_list, lists))


def names_a_whole(clause: Clause) -> bool:
    """Whether it says so of a part of the day: "die *ganze Nacht*", "den *halben Vormittag*", "den *ganzen Morgen*"."""
    words, places = clause.words, range(clause.first, clause.after - 1)
    return any(words[at].folded in _list("whole") and words.has(at + 1, "part", "part_beside_day") for at in places)


def _does_something(clause: Clause) -> bool:
    """ "*Brummt*", or what stands behind a noun as its verb: "die Leitung *knarzt*"."""
    if clause.says("going_on"):
        return True
    verb = clause.words[clause.first + 2]
    behind_noun = clause.words[clause.first].folded in _list("others")
    return behind_noun and not verb.senses and verb.folded.endswith("t")
