"""What callers, or who is called for them, do at an hour: "bis drei sitz ich in der Bahn", "bis elf schläft sie"."""

from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause
from rueckruf.spoken.time.words import HOURS

_list = partial(word_set, "time_clauses")
_UP_TO, _HOURS = ("until", "at", "between"), (*HOURS, "part")
_WHO = ("myself", "called_for")
_SHORTEST = 3
_THIRD_PERSON = "t"
_ADVERBS, _SUPERLATIVE = ("lich", "ig", "weise"), "st"


def does_something(clause: Clause) -> bool:
    """Whether they do something until an hour, at one or in a part of the day, not about being reached."""
    return (_has_hour(clause) or _works_from_then(clause)) and is_taken_up(clause)


def is_taken_up(clause: Clause) -> bool:
    """Whether they do something or are somewhere, at whatever hour: "danach bin ich im Tunnel"."""
    if not clause.says(*_WHO):
        return False
    own = any(_is_verb(clause, place) for place in _places_of_verb(clause, "myself"))
    if not own and not any(_is_of_another(clause, place) for place in _places_of_verb(clause, "called_for")):
        return False
    works = clause.says("working") and (clause.has_sense("until") or _works_from_then(clause) or _is_usual(clause))
    says = clause.says("saying") and not (clause.holds("lying_down") or works)
    return not (says or leaves_time(clause) or clause.says("within_reach", "over_then"))


def _works_from_then(clause: Clause) -> bool:
    """ "Ich *schaff erst ab zwölf*", but not "ich schaff es ab zwölf"."""
    return clause.says("working") and clause.has_sense("from") and not (clause.says("it") or "s" in clause.said)


def _is_usual(clause: Clause) -> bool:
    """ "*Vormittags* schaff i", but not "am Vormittag schaff ich das"."""
    words = clause.words
    return any(words.has(at, "part") and words[at].folded.endswith("s") for at in range(clause.first, clause.after))


def goes_on_doing(clause: Clause) -> bool:
    """ "Ich komm von der Schicht *und schlaf vorher*": by its verb, who does it being named before."""
    verb = clause.first + 1
    if not clause.begins("joining") or clause.says(*_WHO, "speaker", "free") or verb >= clause.after:
        return False
    return _is_verb(clause, verb) and not clause.words[verb].folded.endswith((*_ADVERBS, _SUPERLATIVE))


def is_not_on(clause: Clause) -> bool:
    """ "Um drei, *da schläft der Kleine nicht*", "*da muss ich nicht weg*": why that time suits."""
    if not clause.begins("then") or clause.says("within_reach", "nobody"):
        return False
    verb, who = (*clause.said[1:3], "", "")[:2]
    if verb in _list("duty") | _list("needing"):
        return who in _list("myself")
    return verb in _list("living") | _list("on_for_others") and who not in _list("it")


def is_at_own_place(clause: Clause) -> bool:
    """ "Übermorgen *um elf bin ich im Garten*": where they can be rung up, and no appointment is."""
    at_place = clause.says("being") and clause.says("myself") and clause.says("own_places")
    elsewhere = clause.says("elsewhere_or_still", "not_available", "duty", "leaving") or any(
        map(takes_time, clause.said)
    )
    bounded = clause.has_sense("until", "between", "range_opener", "not", "unavailable", "after", "before")
    return at_place and clause.has_sense("at", "from", "about_hour") and not (elsewhere or bounded)


def has_something_on(clause: Clause) -> bool:
    """Whether the speaker has anything but time: "vorher hab ich Mandanten"."""
    return clause.says("having") and not clause.is_perfect and not leaves_time(clause)


def must_be_done(clause: Clause) -> bool:
    """ "Um elf kommt der Tierarzt, *dann muss das fertig sein*", "*bis dahin sollte einer anrufen*"."""
    others = not (clause.says("speaker") or is_about_one(clause))
    before = clause.holds("until_then") or (clause.has_sense("beforehand") and clause.says("would_suit"))
    due = clause.says("finished") or (before and others)
    return due and clause.says("duty") and clause.says("by_then")


