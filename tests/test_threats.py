"""docs/threats.md promises a test for each threat: each of them is there."""

import ast
import re

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.unit

_ROW = re.compile(r"\| \*\*(?P<threat>.+?)\*\*.* \| (?P<guards>.+) \| (?P<tests>.+) \|")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> dict[str, list[tuple[str, str]]]:
    """The tests that the table names, by threat."""
    text = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    return {row["threat"]: _TEST.findall(row["tests"]) for row in map(_ROW.fullmatch, text.splitlines()) if row}


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_bytes())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize(
    "threat",
    [
        "Forged webhook",
        "Replayed webhook",
        "A caller erases another's data by voice",
        "CSV injection",
        "Log injection",
        "Stolen database file",
        "Hostile model file",
        "Seeing what one may not",
    ],
)
def test_the_threat_is_dealt_with(threat: str) -> None:
    assert rows()[threat]


def test_every_threat_names_tests_that_exist() -> None:
    for threat, tests in rows().items():
        assert tests, threat
        for path, name in tests:
            assert name in functions_of(path), f"{threat}: {path} has no {name}"


def test_nothing_in_the_column_of_tests_is_anything_else() -> None:
    text = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    assert text.count("::test_") == sum(map(len, rows().values()))
