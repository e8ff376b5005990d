"""One line in the log for each turn of a call: how it went, and nothing of what was said."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from rueckruf import clock
from rueckruf.logs import pseudonym

logger = logging.getLogger(__name__)

PartName = Literal["understanding", "conversation", "storing"]


@dataclass(frozen=True)
class Part:
    """What a part of a turn took, in seconds from the beginning of the turn on."""

    name: PartName
    begin: float
    seconds: float


@dataclass(frozen=True)
class LoggedTurn:
    """A turn as it stands in the log; ``call`` is the pseudonym of the CallSid, ``seconds`` is without HTTP."""

    call: str
    turn: int
    facts: Mapping[str, str | None]
    begun_at: datetime
    seconds: float
    parts: Sequence[Part]


@dataclass
class _Noted:
    facts: dict[str, str | None] = field(default_factory=lambda: {"intent": None, "outcome": "goes_on"})
    parts: list[Part] = field(default_factory=list)
    begin: float = field(default_factory=time.perf_counter)


_noted: ContextVar[_Noted | None] = ContextVar("what is noted of this turn", default=None)

watchers: list[Callable[[LoggedTurn], None]] = []
"""Are told of each turn after it has been logged, and may raise nothing."""


@contextmanager
def turn_logged(call_sid: str, turn: int) -> Iterator[None]:
    """Logs the turn that is answered inside, with the facts that are noted meanwhile.

    ``outcome``: ``goes_on``, ``ended``, ``repeated`` (an answer given before), ``refused`` (the call is over),
    ``failed`` (the caller heard an apology), or how the request ended: the slot of that name. ``duration_ms`` is
    without HTTP.
    """
    begun_at, noted = clock.now(), _Noted()
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
        seconds = time.perf_counter() - noted.begin
        logged = LoggedTurn(pseudonym(call_sid), turn, noted.facts, begun_at, seconds, noted.parts)
        line = {"call": logged.call, "turn": turn, **noted.facts, "duration_ms": round(seconds * 1000, 1)}
        logger.info("turn", extra={"facts": line})
        for watch in watchers:
            watch(logged)


@contextmanager
def timed(part: PartName) -> Iterator[None]:
    """Notes what this part of the turn that is being answered takes; elsewhere it does nothing."""
    begin = time.perf_counter()
    try:
        yield
    finally:
        noted = _noted.get()
        if noted is not None:
            noted.parts.append(Part(part, begin - noted.begin, time.perf_counter() - begin))


def note_end() -> None:
    """The call ends with this turn."""
    noted = _noted.get()
    if noted is not None and noted.facts["outcome"] == "goes_on":
        noted.facts["outcome"] = "ended"


def note(**facts: str | None) -> None:
    """Adds to the line of the turn that is being answered; elsewhere it does nothing."""
    noted = _noted.get()
    if noted is not None:
        noted.facts |= facts
