"""A "geht nicht" that refuses no time: "Freitag um acht bitte anrufen, *der Drucker geht nicht*"."""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "time_clauses")
_REFUSING = ("not", "unavailable")
_NO_TIME = frozenset({"company"})


def without_broken_things(words: Words) -> Words:
    """The words without the refusals of which a thing is the subject that does not work."""
    if not words.say(*_REFUSING):
        return words
    places = [place for place in range(2, len(words)) if _is_broken(words, place)]
    if not places:
        return words
    return Words([replace(one, senses={}) if at in places else one for at, one in enumerate(words.lexemes)])


def _is_broken(words: Words, place: int) -> bool:
    """ "Meine Heizung *geht nicht*", "das Internet *funktioniert nicht*", but not "die Uhrzeit geht nicht"."""
    if not words.has(place, *_REFUSING):
        return False
    first, *more = words[place].folded.split()
    verb, thing = (first, place - 1) if more else (words[place - 1].folded, place - 2)
    noun = words[thing]
    named = noun.folded.isalpha() and noun.senses.keys() <= _NO_TIME and noun.folded not in _list("may_be_refused")
    return named and verb in _list("works") and words[thing - 1].folded in _list("others") | _list("own_people")
