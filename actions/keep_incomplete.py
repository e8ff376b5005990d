"""Keeps what a call that broke off has gathered."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Literal

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import callback_requests, count_without_request, opening_hours, required_slots, settings
from rueckruf import clock
from rueckruf.answers.gathered import gathered, is_enough, open_question
from rueckruf.callbacks.use_cases import keep_incomplete_request
from rueckruf.dialogue.state import KNOWN_REQUEST

logger = logging.getLogger(__name__)


class KeepIncomplete(Action):
    """Counts where the call broke off; stores an incomplete request if ``company.yml`` allows it and enough was said.

    ``outcome`` is "incomplete" only after the commit, else "gave_up"; an outcome that was told before stays.
    """

    def name(self) -> str:
        return "action_keep_incomplete"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        before = tracker.slots.get("outcome")
        if before not in (None, "gave_up"):
            return [SlotSet("outcome", before)]
        return [SlotSet("outcome", await asyncio.to_thread(_outcome, tracker, required_slots(domain)))]


def _outcome(tracker: Tracker, required: Sequence[str]) -> str:
    _count(tracker, required)
    return "incomplete" if _keep(tracker) else "gave_up"


def _count(tracker: Tracker, required: Sequence[str]) -> None:
    if tracker.slots.get("transfer") == "connecting":  # a person was rung, and the call came back only to end
        count_without_request(tracker.sender_id, "ended", "transfer")
    else:
        how: Literal["broke_off", "gave_up"] = "gave_up" if tracker.slots.get("outcome") == "gave_up" else "broke_off"
        count_without_request(tracker.sender_id, how, open_question(tracker.slots, required))


def _keep(tracker: Tracker) -> bool:
    company = settings().company
    known = tracker.slots.get(KNOWN_REQUEST)
    if not company.retention.keep_incomplete or (known and known["changing"]):
        return False  # a request of an earlier call stays as it was
    try:
        wish = gathered(tracker.slots)
        if not is_enough(wish):
            return False
        keep_incomplete_request(
            callback_requests(tracker.sender_id),
            wish,
            call_sid=tracker.sender_id,
            hours=opening_hours(),
            recipient=company.routing.route(wish.get("concern", "")).recipient,
            keep_hours=company.retention.incomplete_hours,
            now=clock.now(),
        )
    except Exception as error:  # whatever failed, nobody may be told that it was kept
        # Only the kind of the error: its text may hold what the caller said.
        logger.error("incomplete request not stored: %s", type(error).__name__)
        return False
    return True
