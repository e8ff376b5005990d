"""Requests held against a published OpenAPI 3.0 description, as strictly as it is written."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft7Validator


@dataclass(frozen=True)
class Operation:
    """One operation, asked for with these parameters in its path."""

    id: str
    in_path: Mapping[str, str]
    _description: Mapping[str, Any]

    def faults(self, query: Mapping[str, str], form: Mapping[str, str]) -> list[str]:
        """What the description does not allow: names it does not know, values it does not take."""
        content = self._description.get("requestBody", {}).get("content", {})
        body = content.get("application/x-www-form-urlencoded", {}).get("schema", {})
        return [
            *_faults(self.in_path, self._parameters("path")),
            *_faults(query, self._parameters("query")),
            *_faults(form, body.get("properties", {})),
            *(f"{name} is missing" for name in body.get("required", ()) if name not in form),
        ]

    def _parameters(self, place: str) -> Mapping[str, Any]:
        described = self._description.get("parameters", [])
        return {each["name"]: each["schema"] for each in described if each["in"] == place}

    @property
    def example(self) -> Any:
        """The first published answer."""
        for answer in self._description["responses"].values():
            for example in answer.get("content", {}).get("application/json", {}).get("examples", {}).values():
                return example["value"]
        return None


class Description:
    """One file of a description."""

    def __init__(self, file: Path) -> None:
        self._content = json.loads(file.read_text(encoding="utf-8"))

    def operation(self, method: str, path: str) -> Operation | None:
        """What a request asks for, None where nothing of that kind is described."""
        for template, described in self._content["paths"].items():
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
            if (found := re.fullmatch(pattern, path)) and (operation := described.get(method.lower())):
                return Operation(operation["operationId"], found.groupdict(), self._resolved(operation))
        return None

    def _resolved(self, part: Any) -> Any:
        """With the schemas in the place of references to them."""
        if isinstance(part, dict):
            if "$ref" in part:
                return self._resolved(self._content["components"]["schemas"][part["$ref"].rpartition("/")[2]])
            return {name: self._resolved(value) for name, value in part.items()}
        return [self._resolved(value) for value in part] if isinstance(part, list) else part


def _faults(sent: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, value in sent.items():
        if name not in known:
            yield f"{name} is not known"
            continue
        schema = known[name]
        for error in Draft7Validator(schema).iter_errors(_typed(value, schema.get("type"))):
            yield f"{name}: {error.message}"
        if schema.get("format") == "uri" and not (urlsplit(value).scheme and urlsplit(value).netloc):
            yield f"{name}: {value!r} is no address"


def _typed(value: str, kind: str | None) -> Any:
    """A value of a form or a query, which are all text, as the JSON that the schema speaks of."""
    if kind in ("integer", "boolean", "number"):
        try:
            return json.loads(value.lower())
        except ValueError:
            return value
    return value
