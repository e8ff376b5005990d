"""How long single pages take over many requests, for one person after the other."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from typing import Any
from uuid import UUID

from rich.progress import track
from sqlalchemy import func, select

from benchmarks.page.figures import Figure, p95
from benchmarks.page.person import Person
from benchmarks.page.system import System
from benchmarks.stored_requests import phone_of
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.storage.database import Database
from rueckruf.storage.tables import callback_requests

AIM_MS = 100
_ON_A_PAGE = 50
_WARM_UP = 3


def measured(
    database: Database, lead: Person, sales: Callable[[], Person], systems: Sequence[System], views: int
) -> Iterator[Figure]:
    """Each kind of page so often; ``systems`` ask in turns, for each may ask so often a minute.

    ``sales`` signs somebody in: a connection that is idle for two minutes is closed.
    """
    last = max(_open_requests(database) // _ON_A_PAGE, 1)
    yield _list("list, first page, lead", partial(lead.open, "/liste"), views)
    yield _list("list, last page, lead", partial(lead.open, f"/liste?seite={last}"), views)
    yield _list("list, first page, sales", partial(sales().open, "/liste"), views)
    tag = lead.open("/liste").tag
    yield _list("list, nothing new (304)", partial(lead.poll, "/liste", tag), views)
    words = cycle([*_surnames(), phone_of(1), phone_of(2)[-4:]])
    yield _list("search", lambda: lead.search(next(words)), views)
    asking = cycle(systems)
    yield _list("API list, first page", lambda: next(asking).requests(), views)
    yield _list("API list, what is new", lambda: next(asking).requests(status="new"), views)
    yield _list("API list, page after page", partial(next, _pages(asking)), views)
    for system in systems:
        system.close()
    request_id = handled(database, lead)
    yield p95("one request", _seconds("one request", partial(lead.open, f"/wunsch/{request_id}"), views))


def handled(database: Database, person: Person) -> UUID:
    """A request that something was done with: it has a history."""
    fresh = callback_requests.c.status == "new"
    with database.engine.connect() as connection:
        request_id = UUID(connection.execute(select(callback_requests.c.id).where(fresh).limit(1)).scalar_one())
    for action, typed in (("uebernehmen", {}), ("notiz", {"note": "Ruft selbst an."}), ("zurueckgeben", {})):
        person.step(request_id, action, person.forms(request_id), **typed)
    return request_id


def _pages(systems: Iterator[System]) -> Iterator[Any]:
    """Of all requests, each page asked for with what the one before has told."""
    query: dict[str, str] = {}
    while True:
        page = next(systems).requests(**query)
        yield page
        query = {"cursor": page["next"]} if page["next"] else {}


def _open_requests(database: Database) -> int:
    with database.engine.connect() as connection:
        counted = select(func.count()).where(callback_requests.c.due_at.is_not(None))
        return int(connection.execute(counted).scalar_one())


def _surnames() -> list[str]:
    return [spelled for spellings in vocabulary("surnames").values() for spelled in spellings][:50]


def _list(what: str, view: Callable[[], Any], views: int) -> Figure:
    return p95(what, _seconds(what, view, views), AIM_MS)


def _seconds(what: str, view: Callable[[], Any], views: int) -> list[float]:
    for _ in range(_WARM_UP):
        view()
    return [seconds_of(view) for _ in track(range(views), what, transient=True)]


def seconds_of(action: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin
