"""YAML as values that know their file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from rueckruf.checked_yaml import LOADER
from rueckruf.data_check.fault import Faults, Located, Place

YamlKind = Literal["text", "number", "truth", "nothing", "date", "list", "table"]

_TAG = "tag:yaml.org,2002:"
_KINDS: dict[str, YamlKind] = {
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
    true for text after ``|``, whose first line is the one below. ``section`` is the file and the key at its top that
    all this stands under ("domain.yml/intents"), for a whole file the file.
    """

    path: str
    line: int
    kind: YamlKind
    section: str
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
        root = yaml.compose(content.decode("utf-8"), Loader=LOADER)
        if root is not None:
            return _Lines(path, faults).part(root, path, frozenset())
        faults.add(place, "is empty")
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
    faults.broken(path)
    return None


class _Lines:
    def __init__(self, path: str, faults: Faults) -> None:
        self.path = path
        self.faults = faults

    def part(self, node: yaml.Node, section: str, above: frozenset[int]) -> Part:
        line = node.start_mark.line + 1
        if id(node) in above:
            self._broken(Place(self.path, line), section, "contains itself")
            return Part(self.path, line, "nothing", section)
        inside = above | {id(node)}
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.part(item, section, inside) for item in node.value)
            return Part(self.path, line, "list", section, items=items)
        if isinstance(node, yaml.MappingNode):
            return Part(self.path, line, "table", section, entries=self._entries(node, section, inside))
        return self._scalar(node, section, line)

    def _entries(self, node: yaml.MappingNode, section: str, inside: frozenset[int]) -> tuple[tuple[Part, Part], ...]:
        entries: dict[str, tuple[Part, Part]] = {}
        for key_node, value_node in node.value:
            at_the_top = section == self.path and isinstance(key_node, yaml.ScalarNode)
            below = f"{section}/{key_node.value}" if at_the_top else section
            key, value = self.part(key_node, below, inside), self.part(value_node, below, inside)
            if key.kind in ("list", "table"):
                self._broken(key, section, "a key must be a single word")
                continue
            if key.text in entries:
                before = entries[key.text][0].line
                self._broken(key, below, f"'{key.text}' is given twice, first in line {before}")
            entries[key.text] = (key, value)
        return tuple(entries.values())

    def _scalar(self, node: Any, section: str, line: int) -> Part:
        kind = _KINDS.get(node.tag.removeprefix(_TAG))
        if kind is None:
            self._broken(Place(self.path, line), section, f"the tag {node.tag} has no meaning here")
        return Part(self.path, line, kind or "text", section, text=node.value, block=node.style == "|")

    def _broken(self, place: Located, section: str, problem: str) -> None:
        self.faults.add(place, problem)
        self.faults.broken(section)
