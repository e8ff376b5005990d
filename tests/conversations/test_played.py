"""What is played fails where the call is another one than is told."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from rueckruf.simulator.phone import CALLER, Phone
from tests.conversations.played import UnexpectedError, play
from tests.conversations.reading import ConversationError, read_conversations

pytestmark = pytest.mark.call

FILE = "test_one.yml"
CONVERSATION = """\
- conversation: The name, a question, and all that is left
  turns:
    - said: mein Name ist Annegret Voss
      heard: phone_number/offer
    - said: wie lange dauert das denn
      heard: [utter_duration, phone_number]
    - said: ja, und bitte morgen um zehn
      heard: summary
      words: [Annegret Voss, zehn Uhr]
    - said: ja, so ist es richtig
      heard: utter_stored
  stored: {name: Annegret Voss, callback_start: 2026-03-11 10:00, note: ""}
"""

Play = Callable[..., None]


@pytest.fixture
def play_text(tmp_path: Path, ring: Callable[..., Phone], stored: Callable[[str], Sequence[Any]]) -> Play:
    def play_it(text: str, usual: Mapping[str, str] | None = None) -> None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        (conversation,) = read_conversations(tmp_path)
        play(conversation, ring(CALLER), stored, usual or {})

    return play_it


def test_what_is_so_is_played_to_the_end(play_text: Play) -> None:
    play_text(CONVERSATION)


@pytest.mark.parametrize(
    ("told", "otherwise", "problem"),
    [
        ("phone_number/offer", "phone_number/more", "expected phone_number/more, heard that"),
        ("phone_number/offer", "callback_time", "expected callback_time, heard that"),
        ("utter_duration", "utter_identity", "expected utter_identity, heard that"),
        ("[utter_duration, phone_number]", "phone_number", "expected phone_number, heard that"),
        ("[utter_duration, phone_number]", "utter_duration", "expected nothing more, heard that"),
        ("heard: utter_stored", "heard: [utter_stored, summary]", "then summary was expected"),
        ("[Annegret Voss, zehn Uhr]", "[zehn Uhr, Annegret Voss]", "not heard: Annegret Voss"),
        ("[Annegret Voss, zehn Uhr]", "neun Uhr", "not heard: neun Uhr"),
        (
            "2026-03-11 10:00",
            "2026-03-11 11:00",
            "stored as callback_start: 2026-03-11 10:00, expected 2026-03-11 11:00",
        ),
        ("callback_start: 2026-03-11 10:00", "callback_start: soon", "2026-03-11 10:00, expected soon"),
        ('note: ""', "note: null", "stored as note: , expected None"),
        ('  stored: {name: Annegret Voss, callback_start: 2026-03-11 10:00, note: ""}\n', "", "a request is stored"),
        ("    - said: ja, so ist es richtig\n      heard: utter_stored\n", "", "0 requests are stored"),
    ],
)
def test_what_is_told_otherwise(play_text: Play, told: str, otherwise: str, problem: str) -> None:
    assert CONVERSATION.count(told) == 1

    with pytest.raises(UnexpectedError) as unexpected:
        play_text(CONVERSATION.replace(told, otherwise))

    assert problem in str(unexpected.value).splitlines()[-1]


NAME_ALONE = """\
- conversation: A name
  turns:
    - said: mein Name ist Annegret Voss
      heard: callback_time
"""


def test_a_question_that_is_not_mentioned_is_answered_as_usual(play_text: Play) -> None:
    play_text(NAME_ALONE, {"phone_number": "ja"})


def test_so_is_the_first_of_all(play_text: Play) -> None:
    play_text(
        NAME_ALONE.replace("mein Name ist Annegret Voss", "ja"),
        {"caller_name": "mein Name ist Annegret Voss"},
    )


def test_without_a_usual_answer_it_is_unexpected(play_text: Play) -> None:
    with pytest.raises(UnexpectedError, match="expected callback_time, heard that"):
        play_text(NAME_ALONE)


def test_a_question_that_is_mentioned_is_not_answered(play_text: Play) -> None:
    with pytest.raises(UnexpectedError, match="expected phone_number/more, heard that"):
        play_text(CONVERSATION.replace("phone_number/offer", "phone_number/more"), {"phone_number": "ja"})


def test_what_cannot_be_read_is_told_with_its_line(play_text: Play) -> None:
    with pytest.raises(ConversationError, match=rf"^{FILE}:5: 'says' is no key of a turn"):
        play_text(CONVERSATION.replace("said: wie", "says: wie"))
