"""No variable is spoken before its answer is there."""

from typing import Any

import pytest

from rueckruf.answers.slot_words import slot_words
from rueckruf.data_check.known import KNOWN_IN_WORDING, READ_BACK
from tests.data_check.small_project import Project
from tests.dialogue.hearing import NAME, NUMBER, TUESDAY_TEN, hear

pytestmark = pytest.mark.unit

BESIDE = "data/responses/beside.yml"
QUESTIONS = "data/responses/questions.yml"
CALL = "data/rules/call.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        (
            QUESTIONS,
            "Wie heißen Sie?",
            "Sind Sie {caller_name}?",
            ":5: {caller_name} need not be known yet when 'caller_name' is asked for",
        ),
        (
            QUESTIONS,
            "Ich höre Sie nicht.",
            "{caller_name}, ich höre Sie nicht.",
            ":8: {caller_name} need not be known yet when 'caller_name' is asked for",
        ),
        (
            BESIDE,
            "einfach Ihren Namen.",
            "Ihren Namen, {caller_name}.",
            ":4: {caller_name} need not be known yet when this is said",
        ),
        (
            BESIDE,
            "einfach Ihren Namen.",
            "Ihre Nummer mit {caller_ending}.",
            ":4: {caller_ending} need not be known yet when this is said",
        ),
        (
            "data/responses/opening.yml",
            "Ihre Daten dienen dem Rückruf",
            "{caller_name}, wir rufen zurück",
            ":7: {caller_name} need not be known yet when this is said",
        ),
    ],
)
def test_too_early(project: Project, path: str, old: str, new: str, fault: str) -> None:
    project.replace(path, old, new)

    assert project.faults() == [path + fault]


def test_after_the_questions_every_answer_is_there(project: Project) -> None:
    project.replace(QUESTIONS, "Stimmt alles?", "Stimmt alles, {caller_name}?")

    assert project.faults() == []


def test_a_wording_for_the_last_question_knows_every_answer(project: Project) -> None:
    condition = "condition: [{type: slot, name: requested_slot, value: confirmed}]"
    project.replace(
        BESIDE,
        "  utter_stored:",
        f'    - {condition}\n      text: "Ist das richtig, {{caller_name}}?"\n  utter_stored:',
    )

    assert project.faults() == []


@pytest.mark.parametrize("condition", ["slot_was_set: [caller_name]", "slot_was_set: [{requested_slot: confirmed}]"])
def test_what_a_rule_presupposes_is_there(project: Project, condition: str) -> None:
    project.replace(CALL, "      - active_loop: callback_form\n    steps", f"      - {condition}\n    steps")
    project.replace(BESIDE, "einfach Ihren Namen.", "Ihren Namen, {caller_name}.")
    project.write(
        "data/stories/help.yml", 'version: "3.1"\nstories:\n  - story: Nothing\n    steps: [{intent: help}]\n'
    )

    assert not [fault for fault in project.faults() if "known" in fault]


def test_a_response_that_one_rule_says_too_early(project: Project) -> None:
    project.replace(BESIDE, "Vielen Dank, {caller_name}.", "Auf Wiederhören, {caller_name}.")
    project.add(
        CALL,
        "  - rule: Rash\n    condition: [{active_loop: callback_form}]\n"
        "    steps: [{intent: affirm}, {action: utter_stored}]\n",
    )

    assert project.faults() == [f"{CALL}:29: 'utter_stored' speaks {{caller_name}}, which need not be known here"]


def test_what_the_program_says_by_itself_is_said_at_any_time(project: Project) -> None:
    project.replace(BESIDE, "Vielen Dank, {caller_name}.", "Auf Wiederhören, {caller_name}.")
    project.write("rueckruf/channel/answering.py", 'GOODBYE = "utter_stored"\n')

    assert project.faults() == [f"{BESIDE}:6: {{caller_name}} need not be known yet when this is said"]


@pytest.mark.parametrize(
    ("prompting", "asked", "said", "slots"),
    [
        ("offer", "caller_name", "Sabine Müller", {"caller_number": "+493023125042"}),
        ("more", "phone_number", "null drei null", {"caller_name": NAME}),
        ("alternative", "callback_time", "am Sonntag um elf", {"caller_name": NAME, "phone_number": NUMBER}),
    ],
)
def test_the_form_asks_so_only_where_the_variable_is_there(
    prompting: str, asked: str, said: str, slots: dict[str, Any]
) -> None:
    _, after = hear(said, intent=f"inform_{asked}", asked=asked, slots=slots)

    assert after["prompting"] == prompting
    assert slot_words(after, TUESDAY_TEN)[KNOWN_IN_WORDING[prompting]]


@pytest.mark.parametrize("confidence", [1.0, 0.9])
def test_the_form_says_what_reads_an_answer_back_only_once_it_is_set(confidence: float) -> None:
    before = {"caller_name": NAME, "phone_number": NUMBER} if confidence == 1.0 else {"caller_name": NAME}
    changes, after = hear(
        "null drei null, zwei drei eins, zwei fünf, null acht acht",
        intent="inform_phone_number",
        asked="callback_time" if confidence == 1.0 else "phone_number",
        slots=before,
        speech_confidence=confidence,
    )

    assert [remark.removesuffix("phone_number") in READ_BACK for remark in changes.remarks] == [True]
    assert after["phone_number"] == "+493023125088"
