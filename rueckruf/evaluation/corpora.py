"""The corpora of ``tests/corpus/`` as cases. The readers are tuned on them: here they show cost and completeness."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import yaml

from rueckruf.checked_yaml import LOADER
from rueckruf.evaluation.cases import MONDAY, Case, Value
from rueckruf.project import ROOT

CORPORA = ROOT / "tests" / "corpus"


def times() -> list[Case]:
    """Times with both bounds as the corpus writes them: "start", "start/end", ".." for an open side."""
    table, corrections = _load("callback_time"), _load("callback_time_corrections")
    now = corrections.pop("now")
    sections = {section: table[section] for section in ("instants", "intervals", "open")} | corrections
    return [
        _case(section, text, _bounds(value), now)
        for section, content in sections.items()
        for value, texts in content.items()
        for text in texts
    ]


def without_time() -> list[Case]:
    """Sentences without a time for a callback."""
    table = _load("callback_time_negatives")
    now = table.pop("now")
    return list(_negatives(table, now))


def phones() -> list[Case]:
    """Telephone numbers said in one breath."""
    numbers = _load("phone_number")["numbers"]
    return [_case("numbers", text, (number,)) for number, texts in numbers.items() for text in texts]


def without_phone() -> list[Case]:
    """Sentences without a telephone number, whatever was asked."""
    return [_case("never", text, None) for text in _load("phone_number_negatives")["never"]]


def names() -> list[Case]:
    """Names: title, first and last name, None for what is not said."""
    entries = _load("caller_name")
    return [_case("names", text, _name(entry["name"])) for entry in entries for text in entry["said"]]


def without_name() -> list[Case]:
    """Sentences without a name although it was asked for."""
    return list(_negatives(_load("caller_name_negatives")))


def _negatives(groups: Mapping[str, list[str]], now: str | None = None) -> Iterable[Case]:
    return (_case(group, text, None, now) for group, texts in groups.items() for text in texts)


def _case(group: str, text: str, want: Value | None, now: str | None = None) -> Case:
    return Case(text, group, text, want, datetime.fromisoformat(now) if now else MONDAY)


def _bounds(value: str) -> Value:
    start, _, end = value.partition("/")
    return tuple(None if side in ("", "..") else datetime.fromisoformat(side) for side in (start, end))


def _name(parts: Mapping[str, str]) -> Value:
    return tuple(parts.get(part) for part in ("title", "first", "last"))


def _load(name: str) -> Any:
    return yaml.load((CORPORA / f"{name}.yml").read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe one
