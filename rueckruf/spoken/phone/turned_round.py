"""The last two digits of an earlier number the other way round: "die letzten beiden sind vertauscht"."""

from functools import partial

from rueckruf.spoken.phone.dial_plan import national_form
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import words_and_digits

_edits = partial(word_set, "phone_number", "edits")
_PAIR = 2


def turns_round(text: str) -> bool:
    """Whether ``text`` says so."""
    words = words_and_digits(text)
    return not _edits("ending").isdisjoint(words) and holds(words, _edits("turned"))


def turned_round(text: str, given: str, region: str) -> str | None:
    """The digits of ``given`` with its last two turned round where ``text`` says so, and no other digit than these."""
    digits = national_form(given, region)
    pair, known = digits[-_PAIR:], {None, _PAIR, *map(int, digits[-_PAIR:])}
    no_digits = _edits("around") | _edits("called_wrong")  # "*ein* Zahlendreher"
    said = {cardinal(word) for word in words_and_digits(text) if word not in no_digits}
    is_other = len(set(pair)) < _PAIR or not said <= known
    return digits[:-_PAIR] + pair[::-1] if turns_round(text) and not is_other else None
