"""Commits the confirmed request."""

import asyncio
import logging

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import callback_requests, count_without_request, settings, withdraw
from rueckruf import clock
from rueckruf.answers.gathered import gathered
from rueckruf.callbacks.use_cases import take_callback_request

logger = logging.getLogger(__name__)


class StoreCallback(Action):
    """Stores the request of a call once, however often it is run, and tells in ``outcome`` how the call ends.

    "stored" is set only after the commit; what is said hangs on it in ``data/rules/endings.yml``. Without a yes
    nothing may be stored either of a turn that failed after its commit, so that was heard as another question.
    """

    def name(self) -> str:
        return "action_store_callback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        # In a thread: a database that is locked or away makes nobody wait but this caller.
        return [SlotSet("outcome", await asyncio.to_thread(_outcome, tracker))]


def _outcome(tracker: Tracker) -> str:
    if tracker.slots.get("confirmed"):
        return _store(tracker)
    if not withdraw(tracker.sender_id):
        return "not_withdrawn"
    if tracker.slots.get("prompting") != "leaving":
        return "gave_up"
    # "Soll ich Ihren Wunsch speichern?", and the answer was no.
    count_without_request(tracker.sender_id, "ended", "goodbye")
    return "declined"


def _store(tracker: Tracker) -> str:
    company = settings().company
    try:
        wish = gathered(tracker.slots)
        take_callback_request(
            callback_requests(tracker.sender_id),
            wish,
            call_sid=tracker.sender_id,
            recipient=company.routing.route(wish.get("concern", "")).recipient,
            keep_months=company.retention.months,
            now=clock.now(),
        )
    except Exception as error:  # whatever failed, the caller must hear it instead of thanks
        # Only the kind of the error: its text may hold what the caller said.
        logger.error("callback request not stored: %s", type(error).__name__)
        return "not_stored"
    return "stored"
