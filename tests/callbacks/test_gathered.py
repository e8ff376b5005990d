"""What a call has gathered, out of its slots."""

from datetime import datetime
from typing import Any

import pytest

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.gathered import Gathered, open_question

pytestmark = pytest.mark.unit

NAME = {"first": "Sabine", "last": "Müller", "title": None}
TIME = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True, "text": "morgen um zehn"}
SLOTS = {"caller_name": NAME, "phone_number": "+493023125077", "phone_source": "keys", "callback_time": TIME}


def test_everything() -> None:
    window = CallbackWindow(datetime(2026, 3, 11, 10), datetime(2026, 3, 11, 11), at=True)
    assert Gathered.from_slots(SLOTS) == Gathered("Sabine Müller", "+493023125077", "keys", window, "morgen um zehn")


def test_nothing() -> None:
    assert Gathered.from_slots({}) == Gathered()


def test_a_time_that_is_still_to_be_narrowed_counts() -> None:
    gathered = Gathered.from_slots({"callback_time": None, "vague_time": {**TIME, "prompting": "part_of_day"}})
    assert gathered.callback_text == "morgen um zehn"


def test_one_that_was_narrowed_and_then_taken_back_does_not() -> None:
    assert Gathered.from_slots({"callback_time": None, "vague_time": False}).window is None


def test_another_number_stands_beside() -> None:
    slots = {**SLOTS, "other_phones": ["+491713920011", "+43123456789"]}
    assert Gathered.from_slots(slots).other_phones == ("+491713920011", "+43123456789")


def test_the_concern() -> None:
    assert Gathered.from_slots({**SLOTS, "concern": "das Angebot für die Küche"}).concern == "das Angebot für die Küche"


def test_other_times_stand_beside_in_their_order() -> None:
    windows = (
        CallbackWindow(datetime(2026, 3, 13, 9), datetime(2026, 3, 13, 12)),
        CallbackWindow(datetime(2026, 3, 12, 9), datetime(2026, 3, 12, 12)),
    )
    slots = {**SLOTS, "other_windows": [window.as_slot() for window in windows]}
    assert Gathered.from_slots(slots).other_windows == windows


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
    assert Gathered.from_slots(said).is_enough is enough


def test_nothing_personal_is_shown() -> None:
    beside = {"other_phones": ["+491713920011"], "concern": "das Angebot"}
    shown = repr(Gathered.from_slots({**SLOTS, **beside}))
    assert not any(personal in shown for personal in ("Müller", "23125077", "3920011", "Angebot"))


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
    assert open_question(slots) == question


def test_a_time_that_was_offered_is_told_with_the_wish_before_it() -> None:
    taken = {**TIME, "text": "am Montag, dem sechzehnten März, um zehn Uhr", "instead_of": "am Sonntag um zehn"}
    words = "am Montag, dem sechzehnten März, um zehn Uhr statt am Sonntag um zehn"
    assert Gathered.from_slots({"callback_time": taken}).callback_text == words
