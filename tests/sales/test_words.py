"""What the page says of times and numbers."""

from datetime import datetime, timedelta

import pytest

from rueckruf.clock import BERLIN
from rueckruf.sales.words import meant_words, phone_words
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("e164", "words"),
    [
        ("+493023125042", "030 23 12 50 42"),
        ("+491713920011", "0171 392 00 11"),
        ("+12125550123", "+1 212-555-0123"),
        ("+442079460018", "+44 20 7946 0018"),
    ],
)
def test_numbers_are_grouped_as_they_are_dialled(e164: str, words: str) -> None:
    assert phone_words(e164) == words


def test_an_old_quote_says_which_day_it_meant() -> None:
    request = request_of("CA1", callback_text="übermorgen oder Freitag")  # said on Tuesday

    assert meant_words(request, CREATED) == ""
    assert meant_words(request, CREATED + timedelta(days=1)) == "übermorgen: Donnerstag, 12. März"
    assert meant_words(request, datetime(2027, 1, 4, 9, tzinfo=BERLIN)) == "übermorgen: Donnerstag, 12. März 2026"


def test_a_quote_without_such_a_day_is_left_alone() -> None:
    assert meant_words(request_of("CA1", callback_text="Freitag"), CREATED + timedelta(days=1)) == ""
