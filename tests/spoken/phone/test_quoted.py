"""Numbers that are only spoken of: the company's, one that was rung, one that rang."""

import pytest

from rueckruf.spoken.phone.phone_number import read_phone_number

pytestmark = pytest.mark.unit

QUOTED = [
    "unter null acht hundert eins zwei drei vier fünf sechs sieben war immer besetzt",
    "unter 0800 1234567 war immer besetzt",
    "Ihre Nummer 089 4567890 habe ich aus dem Internet",
    "ich hab schon die 0711 3301000 angerufen, da geht keiner ran",
    "auf Ihrer Webseite steht 030 23125006",
    "mich hat eine 0211 9876543 angerufen",
    "ich hatte einen Anruf von 0711 4455667 auf dem Display",
    "da hat jemand mit der Nummer 0151 23456789 bei mir angerufen",
    "ich hab die 0175 1234567 gewählt und bin bei Ihnen gelandet",
    "bin ich da bei der 0621 1122334",
    "Ihre Hotline null eins acht null fünf, drei vier fünf sechs sieben acht, die kostet ja ein Vermögen",
    "die 030 23125006 von Ihnen ist dauernd belegt",
    "ich rufe an, weil ich unter der 030 23125006 niemanden erreicht hab",
    "im Telefonbuch steht von Ihnen die 030 23125006",
    "ich hab Ihre Nummer 030 23125006 gewählt",
    "Ihre Nummer 030 23125006 hab ich im Telefonbuch gefunden",
    "ich hab da Ihre Nummer 030 23125006",
    "unter Ihrer Nummer 030 23125006 war eben besetzt",
    "bei Eurer Nummer 030 23125006 geht keiner ran",
]
HERS_OR_THEIRS = [
    "Ihre Nummer null drei null zwei drei eins zwei fünf null null sechs",
    "ihre Nummer wäre dann die 030 23125006",
    "schreiben Sie ihre Nummer auf, 030 23125006",
    "meiner Mutter ihre Nummer 030 23125006",
    "der Frau ihre Telefonnummer isch 030 23125006",
    "ruf sie lieber selber an, ihre Nummer 030 23125006",
    "ihre Durchwahl ist 030 23125006",
    "die Nummer von Ihnen ist 030 23125006, also von meinen Eltern",
    "ich geb Ihnen mal ihre Nummer, 030 23125006",
    "eure Nummer daheim, 030 23125006",
    "ihre Festnetznummer 030 23125006 bitte",
    "das ist jetzt ihre Nummer, 030 23125006",
]
HIS = [
    "seine Nummer ist 030 23125006",
    "die Nummer von meiner Frau ist 030 23125006",
    "dem Chef seine Nummer: 030 23125006",
    "von ihm die Handynummer 030 23125006",
    "unserm Hausmeister sei Handynummer 030 23125006",
]
OWN = [
    "meine Enkelin hat mir die notiert, 030 23125006",
    "mein Schwager hat uns die hingeschrieben, da steht 030 23125006",
    "unter 089 4567890 bin ich erreichbar",
    "Sie haben mich unter der 0176 12345678 angerufen, da bitte wieder",
    "meine Nummer ist die 030 23125006, die steht auch im Telefonbuch",
    "rufen Sie mich bitte unter 0711 3301000 zurück, da war vorhin besetzt",
    "030 23125006",
    "ich hab angerufen, meine Nummer ist 030 23125006",
    "die 030 23125006 ist meine",
    "Ihre Kollegin hat schon mal die 030 23125006 notiert, das ist meine",
    "unter 030 23125006 erreichen Sie mich, bei Ihnen war ja immer besetzt",
    "so, da bin ich wieder, 030 23125006",
    "jetzt bin ich so weit, 030 23125006",
    "da ist sie ja, die 030 23125006",
    "ich hab sie, das ist die 030 23125006",
    "Moment, wo steht sie denn, ah, 030 23125006",
    "auf meinem Display steht 030 23125006, das bin ich",
]


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize("text", QUOTED)
def test_a_number_that_is_only_quoted_is_not_the_callers(text: str, expected: bool) -> None:
    assert read_phone_number(text, expected=expected) is None


@pytest.mark.parametrize("text", OWN)
def test_one_that_is_given_is(text: str) -> None:
    reading = read_phone_number(text)

    assert reading is not None
    assert reading.e164 is not None


@pytest.mark.parametrize("text", HERS_OR_THEIRS)
def test_whose_it_is_tells_that_it_is_quoted_only_where_none_was_asked_for(text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is not None
    assert reading.e164 == "+493023125006"
    assert read_phone_number(text) is None


@pytest.mark.parametrize("text", HIS)
def test_his_is_no_quoted_one(text: str) -> None:
    reading = read_phone_number(text)

    assert reading is not None
    assert reading.e164 == "+493023125006"


def test_the_callers_is_read_beside_a_quoted_one() -> None:
    text = "unter 0800 1234567 war immer besetzt, meine Nummer ist 030 23125006"
    reading = read_phone_number(text)

    assert reading is not None
    assert reading.e164 == "+493023125006"


@pytest.mark.parametrize(
    "text",
    [
        "0911 882 40 7, Moment, das war die vom Fax, die richtige ist 030 23125006",
        "0176 22345678, ach nein, das ist die alte, die neue ist 030 23125006",
        "030 23125077 stopp das ist ja das Fax, nehmen Sie die 030 23125006",
        "0221 4710815, ach das ist die vom Büro, da bin ich nicht mehr, zuhause ist 030 23125006",
        "null drei null vier fünf sechs sieben acht neun, halt, die gilt nicht mehr, jetzt ist es 030 23125006",
        "die 0171 2345678 gibts nicht mehr, nehmen Sie 030 23125006",
        "meine alte war 0171 2345678, die neue ist 030 23125006",
    ],
)
@pytest.mark.parametrize("expected", [True, False])
def test_one_that_is_taken_back_makes_room_for_the_next(text: str, expected: bool) -> None:
    reading = read_phone_number(text, expected=expected)

    assert reading is not None
    assert reading.e164 == "+493023125006"


@pytest.mark.parametrize("text", ["030 23125006, nee, des is die alte", "030 23125006, ach, das war ja das Fax"])
def test_nothing_is_left_where_the_only_one_is_taken_back(text: str) -> None:
    assert read_phone_number(text, expected=True) is None


@pytest.mark.parametrize("text", ["030 23125006, das ist Telefon und Fax", "030 23125006, das ist die dienstliche"])
def test_what_else_it_is_takes_nothing_back(text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is not None
    assert reading.e164 == "+493023125006"
