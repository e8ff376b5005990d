"""Word tables of ``data/vocabulary/``: meaning first, the words that carry it after."""

from functools import cache
from typing import Any

import yaml

from rueckruf.project import DATA
from rueckruf.spoken.text.words import fold

FOLDER = DATA / "vocabulary"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The table ``data/vocabulary/<name>.yml``, read once.

    Raises FileNotFoundError for an unknown table and yaml.YAMLError for a broken one.
    """
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        table: dict[str, Any] = yaml.load(file, Loader=_Loader)  # noqa: S506 - a safe loader, in C where it is built
    return table


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The folded words or phrases of a list in a table: ``word_set("phone_number", "labels", "phone")``."""
    listed: Any = vocabulary(name)
    for key in keys:
        listed = listed[key]
    return frozenset(fold(word) for word in listed)


def meanings(table: dict[Any, list[Any]]) -> dict[str, Any]:
    """A table ``meaning -> words`` turned round: folded word -> meaning."""
    return {fold(str(word)): meaning for meaning, words in table.items() for word in words}
