"""Numbers said back to the caller."""

import pytest
from phonenumbers import NumberParseException

from rueckruf.spoken.aloud.read_back import say_digits, say_phone_number
from rueckruf.spoken.phone.phone_number import read_phone_number

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("e164", "words"),
    [
        ("+4917604069007", "null eins sieben sechs, null vier, null sechs, neun null, null sieben"),
        ("+491713920042", "null eins sieben eins, drei neun zwei, null null, vier zwei"),
        ("+493023125006", "null drei null, zwei drei, eins zwei, fünf null, null sechs"),
        ("+492214710815", "null zwei zwei eins, vier sieben eins, null acht, eins fünf"),
        ("+491522345678", "null eins fünf, zwei zwei, drei vier, fünf sechs, sieben acht"),
        ("+493023125", "null drei null, zwei drei eins, zwei fünf"),
        ("+4936255194", "null drei, sechs zwei, fünf fünf, eins neun vier"),
        ("+43664123456", "plus vier drei, sechs sechs vier, eins zwei, drei vier, fünf sechs"),
        ("+41791234567", "plus vier eins, sieben neun, eins zwei drei, vier fünf, sechs sieben"),
        ("+12125550123", "plus eins, zwei eins zwei, fünf fünf fünf, null eins, zwei drei"),
    ],
)
def test_a_number_is_said_digit_by_digit_in_groups(e164: str, words: str) -> None:
    assert say_phone_number(e164) == words


@pytest.mark.parametrize(
    "e164", ["+493023125006", "+4936255194", "+4915228817386", "+43664123456", "+41791234567", "+35226123456"]
)
def test_what_is_said_back_is_understood_as_the_same_number(e164: str) -> None:
    reading = read_phone_number(say_phone_number(e164))

    assert reading is not None
    assert reading.e164 == e164


def test_digits_are_said_one_by_one() -> None:
    assert say_digits("+49 0176/2") == "plus vier neun null eins sieben sechs zwei"
    assert say_digits("") == ""


def test_a_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(NumberParseException):
        say_phone_number("anonymous")
