"""YAML files that a pydantic model checks; every fault is named with its line."""

import re
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

Model = TypeVar("Model", bound=BaseModel)

#: A safe loader, in C where it is built.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Place = tuple[str, ...]
_DEPTH = 4  # keys and numbers of a list above one another
# YAML writes them as escapes; no document for Word and no answer to a telephone service can hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


Text = Annotated[str, Field(min_length=1)]
"""A text that must be there."""


class Part(BaseModel):
    """A table in such a file: frozen, without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class FileError(ValueError):
    """Everything wrong with a file, one ``FILE:LINE: key: problem`` a line."""


def read_checked(path: Path, model: type[Model]) -> Model:
    """What the file at ``path`` holds, as ``model`` checks it; raises FileError."""
    try:
        root = _composed(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileError(f"{path.name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise FileError(f"{path.name}: is not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FileError(f"{path.name}:{line}: yaml: {error.problem}") from None
    except yaml.YAMLError:
        raise FileError(f"{path.name}: yaml: a character that is not allowed") from None
    return _check(_Document(root), model, path.name)


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)  # which tells better where the fault is


class _Fault(NamedTuple):
    line: int
    key: str
    problem: str


class _Document:
    """The plain values of a YAML tree and the line of each. Scalars stay text: +49 must keep its plus."""

    def __init__(self, root: yaml.Node | None) -> None:
        self.lines: dict[_Place, int] = {(): 1}
        self.faults: list[_Fault] = []
        self.value = self._plain(root, ()) if root else {}

    def _plain(self, node: yaml.Node, place: _Place) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, place)
        if len(place) > _DEPTH:  # nothing lies this deep: the model refuses it, whatever is inside
            return []
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*place, str(number))) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        plain: dict[str, Any] = {}
        for key, value in node.value:
            inner = (*place, str(key.value))
            if str(key.value) in plain:
                self.faults.append(_Fault(key.start_mark.line + 1, ".".join(inner), "is given twice"))
            self.lines[inner] = key.start_mark.line + 1
            plain[str(key.value)] = self._plain(value, inner)
        return plain

    def _scalar(self, node: yaml.ScalarNode, place: _Place) -> str:
        if _CONTROL.search(node.value):
            self.faults.append(_Fault(node.start_mark.line + 1, ".".join(place), "has a control character"))
        return str(node.value)

    def _item(self, node: yaml.Node, place: _Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        return self._plain(node, place)

    def line(self, place: _Place) -> int:
        """Where ``place`` stands, or for a missing key the mapping that lacks it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def _check(document: _Document, model: type[Model], file_name: str) -> Model:
    faults = list(document.faults)
    checked: Model | None = None
    if not isinstance(document.value, dict):
        raise FileError(f"{file_name}:1: must consist of keys and values")
    try:
        checked = model.model_validate(document.value)
    except ValidationError as error:
        for entry in error.errors():
            place = tuple(str(step) for step in entry["loc"])
            faults.append(_Fault(document.line(place), ".".join(place), _problem(entry)))
    if faults or checked is None:
        raise FileError("\n".join(f"{file_name}:{f.line}: {f.key}: {f.problem}" for f in sorted(faults)))
    return checked


_PROBLEMS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_too_short": "must not be empty",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "string_type": "must be a single text",
    "model_type": "must consist of keys and values",
    "dict_type": "must consist of keys and values",
    "tuple_type": "must be a list",
    "too_short": "must not be empty",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "date_from_datetime_parsing": "must be a day like 2026-11-26",
    "date_parsing": "must be a day like 2026-11-26",
    "value_error": "{error}",
}


def _problem(entry: Any) -> str:
    template = _PROBLEMS.get(entry["type"])
    return template.format(**entry.get("ctx", {})) if template else str(entry["msg"])
