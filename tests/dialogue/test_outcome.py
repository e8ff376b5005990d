"""A help and a moment pass; the question comes back in its own wording."""

from typing import Any

import pytest

from tests.dialogue.hearing import CALLER, NAME, NUMBER, filled, hear

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("slots", "asked", "question"),
    [
        ({}, "caller_name", None),
        ({"caller_name": NAME, "caller_number": CALLER, "question": "offer"}, "phone_number", "offer"),
        ({"caller_name": NAME, "question": "refused"}, "phone_number", "refused"),
        ({"caller_name": NAME, "phone_digits": "030", "question": "more"}, "phone_number", "more"),
        ({"caller_name": NAME, "phone_number": NUMBER, "question": "refused"}, "callback_time", "refused"),
        (filled(question="what_is_wrong"), "confirmed", "what_is_wrong"),
        (filled(question="callback_time"), "confirmed", "callback_time"),
    ],
)
@pytest.mark.parametrize(("words", "intent"), [("", "caller_silent"), ("hm", "nlu_fallback"), ("moment", "moment")])
def test_a_question_beside_the_matter_forgets_the_help(
    slots: dict[str, Any], asked: str, question: str | None, words: str, intent: str
) -> None:
    _, helped = hear(words, intent=intent, asked=asked, slots=slots)
    _, after = hear("wer sind sie denn", intent="ask_identity", asked=asked, slots=helped)
    assert (after.get("question"), after["prompting"]) == (question, question)


@pytest.mark.parametrize("question", [None, "phone_number", "what_is_wrong", "leaving"])
def test_who_asks_to_repeat_hears_the_whole_summary(question: str | None) -> None:
    slots = filled(question=question, prompting="silent")
    _, after = hear("noch einmal bitte", intent="repeat", asked="confirmed", slots=slots)
    assert (after["question"], after["prompting"]) == (None, None)


def test_elsewhere_the_question_is_repeated() -> None:
    slots = {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "silent"}
    _, after = hear("noch einmal bitte", intent="repeat", asked="phone_number", slots=slots)
    assert (after["question"], after["prompting"]) == ("offer", "offer")


@pytest.mark.parametrize(
    "words",
    [
        "Bestellung von vier Paletten, Lieferung am zwölften, da stimmt was nicht, bitte Rückruf",
        "Wasserhahn tropft, rufen Sie an",
        "Projekt Nordwind, Rückruf erbeten",
    ],
)
def test_a_callback_that_is_named_at_the_opening_is_understood_whatever_is_said_besides(words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="caller_name", slots={"prompting": "first"})
    assert after["prompting"] is None
    _, after = hear(words, intent="nlu_fallback", asked="caller_name")
    assert after["prompting"] == "again"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Ich hätte nur ganz kurz mal eine kleine Frage", "moment"),
        ("ich habe eine Frage", "nlu_fallback"),
        ("bloß ne kurze Frage", "nlu_fallback"),
        ("da hätt ich mal ein Anliegen", "request_callback"),
        ("ich wollte was fragen", "moment"),
    ],
)
def test_who_has_something_to_ask_is_asked_on(words: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="caller_name", slots={"prompting": "first"})
    assert (after["prompting"], after.get("concern")) == (None, None)


@pytest.mark.parametrize(
    ("words", "intent", "prompting"),
    [
        ("vielleicht", "ask_duration", "again"),
        ("kann sein", "ask_obligation", "again"),
        ("und mein Datenschutz", "ask_privacy", None),
        ("wie lange", "ask_duration", None),
    ],
)
def test_hardly_a_word_is_no_question_where_a_yes_is_asked_for(words: str, intent: str, prompting: str | None) -> None:
    changes, after = hear(words, intent=intent, asked="confirmed", slots=filled(), intent_confidence=0.4)
    assert (after["prompting"], changes.for_rules) == (prompting, prompting is None)
