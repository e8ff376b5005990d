"""What was told before and is named again tells a side of it: "mittwochs bis zehn Visite, *nach der Visite* also".

So does what is named and told behind it: "nach der Visite, *die geht bis zehn*".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.words import HOURS, LONGEST_RUN, Lexeme, Words

_list = partial(word_set, "time_clauses")
_SIDES = {"after": "afterwards", "before": "beforehand"}
_SHORTEST = 4
_NO_TIME = frozenset({"title", "company"})
_FROM, _OCLOCK = "ab", "uhr"
#: How many words name an event at most: "nach *dem Turnen der Kleinen*".
_LONGEST_NAME = 6


def with_events_as_sides(words: Words) -> Words:
    """The words with "danach" for "nach der Visite" and "davor" for "vor dem Kurs", whose time another clause tells."""
    told = range(1, len(words)) if words.say(*_SIDES) else ()
    places = [place for place in told if _side(words, place) and _names_event(words, place)]
    if not places:
        return words
    found: list[Lexeme] = list(words.lexemes)
    timed = [clause for clause in clauses_of(words) if is_timed(clause)]
    for place in places:
        event = words[place + 2].folded
        if any(clause.after <= place and _names(clause, event) for clause in timed):
            found[place] = replace(words[place], senses={_side(words, place): True})
    return Words(found)


def _names(clause: Clause, event: str) -> bool:
    """ "*Deutschkurs* bis zwölf, nach dem *Kurs*"."""
    return any(word == event or (len(event) >= _SHORTEST and word.endswith(event)) for word in clause.said)


def _names_event(words: Words, place: int) -> bool:
    determined = words[place + 1].folded in word_set("unread_times", "determiners")
    event = words[place + 2]
    return determined and event.folded.isalpha() and event.senses.keys() <= _NO_TIME


def _side(words: Words, place: int) -> str:
    return next((side for sense, side in _SIDES.items() if words.has(place, sense)), "")


def with_ends_told_behind(words: Words) -> Words:
    """The words with "ab zehn" for "nach der Visite, die geht bis zehn" and "nach dem Kurs, der ist um zehn aus"."""
    told = range(len(words)) if words.say("after") and words.say(*HOURS) else ()
    event = next((place for place in told if words.has(place, "after") and _names_event(words, place)), None)
    if event is None:
        return words
    verbs = range(event + 3, event + 3 + _LONGEST_NAME)
    verb = next((at for at in verbs if _tells_of_it(words, at)), None)
    bound = words.skip(verb + 1, "about", among=_list("particles") | _list("often") | _list("always")) if verb else 0
    hour, after = bound + 1, words.skip(bound + 1, *HOURS, "oclock")
    over = one_of(_list("over_by_then")).at([one.folded for one in words.lexemes[after : after + LONGEST_RUN]], 0)[1]
    if after == hour or not (words.has(bound, "until") or (over and words.has(bound, "at"))):
        return words
    after -= words.has(after - 1, "oclock")
    last = words.lexemes[after : after + over + words.has(after, "oclock")]
    begins = replace(words[event], folded=_FROM, senses=lexicon().of_one_word[_FROM])
    rest = words.lexemes[after + len(last) :]
    return Words([*words.lexemes[:event], begins, *words.lexemes[hour:after], *_as_oclock(last), *rest])


def _tells_of_it(words: Words, place: int) -> bool:
    """ "Die *geht*", "das *ist*"."""
    return words[place - 1].folded in _list("those") and words[place].folded in _list("taking_long")


def _as_oclock(last: list[Lexeme]) -> list[Lexeme]:
    """The words that close the time as one, so that it says the same when it is read again."""
    if not last:
        return []
    return [replace(last[0], folded=_OCLOCK, senses=lexicon().of_one_word[_OCLOCK], end=last[-1].end)]
