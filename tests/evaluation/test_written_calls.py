"""Calls whose lines are written are played on a real server, and whatever comes out otherwise is told."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from rueckruf import clock
from rueckruf.checked_yaml import FileError
from rueckruf.evaluation.written_calls import Outcome, by_kind, evaluate, play
from rueckruf.simulator.callers.written import WrittenCalls, read_written_calls
from rueckruf.simulator.server import rueckruf_at, running_server

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
def written(tmp_path_factory: pytest.TempPathFactory) -> WrittenCalls:
    path = tmp_path_factory.mktemp("written") / "calls.yml"
    path.write_text(CALLS, encoding="utf-8")
    return read_written_calls(path)


@pytest.fixture(scope="module")
def outcomes(written: WrittenCalls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Outcome]]:
    command = rueckruf_at(clock.berlin(written.now).isoformat())
    with running_server(tmp_path_factory.mktemp("data") / "var", command=command) as server:
        yield play(server, written)


def test_each_call_is_judged_by_what_is_stored(outcomes: list[Outcome]) -> None:
    right, late, withdrawn, endless = (outcome.faults for outcome in outcomes)
    assert right == withdrawn == []
    assert late == ["start: 2026-12-01 10:00 instead of 2026-12-01 11:00"]
    assert endless == ["never heard: Brodnik", "0 requests stored"]


def test_kinds_are_counted(outcomes: list[Outcome]) -> None:
    assert by_kind(outcomes).rows == [
        ["plain", "1", "2", "50.0 %"],
        ["withdrawn", "1", "2", "50.0 %"],
        ["all", "2", "4", "50.0 %"],
    ]


def test_transcripts_of_failures_are_written(tmp_path: Path) -> None:
    path = tmp_path / "calls.yml"
    path.write_text(CALLS, encoding="utf-8")
    evaluate(Console(file=io.StringIO()), tmp_path / "results", [path])
    told = (tmp_path / "results" / "written.md").read_text(encoding="utf-8")
    assert "### at another time, plain" in told
    assert "> morgen um zehn" in told
    assert "### as wanted" not in told


def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "calls.yml"
    path.write_text(CALLS.replace("kind: plain", "sort: plain", 1), encoding="utf-8")
    with pytest.raises(FileError, match=r"calls\.yml:\d+: calls"):
        read_written_calls(path)
