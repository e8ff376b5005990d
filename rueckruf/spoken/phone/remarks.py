"""What callers say of a number without dictating it (``data/vocabulary/phone_number.yml``, ``remarks``)."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import agrees

_listed = partial(word_set, "phone_number", "remarks")


def begins_anew(text: str) -> bool:
    """Whether what was dictated so far shall be forgotten: "noch mal von vorn"."""
    return _says(text, "anew")


def is_all(text: str) -> bool:
    """Whether the number has no more digits: "das war alles"."""
    return _says(text, "all")


def refuses_it(text: str) -> bool:
    """Whether a number that is offered shall not be rung: "auf keinen Fall diese Nummer", "die gehört meiner Tochter".

    "Eine andere habe ich nicht" refuses the others.
    """
    words = set(folded_words(text))
    if agrees(text):
        return False
    if words & _listed("of_others"):
        return True
    return bool(words & _listed("not")) is not bool(words & _listed("another"))


def points_at_one(text: str) -> bool:
    """Whether a number that both know is meant, be it in one small word: "dann halt die"."""
    return not _listed("pointing").isdisjoint(folded_words(text))


def names_a_number(text: str) -> bool:
    """Whether a number or a telephone is spoken of."""
    return not word_set("phone_number", "labels", "phone").isdisjoint(folded_words(text))


def _says(text: str, phrases: str) -> bool:
    sentence = f" {' '.join(folded_words(text))} "
    return any(f" {phrase} " in sentence for phrase in _listed(phrases))
