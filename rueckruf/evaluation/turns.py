"""``rueckruf evaluate turns``: whom each way of ending a turn cuts off, and how long it lets the others wait."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from rueckruf.evaluation import turn_chart
from rueckruf.evaluation.dictations import Kind, draw
from rueckruf.evaluation.tables import Table
from rueckruf.evaluation.turn_ends import (
    CALL_CENTRES,
    MEANING,
    PAUSES,
    TALKS,
    WAYS,
    Silence,
    cut_off,
    dead_air,
    lost,
    pauses_of,
    silences,
    wait_behind,
)

COUNTS: Mapping[Kind, int] = {
    "number": 1000,
    "name": 1000,
    "spelled name": 100,
    "time": 300,
    "yes or no": 300,
    "opening": 100,
    "concern": 100,
}
#: Answers with a value that a pause may cut apart, and those for whose end people wait, with the targets of the first.
MAY_BE_CUT: Mapping[Kind, str] = {"number": "≤ 1 %", "name": "≤ 5 %", "spelled name": "", "time": ""}
WAITED_BEHIND: Mapping[Kind, float] = {"yes or no": 0.7, "name": 1.0, "time": 1.0, "number": 1.3}
MOST_DEAD_AIR = 5.0

#: What each seed has drawn.
Runs = Mapping[int, Sequence[Silence]]
_Measure = Callable[[Sequence[Silence], str], float]


def evaluate(console: Console, folder: Path, counts: Mapping[Kind, int], seeds: Sequence[int], today: datetime) -> None:
    """Draws ``counts`` answers of each kind with each seed, prints the table and writes it to ``folder``.

    A chart and the answers that are cut off lie beside it there; ``today`` dates the run.
    """
    runs = {seed: list(silences(draw(counts, seed), seed)) for seed in seeds}
    table = measures_table(runs)
    console.print(table.as_rich())
    answers = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    drawn = f"seeds {', '.join(map(str, runs))}; answers for each: {answers}"
    write(runs, table, folder, f"Run of {today:%Y-%m-%d}, {drawn}.")
    console.print(f"Written to {folder}/: table.md, results.json, turns.png, cut_off.md")


def measures_table(runs: Runs) -> Table:
    """All measures of each way next to their targets; with several seeds the lowest and the highest behind it."""
    rows = [[label, target, *(show(way) for way in WAYS)] for label, target, show in _rows(runs)]
    return Table("Ends of turns", ["", "target", *WAYS], rows)


def _rows(runs: Runs) -> Iterator[tuple[str, str, Callable[[str], str]]]:
    them = _together(runs)
    for pauses in PAUSES:
        for kind, target in MAY_BE_CUT.items():
            count = len(pauses_of(them, kind))
            label = f"{kind}: of {count} pauses, {pauses}, taken for the end"
            yield label, target, _shown(runs, partial(_percent_cut_off, kind, pauses), "%", 1)
            lost_share = _shown(runs, partial(_percent_lost, kind, pauses), "%", 1)
            yield f"{kind}: and not joined to what follows", "", _ours(lost_share)
    for kind, limit in WAITED_BEHIND.items():
        label = f"{kind}: silence behind the last word, median"
        yield label, f"≤ {limit:g} s", _shown(runs, partial(_seconds_behind, kind), "s", 2)
    yield "all silences of a plain call", f"≤ {MOST_DEAD_AIR:g} s", _shown(runs, dead_air, "s", 1)
    yield "processor time of a decision, p50 / p95", "≤ 5 ms", _ours(lambda _: _cost(them))


def _together(runs: Runs) -> list[Silence]:
    return [silence for run in runs.values() for silence in run]


def _percent_cut_off(kind: Kind, pauses: str, them: Sequence[Silence], way: str) -> float:
    return 100 * cut_off(them, kind, way, pauses)


def _percent_lost(kind: Kind, pauses: str, them: Sequence[Silence], _: str) -> float:
    return 100 * lost(them, kind, pauses)


def _seconds_behind(kind: Kind, them: Sequence[Silence], way: str) -> float:
    return wait_behind(them, kind, way)


def _shown(runs: Runs, measure: _Measure, unit: str, places: int) -> Callable[[str], str]:
    """The measure of a way over all runs, and from that of the lowest run to that of the highest where they differ."""

    def show(way: str) -> str:
        values = sorted(measure(run, way) for run in runs.values())
        low, high = (f"{value:.{places}f}" for value in (values[0], values[-1]))
        between = f" ({low}–{high})" if low != high else ""
        return f"{measure(_together(runs), way):.{places}f} {unit}{between}"

    return show


def _ours(show: Callable[[str], str]) -> Callable[[str], str]:
    """What only our way has: the others join nothing."""
    return lambda way: show(way) if way == MEANING else ""


def _cost(them: Sequence[Silence]) -> str:
    ranked = sorted(silence.seconds for silence in them)
    return " / ".join(f"{1000 * ranked[len(ranked) * share // 100]:.1f}" for share in (50, 95)) + " ms"


def figures(them: Sequence[Silence]) -> dict[str, Any]:
    """All that is measured of each way."""
    measures: dict[str, Any] = {
        way: {
            "cut_off": {pauses: {kind: cut_off(them, kind, way, pauses) for kind in MAY_BE_CUT} for pauses in PAUSES},
            "silence_s": {kind: wait_behind(them, kind, way) for kind in WAITED_BEHIND},
            "plain_call_s": dead_air(them, way),
        }
        for way in WAYS
    }
    measures[MEANING]["lost"] = {pauses: {kind: lost(them, kind, pauses) for kind in MAY_BE_CUT} for pauses in PAUSES}
    return measures


def write(runs: Runs, table: Table, folder: Path, heading: str) -> None:
    """The files of all runs; ``heading`` stands above their table."""
    folder.mkdir(parents=True, exist_ok=True)
    them = _together(runs)
    by_seed = {"all": figures(them), **{str(seed): figures(run) for seed, run in runs.items()}}
    (folder / "table.md").write_text(f"{heading}\n\n{table.as_markdown()}\n", encoding="utf-8")
    (folder / "results.json").write_text(json.dumps(by_seed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "cut_off.md").write_text("\n".join(_cut_off(them)) + "\n", encoding="utf-8")
    turn_chart.draw(them, folder / "turns.png")


def _cut_off(them: Iterable[Silence]) -> Iterator[str]:
    """The pauses that we take for the end, in a table for each kind."""
    yield f"# Cut off {MEANING}, pauses {TALKS} or only {CALL_CENTRES}"
    for kind in MAY_BE_CUT:
        yield f"\n## {kind.capitalize()}\n\n| heard | then | pause | waited for |\n| --- | --- | --- | --- |"
        for silence in pauses_of(them, kind):
            lengths = [silence.lasts(pauses) for pauses in PAUSES if silence.is_taken_for_the_end(MEANING, pauses)]
            if lengths:
                wait = silence.waits[MEANING]
                yield f"| {silence.heard} | {silence.follows} | {lengths[0]:.0f} ms | {wait:.0f} ms |"
