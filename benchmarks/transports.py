"""``make bench``: how long callers wait for the first word of an answer, over ConversationRelay and by Gather.

Both go to one server and are measured by turns: over ConversationRelay from the final prompt to the first text token,
by Gather from the webhook to its TwiML. Only turns count whose words are whole when the recogniser hands them over:
with others the server waits on purpose, as long as the answer may go on.
"""

import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.callers import SAID
from benchmarks.load.callers import ALONE, Cell, Load, ring
from rueckruf.project import RESULTS
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import running_server

_LOADS = (ALONE, Load(16), Load(64))
_TRANSPORTS = ("gather", "relay")
_WHOLE = frozenset(SAID[place] for place in (0, 2, 3))


def main() -> None:
    """Measure the silence before answers, by ConversationRelay and by Gather; writes results/bench/transports.json."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as folder, running_server(Path(folder)) as server:
        calls = {transport: partial(_ring, server.url, transport) for transport in _TRANSPORTS}
        for call in calls.values():
            ring(call, ALONE)  # what the first calls after a start cost is not measured
        cells = {load.callers: {transport: ring(call, load) for transport, call in calls.items()} for load in _LOADS}
    figures = [figure_of(callers, row) for callers, row in cells.items()]
    console.print(table(figures))
    target = RESULTS / "bench" / "transports.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([asdict(each) for each in figures], indent=2), encoding="utf-8")


@dataclass(frozen=True)
class Figure:
    """So many callers at once: milliseconds by transport, and the calls that were lost on both."""

    callers: int
    p50_ms: Mapping[str, float]
    p95_ms: Mapping[str, float]
    lost: int


def figure_of(callers: int, row: Mapping[str, Cell]) -> Figure:
    """What was measured with so many callers, by transport."""
    p50 = {transport: cell.p50_ms for transport, cell in row.items()}
    p95 = {transport: cell.p95_ms for transport, cell in row.items()}
    return Figure(callers, p50, p95, sum(cell.lost for cell in row.values()))


def table(figures: Sequence[Figure]) -> Table:
    """One line for so many callers at once."""
    rows = Table(title="from the last word handed over to the first word of the answer, milliseconds")
    columns = [f"{transport} {figure}" for transport in _TRANSPORTS for figure in ("p50", "p95")]
    for column in ("callers", *columns, "calls lost"):
        rows.add_column(column, justify="right")
    for each in figures:
        ms = [measured[transport] for transport in _TRANSPORTS for measured in (each.p50_ms, each.p95_ms)]
        rows.add_row(str(each.callers), *(f"{one:.1f}" for one in ms), str(each.lost))
    return rows


def _ring(url: str, transport: str, pause: Callable[[], None]) -> Sequence[float]:
    phone = Phone(url, caller="anonymous", status_callback=False, transport=transport)
    begin = time.perf_counter()
    phone.start()
    ms = [1000 * (time.perf_counter() - begin)]
    for sentence in SAID:
        if phone.session is None:
            phone.close()  # a webhook opens a connection of its own
        pause()
        begin = time.perf_counter()
        phone.say(sentence)
        seconds = phone.said.seconds if phone.session else time.perf_counter() - begin
        if sentence in _WHOLE:
            ms.append(1000 * seconds)
    if not phone.ended:
        raise RuntimeError(f"nothing was stored: {phone.last}")
    phone.report_end()
    phone.close()
    return ms


if __name__ == "__main__":
    typer.run(main)
