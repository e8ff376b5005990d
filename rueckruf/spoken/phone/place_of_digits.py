"""Where callers say that digits belong in a number that stands: "nach der sieben sieben kommt eine vier"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "phone_number", "place_of_digits")


def tells_where_digits_go(text: str) -> bool:
    """Whether ``text`` puts digits beside others: "hinter der sieben *fehlt* eine acht", "*steht* vor der fünf zwei".

    Nothing in it is a time, and the digits are not of one number that is said anew.
    """
    words = folded_words(text)
    return any(_begins_at(words, at) for at, word in enumerate(words) if word in _listed("beside"))


def _begins_at(words: Sequence[str], place: int) -> bool:
    """Whether "nach der drei *kommt* eine acht" or "*steht* vor der fünf eine zwei" is said from ``place`` on."""
    behind = _past_digits(words, place + 1)
    if behind is None:
        return False
    if words[behind : behind + 1] and words[behind] in _listed("put"):
        return _past_digits(words, behind + 1) is not None
    is_put_before = place > 0 and words[place - 1] in _listed("put")
    return is_put_before and sum(cardinal(word) is not None for word in words[place:behind]) > 1


def _past_digits(words: Sequence[str], place: int) -> int | None:
    """The place behind digits at ``place`` and the small words among them; None where no digit stands there."""
    found = None
    while place < len(words) and (cardinal(words[place]) is not None or words[place] in _listed("small")):
        place += 1
        if cardinal(words[place - 1]) is not None:
            found = place
    return found
