"""What is wrong, and where."""

from typing import NamedTuple, Protocol


class Fault(NamedTuple):
    """A problem at a line of a file; ``path`` is relative to the project. Sorts by place."""

    path: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


class Located(Protocol):
    """Whatever stands in a line of a file."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int: ...


class Place(NamedTuple):
    """A line of a file."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Faults:
    """Collects faults, so that one run tells all of them."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()

    def add(self, place: Located, problem: str) -> None:
        """Note ``problem``; the same one at the same place counts once."""
        self._found.add(Fault(place.path, place.line, problem))

    def sorted(self) -> list[Fault]:
        """All faults in the order of files and lines."""
        return sorted(self._found)
