"""Forgets what the caller said."""

import asyncio

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import count_without_request, withdraw
from rueckruf.answers.gathered import PERSONAL_SLOTS


class WithdrawCallback(Action):
    """Empties the slots with personal data, deletes what is stored of this call, and ends the form.

    ``outcome`` is "withdrawn" only if nothing is left. Mostly nothing has been stored before the confirmation.
    """

    def name(self) -> str:
        return "action_withdraw_callback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        is_gone = await asyncio.to_thread(_withdraw, tracker)
        return [
            *(SlotSet(slot, None) for slot in PERSONAL_SLOTS),
            SlotSet("outcome", "withdrawn" if is_gone else "not_withdrawn"),
            ActiveLoop(None),
        ]


def _withdraw(tracker: Tracker) -> bool:
    """Whether nothing is left; then it is counted how the call ended."""
    is_gone = withdraw(tracker.sender_id)
    if is_gone:
        count_without_request(tracker.sender_id, "ended", tracker.get_intent_of_latest_message() or "cancel")
    return is_gone