def comes_from_somewhere(clause: Clause) -> bool:
    """ "Ab zwei *bin ich aus der Arbeit*", "um eins bin ich aus der Kirche raus", but not "bin ich aus dem Haus".

    "Um eins bin ich *wieder raus*", too.
    """
    comes = _has_hour(clause) or clause.has_sense("from")
    comes = comes and clause.says("being") and (clause.holds("come_from") or clause.holds("out_again"))
    return comes and not (clause.says("left", "not_available") or clause.has_sense("until"))


def leaves_time(clause: Clause) -> bool:
    """Whether one of its words is time that is left: "Pause", "Mittagspause"."""
    return any(map(is_time_left, clause.said))


def is_time_left(word: str) -> bool:
    """Whether a folded word is such time, and not when a house is closed."""
    return word.endswith(_time_left()) and word not in _list("closures")


def takes_time(word: str) -> bool:
    """Whether a folded word is something that takes time: "Besprechung", "Kundschaft"."""
    return word in _list("taking_time") or word.endswith(tuple(_list("appointments")))


@cache
def _time_left() -> tuple[str, ...]:
    return tuple(_list("time_left"))


def is_about_one(clause: Clause) -> bool:
    """ "Mittwoch *ist sie* wieder weg": by its verb whom they ring for, and nobody who is spoken to."""
    who, said = _list("called_for"), clause.said
    return any((one in who and is_of_one(other)) or (other in who and is_of_one(one)) for one, other in pairwise(said))


def is_of_one(verb: str) -> bool:
    """Whether a folded verb is of one person, so that "sie" behind it is nobody who is spoken to."""
    return verb.endswith(_THIRD_PERSON) or verb in _list("third_person")


def is_at_work(clause: Clause) -> bool:
    """ "*In der Kanzlei*", "im *Pfarrbüro*"."""
    return clause.holds("at_work") or any(word.endswith(tuple(_list("offices"))) for word in clause.said)


def _is_of_another(clause: Clause, place: int) -> bool:
    """ "*Legt* sie sich hin", but not "*rufen* Sie an", nor "*ist* er im Büro", where they are reached."""
    word = clause.words[place].folded
    if word in _list("being") and (clause.says("present") or is_at_work(clause)):
        return False
    return is_of_one(word) and _is_verb(clause, place)


def _places_of_verb(clause: Clause, who: str) -> list[int]:
    """Behind who does it where the clause begins so, at its end after "weil", else before: "bis drei *sitz* ich"."""
    words, found = clause.words, []
    for place in range(clause.first, clause.after):
        if words[place].folded not in _list(who):
            continue
        if clause.begins("subordinating"):
            found.append(clause.after - 1)
        elif place == clause.first or words[place - 1].folded in _list("conjunctions") | _list("before_times"):
            found.append(place + 1)
        elif place - 1 > clause.first:  # "nehm ich um drei" chooses it
            behind_time = words.has(place - 1, *_HOURS, "oclock")  # "bis drei *ich* arbeite", as learners put it
            found.append(place + 1 if behind_time else place - 1)
    return found


def _is_verb(clause: Clause, place: int) -> bool:
    """Whether it may be a verb of something that is done: any unknown word there but a noun or an adverb.

    "Bin" only where a place is named: "um zwei bin ich allein" is a wish. Who sits in the office is there.
    """
    lexeme = clause.words[place]
    if lexeme.folded in _list("sitting") and clause.says("present"):
        return False
    if lexeme.folded in _list("being"):
        return clause.says("at_places")
    if lexeme.folded in _list("taking_up") | _list("living") | _list("leaving") | _list("others_do"):
        return True
    unknown = not lexeme.senses and lexeme.folded.isalpha() and len(lexeme.folded) >= _SHORTEST
    return unknown and lexeme.raw[0].islower() and not lexeme.folded.endswith(_ADVERBS)


def _has_hour(clause: Clause) -> bool:
    words = clause.words
    places = range(clause.first, clause.after)
    return any(
        words.has(place, "part") or (words.has(place, *_UP_TO) and words.has(place + 1, *_HOURS)) for place in places
    )
