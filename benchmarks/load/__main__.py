"""``make bench-load``: many callers at once, on one process and on several behind a proxy, beside a bare handler."""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict

import typer
from rich.console import Console

from benchmarks.load.callers import ALONE, Cell, Load, ring
from benchmarks.load.figures import Cells, aims, draw, losses, table
from benchmarks.load.systems import System, running_systems
from rueckruf.project import RESULTS
from tests.support.nginx import NGINX, NGINX_IS_MISSING

_TOGETHER = (16, 64, 128)
_FOLDER = RESULTS / "bench"

console = Console()


def main(
    rounds: int = typer.Option(2, min=1, help="So often each system meets each load, by turns with the others."),
    quick: bool = typer.Option(False, "--quick", help="One round of at most 16 callers, with short pauses."),
) -> None:
    """Ring all systems by turns with 1, 16, 64 and 128 callers at once, each of whom stores a request.

    People take 2 to 5 s to hear and to answer; with that a call takes half a minute. Table, figures and picture go to
    results/bench/load.md, .json and .png. It needs nginx and takes about 20 minutes; figures need a machine that does
    nothing else, and the callers themselves take some of it.

    \b
    python -m benchmarks.load
    python -m benchmarks.load --quick
    """
    if NGINX is None:
        raise SystemExit(f"bench-load: {NGINX_IS_MISSING}")
    loads = [ALONE, Load(16, 1, 0.2, 0.6)] if quick else [ALONE, *map(Load, _TOGETHER)]
    with running_systems() as systems:
        cells = _measured(systems, loads, rounds=1 if quick else rounds)
    lines = [*table(cells), "", *aims(cells), *losses(cells)]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    (_FOLDER / "load.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    written = {system: {callers: asdict(cell) for callers, cell in row.items()} for system, row in cells.items()}
    (_FOLDER / "load.json").write_text(json.dumps(written, indent=2), encoding="utf-8")
    draw(cells, _FOLDER / "load.png")


def _measured(systems: Sequence[System], loads: Sequence[Load], rounds: int) -> Cells:
    """Each round in another order, so that nobody always comes after the same one."""
    cells = {system.name: {load.callers: Cell() for load in loads} for system in systems}
    for system in systems:
        ring(system.ring, ALONE, system.cpu_seconds)  # what the first calls after a start cost is not measured
    order = list(systems)
    for number in range(rounds):
        random.Random(number).shuffle(order)  # noqa: S311 - the same each time
        for load in loads:
            for system in order:
                console.print(f"round {number + 1}: {load.callers} on {system.name}", markup=False, highlight=False)
                cells[system.name][load.callers] += ring(system.ring, load, system.cpu_seconds)
    return cells


if __name__ == "__main__":
    typer.run(main)
