"""Decides whether a caller who wants to speak to a person can."""

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import opening_hours, settings
from rueckruf import clock

FAILED = "transfer_failed"
SILENT = "caller_silent"


class TransferCall(Action):
    """Tells in ``transfer`` what becomes of the wish; the response with ``transfer: true`` connects the call.

    A transfer that nobody has taken is not tried again: whoever was away is away a minute later. Nor is a person rung
    for a line on which nobody speaks.
    """

    def name(self) -> str:
        return "action_transfer_call"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        return [SlotSet("transfer", _transfer(tracker))]


def _transfer(tracker: Tracker) -> str:
    intent = tracker.get_intent_of_latest_message()
    if intent == FAILED:
        return "failed"
    tried = tracker.slots.get("transfer") in ("failed", "nobody")
    if tried or intent == SILENT or not settings().company.transfer_number:
        return "nobody"
    return "connecting" if opening_hours().is_open(clock.berlin_now()) else "closed"
