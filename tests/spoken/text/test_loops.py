"""A recogniser that loops is told from a person who says something twice."""

import pytest

from rueckruf.spoken.text.loops import is_loop, is_recording

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "nein, " * 12,
        "Ich bin Willi, " * 9,
        "Bek hi, ich bin der Herr, " + "der ist der Herr, " * 14 + "der ist",
        "die Nummer, die Zeit, " + "die Uhrzeit, " * 10,
        "null, eins, " + "sieben, " * 20,
        "0, " * 26,
        "und ich bin im Moment, " * 6,
    ],
)
def test_the_same_words_again_and_again_are_a_loop(text: str) -> None:
    assert is_loop(text)


@pytest.mark.parametrize(
    "text",
    [
        "nein nein nein nein",
        "ja ja ja, das stimmt",
        "null drei null, null null null null, fünf fünf fünf",
        "0 8 0 0 0 0 0 0 0 0",
        "ich heiße Weber, Weber, Weber, ja Weber",
        "eins zwei eins zwei eins zwei eins zwei",
        "bitte bitte rufen Sie mich zurück, bitte rufen Sie mich zurück",
        "",
    ],
)
def test_what_people_say_several_times_is_none(text: str) -> None:
    assert not is_loop(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sie haben die Mailbox von Jan Petersen erreicht, Nachrichten bitte nach dem Piepton.",
        "Der Teilnehmer ist vorübergehend nicht erreichbar",
        "Kein Anschluss unter dieser Nummer",
        "der nächste freie Mitarbeiter ist für Sie reserviert",
    ],
)
def test_what_machines_say_is_a_recording(text: str) -> None:
    assert is_recording(text)


@pytest.mark.parametrize(
    "text", ["sprechen Sie mir auf die Mailbox", "ich war nicht erreichbar", "ein Mitarbeiter, bitte"]
)
def test_who_speaks_of_machines_is_none(text: str) -> None:
    assert not is_recording(text)
