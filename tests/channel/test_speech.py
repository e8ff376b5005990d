"""What callers say and key in reaches the dialogue as harmless text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from rueckruf.channel.speech import MAX_CHARACTERS, clean_keys, clean_speech

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("  Ja,  genau. ", "Ja, genau."),
        ("Mu\u0308ller", "Müller"),
        ("030/23125", "030/23125"),
        ("a\x00b\x1b[0m\r\nc", "a b [0m c"),
        ("null\u200beins\ufeff", "null eins"),
        ("M\ufffdller", "M ller"),
        ("/restart", "restart"),
        (" / / /inform{}", "inform{}"),
        ("\u2028/stop", "stop"),
        ("////", ""),
        ("</Say><Hangup/>", "</Say><Hangup/>"),
        ("'; DROP TABLE x; --", "'; DROP TABLE x; --"),
    ],
)
def test_speech_is_one_clean_line(said: str, text: str) -> None:
    assert clean_speech(said) == text


def test_long_speech_is_cut() -> None:
    assert clean_speech("null " * 2048) == ("null " * 200).strip()


@given(st.text() | st.from_regex(r"[\s/]*[a-z_]+(@[0-9.]+)?(\{.*\})?"))
def test_nothing_said_is_a_command_to_rasa(said: str) -> None:
    text = clean_speech(said)
    message = Message({"text": text})
    assert YAMLStoryReader.unpack_regex_message(message) is message
    assert len(text) <= MAX_CHARACTERS
    assert not any(unicodedata.category(character).startswith("C") for character in text)


@given(st.text())
def test_cleaning_twice_changes_nothing(said: str) -> None:
    assert clean_speech(clean_speech(said)) == clean_speech(said)


@pytest.mark.parametrize(
    ("keyed", "digits"),
    [("0176123", "0176123"), ("0176#", "0176"), ("01#76", "01"), ("#", ""), ("", ""), ("0*1", "01"), ("٣1a", "1")],
)
def test_keys_are_the_digits_before_the_hash(keyed: str, digits: str) -> None:
    assert clean_keys(keyed) == digits
