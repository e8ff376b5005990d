"""``rueckruf evaluate turns``: whom each way of ending a turn cuts off, and how long it lets the others wait."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from rueckruf.evaluation import turn_chart
from rueckruf.evaluation.dictations import Kind, draw
from rueckruf.evaluation.tables import Table, percent
from rueckruf.evaluation.turn_ends import (
    CALL_CENTRES,
    MEANING,
    PAUSES,
    TALKS,
    WAYS,
    Silence,
    cut_off,
    dead_air,
    pauses_of,
    silences,
    wait_behind,
)

COUNTS: Mapping[Kind, int] = {
    "number": 1000,
    "name": 300,
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

_Show = Callable[[str], str]


def evaluate(console: Console, folder: Path, counts: Mapping[Kind, int], seed: int, today: datetime) -> None:
    """Draws ``counts`` answers of each kind, prints the table and writes it to ``folder``.

    A chart and the answers that are cut off lie beside it there; ``today`` dates the run.
    """
    them = list(silences(draw(counts, seed), seed))
    table = measures_table(them)
    console.print(table.as_rich())
    answers = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    write(them, table, folder, f"Run of {today:%Y-%m-%d}, seed {seed}; answers: {answers}.")
    console.print(f"Written to {folder}/: table.md, results.json, turns.png, cut_off.md")


def measures_table(them: Sequence[Silence]) -> Table:
    """All measures of each way next to their targets."""
    rows = [[label, target, *(show(way) for way in WAYS)] for label, target, show in _rows(them)]
    return Table("Ends of turns", ["", "target", *WAYS], rows)


def _rows(them: Sequence[Silence]) -> Iterator[tuple[str, str, _Show]]:
    for pauses in PAUSES:
        for kind, target in MAY_BE_CUT.items():
            count = len(pauses_of(them, kind))
            label = f"{kind}: of {count} pauses, {pauses}, taken for the end"
            yield label, target, _shares(them, kind, pauses)
    for kind, limit in WAITED_BEHIND.items():
        yield f"{kind}: silence behind the last word, median", f"≤ {limit:g} s", _seconds(them, kind)
    yield "all silences of a plain call", f"≤ {MOST_DEAD_AIR:g} s", lambda way: f"{dead_air(them, way):.1f} s"
    yield "processor time of a decision, p50 / p95", "≤ 5 ms", lambda way: _cost(them) if way == MEANING else ""


def _shares(them: Sequence[Silence], kind: Kind, pauses: str) -> _Show:
    return lambda way: percent(cut_off(them, kind, way, pauses))


def _seconds(them: Sequence[Silence], kind: Kind) -> _Show:
    return lambda way: f"{wait_behind(them, kind, way):.2f} s"


def _cost(them: Sequence[Silence]) -> str:
    ranked = sorted(silence.seconds for silence in them)
    return " / ".join(f"{1000 * ranked[len(ranked) * share // 100]:.1f}" for share in (50, 95)) + " ms"


def figures(them: Sequence[Silence]) -> dict[str, Any]:
    """All that is measured of each way."""
    return {
        way: {
            "cut_off": {pauses: {kind: cut_off(them, kind, way, pauses) for kind in MAY_BE_CUT} for pauses in PAUSES},
            "silence_s": {kind: wait_behind(them, kind, way) for kind in WAITED_BEHIND},
            "plain_call_s": dead_air(them, way),
        }
        for way in WAYS
    }


def write(them: Sequence[Silence], table: Table, folder: Path, heading: str) -> None:
    """The files of a run; ``heading`` stands above its table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(f"{heading}\n\n{table.as_markdown()}\n", encoding="utf-8")
    (folder / "results.json").write_text(json.dumps(figures(them), ensure_ascii=False, indent=1) + "\n", "utf-8")
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
