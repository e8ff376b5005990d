"""Forgets what the caller said."""

import asyncio

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import withdraw

PERSONAL = (
    *("caller_name", "phone_number", "phone_digits", "phone_source", "other_number", "caller_number"),
    *("callback_time", "vague_time", "alternatives", "disputed"),
)


class WithdrawCallback(Action):
    """Empties the slots with personal data, deletes what is stored of this call, and ends the form.

    ``outcome`` is "withdrawn" only if nothing is left. Mostly nothing has been stored before the confirmation.
    """

    def name(self) -> str:
        return "action_withdraw_callback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        is_gone = await asyncio.to_thread(withdraw, tracker.sender_id)
        return [
            *(SlotSet(slot, None) for slot in PERSONAL),
            SlotSet("outcome", "withdrawn" if is_gone else "not_withdrawn"),
            ActiveLoop(None),
        ]
