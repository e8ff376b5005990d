"""How many turns simulated callers need and where their calls fail, for people who look rather than read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rueckruf.evaluation.call_records import FATES, Call

_COLOURS = {"wrong value": "#b02a30", "hung up": "#7d3c98", "gave up": "#e08a1e", "dead end": "#444444"}
_WAYS = ((False, "step by step", 6, "#1f5fa8"), (True, "all at once", 2, "#7a9e3d"))
_MOST_TURNS = 15


def draw(runs: Mapping[str, Sequence[Call]], file: Path) -> None:
    """Writes a row a run as PNG: turns of the reached calls, dashed their target, and the failures by open question."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.6 * len(runs)), tight_layout=True)
    FigureCanvasAgg(figure)
    rows = figure.subplots(len(runs), 2, squeeze=False)
    for (turns, failures), (name, calls) in zip(rows, runs.items(), strict=True):
        _draw_turns(turns, calls)
        turns.set_title(f"Turns of the caller, {name}")
        _draw_failures(failures, calls)
        failures.set_title(f"Where calls fail, {name}")
    figure.savefig(file, dpi=120)


def _draw_turns(axes: Any, calls: Sequence[Call]) -> None:
    for place, (at_once, label, target, colour) in enumerate(_WAYS):
        counts = Counter(
            min(len(call.turns), _MOST_TURNS) for call in calls if call.at_once == at_once and call.fate == "reached"
        )
        left = [turn - 0.4 + 0.4 * place for turn in counts]
        axes.bar(left, list(counts.values()), 0.4, align="edge", label=label, color=colour)
        axes.axvline(target + 0.5, color=colour, linestyle="dashed", linewidth=1)
    axes.set_xticks(range(1, _MOST_TURNS + 1), [*map(str, range(1, _MOST_TURNS)), f"{_MOST_TURNS}+"])
    axes.set_xlabel("turns (dashed: target of the median)")
    axes.set_ylabel("calls")
    axes.legend(frameon=False)


def _draw_failures(axes: Any, calls: Sequence[Call]) -> None:
    questions = sorted({str(call.asked) for call in calls if call.fate != "reached"})
    below = [0] * len(questions)
    for fate in (fate for fate in FATES if fate != "reached"):
        counts = [sum(call.fate == fate and str(call.asked) == asked for call in calls) for asked in questions]
        axes.barh(questions, counts, left=below, label=fate, color=_COLOURS[fate])
        below = [start + count for start, count in zip(below, counts, strict=True)]
    axes.set_xlim(0, max([*below, 5]))
    axes.set_xlabel("calls, by the question that was open")
    axes.legend(frameon=False)
