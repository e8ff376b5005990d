"""Where digits belong in a number that stands, and what only sounds like it."""

import pytest

from rueckruf.spoken.phone.place_of_digits import tells_where_digits_go, with_digits_put

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Nein, bei der Nummer ist ein Fehler, nach sieben sieben kommt eins zwei.",
        "hinter der sieben kommt noch eine acht",
        "zwischen drei und vier fehlt eine acht",
        "da steht vor der fünf eine zwei",
        "hinter die vier gehört eine neun",
        "die sieben muss eine eins sein",
        "nein, die zwei ganz hinten ist eine drei",
    ],
)
def test_digits_are_put_beside_others(text: str) -> None:
    assert tells_where_digits_go(text)


@pytest.mark.parametrize(
    "text",
    [
        "nach drei kommt mein Mann",
        "vor zehn muss ich weg",
        "nein, nach zwei kommt der Maler, lieber um drei",
        "nach elf muss ich um eins weg",
        "zwischen zehn und elf",
        "null drei null, zwei drei eins",
        "um acht ist falsch, um neun",
        "die letzte ist eine fünf",
        "der achte ist ein Freitag",
    ],
)
def test_times_are_no_place_of_digits(text: str) -> None:
    assert not tells_where_digits_go(text)


GIVEN = "+491762458319"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("nach der drei fehlt eine zwei", "017624583219"),
        ("hinter der fünf kommt noch eine null", "017624508319"),
        ("vor der vier gehört noch eine neun hin", "017629458319"),
        ("zwischen der fünf und der acht fehlen zwei nullen", None),
        ("zwischen der fünf und der acht fehlt eine sechs", "017624568319"),
        ("nach der fünf acht kommt noch eine eins", "017624581319"),
        ("nach der drei kommt eine zwei", None),
        ("nach der eins kommt noch eine zwei", None),
        ("zwischen der fünf und der drei fehlt eine acht", None),
        ("die vier muss eine null sein", "01762058319"),
        ("die neun am Ende ist eine fünf", "01762458315"),
        ("die acht hinten ist eine drei", None),
        ("die eins ist eine sieben", None),
    ],
)
def test_digits_are_put_where_there_is_one_such_place(text: str, digits: str | None) -> None:
    assert with_digits_put(text, GIVEN, "DE") == digits
