"""Conversation tests that say something else than a call can be."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

TEST = "tests/conversations/test_help.yml"
USUAL = "tests/conversations/usual_answers.yml"
CALL = "- conversation: A caller asks for help"
QUESTIONS = "there are caller_name, summary, phone_number, callback_time; other responses begin with 'utter_'"


def test_one_that_can_be_played_is_no_fault(project: Project) -> None:
    assert project.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (CALL, "- conversation: ''", "1: conversation must not be empty"),
        (CALL, "- story: Help", "1: 'story' is no key of a conversation: use conversation, caller, company,"),
        (CALL, "- {}\n- conversation: Help", "1: a conversation needs 'conversation'"),
        ("turns:", "steps:", "1: a conversation needs 'turns'"),
        (CALL, "- Help\n" + CALL, "1: a conversation must consist of keys and values, but is text"),
        (CALL, f"- conversation: A caller asks for help\n  turns: []\n{CALL}", "3: the name is taken at "),
        (CALL, f"{CALL}\n  caller: 4930231250", "2: caller: '4930231250' is read as a number; put text in quotes"),
        (CALL, f"{CALL}\n  confidence: sure", "2: confidence must be a number from 0 to 1"),
        (CALL, f"{CALL}\n  confidence: 90", "2: confidence must be a number from 0 to 1"),
        (CALL, f"{CALL}\n  rings: tomorrow", "2: rings must be a day and a time, as in 2026-03-10 21:00"),
        (CALL, f"{CALL}\n  storing: slow", "2: storing can only be 'fails'"),
        (CALL, f"{CALL}\n  company: {{transfer_numbr: '1'}}", "2: company.yml has no 'transfer_numbr'; is 'transfer_"),
        (CALL, f"{CALL}\n  company: {{name: [a]}}", "2: company: name must be one value"),
        (CALL, f"{CALL}\n  earlier: {{name: Anna Amsel}}", "2: earlier needs 'callback_start'"),
        (
            CALL,
            f"{CALL}\n  earlier: {{name: A, callback_start: 2026-03-12 14:00, nam: B}}",
            "2: a request stores no 'nam'",
        ),
        ("{name: Anna Amsel}", "{nam: Anna Amsel}", "8: a request stores no 'nam'; is 'name' meant?"),
        ("{name: Anna Amsel}", "Anna Amsel", "8: stored must consist of keys and values, but is text"),
    ],
)
def test_a_mistake_in_a_conversation(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(TEST, old, new)

    assert any(one.startswith(f"{TEST}:{fault}") for one in project.faults()), project.faults()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("said: Hilfe", "user: Hilfe", "3: 'user' is no key of a turn: use said, heard, words"),
        ("said: Hilfe", "user: Hilfe", "3: a turn needs 'said'"),
        ("said: Hilfe", "said:", "3: said: an empty value is read as nothing; put text in quotes"),
        ("said: Hilfe", "said: 123", "3: said: '123' is read as a number; put text in quotes"),
        ("heard: utter_stored", "hears: utter_stored", "5: a turn needs 'heard'"),
        ("heard: utter_stored", "heard: []", "6: heard must not be empty"),
        ("words: Vielen Dank", "words: [{Vielen: Dank}]", "7: words must be text, but is keys and values"),
        (
            "utter_help",
            "utter_hlep",
            "4: response 'utter_hlep' is not defined under data/responses/; is 'utter_help' mea",
        ),
        ("utter_help", "summary", "4: 'summary' is a question, and it must be heard last: the caller's turn follows"),
        (
            "utter_help",
            "utter_help/again",
            "4: 'utter_help/again': a wording stands after a question, as in 'summary/a",
        ),
        (
            "caller_name]",
            "caller_name/agin]",
            "4: 'caller_name' has no wording 'agin': there are again, example, last_help, silent; is 'again'",
        ),
        ("caller_name]", "name]", f"4: 'name' is no question: {QUESTIONS}"),
        ("caller_name]", "utter_ask_caller_name]", "4: 'utter_ask_caller_name' is a question: write 'caller_name'"),
        (
            "[utter_help, caller_name]",
            "utter_help",
            "4: after 'utter_help' a question is heard: only hang_up or transfer ends a conversation",
        ),
        (
            "[utter_help, caller_name]",
            "utter_stored",
            "5: after 'utter_stored' the assistant has hung up",
        ),
    ],
)
def test_a_mistake_in_a_turn(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(TEST, old, new)

    assert any(one.startswith(f"{TEST}:{fault}") for one in project.faults()), project.faults()


def test_who_is_connected_to_a_person_goes_on(project: Project) -> None:
    project.replace("data/responses/beside.yml", 'Namen."\n', 'Namen."\n      custom: {transfer: true}\n')
    project.replace(TEST, "[utter_help, caller_name]", "utter_help")

    assert project.faults() == []


def test_a_file_that_would_not_be_played(project: Project) -> None:
    content = (project.root / TEST).read_text(encoding="utf-8")
    project.write("tests/conversations/misses/help.yml", content.replace("A caller", "Another caller"))

    assert project.faults() == [
        "tests/conversations/misses/help.yml:1: the file name of a conversation test must begin with test_"
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("name: Anna", f"1: 'name' is no question: {QUESTIONS}"),
        ("caller_name: [Anna]", "1: caller_name must be text, but is a list"),
        ("[Anna]", "1: the file must consist of keys and values, but is a list"),
    ],
)
def test_a_mistake_in_the_usual_answers(project: Project, content: str, fault: str) -> None:
    project.write(USUAL, "caller_name: Anna Amsel\n")
    assert project.faults() == []

    project.write(USUAL, content)

    assert any(one.startswith(f"{USUAL}:{fault}") for one in project.faults()), project.faults()
