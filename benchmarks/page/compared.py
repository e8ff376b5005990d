"""What people, systems and callers have seen and heard, against what is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from benchmarks.page.figures import Figure, faults, p95
from benchmarks.page.system import System
from benchmarks.page.together import Observed
from rueckruf.callbacks.handling import Entry
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.database import Database
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import call_figures, callback_requests


@dataclass(frozen=True)
class Stored:
    """The calls that have a request, each with its id, and what is counted for the overview."""

    calls: Mapping[str, str]
    counts: Counter[str]


def stored(database: Database) -> Stored:
    counts = select(call_figures.c.kind, func.sum(call_figures.c.count)).group_by(call_figures.c.kind)
    with database.engine.connect() as connection:
        calls = connection.execute(select(callback_requests.c.call_sid, callback_requests.c.id)).all()
        counted = Counter({kind: int(count) for kind, count in connection.execute(counts)})
        return Stored(dict(map(tuple, calls)), counted)


def fresh_wishes(database: Database, recipient: str) -> list[UUID]:
    """Requests that nobody has done anything with: some due, some overdue, some for later."""
    table = callback_requests
    fresh = (table.c.status == "new", table.c.version == 1, table.c.recipient == recipient)
    with database.engine.connect() as connection:
        ids = connection.execute(select(table.c.id).where(*fresh).order_by(table.c.id))
        return [UUID(each) for each in ids.scalars()]


def compared(database: Database, before: Stored, observed: Observed, output: Sequence[str]) -> Iterator[Figure]:
    """``before`` is what was stored when all began, ``output`` what the server wrote."""
    after = stored(database)
    requests, histories = _worked_on(database, observed)
    steps = Counter((wish, line.actor, line.step) for wish, lines in histories.items() for line in lines)
    notes = {wish: {requests[wish].note, *_notes_before(lines)} for wish, lines in histories.items()}
    yield p95("list, during work and calls", observed.polls)
    yield p95("API list, during work and calls", observed.lists)
    answers = len(observed.polls) + len(observed.lists) + len(observed.calls) + observed.steps.total()
    yield faults("answers that are errors", len(observed.failures), answers)
    new = {call: after.calls[call] for call in after.calls.keys() - before.calls.keys()}
    yield faults("calls confirmed wrongly", len(new.keys() ^ set(observed.calls)), len(new))
    yield faults("claims not won by one of four", len(observed.undecided), len(observed.worked_on))
    gaps = sum(not _is_whole(requests[wish], lines) for wish, lines in histories.items())
    yield faults("histories with a gap", gaps, len(histories))
    yield _news(observed.told, _happened(requests, new.values()))
    yield faults("steps shown wrongly", _differences(observed.steps, steps), observed.steps.total())
    yield faults("notes lost", sum(note not in notes[wish] for wish, note in observed.notes), len(observed.notes))
    expected = _expected(requests, histories, len(new))
    wrong = sum(abs(after.counts[kind] - before.counts[kind] - expected[kind]) for kind in {*after.counts, *expected})
    yield faults("overview counts, off by", wrong, expected.total())
    # The log names types of exceptions, not what they say: a lock and a deadlock are OperationalErrors.
    failed = sum("OperationalError" in line or "locked" in line for line in output)
    yield faults("database errors in the log", failed, len(output))


def _differences(one: Counter[Any], other: Counter[Any]) -> int:
    return ((one - other) + (other - one)).total()


def _happened(requests: Mapping[UUID, CallbackRequest], new: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often what has happened to which request."""
    changed = {(str(wish), "request.updated"): request.version - 1 for wish, request in requests.items()}
    return Counter(changed) + Counter((request_id, "request.created") for request_id in new)


def _news(systems: Sequence[System], happened: Counter[tuple[str, str]]) -> Figure:
    """Whether each was told of all of it, once."""
    wrong = sum(_differences(_told(system, happened), happened) for system in systems)
    return faults("news told wrongly to systems", wrong, happened.total() * len(systems))


def _told(system: System, happened: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How often a system was told what, of the requests with which something has happened."""
    system.read_news()
    system.close()
    concerned = {request_id for request_id, _ in happened}
    told = Counter((event["request_id"], event["type"]) for event in system.news)
    return Counter({what: count for what, count in told.items() if what[0] in concerned})


def _worked_on(
    database: Database, observed: Observed
) -> tuple[dict[UUID, CallbackRequest], dict[UUID, Sequence[Entry]]]:
    requests, handled = SqlCallbackRequests(database), SqlHandledRequests(database)
    found = {wish: requests.get(wish) for wish in observed.worked_on}
    return (
        {wish: request for wish, request in found.items() if request},
        {wish: handled.history(wish) for wish in observed.worked_on},
    )


def _is_whole(request: CallbackRequest, lines: Sequence[Entry]) -> bool:
    """Whether each version after the first has its line, in order."""
    return [line.version for line in lines] == list(range(2, request.version + 1))


def _notes_before(lines: Sequence[Entry]) -> Iterator[str]:
    return (str(line.before["note"]) for line in lines if "note" in line.before)


def _expected(
    requests: Mapping[UUID, CallbackRequest], histories: Mapping[UUID, Sequence[Entry]], new: int
) -> Counter[str]:
    """What must have been counted of new requests, and of those that somebody tried or reached."""
    reached = sum(
        request.status == "done" and request.callback_start <= _done_at(histories[wish]) < request.callback_end
        for wish, request in requests.items()
    )
    tried = sum(request.attempts > 0 for request in requests.values())
    done = sum(request.status == "done" for request in requests.values())
    return Counter(request=new, window=new, reached=reached, first_attempt=tried, result=done)


def _done_at(lines: Sequence[Entry]) -> datetime:
    return max(line.at for line in lines if line.step == "done")
