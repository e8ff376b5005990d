"""A recogniser that loops is told from a person who says something twice."""

import pytest

from rueckruf.spoken.text.loops import is_loop, is_programme, is_recording

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


@pytest.mark.parametrize(
    "text",
    [
        "das war das wetter am mittwoch mit schauern und sechs bis zehn grad",
        "Und jetzt zum Wetter: Am Freitag im Osten Schnee, im Westen Regen.",
        "die nachrichten um zwölf uhr guten tag meine damen und herren",
        "Es ist neun Uhr, Sie hören die Nachrichten.",
        "die aussichten für donnerstag, im süden sonnig bei drei grad",
        "Heute Abend um zwanzig Uhr fünfzehn sehen Sie den großen Heimatfilm.",
        "am Samstag in München, Anpfiff um fünfzehn Uhr dreißig",
        "auf der A8 zehn Kilometer Stau bis Mittwoch",
    ],
)
def test_what_television_says_is_a_programme(text: str) -> None:
    assert is_programme(text)


@pytest.mark.parametrize(
    "text",
    [
        "rufen Sie nach den Nachrichten an",
        "am Dienstag, wenn das Wetter gut ist",
        "nach der Tagesschau",
        "die Heizung geht nur bis fünfzehn Grad",
        "nächste Woche, da ist im Süden Regen und bei uns Schnee, da bin ich daheim",
        "Mittwoch zum Wetter passend nachmittags",
        "morgen früh um neun",
        "bei Regen läuft das Wasser von Westen rein",
        "Samstag vor dem Anpfiff",
    ],
)
def test_who_tells_when_is_none(text: str) -> None:
    assert not is_programme(text)
