"""Whom each way of ending a turn cuts off and how long the others wait, for people who look rather than read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rueckruf.evaluation.dictations import Kind
from rueckruf.evaluation.turn_ends import PLAIN_CALL, TALKS, WAYS, Silence, cut_off, wait_behind

_COLOURS = ("#1f5fa8", "#e08a1e", "#7a9e3d", "#9a8fb5", "#5f5f5f")
_CUT: Sequence[Kind] = ("number", "name", "spelled name", "time")


def draw(them: Sequence[Silence], file: Path) -> None:
    """Writes two panels of bars as PNG: pauses taken for the end, and the silence behind the last word."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.5), tight_layout=True)
    FigureCanvasAgg(figure)
    cut, waits = figure.subplots(1, 2)
    _draw_bars(cut, _CUT, lambda kind, way: 100 * cut_off(them, kind, way, TALKS))
    cut.set_ylabel("% of the pauses")
    cut.set_title(f"Taken for the end, pauses {TALKS}")
    _draw_bars(waits, PLAIN_CALL, lambda kind, way: wait_behind(them, kind, way))
    waits.set_ylabel("seconds, median")
    waits.set_title("Silence behind the last word")
    waits.legend(fontsize=8, frameon=False)
    figure.savefig(file, dpi=120)


def _draw_bars(axes: Any, kinds: Sequence[Kind], measure: Callable[[Kind, str], float]) -> None:
    width = 0.8 / len(WAYS)
    for place, way in enumerate(WAYS):
        left = [index - 0.4 + width * place for index in range(len(kinds))]
        bars = axes.bar(
            left, [measure(kind, way) for kind in kinds], width, align="edge", label=way, color=_COLOURS[place]
        )
        axes.bar_label(bars, fmt="%.3g", fontsize=7)
    axes.set_xticks(range(len(kinds)), kinds, fontsize=8)
