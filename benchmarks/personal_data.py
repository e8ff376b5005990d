"""``make bench-data``: what is done with a million stored requests, how fast and in how much memory."""

import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import func, select

from benchmarks import data_jobs
from benchmarks.measured import Measure, in_child
from benchmarks.stored_requests import NOW, phone_of
from rueckruf import clock
from rueckruf.project import FIGURES, RESULTS, ROOT
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import rueckruf_at, running_server
from rueckruf.storage.audit_log import last_number
from rueckruf.storage.database import Database
from rueckruf.storage.engine import sqlite_path
from rueckruf.storage.sqlite_file import wiped_until
from rueckruf.storage.tables import callback_requests

SENTENCES = (
    "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "ja, das stimmt",
)
SECONDS_OF_PEACE = 30

console = Console()


@dataclass(frozen=True)
class Turns:
    """Milliseconds of turns of whole calls, one after the other, each of which stored a request."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float


@dataclass(frozen=True)
class Purge:
    """What the server deleted while it was rung, and the seconds until all was gone and overwritten in the file."""

    count: int
    seconds_to_delete: float
    seconds_to_overwrite: float


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    requests: int = typer.Option(1_000_000, min=1000, help="So many are stored."),
    due: int = typer.Option(100_000, min=100, help="So many of them are purged by the server, then as many apart."),
) -> None:
    """Measure exports, disclosure, rotation of keys and purge on SQLite, each in a process of its own.

    At the end the server purges while a telephone rings it without a pause, and its turns are compared with those
    in peace. Aims: 20,000 exported requests a second, an Excel book of 100,000 within 20 s, each job below 200 MB, no
    turn blocked for more than 200 ms. The figures also go to results/bench/personal_data.json. A million requests
    need 5 GB for temporary files, 3 GB of memory to store them, and all figures a machine that does nothing else.

    \b
    python -m benchmarks.personal_data
    python -m benchmarks.personal_data --requests 50000 --due 5000
    """
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as scratch:
        folder = Path(scratch) / "data"
        in_child(data_jobs.store, folder, requests, due)
        measures = dict(_jobs(folder))
        turns, purge = _turns_while_the_server_purges(folder)
        measures["purge"] = _shown("purge", data_jobs.purge, folder)
    console.print(_jobs_table(measures))
    console.print(_turns_table(turns))
    console.print(
        f"While it was rung the server deleted {purge.count:,} in {purge.seconds_to_delete:.1f} s, "
        f"and overwrote what that left in the file in {purge.seconds_to_overwrite:.1f} s."
    )
    target = RESULTS / "bench" / "personal_data.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        "measured": {"on": clock.berlin_now().strftime("%d.%m.%Y"), "cpus": os.cpu_count(), "requests": requests},
        "jobs": {name: asdict(measure) for name, measure in measures.items()},
        "turns": {name: asdict(summary) for name, summary in turns.items()},
        "purge": asdict(purge),
    }
    target.write_text(json.dumps(figures, indent=2) + "\n")
    console.print(f"To tell them in docs/privacy.md: cp {target.relative_to(ROOT)} {FIGURES.relative_to(ROOT)}, and")
    console.print("rueckruf privacy-notice --record > docs/privacy.md")


def _jobs(folder: Path) -> Iterator[tuple[str, Measure]]:
    for format in ("json", "csv"):
        yield f"export {format}", _shown(f"export {format}", data_jobs.export_all, folder, format)
    for format in ("xlsx", "ics"):
        yield f"export {format}", _shown(f"export {format}", data_jobs.export_next_due, folder, format)
    yield "disclose", _shown("disclose", data_jobs.disclose, folder, phone_of(777))
    yield "rotate keys", _shown("rotate keys", data_jobs.rotate, folder)


def _shown(name: str, work: Callable[..., int], *arguments: object) -> Measure:
    with console.status(f"{name} ..."):
        measure = in_child(work, *arguments)
    console.print(f"{name}: {measure.count:,} in {measure.seconds:.1f} s, {measure.peak_mb:.0f} MB")
    return measure


def _turns_while_the_server_purges(folder: Path) -> tuple[dict[str, Turns], Purge]:
    """Those in peace, after the purge, and those during the purge that the server begins with."""
    _, database = data_jobs.opened(folder)
    with running_server(folder, command=rueckruf_at(NOW.isoformat()), page=True) as server:
        with _ringing(server.url) as purging:
            purge = _wait_for_the_purge(database)
        with console.status("rung in peace ..."), _ringing(server.url) as peace:
            time.sleep(SECONDS_OF_PEACE)
    turns: dict[str, Turns] = {}
    for when, measured in (("in peace", peace), ("while the server purges", purging)):
        turns[f"turns {when}"] = _summary(list(chain.from_iterable(measured)))
        turns[f"of them storing, {when}"] = _summary([call[-1] for call in measured])
    return turns, purge


def _wait_for_the_purge(database: Database) -> Purge:
    """Until nothing is due and the file has been looked through after the last deletion."""
    begin = time.monotonic()
    count = left = _due(database)
    with Progress() as progress:
        task = progress.add_task("the server purges, and is rung", total=count)
        while left:
            time.sleep(0.5)
            left = _due(database)
            progress.update(task, completed=count - left)
        deleted = time.monotonic()
        while not _overwritten(database):
            time.sleep(0.5)
    return Purge(count, deleted - begin, time.monotonic() - deleted)


def _due(database: Database) -> int:
    with database.engine.connect() as connection:
        due = select(func.count()).where(callback_requests.c.delete_after <= NOW)
        return int(connection.execute(due).scalar_one())


def _overwritten(database: Database) -> bool:
    with database.engine.connect() as connection:
        return wiped_until(sqlite_path(database.engine)) >= last_number(connection, ("delete",))


@contextmanager
def _ringing(url: str) -> Iterator[list[list[float]]]:
    """A telephone that rings without a pause; the seconds of the turns of each call, the last of which stores."""
    calls: list[list[float]] = []
    enough = threading.Event()

    def ring() -> None:
        while not enough.is_set():
            phone = Phone(url, caller="anonymous", status_callback=False)
            calls.append([_seconds(phone.start), *(_seconds(partial(phone.say, sentence)) for sentence in SENTENCES)])
            if "Vielen Dank" not in phone.last:
                raise RuntimeError(f"no request was stored: {phone.last}")
            phone.close()

    ringing = threading.Thread(target=ring)
    ringing.start()
    try:
        yield calls
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
    table.caption = "Aims: exports 20,000 a second, xlsx 100,000 within 20 s, all below 200 MB"
    return table


def _turns_table(turns: dict[str, Turns]) -> Table:
    table = Table(title="Turns of calls that each store a request, one after the other")
    for column in ("", "turns", "p50 ms", "p95 ms", "longest ms"):
        table.add_column(column, justify="right" if column else "left")
    for name, it in turns.items():
        table.add_row(name, str(it.count), f"{it.p50_ms:.0f}", f"{it.p95_ms:.0f}", f"{it.max_ms:.0f}")
    table.caption = "Aim: none blocked for more than 200 ms"
    return table


if __name__ == "__main__":
    app()
