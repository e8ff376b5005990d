"""Two models set by set: how much is right, and what has changed, each with its interval."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rueckruf.evaluation.gate import Comparison, Judged, interval, right

_BEFORE, _AFTER, _LOSS = "#9a8fb5", "#1f5fa8", "#c0392b"
_APART = 0.12


def draw(before: str, after: str, comparisons: Sequence[Comparison], file: Path) -> None:
    """Writes shares on the left and differences on the right as PNG; red is a loss that is no chance."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 1.5 + 0.6 * len(comparisons)), tight_layout=True)
    FigureCanvasAgg(figure)
    shares, changes = figure.subplots(1, 2, sharey=True)
    for place, one in enumerate(comparisons):
        _draw_share(shares, place - _APART, one.before, _BEFORE, before if place == 0 else None)
        _draw_share(shares, place + _APART, one.after, _AFTER, after if place == 0 else None)
        change, colour = (right(one.after) - right(one.before)) / one.cases, _LOSS if one.is_loss else _AFTER
        _draw_point(changes, place, change, one.difference, colour, None)
    shares.set_yticks(range(len(comparisons)), [f"{one.name} ({one.cases})" for one in comparisons])
    shares.invert_yaxis()
    shares.set_xlabel("% right")
    shares.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), fontsize=8, ncol=2, frameon=False)
    changes.axvline(0, color="black", linestyle="dashed", linewidth=1)
    changes.set_xlabel("change in points, on the same cases")
    figure.savefig(file, dpi=120)


def _draw_share(axes: Any, place: float, cases: Sequence[Judged], colour: str, label: str | None) -> None:
    _draw_point(axes, place, right(cases) / len(cases), interval(cases), colour, label)


def _draw_point(
    axes: Any, place: float, value: float, ends: tuple[float, float], colour: str, label: str | None
) -> None:
    reach = [[100 * (value - ends[0])], [100 * (ends[1] - value)]]
    axes.errorbar([100 * value], [place], xerr=reach, fmt="o", color=colour, capsize=3, label=label)
