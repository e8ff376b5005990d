"""``make bench``: whole turns over HTTP, compared with a bare handler and the stock set-up.

All three run at once and are rung by turns, call after call, so that a machine that grows slower meanwhile does so for
all. Each call stores a request with its last turn.
"""

import importlib.util
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from benchmarks import bare, stock
from benchmarks.callers import Call, PhoneCall, PlainCall
from benchmarks.measured import cpu_seconds, resident_mb
from benchmarks.turn_figures import FIFTH, SIXTIETH, Measure, Start, Turn, comparison, summary, table
from rueckruf.project import RESULTS
from rueckruf.simulator.server import running_server

ROUNDS = 50
STARTS = 5
LONG_CALLS = 7
STOCK_IS_MISSING = "Stock Rasa is left out: it needs TensorFlow, which `make tensorflow` installs."
# What a server does right after its answer belongs to the turn.
_SECONDS_AFTER_A_TURN = 0.002


@dataclass
class System:
    """A running server: its processes by name, how one rings it, and what was measured."""

    measure: Measure
    processes: Mapping[str, int]
    call: Callable[[], Call]

    def cpu_ms(self) -> float:
        """What all of its processes have used of the processor."""
        return 1000 * sum(map(cpu_seconds, self.processes.values()))


def main() -> None:
    """Measure whole turns beside a bare handler, and beside stock Rasa where `make tensorflow` was called.

    Prints the table with its ratios and targets, and writes results/bench/turns.json.
    """
    console = Console()
    with_stock = importlib.util.find_spec("tensorflow") is not None
    if with_stock:
        console.print("Training the stock set-up takes minutes the first time; it is kept under results/.")
        stock.train()
    else:
        console.print(STOCK_IS_MISSING)
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as folder:
        measures = _measures(Path(folder), with_stock)
    console.print(table(measures))
    for line in comparison(measures):
        console.print(line)
    target = RESULTS / "bench" / "turns.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([asdict(summary(measure)) for measure in measures], indent=2))


def _measures(folder: Path, with_stock: bool) -> list[Measure]:
    """Of the bare handler, ours, and the stock set-up."""
    starts = [_start(folder / f"start-{number}") for number in track(range(STARTS), f"{STARTS} starts")]
    with ExitStack() as servers:
        own = servers.enter_context(_own(folder / "own"))
        systems = [servers.enter_context(_bare()), own]
        if with_stock:
            systems.append(servers.enter_context(_stock(folder / "stock")))
        for system in systems:
            _ring(system, kept=True)
            system.measure.turns.clear()
        for _ in track(range(ROUNDS), f"{ROUNDS} calls each, twice"):
            for kept in (True, False):
                for system in systems:
                    _ring(system, kept)
        own.measure.starts = starts
        own.measure.growth = _growth(own)
        for system in systems:
            system.measure.mb = {name: resident_mb(process) for name, process in system.processes.items()}
    return [system.measure for system in systems]


def _start(data_dir: Path) -> Start:
    """The server is started in a new folder, and rung at once."""
    with running_server(data_dir, page=True) as server:
        processes = _own_processes(server.pid)
        cpu_s = {name: cpu_seconds(process) for name, process in processes.items()}
        first = System(Measure("first call"), processes, partial(PhoneCall, server.url, stores=True))
        _ring(first, kept=False)
        return Start(cpu_s, first.measure.turns)


@contextmanager
def _own(data_dir: Path) -> Iterator[System]:
    with running_server(data_dir, page=True) as server:
        yield System(Measure("Rückruf"), _own_processes(server.pid), partial(PhoneCall, server.url, stores=True))


def _own_processes(pid: int) -> Mapping[str, int]:
    [page] = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {"server": pid, "sales page": int(page)}


@contextmanager
def _bare() -> Iterator[System]:
    with bare.running() as (address, process):
        yield System(Measure("bare Sanic handler"), {"server": process}, partial(PhoneCall, address))


@contextmanager
def _stock(data_dir: Path) -> Iterator[System]:
    with stock.running(data_dir) as (address, pids, _):
        processes = dict(zip(("action server", "server"), pids, strict=True))
        yield System(Measure("stock Rasa"), processes, partial(PlainCall, address))


def _ring(system: System, kept: bool) -> None:
    """One call, over one ``kept`` connection or a new one a turn."""
    call = system.call()
    for number, turn in enumerate(call.turns()):
        cpu_ms, begin = system.cpu_ms(), time.perf_counter()
        turn()
        seconds = time.perf_counter() - begin
        time.sleep(_SECONDS_AFTER_A_TURN)
        system.measure.turns.append(Turn(number, kept, 1000 * seconds, system.cpu_ms() - cpu_ms))
        if not kept:
            call.close()
    call.end()


def _growth(own: System) -> float:
    """The medians of the 60th and of the fifth turn, over several calls, as a ratio."""
    calls = [_long_call(own) for _ in track(range(LONG_CALLS), f"{LONG_CALLS} calls of {SIXTIETH} turns")]
    fifth, sixtieth = (statistics.median(turns[turn - 1] for turns in calls) for turn in (FIFTH, SIXTIETH))
    return sixtieth / fifth


def _long_call(own: System) -> list[float]:
    """The seconds of each turn."""
    call = own.call()
    assert isinstance(call, PhoneCall)
    seconds = []
    for turn in call.many_turns(SIXTIETH):
        begin = time.perf_counter()
        turn()
        seconds.append(time.perf_counter() - begin)
    call.hang_up()
    return seconds


if __name__ == "__main__":
    typer.run(main)
