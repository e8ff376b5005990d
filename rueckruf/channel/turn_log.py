"""One line in the log for each turn of a call: how it went, and nothing of what was said."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rueckruf.logs import pseudonym

logger = logging.getLogger(__name__)

_facts: ContextVar[dict[str, str | None] | None] = ContextVar("facts of this turn", default=None)


@contextmanager
def turn_logged(call_sid: str, turn: int) -> Iterator[None]:
    """Logs the turn that is answered inside, with the facts that are noted meanwhile.

    ``outcome``: ``goes_on``, ``ended``, ``repeated`` (an answer given before), ``failed`` (the caller heard an
    apology), or how the request ended: the slot of that name. ``duration_ms`` is without HTTP.
    """
    facts: dict[str, str | None] = {"intent": None, "outcome": "goes_on"}
    token = _facts.set(facts)
    begin = time.perf_counter()
    try:
        yield
    finally:
        _facts.reset(token)
        milliseconds = round((time.perf_counter() - begin) * 1000, 1)
        line = {"call": pseudonym(call_sid), "turn": turn, **facts, "duration_ms": milliseconds}
        logger.info("turn", extra={"facts": line})


def note_end() -> None:
    """The call ends with this turn."""
    noted = _facts.get()
    if noted is not None and noted["outcome"] == "goes_on":
        noted["outcome"] = "ended"


def note(**facts: str | None) -> None:
    """Adds to the line of the turn that is being answered; elsewhere it does nothing."""
    noted = _facts.get()
    if noted is not None:
        noted |= facts
