"""Nobody hears thanks, or that something is stored, before it is, or that all is gone when only this call's is."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CALL = "data/rules/call.yml"
BESIDE = "data/responses/beside.yml"
ENDINGS = "data/responses/endings.yml"
AFTER = "'slot_was_set: [{outcome: stored}]'"


def say(project: Project, response: str, text: str, custom: str = "{hang_up: false}") -> list[str]:
    """The faults of the words of a response that nothing says."""
    project.write(ENDINGS, f'version: "3.1"\nresponses:\n  {response}:\n    - text: "{text}"\n      custom: {custom}\n')
    return [fault for fault in project.faults() if fault.startswith(f"{ENDINGS}:4")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ich habe den Rückruf jetzt eingetragen. Stimmt das?", "eingetragen"),
        ("Noch ist nichts sicher. Ihr Wunsch ist gespeichert.", "gespeichert"),
        ("Ihr Rückruf ist vorgemerkt.", "vorgemerkt"),
        ("Ich habe Ihren Wunsch weitergeleitet.", "weitergeleitet"),
    ],
)
def test_a_promise_before_the_commit(project: Project, text: str, word: str) -> None:
    problem = f"'{word}' may be said only after {AFTER}: nothing is stored before"
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


@pytest.mark.parametrize("thanks", ["Vielen Dank und auf Wiederhören!", "Danke. Wir rufen Sie an.", "Dankeschön!"])
def test_thanks_that_end_the_call(project: Project, thanks: str) -> None:
    (fault,) = say(project, "utter_goodbye", thanks, "{hang_up: true}")

    assert fault.endswith(f"may be said only after {AFTER}: nothing is stored before")


@pytest.mark.parametrize(
    ("text", "custom"),
    [
        ("Von diesem Anruf habe ich nichts gespeichert.", "{hang_up: true}"),
        ("Alle Angaben aus diesem Anruf sind gelöscht. Danke!", "{hang_up: true}"),
        ("Was Sie gesagt haben, ist gelöscht.", "{hang_up: true}"),
        ("Gelöscht werden sie spätestens nach drei Monaten. Das ist alles.", "{hang_up: false}"),
        ("Der Rückruf ist noch nicht eingetragen.", "{hang_up: false}"),
        ("Soll ich Ihren Rückruf eintragen?", "{hang_up: false}"),
        ("Gut, dann speichere ich nichts. Danke für Ihren Anruf und auf Wiederhören!", "{hang_up: true}"),
        ("Danke, sehr freundlich. Kommen wir zu Ihrem Rückruf.", "{hang_up: false}"),
    ],
)
def test_what_is_true(project: Project, text: str, custom: str) -> None:
    assert say(project, "utter_gave_up", text, custom) == []


def test_a_response_for_the_end_that_a_rule_says_too_early(project: Project) -> None:
    project.add(
        CALL,
        "  - rule: Rash\n    condition: [{active_loop: callback_form}]\n"
        "    steps: [{intent: affirm}, {action: utter_stored}]\n",
    )

    assert project.faults() == [
        f"{CALL}:29: 'utter_stored' says 'Dank' before anything is stored: {AFTER} must stand before it"
    ]


def test_a_story_that_says_it_too_early(project: Project) -> None:
    project.add(
        "data/stories/help.yml",
        "  - story: Rash\n    steps: [{intent: affirm}, {action: utter_stored}]\n",
    )

    assert project.faults() == [
        f"data/stories/help.yml:10: 'utter_stored' says 'Dank' before anything is stored: {AFTER} must stand before it"
    ]


def test_thanks_between_the_last_answer_and_the_commit(project: Project) -> None:
    project.replace(CALL, "- action: action_store", "- action: utter_thanks\n      - action: action_store")
    project.add(BESIDE, '  utter_thanks:\n    - text: "Danke schön. Einen Augenblick."\n')

    assert f"{CALL}:23: 'utter_thanks' says 'Danke' before anything is stored: {AFTER} must stand before it" in (
        project.faults()
    )


@pytest.mark.parametrize("outcome", ["outcome: gave_up", "outcome", "outcome: null"])
def test_another_outcome_is_no_commit(project: Project, outcome: str) -> None:
    project.replace(CALL, "outcome: stored", outcome)

    assert any("'Dank' may be said only after" in fault for fault in project.faults())


def test_any_response_may_tell_of_it_after_the_commit(project: Project) -> None:
    project.replace(CALL, "- action: utter_stored", "- action: utter_noted\n      - action: utter_stored")
    project.add(BESIDE, '  utter_noted:\n    - text: "Ihr Rückruf ist eingetragen."\n')

    assert project.faults() == []


@pytest.mark.parametrize(("outcome", "is_true"), [("erased", True), ("stored", False)])
def test_all_is_gone_once_it_is_erased(project: Project, outcome: str, is_true: bool) -> None:
    project.add(
        CALL,
        "  - rule: Erased\n    condition: [{active_loop: callback_form}]\n"
        "    steps: [{intent: affirm}, {action: action_store}, "
        f"{{slot_was_set: [{{outcome: {outcome}}}]}}, {{action: utter_erased}}]\n",
    )
    project.add(BESIDE, '  utter_erased:\n    - text: "Alle Ihre Wünsche sind gelöscht."\n')

    assert any("is true of this call only" in fault for fault in project.faults()) != is_true
