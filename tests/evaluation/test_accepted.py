"""What was accepted is kept by digests and read back for the same cases only."""

from pathlib import Path

import pytest

from rueckruf.evaluation.accepted import AcceptedError, read, write
from rueckruf.evaluation.gate import Judged

pytestmark = pytest.mark.unit

RESULTS = {
    "plain": [Judged("a1", True), Judged("b2", False, False, "help taken for moment")],
    "calls": [Judged("call 0", False, True, "wrong value at confirmed")],
}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "accepted.json"
    write(RESULTS, file)
    return file


def test_what_was_right_and_what_was_expensive_is_read_again(kept: Path) -> None:
    now = {"plain": [Judged("b2", True), Judged("a1", True)], "calls": [Judged("call 0", True)]}
    assert read(now, kept) == {
        "plain": [Judged("b2", False), Judged("a1", True)],
        "calls": [Judged("call 0", False, True)],
    }


def test_fewer_sets_can_be_compared(kept: Path) -> None:
    assert list(read({"plain": RESULTS["plain"]}, kept)) == ["plain"]


@pytest.mark.parametrize("keys", [["a1"], ["a1", "b2", "c3"], ["a1", "c3"]])
def test_other_cases_are_not_compared(kept: Path, keys: list[str]) -> None:
    with pytest.raises(AcceptedError, match=r"the set 'plain' has changed since .* --accept` renews them"):
        read({"plain": [Judged(key, True) for key in keys]}, kept)


@pytest.mark.parametrize("content", ["", "[]", '{"plain": {}}', "{}"])
def test_a_file_that_holds_something_else_is_named(kept: Path, content: str) -> None:
    kept.write_text(content)
    with pytest.raises(AcceptedError, match=r"accepted.json: holds no accepted figures of all sets"):
        read(RESULTS, kept)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AcceptedError, match="--accept"):
        read(RESULTS, tmp_path / "gone.json")
