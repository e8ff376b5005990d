"""Which calls have ended: what comes of them later is sent late, or again by somebody who has recorded it."""

import asyncio
import logging
from typing import Protocol

from rueckruf import logs

logger = logging.getLogger(__name__)

# A call that begins waits no longer to be told from one that has ended.
_SECONDS_TO_LOOK_UP = 1.0


class CallEnds(Protocol):
    """Keeps them (``rueckruf/storage/tombstones.py``)."""

    async def note(self, call_sid: str) -> None: ...

    async def has(self, call_sid: str) -> bool: ...


async def remember_end(ends: CallEnds, call_sid: str) -> None:
    """Note that a call has ended; raises nothing."""
    try:
        await ends.note(call_sid)
    except Exception as error:
        facts = {"call": logs.pseudonym(call_sid), "problem": type(error).__name__}
        logger.error("end of a call not noted: it could go on, and Twilio keeps its log", extra={"facts": facts})


async def has_ended(ends: CallEnds, call_sid: str) -> bool:
    """Whether a call has ended. Where that can't be told in time it has not: callers go before."""
    try:
        return await asyncio.wait_for(ends.has(call_sid), _SECONDS_TO_LOOK_UP)
    except Exception as error:
        logger.error("whether a call has ended could not be looked up: %s", type(error).__name__)
        return False
