"""A time that was read back is named again: whether that says that it suits."""

import pytest

from rueckruf.spoken.time.said_again import suits_again

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "suits"),
    [
        ("Freitag um zehn", True),
        ("also Freitag, zehn Uhr", True),
        ("am Freitag bin ich gut zu erreichen", True),
        ("Freitag, da hab ich frei", True),
        ("Freitag, da sitz ich ja im Zug", False),
        ("am Freitag hat mein Mann Geburtstag", False),
        ("um zehn muss ich zum Arzt", False),
        ("Also Freitag wird eng", None),
        ("Freitag ist ungeschickt", False),
    ],
)
def test_what_is_told_of_it_tells_whether_it_suits(text: str, suits: bool | None) -> None:
    assert suits_again(text) is suits
