"""Forgets what the caller said."""

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

PERSONAL = (
    *("caller_name", "phone_number", "phone_digits", "phone_source", "other_number", "caller_number"),
    *("callback_time", "vague_time", "alternatives"),
)


class WithdrawCallback(Action):
    """Empties the slots with personal data and ends the form; nothing has been stored before the confirmation."""

    def name(self) -> str:
        return "action_withdraw_callback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        return [
            *(SlotSet(slot, None) for slot in PERSONAL),
            SlotSet("outcome", "withdrawn"),
            ActiveLoop(None),
        ]
