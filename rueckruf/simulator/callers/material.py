"""The material of ``tests/callers/``, loaded once a process."""

from functools import cache
from typing import Any

import yaml

from rueckruf.checked_yaml import LOADER
from rueckruf.project import ROOT

CALLERS = ROOT / "tests" / "callers"


@cache
def material(name: str) -> dict[str, Any]:
    """What ``tests/callers/<name>.yml`` holds; not to be changed."""
    loaded: dict[str, Any] = yaml.load((CALLERS / f"{name}.yml").read_bytes(), LOADER)  # noqa: S506 - a safe one
    return loaded
