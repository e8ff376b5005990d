"""The questions of the form."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

QUESTIONS = "data/responses/questions.yml"


def test_a_question_without_a_second_wording(project: Project) -> None:
    project.replace(QUESTIONS, '    - text: "Stimmt alles?"\n', "")

    assert project.faults() == [
        f"{QUESTIONS}:15: utter_ask_confirmed has too few variations without condition, needs 2"
    ]


@pytest.mark.parametrize(
    ("step", "words"),
    [("silent", "Ich höre Sie nicht."), ("again", "Noch einmal, bitte."), ("example", "Zum Beispiel")],
)
def test_a_question_without_a_help(project: Project, step: str, words: str) -> None:
    lines = (project.root / QUESTIONS).read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if words in line)
    project.write(QUESTIONS, "".join(lines[: number - 1] + lines[number + 1 :]))

    assert project.faults() == [f"{QUESTIONS}:3: utter_ask_caller_name has no variation for prompting '{step}'"]


def test_a_help_with_a_further_condition_is_none(project: Project) -> None:
    condition = '{type: slot, name: prompting, value: example}]\n      text: "Zum Beispiel: Anna'
    project.replace(QUESTIONS, condition, condition.replace("]", ", {type: slot, name: outcome, value: stored}]"))

    assert project.faults() == [f"{QUESTIONS}:3: utter_ask_caller_name has no variation for prompting 'example'"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (
            "caller_name",
            "domain.yml:16: the form asks for 'caller_name', but there is no response utter_ask_caller_name",
        ),
        ("confirmed", "domain.yml:15: the form asks for 'confirmed', but there is no response utter_ask_confirmed"),
    ],
)
def test_a_question_that_does_not_exist(project: Project, name: str, fault: str) -> None:
    project.replace(QUESTIONS, f"utter_ask_{name}:", "utter_ask_else:")

    assert fault in project.faults()
