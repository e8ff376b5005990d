"""Fails where a function has more ways through it than anybody can hold in the head.

The count is radon's, inner functions taken in. C901, which `ruff` keeps at 10 everywhere, leaves out "and", "or" and
comprehensions, which is where many ways hide. A function that would read worse in parts may have more, with the reason
in a comment on its `def` line or in the line above: ``# ways: one branch for each kind of event``.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("rueckruf", "actions", "scripts", "benchmarks")
MOST = 10
#: A grammar has as many ways as the language that it reads.
GRAMMAR, MOST_IN_A_GRAMMAR = Path("rueckruf/spoken"), 15

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.IfExp, ast.ExceptHandler, ast.Assert, ast.Lambda, ast.match_case)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_REASON = re.compile(r"# ways: \S")


def ways(function: ast.AST) -> int:
    """How many independent ways lead through a function, those of its inner ones among them."""
    return 1 + sum(map(_more, ast.walk(function)))


def _more(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.Try):
        return int(bool(node.orelse))
    if isinstance(node, _LOOPS):
        return 1 + bool(node.orelse)
    return int(isinstance(node, _BRANCHES))


def too_complex(file: Path, most: int) -> Iterator[str]:
    """A line for each function in ``file`` that has more than ``most`` ways and no reason."""
    source = file.read_text(encoding="utf-8")
    lines = ["", *source.splitlines()]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function) and (found := ways(node)) > most and not _has_reason(node, lines):
            yield f"{file}:{node.lineno}: {node.name} has {found} ways, more than {most}"


def _has_reason(function: Function, lines: list[str]) -> bool:
    """Whether there is one above the function, or on its `def` line; ``lines`` are counted from 1."""
    first = min(part.lineno for part in (function, *function.decorator_list))
    return any(_REASON.search(lines[number]) for number in (first - 1, function.lineno))


def _faults() -> Iterator[str]:
    for file in sorted(file for folder in FOLDERS for file in Path(folder).rglob("*.py")):
        yield from too_complex(file, MOST_IN_A_GRAMMAR if file.is_relative_to(GRAMMAR) else MOST)


if __name__ == "__main__":
    sys.exit("\n".join(_faults()) or None)
