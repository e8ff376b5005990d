"""Where somebody goes: "am Vormittag *geht er* zum Turnen" suits no more than "spaziert er"."""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "time_clauses")
_GOES, _GOES_FOR_SURE = "geht", "spaziert"


def with_goings_told(words: Words) -> Words:
    """The words with a verb in the place of such a "geht" that says nothing else: "da geht es" does."""
    goes = (at for at in range(len(words)) if words[at].folded == _GOES)
    going = {at for at in goes if words[at + 1].folded in _list("called_for")}
    if not going:
        return words
    surely = {at: replace(words[at], folded=_GOES_FOR_SURE, senses={}) for at in going}
    return Words([surely.get(at, one) for at, one in enumerate(words.lexemes)])
