"""Two digits of a number the other way round: "die letzten beiden sind vertauscht", "drei und vier verdreht"."""

from functools import partial

from rueckruf.spoken.phone.dial_plan import national_form
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import words_and_digits

_edits = partial(word_set, "phone_number", "edits")
_PAIR = 2


def tells_of_turning(text: str) -> bool:
    """Whether ``text`` says of any digits that they stand the other way round."""
    return holds(words_and_digits(text), _edits("turned"))


def turns_round(text: str) -> bool:
    """Whether ``text`` says so of the last two."""
    words = words_and_digits(text)
    return not _edits("ending").isdisjoint(words) and tells_of_turning(text)


def turned_round(text: str, given: str, region: str) -> str | None:
    """The digits of ``given`` with its last two turned round where ``text`` says so, and no other digit than these.

    Or with the two that it names, where they stand side by side once and no more.
    """
    digits = national_form(given, region)
    said = _digits_said(text)
    if turns_round(text):
        pair = digits[-_PAIR:]
        is_other = len(set(pair)) < _PAIR or not {*said} <= {*pair, str(_PAIR)}
        return None if is_other else digits[:-_PAIR] + pair[::-1]
    named = tells_of_turning(text) and not _names_places(text)
    return _named_turned(said, digits) if named else None


def _names_places(text: str) -> bool:
    """ "*Stelle* drei und vier"."""
    return not _edits("places_named").isdisjoint(words_and_digits(text))


def _named_turned(said: list[str], digits: str) -> str | None:
    """The digits with the two ``said`` ones turned round: they were said, or are meant, in this order."""
    pair = "".join(dict.fromkeys(said))
    places = [at for at in range(len(digits)) if sorted(digits[at : at + _PAIR]) == sorted(pair)]
    if len(pair) != _PAIR or len(said) not in (_PAIR, 2 * _PAIR) or len(places) != 1:
        return None
    (at,) = places
    return digits[:at] + digits[at : at + _PAIR][::-1] + digits[at + _PAIR :]


def _digits_said(text: str) -> list[str]:
    """The numbers that ``text`` names, as digits; "*ein* Zahlendreher" names none."""
    no_digits = _edits("around") | _edits("called_wrong")
    found = (cardinal(word) for word in words_and_digits(text) if word not in no_digits)
    return [str(number) for number in found if number is not None]
