"""What of the domain no rule, no story and nothing else uses."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit


def test_an_intent_that_nothing_answers(project: Project) -> None:
    project.replace("domain.yml", "  - affirm\n", "  - affirm\n  - insult\n")
    examples = "".join(f"      - {word}\n" for word in ("doof", "dumm", "blöd", "Depp", "Esel"))
    project.write(
        "data/nlu/outside/insult.yml",
        f'version: "3.1"\nnlu:\n  - intent: insult\n    examples: |\n{examples}',
    )

    assert project.faults() == ["domain.yml:5: intent 'insult' is answered by no rule, no story and not by the form"]


def test_a_slot_that_nothing_uses(project: Project) -> None:
    project.replace("domain.yml", "slots:\n", "slots:\n  mood: {type: any, mappings: [{type: custom}]}\n")

    assert project.faults() == ["domain.yml:9: slot 'mood' is used nowhere"]


@pytest.mark.parametrize("use", ['slots["mood"] = 1', "update(mood=1)"])
def test_a_slot_that_the_program_uses(project: Project, use: str) -> None:
    project.replace("domain.yml", "slots:\n", "slots:\n  mood: {type: any, mappings: [{type: custom}]}\n")
    project.write("actions/mood.py", f"def run(slots, update):\n    {use}\n")

    assert project.faults() == []
