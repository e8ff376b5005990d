"""The corpora of ``tests/corpus/`` as cases. The readers are tuned on them: here they show cost and completeness."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from rueckruf.evaluation.cases import Case
from rueckruf.project import ROOT

CORPORA = ROOT / "tests" / "corpus"


def phones() -> list[Case]:
    """Telephone numbers said in one breath."""
    numbers = _load("phone_number")["numbers"]
    return [_case("numbers", text, (number,)) for number, texts in numbers.items() for text in texts]


def without_phone() -> list[Case]:
    """Sentences without a telephone number, whatever was asked."""
    return [_case("never", text, None) for text in _load("phone_number_negatives")["never"]]


def names() -> list[Case]:
    """Names: title, first name, last name; an entry of two has no title."""
    entries = _load("caller_name")
    return [_case("names", text, tuple([None, *entry["name"]][-3:])) for entry in entries for text in entry["said"]]


def without_name() -> list[Case]:
    """Sentences without a name although it was asked for."""
    return list(_negatives(_load("caller_name_negatives")))


def _negatives(groups: Mapping[str, list[str]]) -> Iterable[Case]:
    return (_case(group, text, None) for group, texts in groups.items() for text in texts)


def _case(group: str, text: str, want: tuple[Any, ...] | None) -> Case:
    return Case(text, group, text, want)


def _load(name: str) -> Any:
    return yaml.safe_load((CORPORA / f"{name}.yml").read_text(encoding="utf-8"))
