"""What the program says and knows, read from its source."""

from datetime import datetime

import pytest

from rueckruf.callbacks.form.heard import ANSWERS
from rueckruf.callbacks.form.turn import CONFIRMED, LADDER
from rueckruf.data_check.program import FORM, read_program
from rueckruf.data_check.responses import MADE_FROM_SLOTS
from rueckruf.project import ROOT
from rueckruf.spoken.aloud.slot_words import slot_words
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit


def test_the_form_is_read_as_python_reads_it() -> None:
    read = read_program(ROOT).form

    assert read.answers == ANSWERS
    assert read.ladder == LADDER
    assert read.asked_too == CONFIRMED


def test_every_value_of_prompting_is_found() -> None:
    """A wording for a value that is not found here would be a fault, one for a value too many never said."""
    assert read_program(ROOT).form.promptings == {
        *("again", "example", "last_help", "silent", "waiting"),
        *("offer", "refused", "more", "alternative", "correction", "what_is_wrong"),
        *("part_of_day", "which_day", "leaving", "ending"),
        *("caller_name", "phone_number", "callback_time"),
    }


def test_a_value_of_prompting_may_depend_on_others(project: Project) -> None:
    source = (
        "\ndef ask(self, slots, late):\n    self.prompting = slots.get('mood') or ('early' if not late else 'late')\n"
    )
    project.add("rueckruf/callbacks/form/turn.py", source)

    assert read_program(project.root).form.promptings == {
        "silent", "again", "example", "caller_name", "early", "late"
    }  # fmt: skip


def test_variables_that_are_no_slots_come_from_slot_words() -> None:
    words = slot_words({"caller_number": "+493023125042"}, datetime(2026, 3, 10, 10))

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


def test_the_form_is_found_where_it_lies() -> None:
    assert (ROOT / FORM).is_dir()
