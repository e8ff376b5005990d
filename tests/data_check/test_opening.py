"""Whatever is edited: first a machine says that it is one, for whom it speaks and where the privacy notice is."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

OPENING = "data/responses/opening.yml"
CALL = "data/rules/call.yml"
FIRST = "utter_opening must be the first thing said after call_started"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "automatische Assistent",
            "freundliche Assistent",
            ":4: utter_opening must tell that a machine speaks, for example 'automatischer Assistent'",
        ),
        ("{company}", "uns", ":4: utter_opening must contain {company}"),
        ("{privacy_page}", "Internet", ":4: utter_opening must contain {privacy_page}"),
        ("false", "true", ":4: utter_opening needs 'custom: {barge_in: false}': nobody may talk over it"),
        (
            "      custom: {barge_in: false}\n",
            "",
            ":4: utter_opening needs 'custom: {barge_in: false}': nobody may talk over it",
        ),
        (
            "- text",
            "- condition: [{type: slot, name: outcome, value: stored}]\n      text",
            ":4: utter_opening is said whatever happens: no condition",
        ),
        ("utter_opening", "utter_start", ":1: utter_opening is missing: every call begins with it"),
    ],
)
def test_the_opening_words(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(OPENING, old, new)

    assert OPENING + fault in project.faults()


@pytest.mark.parametrize("machine", ["Computer", "KI-Assistent", "Sprachassistent", "digitaler Assistent", "Roboter"])
def test_a_machine_has_many_names(project: Project, machine: str) -> None:
    project.replace(OPENING, "automatische Assistent", machine)

    assert project.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- action: utter_opening", "- action: utter_help", f":7: {FIRST}"),
        ("- action: utter_opening", "- action: callback_form\n      - action: utter_opening", f":7: {FIRST}"),
        ("- action: utter_opening", "- intent: help\n      - action: utter_opening", f":7: {FIRST}"),
        ("intent: call_started", "intent: affirm", ":1: no rule begins the call with 'intent: call_started'"),
    ],
)
def test_a_rule_that_begins_otherwise(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CALL, old, new)

    assert CALL + fault in project.faults()


def test_a_story_that_begins_otherwise(project: Project) -> None:
    project.add(
        "data/stories/help.yml",
        "  - story: Call\n    steps:\n      - or:\n          - intent: call_started\n          - intent: affirm\n"
        "      - action: utter_help\n  - story: Nothing\n    steps:\n      - intent: call_started\n",
    )

    assert project.faults() == [f"data/stories/help.yml:12: {FIRST}", f"data/stories/help.yml:13: {FIRST}"]
