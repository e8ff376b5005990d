"""``rueckruf evaluate understanding``: our readers and their peers over all cases."""

import csv
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from platform import python_version
from time import process_time
from typing import Any

from rich.console import Console
from rich.progress import Progress

from rueckruf.evaluation import cases, chart, corpora, peers, systems
from rueckruf.evaluation.cases import Case, Value
from rueckruf.evaluation.scores import Outcome, by_group, failures, macro, milliseconds, share
from rueckruf.evaluation.systems import System
from rueckruf.evaluation.tables import Results, Table, own_table, phone_table, time_table
from rueckruf.evaluation.worst_cases import shown, worst_cases

_NAMES = {"name corpus": "≥ 95 %", "no name, corpus": "≤ 1 in 200"}
_CORPORA = {
    "time corpus": "≥ 95 %",
    "no time, corpus": "≤ 1 in 200",
    "phone corpus": "≥ 98 %",
    "no phone, corpus": "≤ 1 in 200",
}
_RECOGNISED = ("phone as said", "phone as recognised", "name as said", "name as recognised", "time as recognised")


@dataclass(frozen=True)
class Task:
    """Cases and the systems that are asked about them."""

    name: str
    cases: list[Case]
    systems: list[System]


def tasks() -> list[Task]:
    """All that is measured."""
    time = [systems.TIME, *peers.time_systems()]
    phone = [systems.PHONE, *peers.phone_systems()]
    return [
        Task("time typed", cases.times("text"), time),
        Task("ranges typed", cases.ranges("text"), time),
        Task("time in words", cases.times("text_spoken"), time),
        Task("ranges in words", cases.ranges("text_spoken"), time),
        Task("no time", cases.without_time(), time),
        Task("phone", cases.phones(), phone),
        Task("no phone", cases.without_phone(), phone),
        Task("name corpus", corpora.names(), [systems.NAME]),
        Task("no name, corpus", corpora.without_name(), [systems.NAME]),
        Task("time corpus", corpora.times(), [systems.TIME]),
        Task("no time, corpus", corpora.without_time(), [systems.TIME]),
        Task("phone corpus", corpora.phones(), [systems.PHONE]),
        Task("no phone, corpus", corpora.without_phone(), [systems.PHONE]),
        Task("phone as said", cases.recognised("ref", "phone"), [systems.DIGITS]),
        Task("phone as recognised", cases.recognised("hyp", "phone"), [systems.DIGITS]),
        Task("name as said", cases.recognised("ref", "name"), [systems.WHOLE_NAME]),
        Task("name as recognised", cases.recognised("hyp", "name"), [systems.WHOLE_NAME]),
        Task("time as recognised", cases.recognised_times(_time_said), [systems.TIME]),
    ]


def evaluate(console: Console, folder: Path, now: datetime) -> None:
    """Measures, prints the tables and writes them to ``folder`` with a bar chart and the worst cases.

    ``now`` dates the run; the sentences are said at moments of their own.
    """
    results = measure(tasks())
    tables = [
        time_table(results),
        phone_table(results),
        own_table("Name", results, _NAMES),
        own_table("Corpora", results, _CORPORA),
        own_table("As a small recogniser wrote it", results, dict.fromkeys(_RECOGNISED, "–")),
    ]
    for table in tables:
        console.print(table.as_rich())
    missing = sorted({f"{peer.name} is not installed: {peer.remedy}" for peer in peers.time_systems() if not peer.read})
    for line in missing:
        console.print(line)
    write(results, tables, folder, f"Run of {now:%Y-%m-%d}: Python {python_version()}, {os.cpu_count()} cores.")
    console.print(f"Written to {folder}/: table.md, results.json, outcomes.csv, understanding.png, worst_cases.md")


def measure(them: list[Task]) -> Results:
    """Each system over the cases of each task, with a progress bar."""
    results: dict[str, dict[str, list[Outcome] | None]] = {}
    count = sum(len(task.cases) for task in them for system in task.systems if system.read)
    # Drawn between two systems, not by a thread of its own: that would be counted as a phrase's cost.
    with Progress(console=Console(stderr=True), auto_refresh=False) as progress:
        bar = progress.add_task("reading", total=count)
        for task in them:
            for system in task.systems:
                progress.update(bar, description=f"{system.name}: {task.name}", refresh=True)
                results.setdefault(task.name, {})[system.name] = _outcomes(system, task.cases)
                progress.update(bar, advance=len(task.cases) if system.read else 0, refresh=True)
    return results


def _outcomes(system: System, them: list[Case]) -> list[Outcome] | None:
    if system.read is None:
        return None
    system.read(them[0])  # word tables are loaded once in a process, not with each phrase
    outcomes = []
    for case in them:
        before = process_time()
        answer = system.read(case)
        outcomes.append(Outcome(case, answer, process_time() - before))
    return outcomes


def write(results: Results, tables: Iterable[Table], folder: Path, heading: str) -> None:
    """The files of a run; ``heading`` stands above its tables."""
    folder.mkdir(parents=True, exist_ok=True)
    page = "\n\n".join([heading, *(table.as_markdown() for table in tables)])
    (folder / "table.md").write_text(page + "\n", encoding="utf-8")
    figures = {
        task: {name: outcomes and _figures(outcomes) for name, outcomes in them.items()}
        for task, them in results.items()
    }
    (folder / "results.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    with (folder / "outcomes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_lines(results))
    (folder / "worst_cases.md").write_text(worst_cases(results), encoding="utf-8")
    chart.draw(results, folder / "understanding.png")


def _figures(outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "cases": len(outcomes),
        "right": share(outcomes),
        "mean_of_groups": macro(outcomes),
        "groups": {group: share(members) for group, members in by_group(outcomes).items()},
        "failures": dict(failures(outcomes)),
        "misleading": sum(outcome.misleads for outcome in outcomes),
        "p50_ms": milliseconds(outcomes, 50),
        "p95_ms": milliseconds(outcomes, 95),
    }


def _lines(results: Results) -> Iterable[list[str]]:
    yield ["task", "system", "id", "group", "verdict", "text", "meant", "read", "confidence", "ms"]
    for task, them in results.items():
        for name, outcomes in them.items():
            for outcome in outcomes or []:
                case, answer = outcome.case, outcome.answer
                read = (shown(answer.value), f"{answer.confidence:.2f}") if answer else ("–", "")
                known = [task, name, case.id, case.group, outcome.verdict, case.text, shown(case.want)]
                yield [*known, *read, f"{outcome.seconds * 1000:.3f}"]


def _time_said(case: Case) -> Value | None:
    answer = systems.read_time(case)
    return answer.value if answer else None
