"""``make bench-page``: the day's list over many requests, alone and while people poll it and calls come in."""

import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import typer
from rich.console import Console

from benchmarks import data_jobs
from benchmarks.measured import in_child
from benchmarks.stored_requests import NOW
from rueckruf.sales.users import create
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server

PEOPLE = CALLS = 20
CALLS_EACH = 3
VIEWS = 200
SENTENCES = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "ja, das stimmt",
)

console = Console()


class Person:
    """Somebody who is signed in to the page, with a connection of her own."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._cookie = ""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.open("/anmelden"))
        assert found is not None
        form = {"csrf_token": found[1], "login": login, "password": password}
        self._send("POST", "/anmelden", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})

    def open(self, path: str) -> str:
        """A page; raises RuntimeError for one that is none."""
        return self._send("GET", path, "", {})

    def _send(self, method: str, path: str, body: str, headers: dict[str, str]) -> str:
        self._connection.request(method, path, body, {**headers, "Cookie": self._cookie})
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if answer.status not in (200, 302, 303):
            raise RuntimeError(f"{method} {path}: HTTP {answer.status}")
        self._cookie = (answer.getheader("Set-Cookie") or self._cookie).partition(";")[0]
        return text


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(requests: int = typer.Option(100_000, min=1000, help="So many are stored, in SQLite.")) -> None:
    """Measure the day's list: alone, then while 20 people look at it without a pause and 20 callers ring.

    Aims: 95 of 100 views within 100 ms, no view or call that fails, every confirmed request stored. Everything
    shares the processors of this machine, so the second row tells of faults rather than of speed.
    """
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as scratch:
        folder = Path(scratch) / "data"
        in_child(data_jobs.store, folder, requests, requests // 100)
        _, database = data_jobs.opened(folder)
        logins = [f"lead{number}" for number in range(PEOPLE)]
        people = [(login, create(database, login, "lead", None, None, NOW, data_jobs.ACTOR)) for login in logins]
        with running_server(folder, command=rueckruf_at(NOW.isoformat())) as server:
            page = _page_of(server)
            person = Person(page, *people[0])
            alone = [_seconds(partial(person.open, "/liste")) for _ in range(VIEWS)]
            console.print(f"list of {requests:,}, alone: {_told(alone)}")
            together, stored = _together(page, server.url, people)
            console.print(f"{PEOPLE} people beside {CALLS} callers: {_told(together)}; {stored} requests stored")


def _page_of(server: Server) -> str:
    """The page runs on the next port."""
    address = urlsplit(server.url)
    return f"http://{address.hostname}:{(address.port or 0) + 1}"


def _together(page: str, url: str, people: list[tuple[str, str]]) -> tuple[list[float], int]:
    """The seconds of all views, and how many calls heard that their request is stored: none may fail."""
    over = threading.Event()

    def look(login: str, password: str) -> list[float]:
        person, views = Person(page, login, password), []
        while not over.is_set():
            views.append(_seconds(partial(person.open, "/liste")))
        return views

    with ThreadPoolExecutor(PEOPLE + CALLS) as pool:
        looking = [pool.submit(look, *one) for one in people]
        ringing = [pool.submit(_ring, url) for _ in range(CALLS)]
        try:
            stored = sum(call.result() for call in ringing)
        finally:
            over.set()
        return [view for views in looking for view in views.result()], stored


def _ring(url: str) -> int:
    """Whole calls, one after the other; how many."""
    for _ in range(CALLS_EACH):
        phone = Phone(url, caller="anonymous", status_callback=False).start()
        for sentence in SENTENCES:
            phone.say(sentence)
        if "Vielen Dank" not in phone.last:
            raise RuntimeError("a request was not stored")
        phone.close()
    return CALLS_EACH


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _told(seconds: list[float]) -> str:
    p95 = statistics.quantiles(seconds, n=20)[18]
    return f"{len(seconds)} views, p50 {1000 * statistics.median(seconds):.0f} ms, p95 {1000 * p95:.0f} ms"


if __name__ == "__main__":
    app()
