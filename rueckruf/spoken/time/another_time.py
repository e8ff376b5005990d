"""Whether a time that was read back does not suit, and none is named instead (``data/vocabulary/another_time.yml``)."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.time.doings import takes_time

_listed = partial(word_set, "another_time")

#: "Da hab ich *meine Besprechung*": so many words behind the verb stands what is on.
_NEAR = 3
_INFINITIVES = ("en", "ern", "eln")


def wants_another_time(text: str) -> bool:
    """Whether another time is asked for, or something is on at the one that was named last: "da muss ich arbeiten".

    Only what surely keeps somebody busy: "da bin ich froh" and "da muss ich lachen" leave the time as it is.
    """
    if holds(folded_words(text), _listed("wanted")):
        return True
    said = tuple(word for word in folded_words(text) if word not in _listed("particles"))
    return any(_does_not_suit(said[then.stop :]) for then in one_of(_listed("then")).found_in(said))


def _does_not_suit(said: Sequence[str]) -> bool:
    """Whether the words behind "da" tell what is on: "*bin ich beim Arzt*", "*geht's nicht*"."""
    rest = tuple(said)
    if width := one_of(_listed("unsuitable")).at(rest, 0)[1]:
        return not rest[width : width + 1] or not rest[width].endswith(_INFINITIVES)
    if width := one_of(_listed("elsewhere")).at(rest, 0)[1]:
        return _listed("reached").isdisjoint(rest[width : width + _NEAR])
    if one_of(_listed("occupied")).at(rest, 0)[1]:
        return True
    width = one_of(_listed("having")).at(rest, 0)[1]
    behind = rest[width : width + _NEAR] if width else ()
    return any(takes_time(word) or word in _listed("something_on") for word in behind)
