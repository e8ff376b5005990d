"""Nobody hears that something is stored before it is, or that all is gone when only this call's is."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

ENDINGS = "data/responses/endings.yml"


def say(project: Project, response: str, text: str) -> list[str]:
    project.write(ENDINGS, f'version: "3.1"\nresponses:\n  {response}:\n    - text: "{text}"\n')
    return [fault for fault in project.faults() if " is true " in fault and fault.startswith(f"{ENDINGS}:4")]


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
    ("text", "words"),
    [
        ("Gut. Ich habe nichts gespeichert.", "nichts gespeichert"),
        ("Ich habe alle Ihre Angaben gelöscht.", "alle Ihre Angaben gelöscht"),
        ("Alles ist gelöscht, danke für Ihren Anruf.", "Alles ist gelöscht"),
        ("Gelöscht ist alles! Von diesem Anruf auch.", "Gelöscht ist alles"),
    ],
)
def test_a_promise_beyond_this_call(project: Project, text: str, words: str) -> None:
    problem = f"'{words}' is true of this call only, earlier requests stay: say 'diesem Anruf' in this sentence"
    assert say(project, "utter_withdrawn", text) == [f"{ENDINGS}:4: {problem}"]


@pytest.mark.parametrize(
    ("response", "text"),
    [
        ("utter_stored", "Ihr Rückruf ist eingetragen."),
        ("utter_stored", "Alles ist gespeichert."),
        ("utter_gave_up", "Von diesem Anruf habe ich nichts gespeichert."),
        ("utter_withdrawn", "Alle Angaben aus diesem Anruf sind gelöscht."),
        ("utter_withdrawn", "Was Sie gesagt haben, ist gelöscht."),
        ("utter_privacy", "Gelöscht werden sie spätestens nach drei Monaten. Das ist alles."),
        ("utter_gave_up", "Der Rückruf ist noch nicht eingetragen."),
        ("utter_gave_up", "Soll ich Ihren Rückruf eintragen?"),
    ],
)
def test_what_is_true(project: Project, response: str, text: str) -> None:
    assert say(project, response, text) == []
