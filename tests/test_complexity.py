"""What ``make lint`` takes for a function that nobody can hold in the head."""

import runpy
from pathlib import Path

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.unit

too_complex = runpy.run_path(str(ROOT / "scripts" / "complexity.py"))["too_complex"]


@pytest.mark.parametrize(
    "body",
    [
        "if a: pass\nif b: pass",
        "if a and b: pass",
        "assert a\nassert b",
        "return [one for one in a if one]",
        "return a or (b if a else a)",
        "while a: pass\nelse: b()",
        "try: pass\nexcept a: pass\nexcept b: pass",
        "def inner():\n    if a: pass\nif b: pass",
        "match a:\n    case 1: pass\n    case 2: pass",
    ],
)
@pytest.mark.parametrize("start", ["def", "async def"])
def test_each_way_counts(tmp_path: Path, start: str, body: str) -> None:
    file = tmp_path / "three_ways.py"
    inside = body.replace("\n", "\n    ")
    file.write_text(f"{start} outer(a, b):\n    {inside}\n")
    assert list(too_complex(file, 3)) == []
    assert list(too_complex(file, 2)) == [f"{file}:1: outer has 3 ways, more than 2"]


@pytest.mark.parametrize(
    ("source", "is_excused"),
    [
        ("# ways: one for each kind\ndef f(a, b):\n    return a or b\n", True),
        ("# ways: one for each kind\n@a\n@b\ndef f(a, b):\n    return a or b\n", True),
        ("def f(a, b):  # ways: one for each kind\n    return a or b\n", True),
        ("# ways:\ndef f(a, b):\n    return a or b\n", False),
        ("# ways: one for each kind\n\ndef f(a, b):\n    return a or b\n", False),
        ("def f(a, b):\n    # ways: one for each kind\n    return a or b\n", False),
    ],
)
def test_a_reason_excuses_a_function(tmp_path: Path, source: str, is_excused: bool) -> None:
    file = tmp_path / "two_ways.py"
    file.write_text(source)
    assert (list(too_complex(file, 1)) == []) == is_excused
