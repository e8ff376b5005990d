"""Where digits belong in a number that stands, and what only sounds like it."""

import pytest

from rueckruf.spoken.phone.place_of_digits import tells_where_digits_go

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Nein, bei der Nummer ist ein Fehler, nach sieben sieben kommt eins zwei.",
        "hinter der sieben kommt noch eine acht",
        "zwischen drei und vier fehlt eine acht",
        "da steht vor der fünf eine zwei",
        "hinter die vier gehört eine neun",
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
    ],
)
def test_times_are_no_place_of_digits(text: str) -> None:
    assert not tells_where_digits_go(text)
