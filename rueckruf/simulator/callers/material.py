"""The material of ``tests/callers/``, loaded once a process."""

from functools import cache
from typing import Any

import yaml

from rueckruf.project import ROOT

CALLERS = ROOT / "tests" / "callers"


@cache
def material(name: str) -> dict[str, Any]:
    """What ``tests/callers/<name>.yml`` holds; not to be changed."""
    loaded: dict[str, Any] = yaml.safe_load((CALLERS / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded
