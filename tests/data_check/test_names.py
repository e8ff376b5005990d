"""A name that does not exist is one fault, however often it is used."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

HELP = "data/nlu/call/help.yml"
CALL = "data/rules/call.yml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- help", "- hlep", f":5: 'hlep' is used nowhere, but 'help' in 4 places, first {HELP}:1: which is right?"),
        (
            "  - caller_name\nslots",
            "  - caller_nam\nslots",
            f":7: 'caller_nam' is used nowhere, but 'caller_name' at {HELP}:7: which is right?",
        ),
        (
            "  caller_name: {",
            "  caller_nam: {",
            ":9: 'caller_nam' is used nowhere, but 'caller_name' in 3 places, first data/responses/beside.yml:6:"
            " which is right?",
        ),
        (
            "callback_form:",
            "calback_form:",
            f":15: 'calback_form' is used nowhere, but 'callback_form' in 8 places, first {CALL}:9: which is right?",
        ),
        (
            "- action_store",
            "- action_stroe",
            f":19: 'action_stroe' is used nowhere, but 'action_store' at {CALL}:23: which is right?",
        ),
    ],
)
def test_what_is_misspelled_in_the_domain(project: Project, old: str, new: str, fault: str) -> None:
    project.replace("domain.yml", old, new)

    assert f"domain.yml{fault}" in project.faults()
    assert len(project.faults()) == 1


def test_a_misspelled_response(project: Project) -> None:
    project.replace("data/responses/beside.yml", "utter_help:", "utter_hlep:")

    assert project.faults() == [
        f"data/responses/beside.yml:3: 'utter_hlep' is used nowhere, but 'utter_help' in 3 places, first {CALL}:16:"
        " which is right?"
    ]


def test_a_misspelled_listen_profile(project: Project) -> None:
    project.replace("credentials.yml", "patient:", "patint:")

    assert project.faults() == [
        "credentials.yml:7: 'patint' is used nowhere, but 'patient' at data/responses/questions.yml:6: which is right?"
    ]


def test_a_new_intent_that_was_forgotten_in_the_domain(project: Project) -> None:
    examples = "".join(f"      - {word}\n" for word in ("teuer", "umsonst", "was kostet das", "Preis", "gratis"))
    content = f'version: "3.1"\nnlu:\n  - intent: ask_cost\n    examples: |\n{examples}'
    project.write("data/nlu/outside/ask_cost.yml", content)
    steps = "steps: [{intent: ask_cost}, {action: utter_help}]\n"
    for number in range(5):
        project.add("data/stories/help.yml", f"  - story: Cost {number}\n    {steps}")

    (fault,) = [fault for fault in project.faults() if "ask_cost' is not" in fault]

    assert fault == (
        "data/nlu/outside/ask_cost.yml:1: intent 'ask_cost' is not in domain.yml (also data/stories/help.yml:10,"
        " data/stories/help.yml:12, data/stories/help.yml:14 and 2 more)"
    )


def test_a_name_is_proposed_where_one_is_like_it(project: Project) -> None:
    project.replace(CALL, "- intent: help", "- intent: halp")

    assert f"{CALL}:15: intent 'halp' is not in domain.yml; is 'help' meant?" in project.faults()


def test_what_only_begins_alike_is_not_meant(project: Project) -> None:
    project.replace(CALL, "- action: action_store", "- action: action_other")

    assert f"{CALL}:23: action 'action_other' is not in domain.yml" in project.faults()
