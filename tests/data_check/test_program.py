"""What the program says and knows, read from its source."""

from datetime import datetime

import pytest

from rueckruf.answers.slot_words import slot_words
from rueckruf.data_check.responses import MADE_FROM_SLOTS
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit


def test_variables_that_are_no_slots_come_from_slot_words() -> None:
    known = {"answers": {"callback_time": {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00"}}}
    words = slot_words(
        {"caller_number": "+493023125042", "phone_number": "+493023125077", "known_request": known},
        datetime(2026, 3, 10, 10),
    )

    assert set(MADE_FROM_SLOTS) <= words.keys()


def test_a_response_that_only_the_program_says(project: Project) -> None:
    project.add("data/responses/beside.yml", '  utter_say_again:\n    - text: "Noch einmal."\n')
    project.write("rueckruf/channel/answering.py", 'SAY_AGAIN = "utter_say_again"\n')

    assert project.faults() == []


def test_a_response_that_the_program_says_and_nobody_defines(project: Project) -> None:
    project.write(
        "rueckruf/channel/answering.py", 'NAME = "utter_gone"\n\ndef say(x):\n    return f"utter_invalid_{x}"\n'
    )

    assert project.faults() == [
        "rueckruf/channel/answering.py:1: response 'utter_gone' is not defined under data/responses/",
        "rueckruf/channel/answering.py:4: no response under data/responses/ fits utter_invalid_…",
    ]


def test_docstrings_say_nothing(project: Project) -> None:
    project.write("rueckruf/channel/answering.py", '"""Says utter_gone."""\n')

    assert project.faults() == []
