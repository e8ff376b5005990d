"""Nobody hears that something is stored before it is."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

ENDINGS = "data/responses/endings.yml"


def say(project: Project, response: str, text: str) -> list[str]:
    project.write(ENDINGS, f'version: "3.1"\nresponses:\n  {response}:\n    - text: "{text}"\n')
    return [fault for fault in project.faults() if "stored" in fault and fault.startswith(f"{ENDINGS}:4")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ich habe den Rückruf jetzt eingetragen. Stimmt das?", "eingetragen"),
        ("Noch ist nichts sicher. Ihr Wunsch ist gespeichert.", "gespeichert"),
    ],
)
def test_a_promise_before_the_commit(project: Project, text: str, word: str) -> None:
    problem = f"'{word}' is true in utter_stored only: nothing is stored before"
    assert say(project, "utter_summary", text) == [f"{ENDINGS}:4: {problem}"]


@pytest.mark.parametrize(
    ("response", "text"),
    [
        ("utter_stored", "Ihr Rückruf ist eingetragen."),
        ("utter_gave_up", "Ich habe nichts gespeichert."),
        ("utter_gave_up", "Der Rückruf ist noch nicht eingetragen."),
        ("utter_gave_up", "Soll ich Ihren Rückruf eintragen?"),
    ],
)
def test_what_is_true(project: Project, response: str, text: str) -> None:
    assert say(project, response, text) == []
