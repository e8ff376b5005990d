"""Actions in the Rasa process: no network hop, no second process to watch.

Rasa 3.6 can only name an action server by its URL. :func:`install` makes an absent ``action_endpoint`` mean
"in this process" for every Rasa command (``rasa run``, ``rasa shell``, ``rueckruf run``); an endpoint that
``endpoints.yml`` names is used as ever. It also compiles the schema of action answers once: Rasa checks the
schema itself again at every answer, which costs twenty times the check. And it remembers which class an event is of:
Rasa searches all its classes for each event of an answer.
"""

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

PACKAGE = "actions"


class InProcessActions(EndpointConfig):
    """Stands where Rasa expects the HTTP client of an action server and answers like one."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(PACKAGE)

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        """Runs the action of ``kwargs["json"]``.

        A rejected execution is raised as the HTTP 400 that an action server answers with.
        """
        try:
            return await self._executor.run(kwargs["json"])
        except ActionExecutionRejection as rejection:
            body = json.dumps({"error": str(rejection), "action_name": rejection.action_name})
            raise ClientResponseError(400, "action execution rejected", body) from rejection


@cache
def _shared() -> InProcessActions:
    return InProcessActions()


@cache
def _answer_schema() -> Draft7Validator:
    """Rasa's schema of an action's answer, compiled."""
    return Draft7Validator(RemoteAction.action_response_format_spec())


@cache
def _event_schemas() -> dict[str, Draft7Validator]:
    """The alternatives that the schema has for an event, by the kind of event that each names."""
    event = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]
    return {kind["properties"]["event"]["const"]: Draft7Validator(kind) for kind in event["oneOf"]}


def _is_valid(answer: Any) -> bool:
    """Whether each event fits the one alternative of its kind: the others name another kind, so they can't match."""
    match answer:
        case {"events": list(events), "responses": list(responses)}:
            try:
                return all(map(_is_valid_event, events)) and all(isinstance(each, dict) for each in responses)
            except (KeyError, TypeError):
                return False
    return False


def _is_valid_event(event: Any) -> bool:
    if event["event"] == "slot":  # nearly all are, and their schema asks for no more
        return isinstance(event.get("name"), str) and "value" in event
    return bool(_event_schemas()[event["event"]].is_valid(event))


def _check_answer(_: RemoteAction, answer: dict[str, Any]) -> bool:
    if not _is_valid(answer):
        fault = best_match(_answer_schema().iter_errors(answer))
        if fault is not None:
            raise fault
    return True


def install() -> None:
    """Lets Rasa run actions here unless an ``action_endpoint`` is configured; repeated calls change nothing."""
    if RemoteAction._validate_action_result is _check_answer:
        return
    remote_init = RemoteAction.__init__

    def init(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
        remote_init(self, name, action_endpoint or _shared())

    RemoteAction.__init__ = init
    RemoteAction._validate_action_result = _check_answer
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
