"""Which confusions are expensive."""

import pytest

from rueckruf.dialogue.heard import SURE_OF_YES, SURE_TO_END
from rueckruf.evaluation.intents import FALLBACK, Heard, is_expensive

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("intent", "understood", "confidence"),
    [
        ("deny", "affirm", SURE_OF_YES),
        ("affirm", "deny", 0.3),
        ("emergency", "help", 0.3),
        ("emergency", FALLBACK, 0.2),
        ("off_topic", "goodbye", SURE_TO_END),
        ("inform_concern", "cancel", SURE_TO_END),
        ("ask_identity", "wrong_number", SURE_TO_END),
        (FALLBACK, "goodbye", SURE_TO_END),
    ],
)
def test_what_is_done_against_the_callers_will_is_expensive(intent: str, understood: str, confidence: float) -> None:
    assert is_expensive(Heard(intent, understood, confidence, margin=0.1, text=""))


@pytest.mark.parametrize(
    ("intent", "understood", "confidence"),
    [
        ("affirm", "affirm", 0.9),
        ("goodbye", "goodbye", 0.9),
        ("deny", "affirm", SURE_OF_YES - 0.01),
        ("off_topic", "goodbye", SURE_TO_END - 0.01),
        ("affirm", "small_talk", 0.9),
        ("deny", FALLBACK, 0.2),
        ("ask_cost", "ask_duration", 0.9),
    ],
)
def test_what_only_costs_a_question_is_not(intent: str, understood: str, confidence: float) -> None:
    assert not is_expensive(Heard(intent, understood, confidence, margin=0.1, text=""))


@pytest.mark.parametrize(
    ("text", "expensive"), [("ja, von mir aus", True), ("auf keinen Fall ist das so richtig", False)]
)
def test_a_false_yes_is_expensive_where_its_words_let_it_count(text: str, expensive: bool) -> None:
    confidence = 0.3 if expensive else 0.9
    assert is_expensive(Heard("deny", "affirm", confidence, margin=0.1, text=text)) is expensive
