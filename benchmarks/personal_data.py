"""``make bench-data``: what is done with a million stored requests, how fast and in how much memory."""

import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from benchmarks import data_jobs
from benchmarks.measured import Measure, in_child
from benchmarks.stored_requests import NOW, phone_of
from rueckruf.project import RESULTS
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import rueckruf_at, running_server
from rueckruf.storage.database import Database
from rueckruf.storage.tables import leases

SENTENCES = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "ja, das stimmt",
)
SECONDS_OF_PEACE = 30

console = Console()


@dataclass(frozen=True)
class Turns:
    """Milliseconds of the turns of whole calls, one after the other, each of which stored a request."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    requests: int = typer.Option(1_000_000, min=1000, help="So many are stored."),
    due: int = typer.Option(100_000, min=100, help="So many of them are purged by the server, then as many apart."),
) -> None:
    """Measure exports, disclosure, rotation of keys and purge on SQLite, each in a process of its own.

    Storing the requests takes longest. At the end the server purges while a telephone rings it without a pause, and
    its turns are measured beside those in peace. Aims: 20,000 exported requests a second, an Excel book of 100,000
    within 20 s, each job below 200 MB, no turn blocked for more than 200 ms. The figures also go to
    results/bench/personal_data.json. A million requests need 5 GB for temporary files, and all figures a machine that
    does nothing else.

    \b
    python -m benchmarks.personal_data
    python -m benchmarks.personal_data --requests 50000 --due 5000
    """
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as scratch:
        folder = Path(scratch) / "data"
        in_child(data_jobs.store, folder, requests, due)
        measures = dict(_jobs(folder))
        peace, purging = _turns_while_the_server_purges(folder)
        measures["purge"] = _shown("purge", data_jobs.purge, folder)
    console.print(_jobs_table(measures))
    console.print(_turns_table({"in peace": peace, "while the server purges": purging}))
    target = RESULTS / "bench" / "personal_data.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Measure | Turns] = {
        **measures,
        "turns in peace": peace,
        "turns while the server purges": purging,
    }
    target.write_text(json.dumps({name: asdict(figure) for name, figure in figures.items()}, indent=2))


def _jobs(folder: Path) -> Iterator[tuple[str, Measure]]:
    for format in ("json", "csv"):
        yield f"export {format}", _shown(f"export {format}", data_jobs.export_all, folder, format)
    yield "export xlsx", _shown("export xlsx", data_jobs.export_due, folder, "xlsx")
    yield "disclose", _shown("disclose", data_jobs.disclose, folder, phone_of(777))
    yield "rotate keys", _shown("rotate keys", data_jobs.rotate, folder)


def _shown(name: str, work: Callable[..., int], *arguments: object) -> Measure:
    with console.status(f"{name} ..."):
        measure = in_child(work, *arguments)
    console.print(f"{name}: {measure.count:,} in {measure.seconds:.1f} s, {measure.peak_mb:.0f} MB")
    return measure


def _turns_while_the_server_purges(folder: Path) -> tuple[Turns, Turns]:
    """Those in peace, after the purge, and those during the purge that the server begins with."""
    _, database = data_jobs.opened(folder)
    begin = time.monotonic()
    with running_server(folder, command=rueckruf_at(NOW.isoformat())) as server:
        with console.status("the server purges, and is rung ..."), _ringing(server.url) as purging:
            while _purging(database, time.monotonic() - begin):
                time.sleep(0.5)
        with console.status("rung in peace ..."), _ringing(server.url) as peace:
            time.sleep(SECONDS_OF_PEACE)
    return _summary(peace), _summary(purging)


def _purging(database: Database, seconds: float) -> bool:
    """Whether the server, whose clock began at NOW so many seconds ago, has not given back the lease for it yet."""
    with database.engine.connect() as connection:
        until = connection.execute(select(leases.c.until).where(leases.c.name == "purge")).scalar()
    return until is None or bool(until > NOW + timedelta(seconds=seconds))


@contextmanager
def _ringing(url: str) -> Iterator[list[float]]:
    """A telephone that rings without a pause; the seconds of its turns."""
    turns: list[float] = []
    enough = threading.Event()

    def ring() -> None:
        while not enough.is_set():
            phone = Phone(url, caller="anonymous", status_callback=False)
            turns.append(_seconds(phone.start))
            for sentence in SENTENCES:
                turns.append(_seconds(partial(phone.say, sentence)))
            if "Vielen Dank" not in phone.last:
                raise RuntimeError(f"no request was stored: {phone.last}")
            phone.close()

    ringing = threading.Thread(target=ring)
    ringing.start()
    try:
        yield turns
    finally:
        enough.set()
        ringing.join()


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _summary(turns: list[float]) -> Turns:
    turns = [1000 * seconds for seconds in turns]
    return Turns(len(turns), statistics.median(turns), statistics.quantiles(turns, n=20)[18], max(turns))


def _jobs_table(measures: dict[str, Measure]) -> Table:
    table = Table(title="Jobs on stored requests, SQLite")
    for column in ("", "requests", "s", "a second", "a CPU second", "peak MB"):
        table.add_column(column, justify="right" if column else "left")
    for name, it in measures.items():
        rates = (f"{it.count / seconds:,.0f}" for seconds in (it.seconds, it.cpu_seconds))
        table.add_row(name, f"{it.count:,}", f"{it.seconds:.1f}", *rates, f"{it.peak_mb:.0f}")
    table.caption = "Aims: json and csv 20,000 a second, xlsx 100,000 within 20 s, all below 200 MB"
    return table


def _turns_table(turns: dict[str, Turns]) -> Table:
    table = Table(title="Turns of calls that each store a request")
    for column in ("", "turns", "p50 ms", "p95 ms", "longest ms"):
        table.add_column(column, justify="right" if column else "left")
    for name, it in turns.items():
        table.add_row(name, str(it.count), f"{it.p50_ms:.0f}", f"{it.p95_ms:.0f}", f"{it.max_ms:.0f}")
    table.caption = "Aim: none blocked for more than 200 ms"
    return table


if __name__ == "__main__":
    app()
