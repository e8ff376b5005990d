"""Reads the answers to the form's questions."""

import asyncio
from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT
from rasa_sdk.types import DomainDict

from actions.services import callback_form
from rueckruf import clock
from rueckruf.answers.slot_words import slot_words
from rueckruf.dialogue.answer import FORM
from rueckruf.dialogue.hear import understood
from rueckruf.dialogue.heard import Heard
from rueckruf.dialogue.returning import may_be_found, recognise
from rueckruf.dialogue.state import KNOWN_REQUEST, PROMPTING
from rueckruf.dialogue.turn import Changes, Turn


class ValidateCallbackForm(Action):
    """Called by Rasa's form at every turn, and once more when it asks again after a rule or story.

    The form asks for the required slots of the domain, in their order, and, once they are filled, for ``confirmed``. A
    rejected execution leaves the turn to rules and stories; slots that are set with it stay.
    """

    def name(self) -> str:
        return "validate_callback_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        asked = tracker.slots.get(REQUESTED_SLOT)
        if asked and _comes_back(tracker):
            return [SlotSet(REQUESTED_SLOT, asked)]
        form, now = callback_form(domain), clock.berlin_now()
        changes = await _changes(understood(tracker.slots, asked, _heard(tracker), form, now))
        if changes.remarks:
            # Rasa speaks remarks with the slots as they were before, so the new values go along.
            after = {**tracker.slots, **changes.slots}
            words = slot_words({slot: after[slot] for slot in (*form.answers, KNOWN_REQUEST) if after.get(slot)}, now)
            for remark in changes.remarks:
                dispatcher.utter_message(response=remark, **words)
        # Where no slot but the requested one is set, Rasa takes it that the form has nothing to say, and says nothing.
        slots = {PROMPTING: tracker.slots.get(PROMPTING), **changes.slots, REQUESTED_SLOT: changes.asked}
        events = [SlotSet(slot, value) for slot, value in slots.items()]
        return [*events, ActionExecutionRejected(FORM)] if changes.for_rules and asked else events


async def _changes(turn: Turn) -> Changes:
    """What changes with the turn; who rings again is looked for in the database, in a thread."""
    if may_be_found(turn):
        await asyncio.to_thread(recognise, turn)
    return turn.changes


def _comes_back(tracker: Tracker) -> bool:
    """Whether a rule or story has acted in this turn; Rasa tells of the form itself as if it had run already."""
    this_turn = takewhile(lambda event: event["event"] != "user", reversed(tracker.events))
    return any(event["event"] == "action" and event["name"] != FORM for event in this_turn)


def _question(tracker: Tracker) -> str:
    """What was said to the caller last."""
    return next((event.get("text") or "" for event in reversed(tracker.events) if event["event"] == "bot"), "")


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
        talked_over=bool(metadata.get("talked_over")),
        name_words=next(tracker.get_latest_entity_values("caller_name"), None),
        question=_question(tracker),
    )
