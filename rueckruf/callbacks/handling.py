"""What sales does with a callback request. Each step is stored together with its line of the history."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from rueckruf.callbacks.figures import Figure, of_step, taken_back
from rueckruf.callbacks.request import CallbackRequest, RequestError, Status, several_lines
from rueckruf.callbacks.retention import UNDO, Terms, due

Step = Literal["claimed", "assigned", "handed_back", "done", "unreachable", "postponed", "noted", "undone", "changed"]

LONGEST_NOTE = 2000  # characters
CHANGING = ("status", "claimed_by", "attempts", "next_attempt_at", "delete_after", "note", "result")


class TakenError(Exception):
    """Somebody else has the request; ``by`` is who."""

    def __init__(self, by: str) -> None:
        super().__init__("somebody else has it")
        self.by = by


class ClosedError(Exception):
    """The request is done: first its step has to be undone."""


class TooLateError(Exception):
    """The latest step can't be undone: it is more than UNDO ago, another's, or an undoing itself."""


@dataclass(frozen=True)
class Entry:
    """A line of the history: who took which step when, and what of CHANGING was how before.

    Callers change their wish in a call; what they wished before is nobody's business any more.

    ``version`` is that of the request after the step.
    """

    at: datetime
    actor: str
    step: Step
    version: int
    before: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """What came of a callback: the name of a result of ``company.yml``, and the note if it changes.

    ``unreached`` are the names of the results after which nobody was reached.
    """

    result: str = field(default="", repr=False)
    note: str | None = field(default=None, repr=False)
    unreached: Collection[str] = ()


class HandledRequests(Protocol):
    """Stored requests that steps are taken with."""

    def change(self, request: CallbackRequest, entry: Entry, figures: Sequence[Figure] = ()) -> CallbackRequest:
        """Store a changed request, its line of the history and what is counted, or nothing; raises StaleError."""

    def history(self, request_id: UUID) -> Sequence[Entry]:
        """The lines of a request, oldest first."""


def claim(requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime) -> CallbackRequest:
    """``actor`` will call; raises TakenError, ClosedError and, of two at once, StaleError for the second."""
    _must_be_free(request, actor)
    if request.claimed_by == actor:
        return request
    claimed = replace(request, status=_or_incomplete(request, "claimed"), claimed_by=actor)
    return _take(requests, request, claimed, "claimed", actor, now)


def assign(
    requests: HandledRequests,
    request: CallbackRequest,
    actor: str,
    now: datetime,
    to: str,
    *,
    of_others: bool = False,
) -> CallbackRequest:
    """The user ``to`` will call; only a lead may say so ``of_others``. Raises as ``claim`` does."""
    if request.status == "done" or not of_others:
        _must_be_free(request, actor)
    if request.claimed_by == to:
        return request
    assigned = replace(request, status=_or_incomplete(request, "claimed"), claimed_by=to)
    return _take(requests, request, assigned, "assigned", actor, now)


def hand_back(
    requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime, *, of_others: bool = False
) -> CallbackRequest:
    """Nobody has the request any more; only a lead may say so ``of_others``. Raises as ``claim`` does."""
    if not of_others:
        _must_be_free(request, actor)
    if request.status == "done" or request.claimed_by is None:
        return request
    free = replace(
        request, status=_or_incomplete(request, "unreachable" if request.attempts else "new"), claimed_by=None
    )
    return _take(requests, request, free, "handed_back", actor, now)


def finish(
    requests: HandledRequests,
    request: CallbackRequest,
    actor: str,
    now: datetime,
    terms: Terms,
    outcome: Outcome = Outcome(),
) -> CallbackRequest:
    """The purpose is met or has gone, so the request goes sooner.

    Raises as ``claim`` does, and RequestError if the note is too long.
    """
    _must_be_free(request, actor)
    done = replace(
        _with(outcome, request),
        status="done",
        claimed_by=actor,
        attempts=request.attempts + 1,
        next_attempt_at=None,
        delete_after=due(request, "done", terms, now),
    )
    return _take(requests, request, done, "done", actor, now, of_step(request, done, now, outcome.unreached))


def miss(
    requests: HandledRequests,
    request: CallbackRequest,
    actor: str,
    now: datetime,
    next_attempt_at: datetime,
    outcome: Outcome = Outcome(),
) -> CallbackRequest:
    """Nobody answered; whoever has time tries again at ``next_attempt_at``.

    Raises as ``finish`` does, and RequestError where that time is past or the request will be deleted by then.
    """
    _must_be_free(request, actor)
    _must_lie_ahead(request, next_attempt_at, now)
    missed = replace(
        _with(outcome, request),
        status=_or_incomplete(request, "unreachable"),
        claimed_by=None,
        attempts=request.attempts + 1,
        next_attempt_at=next_attempt_at,
    )
    return _take(requests, request, missed, "unreachable", actor, now)


def postpone(
    requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime, next_attempt_at: datetime
) -> CallbackRequest:
    """It is called at ``next_attempt_at``, by whom it was to be called; that is no attempt. Raises as ``miss`` does."""
    _must_be_free(request, actor)
    _must_lie_ahead(request, next_attempt_at, now)
    return _take(requests, request, replace(request, next_attempt_at=next_attempt_at), "postponed", actor, now)


def note(requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime, text: str) -> CallbackRequest:
    """Replace the note, also while somebody else has the request; raises StaleError, and RequestError if too long."""
    noted = _noted(request, text)
    return request if noted == request else _take(requests, request, noted, "noted", actor, now)


def undo(
    requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime, unreached: Collection[str] = ()
) -> CallbackRequest:
    """Take back the latest step, if it is the actor's own and not older than UNDO; raises TooLateError, StaleError.

    ``unreached`` as in the ``Outcome`` of that step.
    """
    entry = undoable(requests.history(request.id), request, actor, now)
    if entry is None:
        raise TooLateError
    restored = replace(request, **entry.before)
    figures = taken_back(of_step(restored, request, entry.at, unreached))
    return _take(requests, request, restored, "undone", actor, now, figures)


def undoable(history: Sequence[Entry], request: CallbackRequest, actor: str, now: datetime) -> Entry | None:
    """The step that ``undo`` would take back."""
    last = history[-1] if history else None
    if last is None or last.actor != actor or last.step == "undone" or last.version != request.version:
        return None
    return last if now - last.at <= UNDO else None


def after_each(history: Sequence[Entry], request: CallbackRequest, name: str) -> list[Any]:
    """What a field of CHANGING was after each line of the history: as it was before the next one that changed it."""
    values, value = [], getattr(request, name)
    for entry in reversed(history):
        values.append(value)
        value = entry.before.get(name, value)
    return values[::-1]


def still_holds(history: Sequence[Entry], request: CallbackRequest, version: int, actor: str) -> bool:
    """Whether a step that ``actor`` meant for the request at ``version`` may be taken with it as it is now.

    Notes are in no step's way, nor is a claim of one's own in another window.
    """
    since = [entry for entry in history if entry.version > version]
    harmless = all(entry.step == "noted" or (entry.step == "claimed" and entry.actor == actor) for entry in since)
    return harmless and len(since) == request.version - version  # else it was changed by somebody who leaves no line


def _with(outcome: Outcome, request: CallbackRequest) -> CallbackRequest:
    noted = request if outcome.note is None else _noted(request, outcome.note)
    return replace(noted, result=outcome.result or request.result)


def _noted(request: CallbackRequest, text: str) -> CallbackRequest:
    clean = several_lines(text)
    if len(clean) > LONGEST_NOTE:
        raise RequestError("note", f"must have at most {LONGEST_NOTE} characters")
    return replace(request, note=clean)


def _must_be_free(request: CallbackRequest, actor: str) -> None:
    if request.status == "done":
        raise ClosedError
    if request.claimed_by not in (None, actor):
        raise TakenError(str(request.claimed_by))


def _must_lie_ahead(request: CallbackRequest, moment: datetime, now: datetime) -> None:
    if not now < moment < request.delete_after:
        raise RequestError("next_attempt_at", "must lie ahead, and before the request is deleted")


def _or_incomplete(request: CallbackRequest, status: Status) -> Status:
    """A request of a call that broke off stays marked as such, and is deleted as such, until it is done."""
    return "incomplete" if request.status == "incomplete" else status


def _take(
    requests: HandledRequests,
    before: CallbackRequest,
    after: CallbackRequest,
    step: Step,
    actor: str,
    now: datetime,
    figures: Sequence[Figure] | None = None,
) -> CallbackRequest:
    changed = {name: getattr(before, name) for name in CHANGING if getattr(before, name) != getattr(after, name)}
    entry = Entry(at=now, actor=actor, step=step, version=before.version + 1, before=changed)
    return requests.change(after, entry, of_step(before, after, now) if figures is None else figures)
