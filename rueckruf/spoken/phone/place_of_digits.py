"""Where callers say that digits belong in a number that stands: "nach der sieben sieben kommt eine vier"."""

from collections.abc import Sequence
from functools import partial
from itertools import dropwhile
from typing import NamedTuple

from rueckruf.spoken.phone.dial_plan import national_form
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "phone_number", "place_of_digits")

#: A digit and its article.
_DIGIT = 2
#: So many digits are missed in one place.
_MOST_PUT = 3


def tells_where_digits_go(text: str) -> bool:
    """Whether ``text`` puts digits beside others: "hinter der sieben *fehlt* eine acht", "*steht* vor der fünf zwei".

    Or one in the place of another: "die acht *muss eine* null sein". Nothing in it is a time, and the digits are not of
    one number that is said anew.
    """
    words = folded_words(text)
    return _to_be_another(words) is not None or any(
        _begins_at(words, at) for at, word in enumerate(words) if word in _beside()
    )


def with_digits_put(text: str, given: str, region: str) -> str | None:
    """The digits of ``given`` with those that ``text`` misses put where it says: "nach der drei *fehlt* eine zwei".

    None where that place is not the only one of its kind, or others may be replaced: "nach der drei kommt eine zwei".
    """
    words, digits = folded_words(text), national_form(given, region)
    if told := _to_be_another(words):
        return _with_another(*told, digits)
    put = _put_in(words)
    if put is None or digits.count(put.beside) != 1:
        return None
    at = digits.find(put.beside) + put.steps
    return digits[:at] + put.digits + digits[at:]


class _Put(NamedTuple):
    """Digits that are missed, those beside which they stand, and how far behind the begin of these."""

    digits: str
    beside: str
    steps: int


def _put_in(words: Sequence[str]) -> _Put | None:
    """What is said to be missed in one place: "nach der drei *fehlt* eine zwei"."""
    places = [at for at, word in enumerate(words) if word in _beside()]
    if len(places) != 1 or _listed("missing").isdisjoint(words):
        return None
    (place,) = places
    behind = _past_digits(words, place + 1)
    if behind is None or _listed("put").isdisjoint(words[behind : behind + 1]) or _digits(words[:place]):
        return None
    if any(cardinal(word) is None and word not in _listed("after") | _listed("small") for word in words[behind + 1 :]):
        return None  # "zwei Nullen", "ein Minus"
    beside, put = _digits(words[place:behind]), _digits(words[behind:])
    return _Put(put, beside, _steps(words[place], len(beside))) if 0 < len(put) <= _MOST_PUT else None


class _Another(NamedTuple):
    """One digit that is to be another, and whether it is said to be the last."""

    wrong: str
    right: str
    is_last: bool


def _to_be_another(words: Sequence[str]) -> _Another | None:
    """ "*Die acht* muss *eine null* sein", "*die neun* am Ende ist *eine fünf*": with an article each, no hours."""
    for at, word in enumerate(words):
        if word not in _listed("to_be") or at < _DIGIT or len(words) < at + 1 + _DIGIT:
            continue
        said = list(dropwhile(_placed_words().__contains__, reversed(words[:at])))
        article, right = words[at + 1 : at + 1 + _DIGIT]
        one, other = _digits(said[:1]), _digits([right])
        with_articles = said[1:_DIGIT] and said[1] in _listed("small") and article in _listed("small")
        if with_articles and len(one) == len(other) == 1 and one != other:
            is_last = not word_set("phone_number", "edits", "ending").isdisjoint(words[:at])
            return _Another(one, other, is_last)
    return None


def _placed_words() -> frozenset[str]:
    return word_set("phone_number", "edits", "ending") | _listed("where")


def _with_another(wrong: str, right: str, is_last: bool, digits: str) -> str | None:
    if is_last:
        return digits[:-1] + right if digits.endswith(wrong) else None
    return digits.replace(wrong, right) if digits.count(wrong) == 1 else None


def _beside() -> frozenset[str]:
    return frozenset().union(*(_listed("beside", side) for side in ("behind", "before", "between")))


def _steps(word: str, width: int) -> int:
    """How far behind the begin of the digits beside which they are put: "vor" them, "zwischen" two, or behind all."""
    if word in _listed("beside", "before"):
        return 0
    return width - 1 if word in _listed("beside", "between") else width


def _digits(words: Sequence[str]) -> str:
    """All digits among the words; "eine" before one of them is none."""
    return "".join(str(cardinal(word)) for word in words if cardinal(word) is not None and word not in _listed("small"))


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
