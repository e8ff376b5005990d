"""Actions run in the Rasa process, and answer as an action server would."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.interfaces import ActionExecutionRejection

from rueckruf.lean import in_process_actions
from rueckruf.lean.in_process_actions import InProcessActions

pytestmark = pytest.mark.model


@pytest.fixture
def endpoint() -> InProcessActions:
    return InProcessActions()


def action_call(name: str) -> dict[str, Any]:
    """What Rasa sends to an action server."""
    tracker = {"sender_id": "CA1", "slots": {}, "latest_message": {}, "events": [], "active_loop": {}}
    return {"next_action": name, "sender_id": "CA1", "tracker": tracker, "domain": {}}


async def test_an_action_of_the_package_runs(endpoint: InProcessActions) -> None:
    answer = await endpoint.request(json=action_call("action_withdraw_callback"))
    assert {"event": "slot", "timestamp": None, "name": "outcome", "value": "withdrawn"} in answer["events"]


async def test_a_rejection_is_the_400_of_an_action_server(endpoint: InProcessActions) -> None:
    def reject(dispatcher: Any, tracker: Any, domain: Any) -> None:
        raise ActionExecutionRejection("action_reject")

    endpoint._executor.register_function("action_reject", reject)
    with pytest.raises(ClientResponseError) as rejected:
        await endpoint.request(json=action_call("action_reject"))
    assert rejected.value.status == 400
    assert json.loads(rejected.value.text)["action_name"] == "action_reject"


def test_no_endpoint_means_this_process_and_a_named_one_is_used() -> None:
    in_process_actions.install()
    assert isinstance(RemoteAction("action_store_callback", None).action_endpoint, InProcessActions)
    named = EndpointConfig("http://127.0.0.1:5055/webhook")
    assert RemoteAction("action_store_callback", named).action_endpoint is named


def test_installing_twice_changes_nothing() -> None:
    in_process_actions.install()
    init = RemoteAction.__init__
    in_process_actions.install()
    assert RemoteAction.__init__ is init


def test_an_event_is_of_the_class_that_rasa_finds() -> None:
    in_process_actions.install()
    assert Event.resolve_by_type("slot") is SlotSet
    with pytest.raises(ValueError, match="unheard of"):
        Event.resolve_by_type("unheard of")


@pytest.mark.parametrize(
    ("answer", "valid"),
    [
        ({"events": [], "responses": []}, True),
        ({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "x"}]}, True),
        ({"events": "none", "responses": []}, False),
        ({"events": [{"event": "slot"}], "responses": []}, False),
        ({"events": [{"event": "slot", "name": "a", "value": 1}, {"event": "restart"}], "responses": []}, True),
        ({"events": [{"event": "unheard of"}], "responses": []}, False),
        ({"events": [{}], "responses": []}, False),
        ({"events": [{"event": ["slot"]}], "responses": []}, False),
        ({"responses": ["x"]}, False),
    ],
)
def test_the_compiled_schema_judges_as_rasas_own(answer: dict[str, Any], valid: bool) -> None:
    assert Draft7Validator(RemoteAction.action_response_format_spec()).is_valid(answer) is valid
    in_process_actions.install()
    action = RemoteAction("action_store_callback", None)
    if valid:
        assert action._validate_action_result(answer)
    else:
        with pytest.raises(ValidationError):
            action._validate_action_result(answer)
