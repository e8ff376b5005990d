"""What ``make bench-load`` has measured, as a table, the aims, and a picture."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.load.callers import Cell
from benchmarks.load.systems import SQLITE, shared

#: By system and callers.
Cells = Mapping[str, Mapping[int, Cell]]

MANY, MOST = 64, 128
_TIMES_OF_ONE = 8
_COLOURS = ("#9a8fb5", "#1f5fa8", "#e08a1e", "#7a9e3d", "#b02a30")


def table(cells: Cells) -> Iterator[str]:
    """Lines of Markdown, one for each system and load."""
    yield "| | callers | turns/s | p50 ms | p95 ms | slowest opening, ms | processor ms a turn | calls lost |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for system, loads in cells.items():
        for callers, cell in loads.items():
            figures = (cell.turns_a_second, cell.p50_ms, cell.p95_ms, max(cell.openings_ms), cell.cpu_ms_a_turn)
            yield f"| {system} | {callers} | {' | '.join(f'{figure:.1f}' for figure in figures)} | {cell.lost} |"


def aims(cells: Cells) -> Iterator[str]:
    """How one process comes up to what is aimed at, as far as it was measured."""
    for system in (SQLITE, shared(1)):
        loads = cells[system]
        if MOST in loads:
            yield f"{system}: {loads[MOST].lost} of {MOST} callers at once got no answer in time (at most 0)"
        if MANY in loads:
            times = loads[MANY].p95_ms / loads[1].p50_ms
            yield f"{system}: the p95 of {MANY} callers is {times:.1f} times the p50 of one (at most {_TIMES_OF_ONE})"


def losses(cells: Cells) -> Iterator[str]:
    """Why calls were lost, and how many for each reason."""
    for system, loads in cells.items():
        for callers, cell in loads.items():
            for problem, count in Counter(cell.problems).items():
                yield f"{system}, {callers} callers: {count} lost: {problem}"


def draw(cells: Cells, file: Path) -> None:
    """Writes how long 95 of 100 turns take by the number of callers as PNG, a line a system."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5), tight_layout=True)
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for (system, loads), colour in zip(cells.items(), _COLOURS, strict=True):
        axes.plot(list(loads), [cell.p95_ms for cell in loads.values()], "o-", label=system, color=colour)
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks(callers := list(next(iter(cells.values()))), map(str, callers))
    axes.set_xlabel("callers at once")
    axes.set_ylabel("p95 of a turn, ms")
    axes.legend(frameon=False)
    figure.savefig(file, dpi=120)
