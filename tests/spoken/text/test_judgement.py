"""What callers find of what was read back."""

import pytest

from rueckruf.spoken.text.judgement import finds_right

pytestmark = pytest.mark.unit

RIGHT = [
    "Da gibt's nichts dran auszusetzen",
    "ich hab nichts zu beanstanden, stimmt alles",
    "keine Einwände",
    "das hört sich gut an",
    "können Sie so eintragen",
    "nee, ist alles richtig",
    "nein, da muss nichts geändert werden",
    "nichts zu ändern, passt",
    "Fehler sind keine drin",
    "jo des basst scho so",
    "ja richtig, und vielen Dank für Ihre Mühe",
]
WRONG = [
    "nee, so stimmt das nicht",
    "das ist nicht richtig",
    "da ist was falsch",
    "da stimmt nichts",
    "ein Fehler ist drin",
    "ich muss was korrigieren",
    "naa, des is ned richtig",
    "das haben Sie falsch verstanden",
    "nein stimmt",
]
NEITHER = [
    "ist das richtig?",
    "alles richtig, nur der Name nicht",
    "fast richtig",
    "ja, aber das ist falsch",
    "das eine ist richtig, das andere falsch",
    "morgen um zehn",
    "ja",
    "",
]


@pytest.mark.parametrize("text", RIGHT)
def test_all_of_it_is_right(text: str) -> None:
    assert finds_right(text) is True


@pytest.mark.parametrize("text", WRONG)
def test_something_is_wrong(text: str) -> None:
    assert finds_right(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_it_tells_neither(text: str) -> None:
    assert finds_right(text) is None
