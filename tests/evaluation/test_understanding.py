"""A whole run over a few cases: what it prints and what it leaves behind."""

import csv
import io
import json
import platform
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from rueckruf.evaluation import understanding
from rueckruf.evaluation.cases import Case
from rueckruf.evaluation.scores import Answer
from rueckruf.evaluation.systems import System
from rueckruf.evaluation.tables import time_table
from rueckruf.evaluation.worst_cases import worst_cases

pytestmark = [pytest.mark.unit, pytest.mark.thorough]

FILES = {"table.md", "results.json", "outcomes.csv", "understanding.png", "worst_cases.md"}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """What a run prints of which each task has its last three cases."""
    few = [replace(task, cases=task.cases[-3:]) for task in understanding.tasks()]
    monkeypatch.setattr(understanding, "tasks", lambda: few)
    console = Console(file=io.StringIO(), width=200)
    understanding.evaluate(console, tmp_path, datetime(2026, 3, 10))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_systems_and_targets_stand_side_by_side(printed: str, tmp_path: Path) -> None:
    for name in ("Rückruf", "text2num + Duckling", "dateparser", "text2num + joining", "text2num + matcher"):
        assert name in printed
    for target in ("≥ 95 %", "≥ 92 %", "≥ 98 %", "≤ 1 in 200", "p95 ≤ 2 ms", "p95 ≤ 0.5 ms"):
        assert target in printed


def test_a_run_leaves_tables_figures_chart_and_worst_cases(printed: str, tmp_path: Path) -> None:
    assert {file.name for file in tmp_path.iterdir()} == FILES
    tables = (tmp_path / "table.md").read_text(encoding="utf-8")
    assert tables.startswith(f"Run of 2026-03-10: Python {platform.python_version()}")
    assert "| typed: start exact, mean of the sets | ≥ 95 % |" in tables
    assert (tmp_path / "understanding.png").read_bytes().startswith(b"\x89PNG")
    figures = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert figures["phone"]["Rückruf"]["cases"] == 3
    lines = list(csv.DictReader(io.StringIO((tmp_path / "outcomes.csv").read_text(encoding="utf-8"))))
    assert {line["verdict"] for line in lines} <= {"right", "empty", "partial", "ambiguous", "wrong"}


def test_a_system_that_is_not_installed_stays_in_the_table(tmp_path: Path) -> None:
    cases = [Case("1", "set", "eins", ("1",)), Case("2", "set", "zwei", ("2",)), Case("3", "set", "drei", ("3",))]
    fixed = System("Rückruf", lambda case: Answer(("2",)) if case.id != "1" else None)
    absent = System("Duckling", None, "make peers")
    names = ("time typed", "ranges typed", "time in words", "ranges in words", "no time", "phone", "no phone")
    results = understanding.measure([understanding.Task(name, cases, [fixed, absent]) for name in names])

    understanding.write(results, [time_table(results)], tmp_path, "Run of today.")

    rows = (tmp_path / "table.md").read_text(encoding="utf-8")
    assert "| all cases |  | 33.3 % | not installed |" in rows


def test_worst_cases_are_named_and_the_most_misleading_comes_first(tmp_path: Path) -> None:
    cases = [Case("1", "set", "eins", ("1",)), Case("2", "set", "zwei", ("2",)), Case("3", "set", "drei", ("3",))]
    fixed = System("Rückruf", lambda case: Answer(("2",), confidence=0.7) if case.id != "1" else None)
    results = understanding.measure([understanding.Task("phone", cases, [fixed])])

    page = worst_cases(results)

    assert "- **partial**: " in page
    assert page.index("| wrong | drei | 3 | 2 | 0.70 |  |") < page.index("| empty | eins | 1 | – |  |  |")
    assert "| zwei |" not in page
