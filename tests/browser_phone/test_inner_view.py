"""What is shown of a turn stands in Rasa's events of it."""

from typing import Any

import pytest

from rueckruf.browser_phone.inner_view import NOTHING, Said, inner_view, loop_after, written

pytestmark = pytest.mark.unit

HEARD = {
    "event": "user",
    "text": "Hier ist Sabine Müller",
    "parse_data": {
        "intent": {"name": "inform_caller_name", "confidence": 0.93},
        "entities": [{"entity": "caller_name", "value": "Sabine Müller"}],
    },
}
REJECTED = {"event": "action_execution_rejected", "name": "callback_form", "policy": None}


def action(name: str, policy: str | None = "RulePolicy") -> dict[str, Any]:
    return {"event": "action", "name": name, "policy": policy}


def test_a_turn() -> None:
    view = inner_view(
        [
            {"event": "slot", "name": "session_started_metadata", "value": {"input": "start"}},
            action("action_session_start", None),
            HEARD,
            REJECTED,
            action("utter_help"),
            {"event": "bot", "text": "Gern.", "metadata": {"utter_action": "utter_help"}},
            action("callback_form"),
            {"event": "slot", "name": "caller_name", "value": {"first": "Sabine", "last": "Müller", "title": None}},
            {"event": "slot", "name": "prompting", "value": "first"},
            {"event": "slot", "name": "prompting", "value": None},
            action("action_listen"),
        ],
        "callback_form",
    )
    assert (view.intent, view.confidence, view.loop) == ("inform_caller_name", 0.93, "callback_form")
    assert view.entities == [("caller_name", "Sabine Müller")]
    assert view.steps == ["utter_help", "callback_form"]
    assert view.policies == {"RulePolicy"}
    assert view.slots == {"caller_name": "first: Sabine, last: Müller", "prompting": NOTHING}
    assert view.said == [Said("Gern.", "utter_help")]


def test_a_turn_without_events_is_empty() -> None:
    view = inner_view([], None)
    assert (view.intent, view.steps, view.slots, view.said) == ("", [], {}, [])


def test_the_loop_is_followed() -> None:
    begins, ends = ({"event": "active_loop", "name": name} for name in ("callback_form", None))
    assert loop_after([HEARD, begins], None) == "callback_form"
    assert loop_after([HEARD], "callback_form") == "callback_form"
    assert loop_after([HEARD, ends], "callback_form") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("+493023125042", "+493023125042"),
        (None, NOTHING),
        ("", NOTHING),
        ([], NOTHING),
        ({"others": [], "text": None}, NOTHING),
        (True, "ja"),
        (0, "0"),
        (["+491", "+492"], "+491, +492"),
        ({"id": "7", "answers": {"first": "Eva", "last": None}}, "id: 7, answers: (first: Eva)"),
    ],
)
def test_values_are_shown_without_what_is_empty(value: Any, text: str) -> None:
    assert written(value) == text
