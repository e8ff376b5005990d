"""What is on for somebody or something else: "mein Mann ist bis drei in der Schule", "die Frist läuft bis Freitag"."""

from collections.abc import Sequence
from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import TURNS, Clause, is_thing, names_thing
from rueckruf.spoken.time.doings import leaves_time
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "time_clauses")
_DAYS = ("relative_day", "weekday", "short_weekday", "month", "habit", "ordinal")
_HOURS = ("number", "half", "quarter", "part")
_NO_TIME = frozenset({"company"})
_TURNS = (*TURNS, "around", "otherwise", "unavailable")
_WISHES = (
    *("speaker", "of_the_caller", "company", "suiting", "still_wished", "free", "present", "within_reach", "wishes"),
    *("wishing", "open", "being_called"),
)
# Not these of them: what others have to do, and "zu" before it.
_NO_WISHES = ("duty", "to")


def is_of_others(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether its time is not the caller's, and no wish is seen from there: "danach gern".

    Beside hours of no day it may still tell theirs: "der Maler kommt am Dienstag um zehn, lieber um elf".
    """
    if _asks_what_goes_on(clause):
        return True
    if not (_tells_of_others(clause) or _asks_of_others(clause)):
        return False
    if any(other.has_sense(*_TURNS) for other in clauses):
        return False
    others = [other for other in clauses if other is not clause]
    if any(other.holds("at_that_time") for other in others):
        return False
    dated = not clause.has_sense(*_DAYS) or any(other.has_sense(*_DAYS) for other in others)
    return dated or not any(other.has_sense(*_HOURS) for other in others)


def asks_on(before: Clause, clause: Clause) -> bool:
    """Whether it only names another time of a question: "kommt der Monteur am Donnerstag *oder am Freitag*"."""
    asks = _asks_of_others(before) or _asks_what_goes_on(before)
    told = any(word.folded.isalpha() and not word.senses for word in clause.words.lexemes[clause.first : clause.after])
    wished = clause.says_any(_wishes()) or clause.has_sense("at", "vague")
    return asks and clause.has_sense("either") and not (told or wished)


def is_of_event(before: Clause, clause: Clause) -> bool:
    """Whether it tells when that is which the time before it is told by: "nach der Messe, *die ist um neun*".

    Or which is on that day: "Mittwoch hab ich Gymnastik, *die ist um neun*".
    """
    pronoun, verb = clause.said[:1], clause.said[1:2]
    if before.begins("when"):
        return False  # "wenn der Kleine schläft, das ist zwischen eins und drei"
    if (
        not set(verb) & (_list("others_do") | _list("leaves_at"))
        or _list("those").isdisjoint(pronoun)
        or clause.says("present")
    ):
        return False
    return clause.has_sense(*_HOURS) and (_tells_what_is_on(before) or _names_event(before))


def _tells_what_is_on(clause: Clause) -> bool:
    """ "Mittwoch hab ich Gymnastik"."""
    day_alone = clause.has_sense(*_DAYS) and not clause.has_sense(*_HOURS)
    return day_alone and clause.says("taking_up") and names_thing(clause)


def is_length_of_event(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether it tells until when something is on, and another time is left.

    "Um eins hab ich Training, *das geht bis drei*. Von drei bis vier bin ich da".
    """
    if not lasts(clause) or any(other.has_sense(*_TURNS) for other in clauses):
        return False
    place = clauses.index(clause)
    told = clauses[max(0, place - 1) : place] if lasts_by_pronoun(clause) else []
    is_on = all(before.says("taking_up", "speaker") and not leaves_time(before) for before in told)
    left = (other for other in clauses if other is not clause and other not in told)
    times = _DAYS if clause.has_sense(*_DAYS) else _HOURS
    return is_on and any(other.has_sense(*times) for other in left)


def is_presence(clause: Clause, following: Sequence[Clause]) -> bool:
    """Whether it tells from when until when others are there, and a call at an hour is asked for behind it.

    "*Die ist von neun bis vier im Büro*, rufen Sie die morgen an, elf Uhr".
    """
    if not clause.has_sense("range_to", "until", "between") or clause.has_sense(*_DAYS) or not _others_are(clause):
        return False
    asked = next((place for place, other in enumerate(following) if other.begins("calls")), len(following))
    return any(other.has_sense(*_HOURS) for other in following[asked:]) and not any(map(_depends, following))


def _others_are(clause: Clause) -> bool:
    """ "Die is", "mein Mann ist"."""
    who, places = _list("called_for") | _list("others"), clause.said[1:3]
    return not who.isdisjoint(clause.said[:1]) and not _list("being").isdisjoint(places) and not clause.says("speaker")


def _depends(clause: Clause) -> bool:
    """Whether it is seen from the times before it, or refuses its own."""
    return clause.has_sense(*_TURNS, "not") or clause.says("not_available") or clause.holds("at_that_time")


def lasts(clause: Clause) -> bool:
    """ "Das geht bis drei", "die Schicht dauert von sechs bis zwei", "und das bis zwölf geht"."""
    if not clause.has_sense("until", "range_to") or clause.says("of_the_caller", "speaker"):
        return False
    behind_noun = not _list("others").isdisjoint(clause.said[:1]) and not _list("lasting").isdisjoint(clause.said[2:3])
    return behind_noun or lasts_by_pronoun(clause) or runs(clause)


def runs(clause: Clause) -> bool:
    """ "Am Donnerstag *geht der Kurs* bis zwei", "davor *geht hier die Säge*"."""
    words, places = clause.words, range(clause.first, clause.after - 2)
    between = _list("oneself") | _list("before_subject") | _list("particles")
    verbs = (words.skip(at + 1, among=between) for at in places if words[at].folded in _list("lasting"))
    return any(words[behind].folded in _list("others") and is_thing(words, behind + 1) for behind in verbs)


def lasts_until_then(clause: Clause) -> bool:
    """ "Das Meeting *geht bis dahin*", "*bis dahin läuft* die Messe"."""
    if not clause.holds("until_then"):
        return False
    words, places = clause.words, range(clause.first, clause.after)
    verb = next((at for at in places if words[at].folded in _list("lasting")), None)
    if verb is None:
        return False
    behind = verb + 1 + (words[verb + 1].folded in _list("others"))
    return is_thing(words, verb - 1) or is_thing(words, behind)


def lasts_by_pronoun(clause: Clause) -> bool:
    """ "*Das geht* bis drei", "*das* bestimmt bis zwölf *geht*": what was named before."""
    verbs = {*clause.said[1:2], *(clause.said[-1:] if clause.has_sense("until") else ())}
    return clause.begins("those") and not _list("lasting").isdisjoint(verbs)


def _names_event(clause: Clause) -> bool:
    """ "Nach dem Training", "vor der Schicht"."""
    words = clause.words
    named = (at + 2 for at in range(clause.first, clause.after - 2) if _is_behind_bound(words, at + 1))
    return any(words[at].folded.isalpha() and words[at].senses.keys() <= _NO_TIME | {"after_not"} for at in named)


def _is_behind_bound(words: Words, place: int) -> bool:
    return words.has(place - 1, "after", "before") and words[place].folded in word_set("unread_times", "determiners")


def _tells_of_others(clause: Clause) -> bool:
    """Whether it begins with somebody or something that does what only others do."""
    if _departs(clause):
        return True
    wishes = _wishes() - (_list("fetched") if _fetches(clause) else frozenset())
    if not clause.says("others_do") or clause.says_any(wishes) or clause.has_sense("vague", "phone"):
        return False
    concludes = any(clause.words.among(place, "concluding") for place in range(clause.first, clause.after))
    return not (concludes or leaves_time(clause)) and _is_about_others(clause)


def _asks_of_others(clause: Clause) -> bool:
    """ "*Kommt der Techniker* heute noch", "wissen Sie, *ob die Ware* am Mittwoch da ist"."""
    if clause.says_any(_wishes() - _list("present") - _list("company")) or clause.has_sense("vague", "phone"):
        return False
    said = [word.folded for word in clause.words.lexemes[clause.first : clause.after]]
    verbs = (at for at, word in enumerate(said) if word in _list("others_do") and _may_ask(said[:at]))
    asking = (at for at, word in enumerate(said) if word in _list("asking_of_others"))
    behind = [clause.first + at + 1 for at in (*verbs, *asking)]
    return any(_names_others(clause, place) or _names_others(clause, _past_times(clause, place)) for place in behind)


def _asks_what_goes_on(clause: Clause) -> bool:
    """ "*Regnet* es morgen", "*ist* morgen *Feiertag*", "*liefern Sie* am Freitag": nobody is called back by that."""
    said = clause.said[1:] if clause.begins("joining") or clause.begins("before_times") else clause.said
    verb, whom = said[:1], said[1:2]
    if set(verb) & _list("going_on_anyway"):
        return True
    if set(verb) & _list("being") and clause.says("days_off"):
        return True
    if not set(whom) & _list("company"):
        return False
    asks = set(verb) & _list("company_does") or (set(verb) & _list("auxiliaries") and clause.says("along"))
    return bool(asks) and not clause.says("of_the_caller")


def _may_ask(before: Sequence[str]) -> bool:
    """Whether a verb behind these words may begin a question: "*und wann* kommt der Techniker"."""
    return set(before) <= _list("conjunctions") | _list("before_times") | _list("asking_of_others")


def _fetches(clause: Clause) -> bool:
    """ "Meine Tochter *holt mich* um zwölf ab"."""
    return any(verb in _list("coming") and whom in _list("fetched") for verb, whom in pairwise(clause.said))


def _departs(clause: Clause) -> bool:
    """ "Der Zug geht um elf"."""
    return any(by in _list("departing") and verb in _list("leaves_at") for by, verb in pairwise(clause.said))


def _is_about_others(clause: Clause) -> bool:
    first = clause.first + (clause.words[clause.first].folded in _list("conjunctions") | _list("before_times"))
    noun, *rest = (clause.words[place] for place in range(first + 1, max(first + 2, clause.after)))
    named = clause.words[first].folded in _list("others") and noun.folded.isalpha() and noun.senses.keys() <= _NO_TIME
    if not named or noun.folded in _list("others_do") | _list("being"):
        return False
    # "Das Treffen ist am Freitag" may be the wish itself
    tells_more = any(not word.senses and word.folded.isalpha() and word.folded not in _list("being") for word in rest)
    return tells_more or not clause.says("being")


def _past_times(clause: Clause, place: int) -> int:
    """The place behind a time and small words: "kommt *heute noch* der Techniker"."""
    return clause.words.skip(place, *_DAYS, "part", among=_list("before_subject") | _list("particles"))


def _names_others(clause: Clause, place: int) -> bool:
    """Whether somebody or something stands there: "*der Techniker*", "*mein Paket*"."""
    if place + 1 >= clause.after or clause.words[place].folded not in _list("others"):
        return False
    noun = clause.words[place + 1]
    return noun.folded.isalpha() and noun.senses.keys() <= _NO_TIME and noun.folded not in _list("being")


@cache
def _wishes() -> frozenset[str]:
    """The words with one of which a clause may say when the caller is to be called."""
    return frozenset().union(*map(_list, _WISHES)) - frozenset().union(*map(_list, _NO_WISHES))
