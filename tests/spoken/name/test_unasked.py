"""Names that nothing asks for: only somebody who stands up is called so."""

import pytest

from rueckruf.spoken.name.caller_name import read_caller_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "said",
    [
        "ja servus, i bin grod auf da baustell, i hör schlecht, kannt mi da wer zruckruafn",
        "i bin schwinn mitm auto beim einkaufn",
        "ick bin schonma bei euch jewesen",
        "isch bin draus im wingert, ruft misch zurick",
        "ja juten tach, ick wollte eijentlich nur wissen wat mit mein antrach is, da soll ma eener anrufen",
        "die abfüllanlach is da",
        "morgen na middag bün ik to huus denn passt mi dat",
        "nee dat passt mi gor nich dor bün ik ünnerwegens",
        "Am Mittwoch um zehne, do bin ich im Büro",
        "um neun do bin i dahoam",
        "na des geht ned do bin i mit de kia auf da alm",
    ],
)
def test_a_word_that_the_sentence_runs_past_is_no_name(said: str) -> None:
    assert read_caller_name(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ich bin zschoche", "Zschoche"),
        ("ich bin zschoche von der hausverwaltung", "Zschoche"),
        ("hallo ich bin grzegorczyk es geht um meine heizung", "Grzegorczyk"),
        ("Ich bin Zschoche, ich bräuchte einen Rückruf", "Zschoche"),
        ("zschoche bin ich aus pirna", "Zschoche"),
        ("also der kwiatek bin i", "Kwiatek"),
        ("kwiatek meldet sich, hallo", "Kwiatek"),
        ("servus, i bin da kwiatek sepp, es geht um de heizung", "Sepp Kwiatek"),
        ("hallo zschoche hier ich hätte gern einen rückruf", "Zschoche"),
        ("hier ist Do", "Do"),
        ("Do Thi Lan hier, ich bräuchte einen Rückruf", "Do Thi Lan"),
    ],
)
def test_whoever_stands_up_and_stops_or_goes_on_about_the_call_has_a_name(said: str, name: str) -> None:
    reading = read_caller_name(said)

    assert reading is not None
    assert reading.full == name


def test_where_somebody_is_changes_no_name_given_before() -> None:
    given = read_caller_name("do is de Weisbrod Ludwig vum Weingut")

    assert given is not None
    assert read_caller_name("Am Mittwoch um zehne, do bin ich im Büro", given=given) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Schlömer hier, Hubertine Schlömer aus Nippes, es geht um die Markise", "Hubertine Schlömer"),
        ("Zwickl hier, die Notburga Zwickl vom dritten Stock", "Notburga Zwickl"),
        ("oehlrich am apparat klementine oehlrich vom gartenverein", "Klementine Oehlrich"),
        ("Hier ist Brücher, ich ruf wegen der Heizung an, Irmhild Brücher", "Irmhild Brücher"),
        ("Kwiatek am Apparat, Kajetan Kwiatek aus Görlitz", "Kajetan Kwiatek"),
        ("guten tag weisbrod hier weingut weisbrod es geht um die lieferung", "Weisbrod"),
    ],
)
def test_a_surname_said_again_with_the_first_name_is_the_whole_name(said: str, name: str) -> None:
    reading = read_caller_name(said)

    assert reading is not None
    assert reading.full == name


@pytest.mark.parametrize(
    "said",
    [
        "Weil da ist Mühlstein, am Donnerstag",
        "Am Freitag nicht, wenn da is Hohenstein",
        "Da ist Richtfest, also am Mittwoch",
        "Do is Kerwe bei uns",
        "Die Woch is do es Dach offe",
        "Iwwer Middach bin ich dehääm",
        "Im Owed bin i dahoam",
    ],
)
def test_what_is_on_is_no_name_where_one_is_asked_for(said: str) -> None:
    assert read_caller_name(said, expected=True) is None


@pytest.mark.parametrize(
    "said", ["Da ist die Mühlstein", "Hier ist Mühlstein, weil da ist Richtfest", "Ja, da ist Mühlstein"]
)
def test_who_stands_up_with_such_a_word_is(said: str) -> None:
    name = read_caller_name(said, expected=True)
    assert name is not None
    assert name.last == "Mühlstein"
