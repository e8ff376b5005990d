"""What tests say to the assistant is not in its training data."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

TEST = "tests/conversations/test_help.yml"
MEASURED = "tests/nlu/unseen_utterances.yml"
HELP = "data/nlu/call/help.yml"


@pytest.fixture(autouse=True)
def nobody_tells_what_is_meant(project: Project) -> None:
    (project.root / "tests/conversations/understood.yml").unlink()


@pytest.mark.parametrize("words", ["was soll ich tun", "Was soll ich tun?", "WAS SOLL, ICH  TUN!"])
def test_a_conversation_that_was_learnt_by_heart(project: Project, words: str) -> None:
    project.replace(TEST, "Hilfe", words)

    assert project.faults() == [f"{TEST}:3: '{words}' is learnt by heart: it stands at {HELP}:6 too"]


@pytest.mark.parametrize("words", ["Hilfe", "das stimmt", "was soll ich jetzt tun"])
def test_short_answers_and_other_words_are_none(project: Project, words: str) -> None:
    project.replace(TEST, "Hilfe", words)

    assert project.faults() == []


def test_of_utterances_to_measure_on_none_may_be_taught(project: Project) -> None:
    project.write(MEASURED, "help:\n  - wie war das\n  - hilfe\naffirm: [sehr wohl]\n")

    assert project.faults() == [f"{MEASURED}:3: 'hilfe' is learnt by heart: it stands at {HELP}:5 too"]
