"""Tables of docs/ whose last column names tests, as `tests/folder/test_file.py::test_name`."""

import ast
import re
from functools import cache
from pathlib import Path

from rueckruf.project import ROOT

DOCS = ROOT / "docs"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows_of(text: str) -> list[tuple[str, list[str]]]:
    """The tables of a page, each with the first cell of its head and the lines below it."""
    tables: list[tuple[str, list[str]]] = []
    before = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("| ---"):
            tables.append((cells_of(before)[0], []))
        elif line.startswith("|") and before.startswith("|"):
            tables[-1][1].append(line)
        before = line
    return tables


def cells_of(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split(" | ")]


def named_in(path: Path) -> dict[str, list[tuple[str, str]]]:
    """File and name of the tests that the rows of a page name in their last cell, by the first cell."""
    tables = rows_of(path.read_text(encoding="utf-8"))
    rows = [cells_of(row) for head, lines in tables if head in ("threat", "promise") for row in lines]
    return {first: _TEST.findall(last) for first, *_, last in rows}


@cache
def functions_of(path: str) -> frozenset[str]:
    """The functions of a file, which is read and not run."""
    tree = ast.parse((ROOT / path).read_bytes())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def faults_of(named: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Rows that name no test, and tests that are not there."""
    silent = [f"{row}: names no test" for row, tests in named.items() if not tests]
    return silent + [
        f"{row}: {path} has no {name}"
        for row, tests in named.items()
        for path, name in tests
        if not (ROOT / path).exists() or name not in functions_of(path)
    ]
