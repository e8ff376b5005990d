"""YAML as values that know their file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from rueckruf.data_check.fault import Faults, Place

Kind = Literal["text", "number", "truth", "nothing", "date", "list", "table"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_KINDS: dict[str, Kind] = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "truth",
    "null": "nothing",
    "timestamp": "date",
    "merge": "text",
    "value": "text",
}
_TRUE = ("yes", "true", "on")


@dataclass(frozen=True, eq=False)
class Part:
    """A value of a YAML file.

    Scalars keep the text as written in ``text``, and ``kind`` tells what YAML 1.1 takes it for. ``block`` is
    true for text after ``|``, whose first line is the one below.
    """

    path: str
    line: int
    kind: Kind
    text: str = ""
    block: bool = False
    items: tuple["Part", ...] = ()
    entries: tuple[tuple["Part", "Part"], ...] = ()

    @property
    def true(self) -> bool:
        return self.kind == "truth" and self.text.lower() in _TRUE

    def get(self, key: str) -> "Part | None":
        """The value of ``key`` in a table, else None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def walk(self) -> Iterator["Part"]:
        """This part and all inside it, keys left out."""
        yield self
        for inner in (*self.items, *(value for _, value in self.entries)):
            yield from inner.walk()


def read_yaml(file: Path, path: str, faults: Faults) -> Part | None:
    """The content of ``file``, or None after a fault that leaves nothing to look at.

    ``path`` names the file in faults. A key given twice is a fault; the last value counts, as for Rasa.
    """
    place = Place(path, 1)
    try:
        content = file.read_bytes()
        root = yaml.compose(content.decode("utf-8"), Loader=_Loader)
        if root is None:
            faults.add(place, "is empty")
            return None
        return _Reader(path, faults).part(root, frozenset())
    except OSError as error:
        faults.add(place, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        faults.add(Place(path, content.count(b"\n", 0, error.start) + 1), "is not UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(Place(path, mark.line + 1 if mark else 1), f"no YAML: {error.problem}")
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = content.count(b"\n", 0, position) + 1
        faults.add(Place(path, line), "no YAML: a character that is not allowed")
    except RecursionError:
        faults.add(place, "is nested too deeply")
    return None


class _Reader:
    def __init__(self, path: str, faults: Faults) -> None:
        self.path = path
        self.faults = faults

    def part(self, node: yaml.Node, above: frozenset[int]) -> Part:
        line = node.start_mark.line + 1
        if id(node) in above:
            self.faults.add(Place(self.path, line), "contains itself")
            return Part(self.path, line, "nothing")
        inside = above | {id(node)}
        if isinstance(node, yaml.SequenceNode):
            return Part(self.path, line, "list", items=tuple(self.part(item, inside) for item in node.value))
        if isinstance(node, yaml.MappingNode):
            return Part(self.path, line, "table", entries=self._entries(node, inside))
        return self._scalar(node, line)

    def _entries(self, node: yaml.MappingNode, inside: frozenset[int]) -> tuple[tuple[Part, Part], ...]:
        entries: dict[str, tuple[Part, Part]] = {}
        for key_node, value_node in node.value:
            key, value = self.part(key_node, inside), self.part(value_node, inside)
            if key.kind in ("list", "table"):
                self.faults.add(key, "a key must be a single word")
                continue
            if key.text in entries:
                self.faults.add(key, f"'{key.text}' is given twice, first in line {entries[key.text][0].line}")
            entries[key.text] = (key, value)
        return tuple(entries.values())

    def _scalar(self, node: Any, line: int) -> Part:
        kind = _KINDS.get(node.tag.removeprefix(_TAG))
        if kind is None:
            self.faults.add(Place(self.path, line), f"the tag {node.tag} has no meaning here")
        return Part(self.path, line, kind or "text", text=node.value, block=node.style == "|")
