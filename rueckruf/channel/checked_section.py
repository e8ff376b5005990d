"""A section of ``credentials.yml`` whose values are checked one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_DEFAULTS: Mapping[str, Any] = {}


@dataclass
class SectionFaults:
    lines: list[str] = field(default_factory=list)

    def add(self, path: str, problem: str) -> None:
        self.lines.append(f"credentials.yml: {path}: {problem}")


class Section:
    """A mapping whose keys are taken one by one; what remains is unknown."""

    def __init__(self, values: Mapping[str, Any] | None, path: str, faults: SectionFaults) -> None:
        self._values = dict(values or {})
        self._path = path
        self._faults = faults

    def take(self, key: str, check: Callable[[Any], Any], defaults: Mapping[str, Any] = NO_DEFAULTS) -> Any:
        """The checked value, else the default; None after a fault, which ends the reading anyway."""
        if key not in self._values:
            if key not in defaults:
                self.fault(key, "is missing")
            return defaults.get(key)
        try:
            return check(self._values.pop(key))
        except ValueError as problem:
            self.fault(key, str(problem))
            return None

    def fault(self, key: str, problem: str) -> None:
        self._faults.add(f"{self._path}.{key}", problem)

    def refuse_the_rest(self) -> None:
        for key in self._values:
            self.fault(key, "unknown key")


def mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("must be a mapping")
    return value
