"""Fails where a function in rueckruf/spoken/ has more ways through it than anybody can hold in the head.

The count is radon's, inner functions taken in. C901, which `ruff` keeps at 10 everywhere, leaves out "and", "or" and
comprehensions, which is where a grammar hides its ways.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 15
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.Lambda, ast.match_case)


def ways(function: ast.AST) -> int:
    """How many independent ways lead through a function, those of its inner ones among them."""
    return 1 + sum(map(_more, ast.walk(function)))


def _more(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, _BRANCHES))


def too_complex(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.FunctionDef) and (found := ways(node)) > MOST:
            yield f"{file}:{node.lineno}: {node.name} has {found} ways, more than {MOST}"


if __name__ == "__main__":
    faults = [fault for file in sorted(Path("rueckruf/spoken").rglob("*.py")) for fault in too_complex(file)]
    sys.exit("\n".join(faults) or None)
