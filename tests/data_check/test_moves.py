"""What rules and stories leave out, and where rules fall out with each other."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CALL = "data/rules/call.yml"
RULE = "  - rule: Other\n    condition: [{{active_loop: callback_form}}]\n    steps: [{}]\n"


def test_an_intent_that_nothing_answers(project: Project) -> None:
    project.replace("domain.yml", "  - affirm\n", "  - affirm\n  - insult\n")
    examples = "".join(f"      - {word}\n" for word in ("doof", "dumm", "blöd", "Depp", "Esel"))
    project.write(
        "data/nlu/outside/insult.yml",
        f'version: "3.1"\nnlu:\n  - intent: insult\n    examples: |\n{examples}',
    )

    assert project.faults() == ["domain.yml:5: intent 'insult' is answered by no rule, no story and not by the form"]


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        (
            "{intent: help}, {action: utter_stored}",
            f"'utter_stored' contradicts rule 'Help' ({CALL}:10), which goes on with 'utter_help'",
        ),
        (
            "{intent: help}, {action: utter_help}",
            f"'callback_form' contradicts rule 'Other' ({CALL}:26), which waits for the caller here",
        ),
        (
            "{intent: help}, {action: utter_help}, {action: callback_form}, {active_loop: callback_form}",
            f"does the same as rule 'Help' ({CALL}:10)",
        ),
    ],
)
def test_rules_that_contradict_each_other(project: Project, steps: str, problem: str) -> None:
    project.add(CALL, RULE.format(steps))

    assert [fault.split(": ", 1)[1] for fault in project.faults()] == [problem]


@pytest.mark.parametrize(
    "rule",
    [
        RULE.format("{intent: affirm}, {action: utter_stored}"),
        RULE.format("{intent: help}, {slot_was_set: [{outcome: stored}]}, {action: utter_stored}"),
        RULE.replace("callback_form", "null").format("{intent: help}, {action: utter_stored}"),
        RULE.format("{intent: help}, {action: utter_help}") + "    wait_for_user_input: false\n",
    ],
)
def test_rules_for_other_situations_do_not(project: Project, rule: str) -> None:
    project.add(CALL, rule)

    assert project.faults() == []


def test_what_an_action_reports_tells_rules_apart(project: Project) -> None:
    project.add(
        CALL,
        "  - rule: Another end\n    steps: [{action: callback_form}, {active_loop: null}, {action: action_store},"
        " {slot_was_set: [{outcome: gave_up}]}, {action: utter_help}]\n",
    )

    assert project.faults() == []


def test_a_slot_that_nothing_uses(project: Project) -> None:
    project.replace("domain.yml", "slots:\n", "slots:\n  mood: {type: any, mappings: [{type: custom}]}\n")

    assert project.faults() == ["domain.yml:9: slot 'mood' is used nowhere"]


@pytest.mark.parametrize("use", ['slots["mood"] = 1', "update(mood=1)"])
def test_a_slot_that_the_program_uses(project: Project, use: str) -> None:
    project.replace("domain.yml", "slots:\n", "slots:\n  mood: {type: any, mappings: [{type: custom}]}\n")
    project.write("actions/mood.py", f"def run(slots, update):\n    {use}\n")

    assert project.faults() == []
