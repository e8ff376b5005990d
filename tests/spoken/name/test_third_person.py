"""Names of people who are told of, and names that callers give or put right."""

import pytest

from rueckruf.spoken.name.third_person import is_spoken_of
from tests.support.cases import each

pytestmark = pytest.mark.unit

TOLD_OF = [
    "nein das ist meine, Frau Pohl hat Festnetz",
    "nein, Herr Pohl ist unter einer anderen zu erreichen",
    "nee, Frau Pohl erreichen Sie am Festnetz",
    "die von Herrn Pohl geb ich Ihnen gleich",
    "die Pohl braucht ihr eigenes Telefon",
    "Pohl hat eine andere Nummer",
]
NAMED = [
    "nein, Pohl",
    "nein, nur Frau Pohl",
    "nein, ich heiße nur Pohl",
    "nein, der Name ist Pohl",
    "nein, hier ist die Frau Pohl",
    "nein das stimmt nicht, Pohl",
    "nein, Pohl ist mein Name",
    "nicht Frau Pohl, sondern Frau Kohl",
]


def is_told_of(text: str) -> bool:
    at = text.index("Pohl")
    return is_spoken_of(text, (at, at + len("Pohl")))


@each("text", TOLD_OF)
def test_somebody_is_told_of(text: str) -> None:
    assert is_told_of(text)


@each("text", NAMED)
def test_a_name_is_given_or_put_right(text: str) -> None:
    assert not is_told_of(text)
