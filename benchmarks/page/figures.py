"""What was measured, next to what is aimed at."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """``value`` in ``unit``, of ``count`` that were measured or looked at; at most ``aim``, where there is one."""

    what: str
    value: float
    unit: str
    count: int
    aim: float | None = None
    median: float | None = None
    longest: float | None = None

    @property
    def is_met(self) -> bool | None:
        return None if self.aim is None else self.value <= self.aim


def p95(what: str, seconds: Sequence[float], aim_ms: float | None = None) -> Figure:
    """Within how many milliseconds 95 of 100 were."""
    return _times(what, statistics.quantiles(seconds, n=20, method="inclusive")[18], "ms p95", seconds, aim_ms)


def longest(what: str, seconds: Sequence[float], aim_ms: float | None = None) -> Figure:
    """How many milliseconds the longest took."""
    return _times(what, max(seconds), "ms max", seconds, aim_ms)


def faults(what: str, found: int, of: int) -> Figure:
    """How many of so many were wrong: none may be."""
    return Figure(what, found, "wrong", of, aim=0)


def _times(what: str, value: float, unit: str, seconds: Sequence[float], aim: float | None) -> Figure:
    return Figure(what, 1000 * value, unit, len(seconds), aim, 1000 * statistics.median(seconds), 1000 * max(seconds))


def table(title: str, figures: Sequence[Figure]) -> Table:
    shown = Table(title=title, box=SIMPLE, padding=(0, 1, 0, 0), show_edge=False)
    for column in ("", "of", "median", "figure", "", "aim", ""):
        shown.add_column(column, justify="right" if column else "left", no_wrap=True)
    for it in figures:
        shown.add_row(
            it.what,
            f"{it.count:,}",
            "" if it.median is None else f"{it.median:,.0f}",
            f"{it.value:,.0f}",
            it.unit,
            "" if it.aim is None else f"{it.aim:,.0f}",
            {None: "", True: "met", False: "[bold red]missed[/]"}[it.is_met],
        )
    return shown


def as_json(figures: Mapping[str, Sequence[Figure]]) -> dict[str, list[dict[str, object]]]:
    return {
        database: [{**vars(figure), "is_met": figure.is_met} for figure in measured]
        for database, measured in figures.items()
    }
