"""Commits the confirmed request."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any
from uuid import UUID

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.services import accept_request, count_without_request, settings, withdraw
from rueckruf import clock
from rueckruf.answers.gathered import gathered
from rueckruf.callbacks.acceptance import Accepted
from rueckruf.callbacks.repository import CallbackRequests, Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.returning import requests_of
from rueckruf.callbacks.use_cases import confirmed_request
from rueckruf.channel.turn_log import timed
from rueckruf.dialogue.state import CONFIRMED, KNOWN_REQUEST, PROMPTING
from rueckruf.dialogue.wording import ERASING, Wording

logger = logging.getLogger(__name__)


class StoreCallback(Action):
    """Stores the request of a call once, however often it is run, and tells in ``outcome`` how the call ends.

    Of an earlier call it changes the request, or erases what the caller has said yes to.

    "stored" is set only after the commit, or once the request waits on the disk for it; what is said hangs on it in
    ``data/rules/endings.yml``. Without a yes nothing may be stored either of a turn that failed after its commit, so
    that was heard as another question.
    """

    def name(self) -> str:
        return "action_store_callback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        # In a thread: a database that is locked or away makes nobody wait but this caller.
        with timed("storing"):
            return [SlotSet("outcome", await asyncio.to_thread(_outcome, tracker))]


def _outcome(tracker: Tracker) -> str:
    slots = tracker.slots
    if slots.get(CONFIRMED):
        return _store(tracker)
    known = slots.get(KNOWN_REQUEST)
    if known and known.get("erase"):
        return _erase(tracker, known)
    if not withdraw(tracker.sender_id):
        return "not_withdrawn"
    if not known and slots.get("earlier_wish") in ERASING:  # and there was none to erase
        count_without_request(tracker.sender_id, "ended", "cancel")
        return "withdrawn"
    if slots.get(PROMPTING) != Wording.LEAVING:
        return "gave_up"
    # "Soll ich Ihren Wunsch speichern?", and the answer was no.
    count_without_request(tracker.sender_id, "ended", "goodbye")
    return "declined"


def _store(tracker: Tracker) -> str:
    company = settings().company
    try:
        wish = gathered(tracker.slots)
        request = confirmed_request(
            wish,
            call_sid=tracker.sender_id,
            recipient=company.routing.route(wish.get("concern", "")).recipient,
            keep_months=company.retention.months,
            now=clock.now(),
        )
        known = tracker.slots.get(KNOWN_REQUEST)
        accept_request(Accepted(request, UUID(known["id"]) if known and known["changing"] else None))
    except Exception as error:  # whatever failed, the caller must hear it instead of thanks
        # Only the kind of the error: its text may hold what the caller said.
        logger.error("callback request not stored: %s", type(error).__name__)
        return "not_stored"
    return "stored"


def _erase(tracker: Tracker, known: Mapping[str, Any]) -> str:
    def earlier(requests: CallbackRequests, waiting: Iterable[CallbackRequest]) -> Iterator[UUID]:
        yield UUID(known["id"])
        if known["erase"] == Wording.ERASING_ALL:
            kept = chain(requests.list(Selection(words=known["caller"])), waiting)
            yield from (each.id for each in requests_of(kept, known["caller"], gathered(tracker.slots)))

    if not withdraw(tracker.sender_id, earlier):
        return "not_withdrawn"
    count_without_request(tracker.sender_id, "ended", "cancel")
    return "erased"
