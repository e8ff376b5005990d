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
    """Whether that is all that is said of the digits: none but "zwei" is named."""
    words = words_and_digits(text)
    numbers = {cardinal(word) for word in words if word not in word_set("dictation", "articles")} - {None, _PAIR}
    return not numbers and not _edits("ending").isdisjoint(words) and holds(words, _edits("turned"))


def turned_round(text: str, given: str, region: str) -> str | None:
    """The digits of ``given`` with its last two turned round where ``text`` says so."""
    digits = national_form(given, region)
    turned = digits[:-_PAIR] + digits[: -_PAIR - 1 : -1]
    return turned if turned != digits and turns_round(text) else None
