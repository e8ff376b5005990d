"""People at the page while callers ring: two work on each request at once, and all pages ask for news."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from uuid import UUID

from rich.progress import track

from benchmarks.page.person import Forms, PageError, Person
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
"""Login and password."""


@dataclass
class Observed:
    """What people and callers have seen and heard, to be compared with what is stored."""

    steps: Counter[tuple[UUID, str, Step]] = field(default_factory=Counter)
    notes: list[tuple[UUID, str]] = field(default_factory=list)
    worked_on: list[UUID] = field(default_factory=list)
    undecided: list[UUID] = field(default_factory=list)  # claimed by both at once, or by nobody
    calls: list[str] = field(default_factory=list)  # that heard that their request is stored
    polls: list[float] = field(default_factory=list)  # seconds
    failures: list[str] = field(default_factory=list)  # answers that no page and no call should give


def run(page: str, url: str, people: Sequence[Credentials], wishes: Sequence[UUID], seconds: int) -> Observed:
    """Work on ``wishes``, poll and ring for so long; ``people`` work two and two, and as many callers ring."""
    observed, over = Observed(), threading.Event()
    pages = [Person(page, *one) for one in track(people, "signing in", transient=True)]
    desks = [Person(page, *one) for one in track(people, "signing in once more, in a second tab", transient=True)]
    pairs = list(zip(desks[::2], desks[1::2], strict=True))
    jobs: list[Callable[[], None]] = [
        *(partial(_poll, person, observed, over) for person in pages),
        *(partial(_work, pair, wishes[place :: len(pairs)], observed, over) for place, pair in enumerate(pairs)),
        *(partial(_ring, url, observed, over) for _ in people),
    ]
    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(job) for job in jobs]
        try:
            _wait(running, seconds)
        finally:
            over.set()
    for job in running:
        job.result()
    for person in (*pages, *desks):
        person.close()
    return observed


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


def _work(pair: tuple[Person, Person], wishes: Sequence[UUID], observed: Observed, over: threading.Event) -> None:
    """One wish after the other, each step taken by both at once where both may want it."""
    for wish in wishes:
        if over.is_set():
            return
        observed.worked_on.append(wish)
        with _noted(observed):
            _handle(pair, wish, observed)


def _handle(pair: tuple[Person, Person], wish: UUID, observed: Observed) -> None:
    free = {person: person.forms(wish) for person in pair}
    claimed = _both(wish, "uebernehmen", free, observed)
    if len(claimed) != 1:
        observed.undecided.append(wish)
        return
    (mine,) = claimed
    _both_note(pair, wish, observed)
    _both(wish, "ergebnis", {**free, mine: mine.forms(wish)}, observed)  # the other still looks at the page of before
    _take(mine, wish, "rueckgaengig", mine.forms(wish), observed)
    if len(observed.worked_on) % 2:
        _take(mine, wish, "ergebnis", mine.forms(wish), observed)


@contextmanager
def _noted(observed: Observed) -> Iterator[None]:
    """A failure is noted, and whoever met it goes on with the next."""
    try:
        yield
    except (PageError, CallFailedError, NoCallError, OSError, HTTPException) as error:
        observed.failures.append(f"{type(error).__name__}: {error}")


def _both_note(pair: tuple[Person, Person], wish: UUID, observed: Observed) -> None:
    """Each a note of their own; who was too late sees that, and stores it once more."""
    stored = _both(wish, "notiz", {person: person.forms(wish) for person in pair}, observed)
    for person in set(pair) - stored:
        while not _take(person, wish, "notiz", person.forms(wish), observed):
            pass


def _both(wish: UUID, action: str, seen: Mapping[Person, Forms], observed: Observed) -> set[Person]:
    """All take a step from the pages that they have seen, at the same moment; which of them did it."""
    start = threading.Barrier(len(seen))

    def take(person: Person) -> bool:
        start.wait()
        return _take(person, wish, action, seen[person], observed)

    with ThreadPoolExecutor(len(seen)) as pool:
        return {person for person, done in zip(seen, pool.map(take, seen), strict=True) if done}


def _take(person: Person, wish: UUID, action: str, seen: Forms, observed: Observed) -> bool:
    typed = {"ergebnis": {"result": "erreicht"}, "notiz": {"note": f"{person.login} um {time.perf_counter()}"}}.get(
        action, {}
    )
    done = person.step(wish, action, seen, **typed)
    if done:
        observed.steps[wish, person.login, _ACTIONS[action]] += 1
        observed.notes += [(wish, typed["note"])] if "note" in typed else []
    return done
