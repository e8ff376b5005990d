"""Calls whose lines are written are played on a real server, and whatever comes out otherwise is told."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from rueckruf.checked_yaml import FileError
from rueckruf.evaluation.written_calls import evaluate
from rueckruf.simulator.callers.written import read_written_calls

pytestmark = [pytest.mark.call, pytest.mark.usefixtures("trained_model")]

CALLS = """\
now: 2026-11-30T10:15
calls:
  - id: as wanted
    kind: plain
    calls_from: "+493023125042"
    opening: Tach, ich bräucht mal wen, der mich zurückruft
    says: &lines
      caller_name: Jelka Brodnik
      own_number: die hier ist es nicht
      phone_number: null drei null, zwei drei eins, zwei fünf, null sieben sieben
      callback_time: morgen um elf
    wanted: &request {name: Brodnik, phone: "+493023125077", day: 2026-12-01, start: 2026-12-01 11:00, heard: [Brodnik]}
  - id: at another time
    kind: plain
    calls_from: anonymous
    opening: Tach, ich bräucht mal wen, der mich zurückruft
    then: [(silence), Jelka Brodnik]
    whenever: {"zurückrufen": morgen um zehn}
    says: *lines
    wanted: *request
  - id: nothing to store
    kind: withdrawn
    calls_from: "+493023125042"
    opening: Tach, ich bräucht mal wen, der mich zurückruft
    says: {caller_name: (hangs up)}
    wanted: {stored: no}
  - id: without end
    kind: withdrawn
    calls_from: "+493023125042"
    opening: Tach
    always: warten Sie bitte einen kleinen Augenblick
    wanted: *request
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is written of the calls of a file once they are played."""
    folder = tmp_path_factory.mktemp("written")
    path = folder / "calls.yml"
    path.write_text(CALLS, encoding="utf-8")
    evaluate(Console(file=io.StringIO()), folder / "results", [path])
    return (folder / "results" / "written.md").read_text(encoding="utf-8")


def test_each_call_is_judged_by_what_is_stored(told: str) -> None:
    """Of the two that came out as wanted nothing more is told."""
    _, _, late, endless = told.split("### ")
    assert late.startswith("at another time, plain\n\n```\nstart: 2026-12-01 10:00 instead of 2026-12-01 11:00\n\n")
    assert endless.startswith("without end, withdrawn\n\n```\nnever heard: Brodnik\n0 requests stored\n\n")


def test_kinds_are_counted(told: str) -> None:
    rows = [line for line in told.splitlines() if line.startswith("| ")][2:]
    assert rows == ["| plain | 1 | 2 | 50.0 % |", "| withdrawn | 1 | 2 | 50.0 % |", "| all | 2 | 4 | 50.0 % |"]


def test_failures_are_told_word_by_word(told: str) -> None:
    assert "\n> morgen um zehn\n" in told


def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "calls.yml"
    path.write_text(CALLS.replace("kind: plain", "sort: plain", 1), encoding="utf-8")
    with pytest.raises(FileError, match=r"calls\.yml:\d+: calls"):
        read_written_calls(path)
