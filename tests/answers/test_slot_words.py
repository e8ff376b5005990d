"""The slots of a call as responses speak them."""

from datetime import datetime
from typing import Any

import pytest

from rueckruf.answers.slot_words import slot_words

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 10)


def test_a_caller_knows_his_number_by_its_last_three_digits() -> None:
    assert slot_words({"caller_number": "+493023125254"}, NOW)["caller_ending"] == "zwei fünf vier"


def test_a_known_request_is_told_by_its_time() -> None:
    window = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True}
    words = slot_words({"known_request": {"answers": {"callback_time": window}}}, NOW)
    assert words["known_time"] == "morgen, Mittwoch, den elften, um zehn Uhr"


def test_personal_values_come_as_words() -> None:
    window = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True}
    slots = {
        "caller_name": {"first": "Sabine", "last": "Müller", "title": "Dr."},
        "phone_digits": "030",
        "callback_time": window,
        "alternatives": [window],
    }
    words = slot_words(slots, NOW)
    assert words["caller_name"] == "Dr. Sabine Müller"
    assert words["phone_digits"] == "null drei null"
    assert words["callback_time"] == words["alternatives"] == "morgen, Mittwoch, den elften, um zehn Uhr"


def test_other_slots_stay_as_they_are() -> None:
    assert slot_words({"prompting": "example", "phone_number": None}, NOW) == {
        "prompting": "example",
        "phone_number": None,
        "concern": "",
        "today": "Dienstag, der zehnte März",
        "name_spelling": "",
    }


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ({"last": "Mayer"}, " mit a, Ypsilon"),
        ({"first": "Hans", "last": "Meier"}, " mit e, i"),
        ({"last": "Schmidt"}, " mit d, t"),
        ({"last": "Mayer", "alphabet": "german"}, ""),
        ({"last": "Wiesinger"}, ""),
        ({"last": "Voß-Ley", "asked_letters": "Voß-Ley"}, ", buchstabiert V, O, Eszett, Bindestrich, L, E, Y"),
        ({"first": "Meier", "last": None}, ""),
        (None, ""),
    ],
)
def test_a_surname_that_was_not_spelled_is_told_from_those_that_sound_alike(name: Any, spelling: str) -> None:
    assert slot_words({"caller_name": name}, NOW)["name_spelling"] == spelling
