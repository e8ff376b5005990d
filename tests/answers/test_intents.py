"""Which intents answer a question of the form follows from the answers."""

from pathlib import Path

import pytest
import yaml

from rueckruf.answers import ANSWERS
from rueckruf.answers.phone_number import PhoneNumber
from rueckruf.dialogue.answer import answering
from rueckruf.project import ROOT

pytestmark = pytest.mark.unit

#: Rasa's own: what is none of the domain's.
UNDERSTOOD_AS_NONE = "nlu_fallback"


def declared(domain: Path = ROOT / "domain.yml") -> set[str]:
    return set(yaml.safe_load(domain.read_text(encoding="utf-8"))["intents"])


def test_an_answer_is_given_by_the_intent_that_bears_its_name_and_by_those_it_declares() -> None:
    assert PhoneNumber().intents == {"inform_phone_number", "use_caller_number", "refuse_phone_number"}
    assert all(f"inform_{slot}" in answer.intents for slot, answer in ANSWERS.items())


def test_the_form_takes_the_intents_of_its_answers_and_those_that_answer_any_question() -> None:
    by_name = {"concern": ANSWERS["concern"]}
    assert answering(ANSWERS) - answering(by_name) == {
        "inform_caller_name", "inform_callback_time", *PhoneNumber().intents
    }  # fmt: skip
    assert {"affirm", "deny", "caller_silent", "inform_concern"} <= answering(by_name)


def test_the_domain_knows_each_of_them() -> None:
    assert answering(ANSWERS) - {UNDERSTOOD_AS_NONE} <= declared()
