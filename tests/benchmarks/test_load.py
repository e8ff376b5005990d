"""What the benchmarks of many callers count: every turn of theirs, and every call that got no answer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.load.callers import Cell, Load, ring
from benchmarks.load.figures import aims, draw, losses, table
from benchmarks.load.systems import BARE, PROCESSES, SQLITE, shared
from benchmarks.transports import figure_of
from rueckruf.simulator.line import CallFailedError

pytestmark = pytest.mark.unit

AT_ONCE = Load(4, calls=2, least_pause=0, longest_pause=0)


def cell(*ms: float, lost: int = 0) -> Cell:
    return Cell([90.0, 80.0], list(ms), ["no answer"] * lost, seconds=2.0, cpu_seconds=0.5)


def test_each_turn_of_each_caller_is_counted() -> None:
    pauses = []

    def call(pause: Callable[[], None]) -> Sequence[float]:
        pauses.append(pause)
        return [9.0, 1.0, 2.0]

    measured = ring(call, AT_ONCE, cpu_seconds=iter((10.0, 12.0)).__next__)
    assert measured.openings_ms == [9.0] * 8
    assert sorted(measured.ms) == [1.0] * 8 + [2.0] * 8
    assert (measured.lost, measured.cpu_seconds, len(pauses)) == (0, 2.0, 8)
    assert measured.seconds > 0


@pytest.mark.parametrize("problem", [CallFailedError("no answer"), RuntimeError("nothing was stored")])
def test_a_call_without_an_answer_or_a_request_is_lost(problem: Exception) -> None:
    def call(_: Callable[[], None]) -> Sequence[float]:
        raise problem

    measured = ring(call, AT_ONCE)
    assert (measured.ms, measured.problems) == ([], [str(problem)] * 8)


def test_rounds_add_up() -> None:
    both = cell(1, 2, lost=1) + cell(3, 4)
    assert both == Cell([90, 80, 90, 80], [1, 2, 3, 4], ["no answer"], 4.0, 1.0)
    assert (both.p50_ms, both.turns_a_second, both.cpu_ms_a_turn) == (2.5, 2.0, 125.0)


@pytest.fixture
def cells() -> dict[str, dict[int, Cell]]:
    names = (BARE, SQLITE, *map(shared, PROCESSES))
    return {name: {1: cell(10, 10), 64: cell(20, 40), 128: cell(50, 70, lost=3)} for name in names}


def test_the_table_and_the_aims_tell_what_was_measured(cells: dict[str, dict[int, Cell]]) -> None:
    lines = list(table(cells))
    assert len(lines) == 2 + 5 * 3
    assert "| 1 process, SQLite | 128 | 2.0 | 60.0 | 87.0 | 90.0 | 125.0 | 3 |" in lines
    assert list(aims(cells))[:2] == [
        "1 process, SQLite: 3 of 128 callers at once got no answer in time (at most 0)",
        "1 process, SQLite: the p95 of 64 callers is 5.7 times the p50 of one (at most 8)",
    ]
    assert "1 process, SQLite, 128 callers: 3 lost: no answer" in list(losses(cells))


@pytest.mark.thorough
def test_the_picture_is_drawn(cells: dict[str, dict[int, Cell]], tmp_path: Path) -> None:
    draw(cells, tmp_path / "load.png")
    assert (tmp_path / "load.png").read_bytes().startswith(b"\x89PNG")


def test_the_transports_stand_side_by_side() -> None:
    figure = figure_of(16, {"gather": cell(10, 12, lost=1), "relay": cell(20, 22)})
    assert (figure.p50_ms, figure.lost) == ({"gather": 11.0, "relay": 21.0}, 1)
