"""The measures of the systems as bars, for people who look rather than read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rueckruf.evaluation.scores import Outcome, macro, share
from rueckruf.evaluation.tables import Results

#: Label of a group of bars, task, how it is counted, target.
_Group = tuple[str, str, Callable[[list[Outcome]], float], float]
_PANELS: tuple[tuple[str, tuple[_Group, ...]], ...] = (
    (
        "Time",
        (
            ("start, typed", "time typed", macro, 0.95),
            ("start, in words", "time in words", macro, 0.95),
            ("range, typed", "ranges typed", share, 0.92),
            ("range, in words", "ranges in words", share, 0.92),
        ),
    ),
    ("Telephone number", (("exact", "phone", share, 0.98), ("none in a time", "no phone", share, 0.995))),
)
_COLOURS = ("#1f5fa8", "#e08a1e", "#7a9e3d", "#9a8fb5")


def draw(results: Results, file: Path) -> None:
    """Writes the bars of all installed systems as PNG; a dash marks each target."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 5), tight_layout=True)
    FigureCanvasAgg(figure)
    widths = [len(groups) for _, groups in _PANELS]
    panels = figure.subplots(1, len(_PANELS), gridspec_kw={"width_ratios": widths})
    for axes, (title, groups) in zip(panels, _PANELS, strict=True):
        _draw_bars(axes, groups, results)
        for index, (_, _, _, target) in enumerate(groups):
            axes.hlines(100 * target, index - 0.45, index + 0.45, colors="black", linestyles="dashed", linewidth=1)
        axes.set_xticks(range(len(groups)), [label for label, *_ in groups])
        axes.set_ylim(0, 109)
        axes.set_ylabel("% right")
        axes.set_title(f"{title} (dashed: target)")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), fontsize=8, ncol=2, frameon=False)
    figure.savefig(file, dpi=120)


def _draw_bars(axes: Any, groups: Sequence[_Group], results: Results) -> None:
    systems = [name for name, outcomes in results[groups[0][1]].items() if outcomes]
    width = 0.8 / len(systems)
    for place, name in enumerate(systems):
        heights = [100 * count(results[task][name] or []) for _, task, count, _ in groups]
        left = [index - 0.4 + width * place for index in range(len(groups))]
        bars = axes.bar(left, heights, width, align="edge", label=name, color=_COLOURS[place])
        axes.bar_label(bars, fmt="%.0f", fontsize=7)
