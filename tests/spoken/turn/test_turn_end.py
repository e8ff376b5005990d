"""When a turn ends: each way of being finished, and of not being so, by the question that is open."""

from functools import partial
from statistics import median

import pytest

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.turn.turn_end import Completeness, completeness, wait_ms
from tests.fuzz.work import work_of
from tests.support.cases import each

pytestmark = pytest.mark.unit

#: Lines of code, as in tests/fuzz: 2.5 ms of a processor.
MOST_WORK = 20_000

#: kind -> how whole the answers are, the open question, and what is said.
WAYS: dict[str, tuple[Completeness, str | None, tuple[str, ...]]] = {
    "a mobile number with all the digits it can have": (
        "complete",
        "phone_number",
        (
            "null eins fünf zwo, zwei acht acht, eins sieben, drei acht sechs",
            "0151 23456789",
            "0176 04069042.",
            "plus 49 157 5 4 5 9 9 3 7 1",
            "ja, die null eins sieben sechs null vier null sechs neunundneunzig null zwei",
            "null eins sechs null neun null null null eins zwei drei vier",
        ),
    ),
    "a number abroad with all its digits": (
        "complete",
        "phone_number",
        (
            "plus 41 44 668 18 00",
            "0041 79 123 45 67",
            "plus dreiunddreißig eins dreiundzwanzig vier fünf sechs sieben acht neun",
        ),
    ),
    "a mobile number as many of which are longer": (
        "incomplete",
        "phone_number",
        (
            "0171 3920042",
            "null eins sieben zwo neun neun zwei fünf neun null vier",
            "0160 1234567",
            "plus 49 174 9091317",
            "null eins sieben sechs null vier null sechs neun null vier",
        ),
    ),
    "a mobile number that lacks digits": (
        "incomplete",
        "phone_number",
        (
            "0151 2345678",
            "null eins sieben eins",
            "01 7 6 0 4",
            "null eins fünf zwei zweihundertachtundachtzig",
            "plus 49 151 23 45",
            "null",
            "meine Nummer ist die null eins sieben",
        ),
    ),
    "a landline number of usual length": (
        "usual",
        "phone_number",
        (
            "null drei null, zwei drei eins, zwei fünf null, vier zwei",
            "030 23125042",
            "null zwei zwei eins vier sieben eins null eins zwei drei",
            "Vorwahl null acht neun, dann neun neun neun neun acht, null null sieben",
            "plus 49 69 90009 012",
            "zwei drei eins zwei fünf null vier zwei",
        ),
    ),
    "a landline number that lacks digits": (
        "incomplete",
        "phone_number",
        (
            "null drei null",
            "030 23 12",
            "null zwei zwei eins siebenundvierzig",
            "null vier null, sechs, sechs, neun.",
            "zwei drei eins",
            "null drei null zwei drei eins doppel",
            "0911 ist die Vorwahl",
        ),
    ),
    "a mobile number with more behind it": (
        "complete",
        "phone_number",
        (
            "0171 3920042, da bin ich immer erreichbar",
            "null eins sieben vier neun null neun eins drei eins sieben, haben Sie das",
            "0172 9925904 und zwar morgen früh um neun",
        ),
    ),
    "a number that is said to be whole": (
        "complete",
        "phone_number",
        ("null sieben null drei zwo zwo, das war's schon, mehr nicht", "0911 2345, das ist alles", "040 66969, fertig"),
    ),
    "a number that is looked for or begun anew": (
        "incomplete",
        "phone_number",
        (
            "Moment, ich such die grad",
            "wart amol",
            "lassen Sie mich kurz nachsehen",
            "ich muss in mein Handy schauen",
            "nein, lieber die",
            "nein, nehmen Sie",
            "nein, die",
            "rufen Sie",
            "rufen Sie mich bitte",
            "null sechs neun, dreimal die",
            "Schreiben Sie mit",
            "noch mal von vorn",
        ),
    ),
    "a number that the assistant has": (
        "complete",
        "phone_number",
        ("meine Rufnummer wird übertragen, nehmen Sie die", "ja, die nehmen Sie bitte", "freili passt des"),
    ),
    "a number that goes on by its words": (
        "incomplete",
        "phone_number",
        (
            "0151 23456789 und",
            "null drei null und weiter",
            "030 23125042, Durchwahl",
            "null drei null, zwei drei eins, ähm",
            "null acht neun, nein",
            "null acht neun, dann",
            "030 231 Moment",
            "null acht neun, das war falsch",
            "die 040, Quatsch",
            "rufen Sie mich an unter",
            "Da ham Se de Nummer",
            "Notieren Sie",
        ),
    ),
    "an answer to the offer of the caller's number": (
        "complete",
        "phone_number",
        ("ja", "Nein.", "ja gerne", "unter dieser Nummer", "nehmen Sie lieber die andere", "die, von der ich anrufe"),
    ),
    "a number in answer to another question": (
        "incomplete",
        "callback_time",
        ("nein, null drei null zwei", "ach, die Nummer ist null eins sieben", "Moment, plus 49", "unter 0 40 6 6"),
    ),
    "no number, asked for the time": (
        "complete",
        "callback_time",
        (
            "um 14 Uhr 30",
            "vierzehn Uhr null fünf",
            "am 3. um 10",
            "so gegen zehn nach drei",
            "um null acht Uhr",
            "um drei oder vier",
        ),
    ),
    "a whole name": (
        "complete",
        "caller_name",
        (
            "Sabine Müller",
            "mein Name ist Jens Feddersen",
            "Frau Terzioğlu",
            "hier ist der Herr Quandtmeier",
            "Doktor Becker",
            "Gesine von der Heide, guten Tag",
            "Krautwurst, Peter Krautwurst",
            "Lang Peter",
        ),
    ),
    "no name, asked for it": (
        "complete",
        "caller_name",
        (
            "der Name ist falsch",
            "sind Sie neu hier?",
            "Was soll das denn",
            "das möchte ich nicht sagen",
            "wozu brauchen Sie das",
            "Leg nicht auf",
            "wann haben Sie denn auf",
        ),
    ),
    "a surname that is introduced": (
        "complete",
        "caller_name",
        (
            "mein Name ist Schneider.",
            "ich heiße Fischer",
            "hier spricht Müller",
            "Doktor Becker",
            "ich bin der Hoffmann",
        ),
    ),
    "a surname alone": (
        "usual",
        "caller_name",
        (
            "hier Weber",
            "von der Heide",
            "Müller",
            "Doktor Brodnik",
            "Wiedenhöft.",
            "mein Name ist Steinhagen",
            "hier spricht Bramkamp",
            "Doktor Martin",
            "Herr Peter",
            "Walter hier",
            "Tschechne ist mein Name",
            "Lindqvist ist der Nachname",
            "Öztürk, guten Tag",
        ),
    ),
    "a name that lacks its surname": (
        "incomplete",
        "caller_name",
        (
            "Sabine",
            "mein Vorname ist Heidrun",
            "ich heiße",
            "Mein Name ist",
            "hier spricht",
            "Frau",
            "Professor Doktor",
            "Friedrich von der",
            "Sabine, äh",
            "Lambert zu",
            "Karl Theodor Freiherr von und zu",
            "Diplom",
            "Doktor Anna",
            "Also mein Name, der",
            "Müller ist der Nachname. Sabine der",
        ),
    ),
    "a name that is announced, or refused before the one that is meant": (
        "incomplete",
        "caller_name",
        (
            "Name",
            "ja, mein Nachname",
            "also ich",
            "i hoaß",
            "Walde, das schreibt sich",
            "äh, ja also ich",
            "Mit Vornamen",
            "Weber, mit zwei",
            "Paul Krüger, nein, der Vorname",
            "nicht Becker",
            "nein, nicht Müller",
            "ich bin die",
        ),
    ),
    "a name that is refused and put right": (
        "complete",
        "caller_name",
        ("nein, nicht Müller, sondern Möller", "nicht so schnell", "den wievielten schreiben wir"),
    ),
    "a first name that may be a surname, too, or is in no list": (
        "incomplete",
        "caller_name",
        (
            "Walter.",
            "mein Name ist Peter",
            "Hans-Peter",
            "Aurelia",
            "hier spricht Jorinde",
            "ich bin die Cosima",
            "Gesine",
        ),
    ),
    "a second first name": ("usual", "caller_name", ("Eva Maria", "Karl Theodor", "mein Name ist Anna Carmen")),
    "letters that are still being said": (
        "incomplete",
        "caller_name",
        (
            "Meier, M, E, I",
            "Okonkwo, das schreibt sich Otto, Kaufmann",
            "S C H",
            "M wie Martha, E wie Emil",
            "ich buchstabiere",
            "Quandtmeier, ich buchstabiere, Q",
            "T-S-C-H-E",
            "Lüttmann mit Doppel",
        ),
    ),
    "letters that may be all": (
        "usual",
        "caller_name",
        ("B, E, R, G, E, R", "Martha, Emil, Ypsilon, Emil, Richard", "Meier mit e i", "Brodnik, mit B", "L A N G"),
    ),
    "a name that is spelled to its end": (
        "complete",
        "caller_name",
        (
            "Meier, M, E, I, E, R",
            "Sabine Müller, M Ü L L E R",
            "Brodnik, Berta, Richard, Otto, Dora, Nordpol, Ida, Kaufmann.",
            "Weiß, W, E, I, scharfes S",
            "mein Name ist Otto, O-T-T-O",
        ),
    ),
    "a time": (
        "complete",
        "callback_time",
        (
            "morgen um zehn",
            "am Donnerstag zwischen neun und elf",
            "Freitagvormittag",
            "ab vierzehn Uhr",
            "von zehn bis zwölf.",
            "so bald wie möglich",
            "egal, jederzeit",
            "am Donnerstag zwischen 9 und 11.",
            "von neun Uhr an",
        ),
    ),
    "a day without an hour": (
        "usual",
        "callback_time",
        ("am Donnerstag", "Morgen.", "nächste Woche", "am 17. März", "ja, dann am Freitag"),
    ),
    "a time that goes on": (
        "incomplete",
        "callback_time",
        (
            "am Donnerstag zwischen neun und",
            "am Donnerstag zwischen neun",
            "von neun Uhr",
            "vom 21.",
            "morgen um",
            "am Freitag so gegen",
            "Montag oder",
            "um halb",
            "heute bis",
            "kommenden",
            "am Mittwoch, nein",
            "morgen früh,",
            "so bald wie",
            "am liebsten",
        ),
    ),
    "a time that is led up to": (
        "incomplete",
        "callback_time",
        (
            "am liebsten wäre mir",
            "mir passt's",
            "ginge es auch",
            "ich bin zu erreichen",
            "i hab erst Zeit",
            "Sie können mich anrufen",
            "vielleicht",
            "Spätestens",
            "ab so",
            "aber nur",
            "im Laufe des",
            "in zwei",
            "in einer halben",
            "mal schauen",
            "da muss ich in meinen Kalender gucken",
        ),
    ),
    "a time with a small word behind it": (
        "complete",
        "callback_time",
        (
            "morgen um zehn, bitte",
            "um drei, wenn es geht",
            "ja bitte",
            "Bitte?",
            "wann immer Sie können",
            "in einer halben Stunde",
        ),
    ),
    "what is wrong with the summary": (
        "incomplete",
        "confirmed",
        (
            "ja, nur",
            "stimmt, bis auf die",
            "fast",
            "nein, die",
            "das stimmt nicht, es",
            "nein, nicht Meier",
            "nein, lieber",
            "nein, am Ende",
            "hinten kommt",
            "nein, da fehlt noch",
            "es muss heißen",
            "nein, das muss",
            "nein, null eins",
            "nein, mit Doppel",
        ),
    ),
    "a sentence with such words about the summary": (
        "complete",
        "confirmed",
        (
            "stimmt das",
            "ja, so stimmt es",
            "schneiden Sie das mit",
            "Müller mit d am Ende",
            "was das soll",
            "nein, nicht Meier, sondern Beyer",
            "das stimmt nicht",
            "nein, um elf",
        ),
    ),
    "yes and no": (
        "complete",
        "confirmed",
        (
            "ja",
            "Nein.",
            "ja, das stimmt so",
            "passt, vielen Dank",
            "nee, die Nummer ist falsch",
            "genau",
            "alles richtig",
            "nein, der Name ist Wolff mit Doppel-F",
        ),
    ),
    "a yes or no that goes on": (
        "incomplete",
        "confirmed",
        (
            "ja, aber",
            "nein, die Nummer ist",
            "nein, nicht um zehn, sondern",
            "nein, null vier null sechs",
            "ja, ähm",
            "nein, zwischen neun",
            "Ja und",
        ),
    ),
    "a sound that means yes": ("usual", "confirmed", ("mhm", "Hm.", "mhm, mhm")),
    "a whole sentence": (
        "complete",
        None,
        (
            "Ich hätte gern einen Rückruf wegen meiner Rechnung.",
            "rufen Sie mich bitte an",
            "Können Sie mir sagen, wer Sie sind?",
            "meine Heizung macht seit gestern komische Geräusche",
            "ich möchte mit Frau Becker sprechen",
            "das schreiben Sie bitte auf",
            "Das machen Sie doch, oder?",
        ),
    ),
    "a sentence that goes on": (
        "incomplete",
        None,
        (
            "ich hätte gern",
            "es geht um",
            "Guten Tag, ich wollte fragen, ob",
            "ich rufe an wegen der",
            "ich bräuchte eine",
            "meine Nummer ist null drei null",
            "rufen Sie mich morgen zwischen zehn",
            "also",
            "einen kleinen Moment bitte",
            "ich schau mal schnell nach",
        ),
    ),
    "a yes or no to no question of the form": ("complete", None, ("ja", "Ja bitte.", "nein", "genau, danke", "Nee")),
    "a beginning of a name": (
        "incomplete",
        "caller_name",
        (
            "ja",
            "ja gerne",
            "also gut",
            "na dann",
            "Guten Tag.",
            "guten Abend, hier",
            "mein Vorname",
            "mit Nachnamen heiße",
        ),
    ),
    "no beginning of a name": (
        "usual",
        "caller_name",
        ("Nein.", "Rechnung", "kein Interesse"),
    ),
    "nothing but a greeting": ("usual", None, ("Guten Tag", "ja, hallo", "Grüß Gott.", "schönen guten Morgen", "moin")),
    "what it is about": (
        "complete",
        "concern",
        (
            "um ein Angebot",
            "Die Rechnung von Montag.",
            "nein",
            "meine Waschmaschine ist kaputt",
            "das sage ich dann selbst",
        ),
    ),
    "the beginning of a sentence": (
        "incomplete",
        None,
        (
            "ich bräuchte mal",
            "i hätt gern",
            "Könnten Sie",
            "können Sie mich bitte",
            "könnt ihr mich mal",
            "kann mich jemand",
            "hier spricht",
            "ich habe da",
            "es geht um die",
            "ich hätte gerne ein",
        ),
    ),
    "the reason announced": (
        "incomplete",
        "concern",
        (
            "die Sache ist die",
            "der Grund ist",
            "es ist so",
            "bei uns ist",
            "Stichwort",
            "das betrifft",
            "mein Anliegen",
        ),
    ),
    "what it is about, unfinished": (
        "incomplete",
        "concern",
        ("um eine", "wegen der", "ich habe eine Frage zu", "die Maschine ist kaputt und", "es geht um meine"),
    ),
    "nothing": ("incomplete", "caller_name", ("", "  ", "...", ",", "?")),
    "a question of another company": (
        "complete",
        "customer_number",
        ("die habe ich nicht da", "vier sieben eins eins", "Kundennummer hab ich keine", "ja", "habe ich nicht"),
    ),
}


@each(
    ("kind", "expected", "asked", "text"),
    [(kind, expected, asked, text) for kind, (expected, asked, texts) in WAYS.items() for text in texts],
)
def test_how_whole_an_answer_is(kind: str, expected: Completeness, asked: str | None, text: str) -> None:
    assert completeness(text, asked) == expected


def test_the_more_is_missing_the_longer_the_wait() -> None:
    complete, usual, incomplete = (wait_ms(text, "callback_time") for text in ("um zehn", "am Montag", "am Montag um"))

    assert complete < usual < incomplete
    assert (complete, usual, incomplete) == tuple(vocabulary("turn_end")["waits"].values())


@pytest.mark.thorough
def test_it_is_told_while_the_caller_breathes() -> None:
    words = "ja, also, null drei null, zwei drei, nein, zwei vier, eins, dann die, ähm, sieben sieben und am Montag "
    work = [work_of(partial(completeness, asked="phone_number"), words[:place] * 4) for place in range(1, len(words))]

    assert median(work) < MOST_WORK
