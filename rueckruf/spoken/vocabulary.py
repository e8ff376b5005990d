"""Word tables of ``data/vocabulary/``: meaning first, the words that carry it after."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "vocabulary"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The table ``data/vocabulary/<name>.yml``, read once.

    Raises FileNotFoundError for an unknown table and yaml.YAMLError for a broken one.
    """
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        table: dict[str, Any] = yaml.load(file, Loader=_Loader)  # noqa: S506 - a safe loader, in C where it is built
    return table


def meanings(table: dict[Any, list[Any]]) -> dict[str, Any]:
    """A table ``meaning -> words`` turned round: folded word -> meaning."""
    from rueckruf.spoken.words import fold

    return {fold(str(word)): meaning for meaning, words in table.items() for word in words}
