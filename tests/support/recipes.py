"""Applies the lines and files of a recipe to a copy of the project."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent

from tests.support.yaml_files import read_yaml

EDITS = "edits.yml"


def new_files(recipe: Path) -> list[str]:
    """The files that the recipe adds, by their paths in the project."""
    files = (file.relative_to(recipe).as_posix() for file in recipe.rglob("*.*") if file.is_file())
    return sorted(file for file in files if file != EDITS and "__pycache__" not in file)


def edited_files(recipe: Path) -> list[str]:
    """The files that the recipe changes."""
    return list(read_yaml(recipe / EDITS))


def follow(recipe: Path, project: Path) -> None:
    """Do all that the recipe says in ``project``."""
    for path in new_files(recipe):
        assert not (project / path).exists(), path
        shutil.copy(recipe / path, project / path)
    for path, edits in read_yaml(recipe / EDITS).items():
        for edit in edits:
            _edit(project / path, edit)


def _edit(file: Path, edit: Mapping[str, str]) -> None:
    (way,) = edit.keys() - {"put"}
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.strip().startswith(edit[way])]
    assert len(places) == 1, f"{edit[way]!r} stands {len(places)} times in {file.name}"
    (place,) = places
    depth = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    first, behind = {"before": (place, place), "after": (place + 1, place + 1), "instead": (place, place + 1)}[way]
    lines[first:behind] = [indent(edit["put"].rstrip("\n"), depth) + "\n"]
    file.write_text("".join(lines), encoding="utf-8")
