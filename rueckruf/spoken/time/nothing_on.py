"""Who has nothing on is free: "von neun bis zehn hab ich noch *keinen Termin*" is as good as "hab ich Zeit"."""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.doings import takes_time
from rueckruf.spoken.time.words import Lexeme, Words

_list = partial(word_set, "time_clauses")
_NOTHING = {"nothing_on": True}
_TIME = "zeit"


def with_nothing_on_as_time(words: Words) -> Words:
    """The words with "Zeit" for an appointment that there is none of."""
    if not words.say("not"):
        return words
    found: list[Lexeme] = []
    for place, lexeme in enumerate(words.lexemes):
        if _is_none_of(words, place):
            found.append(replace(lexeme, folded="", senses=_NOTHING))
        elif _is_none_of(words, place - 1):
            found.append(replace(lexeme, folded=_TIME, senses={}))
        else:
            found.append(lexeme)
    return Words(found)


def _is_none_of(words: Words, place: int) -> bool:
    """Whether "kein" stands at ``place`` and what takes time behind it."""
    what = words[place + 1].folded
    none = _list("nobody") | _list("without")
    return words.has(place, "not") and words[place].folded in none and takes_time(what)
