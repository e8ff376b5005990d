"""Reads the answers to the form's questions."""

from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT
from rasa_sdk.types import DomainDict

from actions.services import opening_hours
from rueckruf import clock
from rueckruf.callbacks.form.answer import answer
from rueckruf.callbacks.form.heard import Heard
from rueckruf.callbacks.form.outcome import come_back
from rueckruf.callbacks.form.turn import FIELDS, asked_next
from rueckruf.spoken.slot_words import slot_words


class ValidateCallbackForm(Action):
    """Called by Rasa's form at every turn; without a slot event the form leaves the turn to rules and stories.

    After their answer it is called once more in the same turn, when the form comes back to its question.

    The form asks for the three slots of the domain and, once they are filled, for ``confirmed``.
    """

    def name(self) -> str:
        return "validate_callback_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        asked = tracker.slots.get(REQUESTED_SLOT)
        now = clock.berlin_now()
        heard = _heard(tracker)
        if _comes_back(tracker):
            changes = come_back(tracker.slots, asked, heard.intent)
        else:
            changes = answer(tracker.slots, asked, heard, opening_hours(), now)
        after = {**tracker.slots, **changes.slots}
        # Rasa speaks remarks with the slots as they were before, so the new values go along.
        words = slot_words({slot: after[slot] for slot in FIELDS if after.get(slot)}, now)
        for remark in changes.remarks:
            dispatcher.utter_message(response=remark, **words)
        following = asked_next(after)
        return [SlotSet(slot, value) for slot, value in changes.slots.items()] + [SlotSet(REQUESTED_SLOT, following)]


def _comes_back(tracker: Tracker) -> bool:
    """Whether the form has left this turn to a rule or story before."""
    this_turn = takewhile(lambda event: event["event"] != "user", reversed(tracker.events))
    return any(event["event"] == "action_execution_rejected" for event in this_turn)


def _heard(tracker: Tracker) -> Heard:
    message: dict[str, Any] = tracker.latest_message
    metadata = message.get("metadata") or {}
    return Heard(
        text=message.get("text") or "",
        intent=tracker.get_intent_of_latest_message(skip_fallback_intent=False) or "nlu_fallback",
        intent_confidence=(message.get("intent") or {}).get("confidence") or 0.0,
        speech_confidence=1.0 if metadata.get("confidence") is None else metadata["confidence"],
        caller=metadata.get("caller"),
        by_keys=metadata.get("input") == "keys",
        name_words=next(tracker.get_latest_entity_values("caller_name"), None),
    )
