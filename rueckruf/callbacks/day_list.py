"""The order in which sales calls back: what is due now, what is overdue, and then what comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN

State = Literal["due", "overdue", "later"]

PATIENCE = timedelta(hours=1)
"""How long an agreed next attempt stays due after its time, where the caller's window has passed."""


@dataclass(frozen=True)
class Section:
    """Requests that belong together, in order: those of a state, and of a Berlin day if they come later."""

    state: State
    day: date | None
    requests: tuple[CallbackRequest, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.requests)


def arrange(requests: Iterable[CallbackRequest], now: datetime) -> list[Section]:
    """The sections of the day's list; done requests are in none. ``now`` is aware.

    Of what is due the window that passes first is called first, of the rest what was or will be due first.
    """
    ordered = sorted(
        (request for request in requests if request.status != "done"), key=lambda request: _rank(request, now)
    )
    groups = groupby(ordered, key=lambda request: _section_of(request, now))
    return [Section(state, day, tuple(group)) for (state, day), group in groups]


def state_of(request: CallbackRequest, now: datetime) -> State:
    """Whether an open request is to be called at ``now``, should have been, or comes later.

    Between two of the caller's windows it comes later, unless a next attempt was agreed on.
    """
    due = request.due_at(now)
    if due is None or due > now:
        return "later"
    agreed = request.next_attempt_at
    _, end = request.window_at(now)
    if end > now or (agreed is not None and agreed > now - PATIENCE):
        return "due"
    return "overdue"


def _rank(request: CallbackRequest, now: datetime) -> tuple[int, datetime, str]:
    state = state_of(request, now)
    moment = request.window_at(now)[1] if state == "due" else request.due_at(now)
    assert moment is not None
    return ("due", "overdue", "later").index(state), moment, str(request.id)


def _section_of(request: CallbackRequest, now: datetime) -> tuple[State, date | None]:
    state = state_of(request, now)
    due = request.due_at(now)
    assert due is not None
    return state, due.astimezone(BERLIN).date() if state == "later" else None
