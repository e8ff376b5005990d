"""``make bench-page``: sales page and API over many requests, alone, and while people, systems and callers use them."""

import json
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_urlsafe

import typer
from rich.console import Console

from benchmarks.measured import in_child
from benchmarks.page import book, compared, figures, news, paint, places, together, views
from benchmarks.page.figures import Figure
from benchmarks.page.person import PageError, Person
from benchmarks.page.places import PLACES, Place
from benchmarks.page.system import System
from benchmarks.stored_requests import NOW
from rueckruf.project import RESULTS, newest_model
from rueckruf.sales.tokens import create
from rueckruf.simulator.server import START_SECONDS, Server, ServerError, free_port, rueckruf_at, running_server
from rueckruf.storage.database import Database
from tests.browser.chromium import EXECUTABLE
from tests.support.checkouts import copy_checkout
from tests.support.people import add_person

RECIPIENT = "company"
TARGET = RESULTS / "bench" / "sales_page.json"

_SHOWN = 5

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
console = Console()


@dataclass(frozen=True)
class Effort:
    """How often, and for how many seconds, things are done."""

    views: int
    paints: int
    calls: int
    people: int
    seconds: int


@app.command()
def main(
    requests: int = typer.Option(100_000, min=1000, help="So many are stored."),
    database: list[str] = typer.Option(list(PLACES), help="sqlite, postgresql; may be given twice."),  # noqa: B008
    page_views: int = typer.Option(200, "--views", min=2, help="So often each page is looked at."),
    paints: int = typer.Option(10, min=1, help="So often Chromium paints the list, cold and warm."),
    calls: int = typer.Option(20, min=2, help="So many ring one after the other, of which a browser is told."),
    people: int = typer.Option(
        20, min=2, help="So many work on the page, two and two, and as many systems and callers beside."
    ),
    seconds: int = typer.Option(90, min=1, help="So long they work while callers ring without a pause."),
    output: Path = typer.Option(  # noqa: B008
        None, "-o", "--output", help="The figures. [default: results/bench/sales_page.json]", show_default=False
    ),
) -> None:
    """Measure the sales page over stored requests, on SQLite and on a PostgreSQL server of its own.

    One after the other: the list and other pages, for one person; the list of the API; the first paint in Chromium;
    all requests as an Excel book, in a process of its own and over HTTP; how long after calls browsers are told; then
    people and systems who take steps with the same requests, four at once, and who ask for news as browsers and systems
    do, while callers ring. Afterwards what all of them have seen is compared with what is stored.

    Aims: 95 of 100 views of a list or a search within 100 ms, first contentful paint within 1 s, a book of 100,000
    within 20 s and 200 MB, browsers told within 2 s, nothing lost and no lock met. All figures want a machine that does
    nothing else; it takes about ten minutes on two cores. Without Chromium the paint is left out.

    \b
    python -m benchmarks.sales_page
    python -m benchmarks.sales_page --database sqlite --requests 5000 --views 20 --seconds 10
    """
    if unknown := set(database) - set(PLACES):
        raise typer.BadParameter(f"--database {min(unknown)}: choose from {', '.join(PLACES)}")
    if people % 2:
        raise typer.BadParameter(f"--people {people}: must be even, for they work two and two")
    effort = Effort(page_views, paints, calls, people, seconds)
    target = output or TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    measured: dict[str, list[Figure]] = {}
    for name in dict.fromkeys(database):
        with (
            tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as scratch,
            PLACES[name](Path(scratch) / "var") as place,
        ):
            measured[name] = list(_measured(place, requests, effort))
        console.print(figures.table(f"Sales page over {requests:,} requests, {name}", measured[name]))
        target.write_text(json.dumps(figures.as_json(measured), indent=2))
    console.print(f"written to {target}")


def _measured(place: Place, requests: int, effort: Effort) -> Iterator[Figure]:
    in_child(places.store, place, requests)
    database = place.opened()
    yield from book.exported(place, console)
    lead = _added(database, "lead", 1)
    sales = _added(database, "sales", effort.people)
    systems = _let_in(database, effort.people)
    with news.told_browser(database, lead[0][0]), _served(place) as (server, page):
        leading, selling = Person(page, *lead[0]), partial(Person, page, *sales[0])
        asking = [System(page, *one) for one in systems]
        yield from views.measured(database, leading, selling, asking, effort.views)
        yield from _painted(page, leading, effort.paints)
        yield from book.downloaded(server.pid, leading, console)
        yield from news.measured(database, server.url, effort.calls)
        before, wishes = compared.stored(database), compared.fresh_wishes(database, RECIPIENT)
        observed = together.run(page, server.url, sales, systems, wishes, effort.seconds)
        yield news.told_after(database, "news, during work and calls")
        yield from compared.compared(database, before, observed, server.output)
        _show_failures(observed, server)


def _show_failures(observed: together.Observed, server: Server) -> None:
    """The first of them, and what the server said of it."""
    errors = [line for line in server.output if '"level": "error"' in line]
    for line in [*observed.failures[:_SHOWN], *(errors[:_SHOWN] if observed.failures else ())]:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _added(database: Database, role: str, count: int) -> list[together.Credentials]:
    recipient = RECIPIENT if role == "sales" else None
    people = [(f"{role}{number}", token_urlsafe()) for number in range(count)]
    for login, password in people:
        add_person(database, login, role, recipient, password, NOW)
    return people


def _let_in(database: Database, count: int) -> list[together.Credentials]:
    names = [f"system{number}" for number in range(count)]
    return [(name, create(database, name, "sales", RECIPIENT, 1, NOW, "benchmark")) for name in names]


@contextmanager
def _served(place: Place) -> Iterator[tuple[Server, str]]:
    """A server at NOW of a company that tells browsers, and the address of its page, once both answer."""
    port, model = free_port(), newest_model()
    assert model is not None
    at_now, arguments = rueckruf_at(NOW.isoformat()), ("--sales-port", str(port))
    checkout = news.telling(copy_checkout(place.folder.with_name("checkout"), model))
    environment = {**place.environment, "PYTHONPATH": str(checkout)}
    with running_server(place.folder, environment, at_now, checkout, arguments, page=True) as server:
        _wait_for(port)
        yield server, f"http://127.0.0.1:{port}"


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            if time.monotonic() > deadline:
                raise ServerError(f"the sales page does not answer on port {port}") from None
            time.sleep(0.1)
        else:
            return


def _painted(page: str, lead: Person, paints: int) -> Iterator[Figure]:
    if EXECUTABLE is None:
        console.print("first contentful paint: not measured, for there is no Chromium: install Debian's chromium")
        return
    yield from paint.measured(page, lead, paints)


if __name__ == "__main__":
    try:
        app()
    except (ServerError, PageError) as error:
        sys.exit(f"bench-page: {error}")
