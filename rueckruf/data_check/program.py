"""What the program itself says and knows, read from its source.

The source is read, not imported: imports take time, and many modules read the very YAML that is checked here.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rueckruf.data_check.fault import Place

_SOURCES = ("rueckruf", "actions")
_THIS = "rueckruf/data_check/"
#: ``utter_action`` is Rasa's key for the name of a response.
_RESPONSE = re.compile(r"(?!utter_action$)utter_\w*[^\W_]")
#: How the program reads a table of ``data/vocabulary/``.
_TABLE = re.compile(r'\b(?:vocabulary|word_set)\("(\w+)"')


@dataclass(frozen=True)
class Program:
    """Words in the source.

    ``sources`` are the files by path, ``responses`` the names of responses they utter, ``patterns`` those they
    put together ("utter_changed_" and a slot), ``tables`` those of ``data/vocabulary/`` that they read.
    """

    sources: dict[str, str]
    responses: dict[str, Place]
    patterns: dict[re.Pattern[str], Place]
    tables: frozenset[str]

    def knows(self, name: str, folder: str = "") -> bool:
        """Whether the source in ``folder`` has ``name`` as text or keyword."""
        return any(
            name in source and name in _names(source)
            for path, source in self.sources.items()
            if path.startswith(folder)
        )

    def utters(self, response: str) -> bool:
        """Whether the source utters ``response``."""
        return response in self.responses or any(pattern.fullmatch(response) for pattern in self.patterns)


def read_program(root: Path) -> Program:
    """The words of all Python files of the program below ``root``."""
    sources: dict[str, str] = {}
    responses: dict[str, Place] = {}
    patterns: dict[re.Pattern[str], Place] = {}
    for file in sorted(file for folder in _SOURCES for file in (root / folder).rglob("*.py")):
        path = file.relative_to(root).as_posix()
        if path.startswith(_THIS):
            continue
        source = sources[path] = file.read_text(encoding="utf-8")
        # Parsing is what takes time: only files that can hold what is looked for.
        nodes = list(ast.walk(ast.parse(source))) if "utter_" in source else []
        for name, line in _uttered(nodes):
            responses.setdefault(name, Place(path, line))
        for pattern, line in _put_together(nodes):
            patterns.setdefault(pattern, Place(path, line))
    tables = frozenset(table for source in sources.values() for table in _TABLE.findall(source))
    return Program(sources, responses, patterns, tables)


@cache
def _names(source: str) -> frozenset[str]:
    """All texts and keywords of a source."""
    nodes = list(ast.walk(ast.parse(source)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(texts | {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg})


def _uttered(nodes: list[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RESPONSE.fullmatch(node.value):
            yield node.value, node.lineno


def _put_together(nodes: list[ast.AST]) -> Iterator[tuple[re.Pattern[str], int]]:
    for node in nodes:
        if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
            continue
        if str(node.values[0].value).startswith("utter_"):
            pieces = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"\w+" for v in node.values)
            yield re.compile("".join(pieces)), node.lineno
