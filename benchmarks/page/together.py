"""People at the page and systems at the API while callers ring: four work on each request at once, all ask for news."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from uuid import UUID

from rich.progress import track

from benchmarks.page.person import Forms, PageError, Person
from benchmarks.page.system import System
from benchmarks.personal_data import SENTENCES
from rueckruf.callbacks.handling import Step
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import NoCallError, Phone

_ACTIONS: dict[str, Step] = {
    "uebernehmen": "claimed",
    "notiz": "noted",
    "ergebnis": "done",
    "rueckgaengig": "undone",
}

Credentials = tuple[str, str]
"""Login and password; of a system name and token."""

Worker = Person | System

_ASKED_EVERY = 1.0  # seconds, between two questions of a system


@dataclass
class Observed:
    """What people, systems and callers have seen and heard, to be compared with what is stored."""

    steps: Counter[tuple[UUID, str, Step]] = field(default_factory=Counter)
    notes: list[tuple[UUID, str]] = field(default_factory=list)
    worked_on: list[UUID] = field(default_factory=list)
    undecided: list[UUID] = field(default_factory=list)  # claimed by several at once, or by nobody
    calls: list[str] = field(default_factory=list)  # that heard that their request is stored
    polls: list[float] = field(default_factory=list)  # seconds
    lists: list[float] = field(default_factory=list)  # of the API, seconds
    told: list[System] = field(default_factory=list)  # those that ask for news
    failures: list[str] = field(default_factory=list)  # answers that no page and no call should give


def run(
    page: str,
    url: str,
    people: Sequence[Credentials],
    systems: Sequence[Credentials],
    wishes: Sequence[UUID],
    seconds: int,
) -> Observed:
    """Work on ``wishes``, poll and ring for so long.

    ``people`` work two and two, with two of as many ``systems`` on the same requests, and as many callers ring.
    """
    observed, over = Observed(), threading.Event()
    pages = [Person(page, *one) for one in track(people, "signing in", transient=True)]
    desks = [Person(page, *one) for one in track(people, "signing in once more, in a second tab", transient=True)]
    clients, observed.told = _let_in(page, systems), _let_in(page, systems)
    groups = list(zip(desks[::2], desks[1::2], clients[::2], clients[1::2], strict=True))
    jobs: list[Callable[[], None]] = [
        *(partial(_poll, person, observed, over) for person in pages),
        *(partial(_ask, system, observed, over) for system in observed.told),
        *(partial(_work, group, wishes[place :: len(groups)], observed, over) for place, group in enumerate(groups)),
        *(partial(_ring, url, observed, over) for _ in people),
    ]
    _do(jobs, over, seconds)
    everybody: list[Worker] = [*pages, *desks, *clients]
    for worker in everybody:
        worker.close()
    return observed


def _let_in(page: str, systems: Sequence[Credentials]) -> list[System]:
    """What has happened so far is no news to them."""
    let_in = [System(page, *one) for one in systems]
    for system in let_in:
        system.read_news()
        system.news.clear()
    return let_in


def _do(jobs: Sequence[Callable[[], None]], over: threading.Event, seconds: int) -> None:
    """All at once, for so long; raises what one of them has raised."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(job) for job in jobs]
        try:
            _wait(running, seconds)
        finally:
            over.set()
    for job in running:
        job.result()


def _wait(running: Sequence["Future[None]"], seconds: int) -> None:
    """Until the time is over, or something has gone wrong."""
    for _ in track(range(seconds), "people work while callers ring", transient=True):
        if any(job.done() and job.exception() for job in running):
            return
        time.sleep(1)


def _poll(person: Person, observed: Observed, over: threading.Event) -> None:
    """As the open page does, and as often as it says."""
    page = person.open("/liste")
    tag, every = page.tag, re.search(r'hx-trigger="every (\d+)s', page.text)
    assert every is not None
    while True:
        begin = time.perf_counter()
        with _noted(observed):
            tag = person.poll("/liste", tag).tag or tag
        observed.polls.append(time.perf_counter() - begin)
        if over.wait(int(every[1])):
            return


