"""Responses: names, variables, conditions and what the telephone is told."""

import pytest

from rueckruf.data_check.form import PROMPTINGS
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

BESIDE = "data/responses/beside.yml"
QUESTIONS = "data/responses/questions.yml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("utter_help:", "help:", ":3: the name of a response begins with 'utter_': help"),
        (
            "Ihren Namen.",
            "{name}.",
            ":4: {name} is neither a slot of domain.yml nor one of company, parent_company, connected_systems, website,"
            " privacy_page, retention, address, stored_at, telephony, opening_hours, caller_ending, known_time,"
            " name_spelling, phone_ending, today",
        ),
        ("Ihren Namen.", "{caller_name.", ":4: a brace without its partner: variables are written {name}"),
        ("hang_up: true", "hang_up: ja", ":7: hang_up must be true or false"),
        ("hang_up", "hangup", ":7: 'hangup' is no key of custom: use listen, hang_up, transfer, barge_in"),
        (
            "{hang_up: true}",
            "{transfer: +493023125000}",
            ":7: transfer must be true or false",
        ),
        ("{hang_up: true}", "[hang_up]", ":7: custom must consist of keys and values, but is a list"),
        (
            "{hang_up: true}",
            "{listen: long}",
            ":7: listen profile 'long' is not in credentials.yml: there are default, patient",
        ),
        ("custom:", "image:", ":7: 'image' is no key of a variation of utter_stored: use text, condition, custom"),
        ('- text: "Sagen', '- texts: "Sagen', ":4: a variation of utter_help has no text"),
        ('"Sagen Sie mir einfach Ihren Namen."', "no", ":4: text: 'no' is read as yes or no; put text in quotes"),
        ('"Sagen Sie mir einfach Ihren Namen."', "", ":4: text: an empty value is read as nothing; put text in quotes"),
        ('"Sagen Sie mir einfach Ihren Namen."', '" "', ":4: text must not be empty"),
        ('"Sagen Sie mir einfach Ihren Namen."', "[x]", ":4: text must be text, but is a list"),
        ("utter_stored:", "utter_help:", ":5: 'utter_help' is given twice, first in line 3"),
        (
            "utter_stored:",
            '  - text: "Sagen Sie mir einfach Ihren Namen."\n  utter_stored:',
            ":5: the same text stands in line 4: nothing is said twice in a call",
        ),
        (
            "utter_stored:",
            "utter_more:\n    - text: Gut.\n  utter_stored:",
            ":5: utter_more is never said: no rule, story, question or action uses it",
        ),
        ("utter_stored:", "utter_more: []\n  utter_stored:", ":5: utter_more must not be empty"),
        ("utter_stored:", "utter_more:\n  utter_stored:", ":5: utter_more must be a list, but is nothing"),
    ],
)
def test_a_mistake_in_a_response(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(BESIDE, old, new)

    assert BESIDE + fault in project.faults()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "value: again",
            "value: agian",
            f":9: prompting is never 'agian': its values are {', '.join(sorted(PROMPTINGS))}",
        ),
        ("name: prompting", "name: promting", ":9: slot 'promting' is not in domain.yml; is 'prompting' meant?"),
        ("type: slot", "type: entity", ":9: the type of a condition is 'slot', not 'entity'"),
        (", value: again", "", ":9: a condition needs type, name and value"),
        (", value: again", ", velue: again", ":9: 'velue' is no key of a condition: use type, name, value"),
        (
            "name: prompting, value: again",
            "name: outcome, value: lost",
            ":9: slot 'outcome' is never 'lost': its values are stored, gave_up",
        ),
    ],
)
def test_a_mistake_in_a_condition(project: Project, old: str, new: str, fault: str) -> None:
    line = '    - condition: [{type: slot, name: prompting, value: again}]\n      text: "Noch einmal, bitte."'
    project.replace(QUESTIONS, line, line.replace(old, new))

    assert QUESTIONS + fault in project.faults()


def test_a_response_that_two_files_define(project: Project) -> None:
    project.write("data/responses/other.yml", 'version: "3.1"\nresponses:\n  utter_help:\n    - text: "Gern."\n')

    assert project.faults() == [
        f"data/responses/other.yml:3: utter_help is already defined at {BESIDE}:3; only one of the two is said"
    ]


def test_a_response_that_conditions_can_leave_silent(project: Project) -> None:
    project.replace(
        BESIDE,
        '- text: "Sagen',
        '- condition: [{type: slot, name: outcome, value: stored}]\n      text: "Sagen',
    )

    assert project.faults() == [
        f"{BESIDE}:3: utter_help has no variation without condition, for when no condition fits"
    ]


def test_variables_and_profiles_are_not_judged_while_their_files_are_broken(project: Project) -> None:
    project.write("company.yml", "name: [")
    (project.root / "credentials.yml").unlink()
    project.replace(BESIDE, "Ihren Namen.", "{name}.")

    assert [fault.split(":")[0] for fault in project.faults()] == ["company.yml", "credentials.yml"]
