"""A digit that is to be left away: "ohne die eins am Schluss", "die letzte Ziffer weg", "da ist eine fünf zu viel"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.phone.dial_plan import national_form
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, words_and_digits

_listed, _edits = partial(word_set, "phone_number", "left_away"), partial(word_set, "phone_number", "edits")


def leaves_away(text: str) -> bool:
    """Whether a clause of ``text`` only says so of one digit."""
    return any(map(_is_left_away, map(words_and_digits, clauses(text))))


def without_left_away(text: str, given: str, region: str) -> tuple[str, str] | None:
    """The digits of ``given`` without that digit, and what else ``text`` says; None where it may be one or another."""
    parts = clauses(text)
    telling = next((part for part in parts if _is_left_away(words_and_digits(part))), None)
    digits = _without(_named(telling), words_and_digits(text), national_form(given, region)) if telling else None
    if telling is None or digits is None:
        return None
    return digits, text.replace(telling, " " * len(telling), 1)


def _is_left_away(words: Sequence[str]) -> bool:
    """Whether the words name one digit, or the last one, say that it goes, and no more."""
    told = one_of(_listed("phrases"))
    rest = told.without(words)
    others = [word for word in rest if word not in _small()]
    named = [word for word in others if _digit(word) is not None]
    is_named = len(named) == 1 or not _listed("last").isdisjoint(rest)
    return len(rest) < len(words) and len(named) == len(others) and is_named


def _small() -> frozenset[str]:
    places = _edits("ending") | _edits("beginning") | _listed("last")
    return places | _listed("beside") | word_set("discourse", "objecting")


def _digit(word: str) -> str | None:
    said = word if word.isdecimal() else str(cardinal(word))
    return said if len(said) == 1 else None


def _named(telling: str) -> str:
    words = words_and_digits(telling)
    return next((digit for word in words if word not in _small() and (digit := _digit(word))), "")


def _without(named: str, words: Sequence[str], digits: str) -> str | None:
    """Without it at the end or in front, where one of the ``words`` says that it stands there."""
    if not _edits("ending").isdisjoint(words):
        return digits[:-1] if digits.endswith(named) else None
    if not _edits("beginning").isdisjoint(words):
        return digits[1:] if digits.startswith(named) else None
    return _without_the_only(named, digits)


def _without_the_only(named: str, digits: str) -> str | None:
    """Without one of them, wherever: the only one, or one of the only ones that stand side by side."""
    first, last = digits.find(named), digits.rfind(named)
    is_one_run = first >= 0 and set(digits[first : last + 1]) == {named}
    return digits[:first] + digits[first + 1 :] if is_one_run else None