def _ask(system: System, observed: Observed, over: threading.Event) -> None:
    """For news, and for the list from its beginning on, page by page."""
    query: dict[str, str] = {}
    while True:
        with _noted(observed):
            system.read_news()
            begin = time.perf_counter()
            following = system.requests(**query)["next"]
            observed.lists.append(time.perf_counter() - begin)
            query = {"cursor": following} if following else {}
        if over.wait(_ASKED_EVERY):
            return


def _ring(url: str, observed: Observed, over: threading.Event) -> None:
    """Whole calls, one after the other."""
    while not over.is_set():
        phone = Phone(url, caller="anonymous", status_callback=False)
        with closing(phone), _noted(observed):
            phone.start()
            for sentence in SENTENCES:
                phone.say(sentence)
            if "Vielen Dank" not in phone.last:
                raise CallFailedError(f"not told that the request is stored: {phone.last}")
            observed.calls.append(phone.call_sid)


def _work(group: Sequence[Worker], wishes: Sequence[UUID], observed: Observed, over: threading.Event) -> None:
    """One wish after the other, each step taken by all at once where all may want it."""
    for wish in wishes:
        if over.is_set():
            return
        observed.worked_on.append(wish)
        with _noted(observed):
            _handle(group, wish, observed)


def _handle(group: Sequence[Worker], wish: UUID, observed: Observed) -> None:
    free = [(worker, worker.forms(wish)) for worker in group]
    claimed = _all(wish, "uebernehmen", free, observed)
    if len(claimed) != 1:
        observed.undecided.append(wish)
        return
    (mine,) = claimed
    _all_note(group, wish, observed)
    others = [(worker, seen) for worker, seen in free if worker is not mine]  # they still look at what was before
    _all(wish, "ergebnis", [(mine, mine.forms(wish)), *others], observed)
    if "rueckgaengig" not in (done := mine.forms(wish)):  # the API takes nothing back
        return
    _take(mine, wish, "rueckgaengig", done, observed)
    if len(observed.worked_on) % 2:
        _take(mine, wish, "ergebnis", mine.forms(wish), observed)


@contextmanager
def _noted(observed: Observed) -> Iterator[None]:
    """A failure is noted, and whoever met it goes on with the next."""
    try:
        yield
    except (PageError, CallFailedError, NoCallError, OSError, HTTPException) as error:
        observed.failures.append(f"{type(error).__name__}: {error}")


def _all_note(group: Sequence[Worker], wish: UUID, observed: Observed) -> None:
    """Each a note of their own; who was too late sees that, and stores it once more."""
    stored = _all(wish, "notiz", [(worker, worker.forms(wish)) for worker in group], observed)
    for worker in group:
        while worker not in stored and not _take(worker, wish, "notiz", worker.forms(wish), observed):
            pass


def _all(wish: UUID, action: str, seen: Sequence[tuple[Worker, Forms]], observed: Observed) -> list[Worker]:
    """All take a step from what they have seen, at the same moment; which of them did it."""
    start = threading.Barrier(len(seen))

    def take(worker: Worker, forms: Forms) -> bool:
        start.wait()
        return _take(worker, wish, action, forms, observed)

    with ThreadPoolExecutor(len(seen)) as pool:
        done = pool.map(take, *zip(*seen, strict=True))
        return [worker for (worker, _), is_done in zip(seen, done, strict=True) if is_done]


def _take(worker: Worker, wish: UUID, action: str, seen: Forms, observed: Observed) -> bool:
    typed = {"ergebnis": {"result": "erreicht"}, "notiz": {"note": f"{worker.login} um {time.perf_counter()}"}}.get(
        action, {}
    )
    done = worker.step(wish, action, seen, **typed)
    if done:
        observed.steps[wish, worker.login, _ACTIONS[action]] += 1
        observed.notes += [(wish, typed["note"])] if "note" in typed else []
    return done
