"""What a call has gathered, out of its slots."""

from datetime import datetime
from typing import Any

import pytest

from rueckruf.answers.gathered import PERSONAL_SLOTS, gathered, is_enough, open_question
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.schema import TITLES

pytestmark = pytest.mark.unit

REQUIRED = ("caller_name", "phone_number", "callback_time", "concern")

NAME = {"first": "Sabine", "last": "Müller", "title": None}
TIME = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True, "text": "morgen um zehn"}
SLOTS = {"caller_name": NAME, "phone_number": "+493023125077", "phone_source": "keys", "callback_time": TIME}


def test_everything() -> None:
    start, end = CallbackWindow(datetime(2026, 3, 11, 10), datetime(2026, 3, 11, 11)).moments()
    assert gathered(SLOTS) == {
        "name": "Sabine Müller",
        "phone": "+493023125077",
        "phone_source": "keys",
        "callback_start": start,
        "callback_end": end,
        "callback_text": "morgen um zehn",
    }


def test_nothing() -> None:
    assert gathered({}) == {}


def test_a_time_that_is_still_to_be_narrowed_counts() -> None:
    slots = {"callback_time": None, "vague_time": {**TIME, "prompting": "part_of_day"}}
    assert gathered(slots)["callback_text"] == "morgen um zehn"


def test_one_that_was_narrowed_and_then_taken_back_does_not() -> None:
    assert gathered({"callback_time": None, "vague_time": False}) == {}


def test_another_number_stands_beside() -> None:
    assert gathered({**SLOTS, "other_phones": ["+491713920011"]})["other_phones"] == ("+491713920011",)


def test_the_concern() -> None:
    assert gathered({**SLOTS, "concern": "das Angebot für die Küche"})["concern"] == "das Angebot für die Küche"


def test_other_times_stand_beside_in_their_order() -> None:
    windows = (
        CallbackWindow(datetime(2026, 3, 13, 9), datetime(2026, 3, 13, 12)),
        CallbackWindow(datetime(2026, 3, 12, 9), datetime(2026, 3, 12, 12)),
    )
    time = {**TIME, "others": [window.as_slot() for window in windows]}
    slots = {**SLOTS, "callback_time": time}
    assert gathered(slots)["other_windows"] == tuple(window.moments() for window in windows)


@pytest.mark.parametrize(
    ("slots", "enough"),
    [
        (("caller_name",), False),
        (("phone_number",), False),
        (("caller_name", "phone_number"), True),
        (("caller_name", "callback_time"), True),
        (("phone_number", "callback_time"), True),
    ],
)
def test_two_of_three_are_enough(slots: tuple[str, ...], enough: bool) -> None:
    said: dict[str, Any] = {slot: SLOTS[slot] for slot in slots}
    assert is_enough(gathered(said)) is enough


@pytest.mark.parametrize(
    ("slots", "question"),
    [
        ({"requested_slot": "phone_number"}, "phone_number"),
        ({"requested_slot": None}, "caller_name"),
        ({"caller_name": {"last": "Weber"}, "phone_number": "+493023125077"}, "callback_time"),
        ({"caller_name": "x", "phone_number": "x", "callback_time": "x"}, "confirmed"),
    ],
)
def test_the_open_question_is_the_one_asked_or_the_first_without_an_answer(
    slots: dict[str, Any], question: str
) -> None:
    assert open_question(slots, REQUIRED) == question


def test_a_time_that_was_offered_is_told_with_the_wish_before_it() -> None:
    taken = {**TIME, "text": "am Montag, dem sechzehnten März, um zehn Uhr", "instead_of": "am Sonntag um zehn"}
    words = "am Montag, dem sechzehnten März, um zehn Uhr statt am Sonntag um zehn"
    assert gathered({"callback_time": taken})["callback_text"] == words


def test_what_was_understood_is_called_as_in_the_request() -> None:
    titles = {"caller_name": "name", "phone_number": "phone", "concern": "concern"}
    assert {slot: PERSONAL_SLOTS[slot] for slot in titles} == {slot: TITLES[key] for slot, key in titles.items()}
    assert PERSONAL_SLOTS["callback_time"] == "Wunschzeit"  # one word for its two columns
