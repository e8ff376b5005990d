"""Conversations in Rasa's own format; that Rasa passes all of them shows tests/test_rasa_commands.py."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.conversations.as_rasa import Meaning, meanings, write
from tests.conversations.reading import read_conversations
from tests.support.yaml_files import read_yaml

FILE = "misses/test_one.yml"


@pytest.mark.unit
def test_a_conversation_begins_as_every_call_and_has_what_runs_without_a_word(tmp_path: Path) -> None:
    write_conversation(
        tmp_path / "short",
        """\
        - conversation: A person is wished for, and nobody answers
          turns:
            - said: ""
              heard: caller_name/silent
            - said: einen Menschen bitte
              heard: utter_transfer
            - said: ""
              heard: [utter_transfer_failed, utter_offer_callback, caller_name]
        """,
    )

    write(tmp_path / "rasa", read_conversations(tmp_path / "short"), lambda said: Meaning("request_person", said))

    (story,) = read_yaml(tmp_path / "rasa" / FILE)["stories"]
    assert story["story"] == "A person is wished for, and nobody answers"
    assert story["steps"] == [
        *({"intent": "call_started"}, {"action": "utter_opening"}, {"action": "utter_notice"}),
        *({"action": "callback_form"}, {"active_loop": "callback_form"}),
        *({"intent": "caller_silent"}, {"action": "callback_form"}, {"active_loop": "callback_form"}),
        {"user": "einen Menschen bitte", "intent": "request_person"},
        *({"action": "action_transfer_call"}, {"slot_was_set": [{"transfer": "connecting"}]}),
        {"action": "utter_transfer"},
        {"intent": "transfer_failed"},
        *({"action": "action_transfer_call"}, {"slot_was_set": [{"transfer": "failed"}]}),
        *({"action": "utter_transfer_failed"}, {"action": "utter_offer_callback"}),
        *({"action": "callback_form"}, {"active_loop": "callback_form"}),
    ]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("wording", "happens"),
    [
        ("", [{"action": "action_withdraw_callback"}, {"slot_was_set": [{"outcome": "withdrawn"}]}]),
        ("/leaving", [{"action": "callback_form"}, {"active_loop": None}, {"action": "action_store_callback"}]),
    ],
)
def test_the_form_takes_the_no_of_a_caller_who_is_leaving(
    tmp_path: Path, wording: str, happens: list[dict[str, object]]
) -> None:
    write_conversation(
        tmp_path / "short",
        f"""\
        - conversation: Goodbye
          turns:
            - said: Hilfe
              heard: summary{wording}
            - said: tschüss
              heard: utter_goodbye
        """,
    )

    write(tmp_path / "rasa", read_conversations(tmp_path / "short"), lambda said: Meaning("goodbye", said))

    (story,) = read_yaml(tmp_path / "rasa" / FILE)["stories"]
    after = story["steps"].index({"user": "tschüss", "intent": "goodbye"}) + 1
    assert story["steps"][after : after + len(happens)] == happens


@pytest.mark.model
def test_what_a_sentence_means_is_told_or_else_the_models_word(trained_model: Path) -> None:
    meaning = meanings(trained_model)

    assert meaning("die stimmt nicht, die Nummer") == Meaning("correct", "die stimmt nicht, die Nummer")
    number = "null drei null zwei drei eins zwei fünf null sieben sieben"
    assert meaning(f"mein Name ist Leopold Quast, {number}") == (
        "inform_phone_number",
        f'mein Name ist [Leopold Quast](caller_name), [{number}]{{"entity": "phone_number", "value": "+493023125077"}}',
    )


def write_conversation(folder: Path, text: str) -> None:
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(dedent(text), encoding="utf-8")
