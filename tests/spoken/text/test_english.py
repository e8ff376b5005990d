"""English as the readers see it: in German words, as far as the table goes."""

import pytest

from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.text.english import in_german
from tests.support.cases import each

pytestmark = pytest.mark.unit

GERMAN = {
    "tomorrow at half past ten": "morgen um zehn Uhr dreißig",
    "on Friday morning": "am Freitag Vormittag",
    "the day after tomorrow, in the afternoon": "übermorgen, am Nachmittag",
    "not before ten o'clock": "nicht vor zehn Uhr",
    "yes, that's right, thank you": "ja, stimmt, danke",
    "no, that is not correct": "nein, das ist falsch",
    "is that correct": "ob das stimmt",
    "please use another number": "bitte use eine andere Nummer",
    # names and other words stay
    "my name is Emily Carter": "my name is Emily Carter",
    "This is Noah Oneill": "This is Noah Oneill",
    "": "",
}
NUMBERS = {
    "zero one seven six, double five five one two three four four": "+4917655512344",
    "my number is oh eight nine, four five six, seven eight nine zero": "+49894567890",
    "plus four four, seven seven double zero, nine zero zero one two three": "+447700900123",
}


@each(("said", "german"), GERMAN.items())
def test_what_the_table_knows_is_german(said: str, german: str) -> None:
    assert in_german(said) == german


@each(("said", "number"), NUMBERS.items())
def test_a_number_is_dictated(said: str, number: str) -> None:
    reading = read_phone_number(in_german(said), expected=True)
    assert reading is not None
    assert reading.e164 == number
