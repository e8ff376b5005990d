"""A number dictated again is mended by the hearing that was called wrong, where it is plain how."""

import pytest

from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.phone.weighing import weighed

pytestmark = pytest.mark.unit


def mended(said: str, *rejected: str) -> str | None:
    again = read_phone_number(said, expected=True)
    assert again is not None
    assert again.e164 is None
    reading = weighed(again, rejected)
    assert reading is None or reading.confidence < 0.5
    return reading.e164 if reading else None


@pytest.mark.parametrize("said", ["0171 320 011", "0171 39 0011", "0171 92 0011"])
def test_a_digit_that_is_missing_stands_in_the_first_hearing(said: str) -> None:
    assert mended(said, "+491713920077") == "+491713920011"


def test_digits_too_many_stand_in_none() -> None:
    assert mended("0176 2233 33 44 66", "+4917622334455") == "+4917622334466"


@pytest.mark.parametrize(
    "said",
    [
        "0171 3920 01",  # which digit is missing is not plain
        "0171 39 30 0",  # the last ones are still to come
        "0176 320 011",  # another number
        "0171 39 0077",  # mended it would be the one that was called wrong
    ],
)
def test_nothing_is_guessed(said: str) -> None:
    assert mended(said, "+491713920077") is None


def test_the_last_that_was_called_wrong_counts_first() -> None:
    assert mended("0171 39 0011", "+491713820077", "+491713920077") == "+491713920011"
    assert mended("0171 39 0011", "+491713920077", "+491713920011") is None
