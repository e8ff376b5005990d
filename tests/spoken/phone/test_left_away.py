"""One digit of a number is too many."""

import pytest

from rueckruf.spoken.phone.left_away import leaves_away, without_left_away
from rueckruf.spoken.phone.phone_number import read_phone_number

pytestmark = pytest.mark.unit

GIVEN = "+4915117293347"


@pytest.mark.parametrize(
    "text",
    [
        "ohne die sieben am Ende",
        "die sieben ganz hinten muss weg",
        "die letzte sieben gehört nicht dazu",
        "nein, die letzte Ziffer weg",
        "streichen Sie bitte die letzte Zahl",
        "hinten keine sieben mehr",
        "am Schluss ist eine 7 zu viel",
    ],
)
def test_the_last_one_is_left_away(text: str) -> None:
    found = read_phone_number(text, expected=True, given=GIVEN)
    assert found is not None
    assert found.e164 == "+491511729334"


@pytest.mark.parametrize(
    ("text", "digits"), [("eine drei zu viel", "01511729347"), ("die zwei können Sie streichen", "01511793347")]
)
def test_it_is_the_only_one_or_stands_beside_its_like(text: str, digits: str) -> None:
    found = read_phone_number(text, expected=True, given=GIVEN)
    assert found is not None
    assert found.digits == digits


@pytest.mark.parametrize("text", ["eine eins zu viel", "hinten keine drei"])
def test_nobody_can_tell_which_of_several_or_one_that_is_not_there(text: str) -> None:
    assert leaves_away(text)
    assert without_left_away(text, GIVEN, "DE") is None


def test_the_rest_of_the_sentence_is_heard_as_well() -> None:
    text = "Nein, am Ende ist drei drei acht, keine sieben mehr dahinter"
    found = read_phone_number(text, expected=True, given=GIVEN)
    assert found is not None
    assert found.digits == "01511729338"


@pytest.mark.parametrize("text", ["um drei muss ich weg", "drei, ohne Zucker", "ohne e am Ende", "zehn ist zu viel"])
def test_what_only_sounds_like_it(text: str) -> None:
    assert not leaves_away(text)
