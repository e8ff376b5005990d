"""Deletes what Twilio keeps of a call: the entry in its call log, with the numbers of both sides.

Twilio's REST API: ``DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}.json`` answers 204, 404 once the entry
is gone, and an error (20009) while the call is still going on. We never record, so nothing else hangs on a call.
"""

import logging
from datetime import datetime, timedelta
from threading import Event

from requests import RequestException
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from rueckruf.logs import pseudonym
from rueckruf.storage.ended_calls import EndedCall, EndedCalls

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
_CALLS_AT_ONCE = 200
_GONE = 404
# What no other call would fare better with: wrong credentials, too many requests, a Twilio that is down.
_GENERAL = (401, 403, 429, 500, 502, 503, 504)


def delete_call_logs(calls: EndedCalls, client: Client, now: datetime, stopping: Event | None = None) -> int:
    """Delete the log of each call that is due at the aware time ``now``; how many are gone.

    It ends after the call at hand once ``stopping`` is set.

    What can't be deleted is logged under its pseudonym and tried again: after a minute, then each time after twice
    as long, at most an hour. Raises SQLAlchemyError.
    """
    gone = 0
    for call in calls.due(now, _CALLS_AT_ONCE):
        if stopping and stopping.is_set():
            break
        try:
            client.calls(call.call_sid).delete()
        except (TwilioRestException, RequestException) as error:
            status = getattr(error, "status", None)
            if status != _GONE:
                _postpone(calls, call, now, error)
                if status is None or status in _GENERAL:
                    break
                continue
        calls.forget(call)
        gone += 1
    return gone


def give_up_overdue(calls: EndedCalls, now: datetime, months: int) -> None:
    """Forget calls that ended ``months`` ago, though Twilio still has them: their ids outlive no request.

    It is logged, and must be: whoever answers for the data deletes them at Twilio by hand. Also for where nobody
    deletes any more, because the switch was turned off. Raises SQLAlchemyError.
    """
    for call in calls.overdue(now, months):
        facts = {"call": pseudonym(call.call_sid), "attempts": call.attempts}
        logger.error("Twilio's log of a call was never deleted, and is given up", extra={"facts": facts})
        calls.forget(call)


def _postpone(calls: EndedCalls, call: EndedCall, now: datetime, error: Exception) -> None:
    doublings = min(call.attempts, 10)
    calls.postpone(call, now + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT))
    facts = {"call": pseudonym(call.call_sid), "attempt": call.attempts + 1, "problem": type(error).__name__}
    facts |= {"status": getattr(error, "status", None), "code": getattr(error, "code", None)}
    # The first time it may only be early: Twilio reports the end of a call before it lets go of it.
    level = logging.WARNING if call.attempts else logging.INFO
    logger.log(level, "Twilio's log of a call not deleted yet", extra={"facts": facts})
