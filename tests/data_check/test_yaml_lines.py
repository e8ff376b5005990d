"""YAML with lines: broken files are told by line, whatever is wrong with them."""

from pathlib import Path

import pytest

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.yaml_lines import Part, read_yaml

pytestmark = pytest.mark.unit


def read(tmp_path: Path, content: bytes) -> tuple[Part | None, list[str]]:
    file, faults = tmp_path / "a.yml", Faults()
    file.write_bytes(content)
    part = read_yaml(file, "data/a.yml", faults)
    return part, [str(fault) for fault in faults.sorted()]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a: [", "data/a.yml:2: no YAML: did not find expected node content"),
        (b"a: 1\n\tb: 2", "data/a.yml:2: no YAML: found a tab character that violates indentation"),
        (b"a: 1\nb: 'x", "data/a.yml:2: no YAML: found unexpected end of stream"),
        (b"a: 1\n---\nb: 2", "data/a.yml:2: no YAML: but found another document"),
        (b"a: *b", "data/a.yml:1: no YAML: found undefined alias"),
        (b"a: 1\nb: \x00", "data/a.yml:2: no YAML: a character that is not allowed"),
        (b"a: 1\nb: \xff", "data/a.yml:2: is not UTF-8"),
        (b"", "data/a.yml:1: is empty"),
        (b"# nothing\n", "data/a.yml:1: is empty"),
        pytest.param(b"[" * 600 + b"]" * 600, "data/a.yml:1: is nested too deeply", id="deep"),
    ],
)
def test_a_file_that_is_no_yaml(tmp_path: Path, content: bytes, fault: str) -> None:
    part, faults = read(tmp_path, content)

    assert part is None
    assert faults == [fault]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a: 1\nb: 2\na: 3", "data/a.yml:3: 'a' is given twice, first in line 1"),
        (b"a:\n  b: 1\n  b: 2", "data/a.yml:3: 'b' is given twice, first in line 2"),
        (b"a: 1\n? [b]\n: 2", "data/a.yml:2: a key must be a single word"),
        (b"a: &x\n  b: *x", "data/a.yml:1: contains itself"),
        (b"a: !thing b", "data/a.yml:1: the tag !thing has no meaning here"),
    ],
)
def test_yaml_that_can_be_read_and_is_wrong(tmp_path: Path, content: bytes, fault: str) -> None:
    part, faults = read(tmp_path, content)

    assert part is not None
    assert faults == [fault]


def test_a_missing_file(tmp_path: Path) -> None:
    faults = Faults()

    assert read_yaml(tmp_path / "a.yml", "a.yml", faults) is None
    assert [str(fault) for fault in faults.sorted()] == ["a.yml:1: cannot be read: No such file or directory"]


def test_values_know_their_lines_and_what_yaml_takes_them_for(tmp_path: Path) -> None:
    part, _ = read(tmp_path, b"a: text\nb:\n  - no\n  - null\n  - 7\n  - 2026-11-25\nc: |\n  x\n")

    assert part is not None
    b, c = part.get("b"), part.get("c")
    assert b is not None
    assert c is not None
    assert [(item.line, item.kind) for item in b.items] == [
        (3, "truth"),
        (4, "nothing"),
        (5, "number"),
        (6, "date"),
    ]
    assert (c.line, c.block, c.text) == (7, True, "x\n")
