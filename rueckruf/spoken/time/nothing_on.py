"""What "nothing" says of a time.

Who has nothing on is free: "von neun bis zehn hab ich noch *keinen Termin*" is as good as "hab ich Zeit". Where nothing
comes of a time it is refused: "bei mir wird das vor drei *nichts*"; so is what is "*weder* Mittwoch *noch* Donnerstag".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.doings import takes_time
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words

_list = partial(word_set, "time_clauses")
_NOTHING = {"nothing_on": True}
_UNAVAILABLE = {"unavailable": True}
_NEITHER, _NOR, _NOT = "weder", "noch", "nicht"
_TIME = "zeit"
_HOURS = ("number", "part", "oclock")
#: So many words back the verb stands at most.
_FARTHEST = 12


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


def with_neither_as_refusal(words: Words) -> Words:
    """The words with "nicht" for "weder" and for each "noch" behind it."""
    folded = [lexeme.folded for lexeme in words.lexemes]
    if _NEITHER not in folded:
        return words
    first, meaning = folded.index(_NEITHER), lexicon().of_one_word[_NOT]
    refusing = {at for at in range(first, len(folded)) if folded[at] == _NOR} | {first}
    lexemes = enumerate(words.lexemes)
    return Words([replace(one, folded=_NOT, senses=meaning) if at in refusing else one for at, one in lexemes])


def with_nothing_of_it_as_refusal(words: Words) -> Words:
    """The words with a "nichts" at the end of a clause as a refusal, where its verb says that nothing comes of it."""
    places = [place for place in range(len(words)) if _comes_to_nothing(words, place)]
    if not places:
        return words
    lexemes = enumerate(words.lexemes)
    return Words([replace(one, senses=_UNAVAILABLE) if at in places else one for at, one in lexemes])


def _comes_to_nothing(words: Words, place: int) -> bool:
    """ "*Wird* das vor drei *nichts*", "*geht* bei uns vor elf *nix* mehr"."""
    if words[place].folded not in _list("nothing"):
        return False
    if not words.ends_clause(words.skip(place + 1, among=_list("behind_nothing"))):
        return False
    timed = False
    for before in range(place - 1, max(-1, place - _FARTHEST), -1):
        if words[before].folded in CLAUSE_MARKS:
            return False
        timed = timed or words.has(before, *_HOURS)
        if words[before].folded in _list("comes_to"):
            return timed or words.has_within(max(0, before - _FARTHEST), before, *_HOURS)
    return False
