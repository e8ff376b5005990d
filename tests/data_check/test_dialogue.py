"""Rules and stories."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CALL = "data/rules/call.yml"
STORY = "data/stories/help.yml"


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("intent: hlep", "intent 'hlep' is not in domain.yml; is 'help' meant?"),
        (
            "action: utter_hlep",
            "response 'utter_hlep' is not defined under data/responses/; is 'utter_help' meant?",
        ),
        ("action: action_hlep", "action 'action_hlep' is not in domain.yml"),
        ("active_loop: other_form", "active_loop 'other_form' is no form of domain.yml"),
        ("slot_was_set: [{outcom: stored}]", "slot 'outcom' is not in domain.yml; is 'outcome' meant?"),
        ("slot_was_set: [outcom]", "slot 'outcom' is not in domain.yml; is 'outcome' meant?"),
        ("slot_was_set: [{outcome: lost}]", "slot 'outcome' is never 'lost': its values are stored, gave_up"),
        ("slot_was_set: outcome", "slot_was_set must be a list, but is text"),
        ("or: [{intent: hlep}, {intent: help}]", "intent 'hlep' is not in domain.yml; is 'help' meant?"),
        ("{intent: help, entities: [{name: Anna}]}", "entity 'name' is not in domain.yml"),
        ("{intent: help, entities: [name]}", "entity 'name' is not in domain.yml"),
        (
            "intnet: help",
            "'intnet' is no key of a step: use intent, action, active_loop, slot_was_set, or, checkpoint,"
            " user, bot, entities",
        ),
        (
            "{intent: help, action: utter_help}",
            "a step has exactly one of intent, action, active_loop, slot_was_set, or, checkpoint, user, bot",
        ),
        ("intent: no", "intent: 'no' is read as yes or no; put text in quotes"),
        ("utter_help", "a step must consist of keys and values, but is text"),
    ],
)
def test_a_mistake_in_a_step(project: Project, step: str, problem: str) -> None:
    lines = (project.root / STORY).read_text(encoding="utf-8").count("\n")
    project.add(STORY, f"      - {step}\n")

    assert f"{STORY}:{lines + 1}: {problem}" in project.faults()


@pytest.mark.parametrize("step", ["action: action_listen", "slot_was_set: [{requested_slot: null}]"])
def test_what_rasa_brings_along_is_known(project: Project, step: str) -> None:
    project.add(STORY, f"      - {step}\n")

    assert project.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- story: Help twice", "- story: ''", ":3: story must not be empty"),
        ("- story: Help twice\n    steps", "- steps", ":3: a story needs 'story'"),
        ("steps:", "step:", ":3: a story needs 'steps'"),
        ("steps:", "step:", ":4: 'step' is no key of a story: use story, steps, metadata"),
        ("stories:", "rules:", ":1: the key 'stories' is missing"),
        ("stories:\n", "stories:\n  - Help\n", ":3: a story must consist of keys and values, but is text"),
    ],
)
def test_a_mistake_in_a_story(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(STORY, old, new)

    assert STORY + fault in project.faults()


@pytest.mark.parametrize(
    ("path", "name", "fault"),
    [
        (STORY, "story: Help twice", "data/stories/other.yml:3: the name of this story is taken at {}:3: Help twice"),
        (CALL, "rule: Help", "data/rules/other.yml:3: the name of this rule is taken at {}:11: Help"),
    ],
)
def test_a_name_that_is_taken(project: Project, path: str, name: str, fault: str) -> None:
    section = "rules" if path == CALL else "stories"
    steps = "[{intent: affirm}, {action: utter_help}, {action: callback_form}, {active_loop: callback_form}]"
    project.write(f"data/{section}/other.yml", f'version: "3.1"\n{section}:\n  - {name}\n    steps: {steps}\n')

    assert project.faults() == [fault.format(path)]
