"""Delivers what waits in the outbox: at least once, in the order of each request, for three days."""

import logging
import random
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from threading import Event as Flag
from typing import Literal
from uuid import UUID

from rueckruf import clock
from rueckruf.sales.handover.deadline import StoppedError, within
from rueckruf.settings import Outlet
from rueckruf.storage.outbox import Event, Outbox

logger = logging.getLogger(__name__)

# As Standard Webhooks proposes: after the first attempt nine more, over three days in all.
BACK_OFF = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
_JITTER = 0.1
# One event and one round end before the lease does, or another server would send the same; and a server that was
# killed should not hold up others for long.
_SECONDS = 30
_LONGEST_ROUND = timedelta(seconds=10)
LONGEST = _LONGEST_ROUND + timedelta(seconds=_SECONDS + 5)

Send = Callable[[Event], Collection[UUID] | None]
"""Delivers an event and tells whose personal data went with it; None if there is nothing to tell any more."""


Concern = Literal["this", "all", "never"]
"""The receiver did not take this event; it would take no other now either; it wants none ever again."""


class UndeliveredError(Exception):
    """Why an event was not delivered, without personal data, and what that means for others."""

    def __init__(self, problem: str, concerns: Concern) -> None:
        super().__init__(problem)
        self.problem = problem[:64]
        self.concerns = concerns


def deliver_due(outbox: Outbox, outlet: Outlet, send: Send, stopping: Flag) -> None:
    """Deliver what is due, one event after the other, for ten seconds or until ``stopping`` is set."""
    end = clock.now() + _LONGEST_ROUND
    while clock.now() < end and not stopping.is_set():
        event = outbox.next_due(outlet, clock.now())
        if event is None or not _deliver(outbox, event, send, stopping):
            return


def _deliver(outbox: Outbox, event: Event, send: Send, stopping: Flag) -> bool:
    """Whether it makes sense to go on with the next event."""
    try:
        disclosed = within(_SECONDS, stopping, lambda: send(event))
    except StoppedError:
        return False
    except TimeoutError:
        _postpone(outbox, event, "TimeoutError")
        return False
    except UndeliveredError as error:
        if error.concerns == "never":
            count = outbox.give_up(event.outlet, error.problem)
            facts = {"outlet": event.outlet, "events": count, "problem": error.problem}
            logger.error("hand-over: the receiver wants no more, all events given up", extra={"facts": facts})
            return False
        _postpone(outbox, event, error.problem)
        return error.concerns == "this"
    except Exception as error:  # an event that cannot be made must not hold up all others
        _postpone(outbox, event, type(error).__name__)
        return True
    if disclosed is None:
        outbox.drop(event)
    else:
        outbox.delivered(event, clock.now(), disclosed)
    return True


def _postpone(outbox: Outbox, event: Event, problem: str) -> None:
    if event.attempts < len(BACK_OFF):
        outbox.postpone(event, problem, _later(clock.now(), BACK_OFF[event.attempts]))
        return
    outbox.postpone(event, problem, None)
    facts = {"outlet": event.outlet, "id": event.id, "attempts": event.attempts + 1, "problem": problem}
    logger.error("hand-over: event given up", extra={"facts": facts})


def _later(now: datetime, pause: timedelta) -> datetime:
    """Spread a little: what failed together need not come back together."""
    return now + pause * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - nothing to guess
