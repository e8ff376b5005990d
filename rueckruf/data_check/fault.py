"""What is wrong, and where; what only follows from another fault is left out."""

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


def at(located: Located) -> str:
    """The place as it stands in a fault."""
    return f"{located.path}:{located.line}"


class Faults:
    """Collects faults, so that one run tells all of them.

    A check may rest on what another file says: that a name is not declared is true only if all of ``domain.yml`` was
    understood. Such a fault names what it rests on, a folder, a file, a section of a file ("domain.yml/intents") or a
    single place; whatever is found broken there silences it.
    """

    def __init__(self) -> None:
        self._found: dict[Fault, tuple[str, ...]] = {}
        self._broken: set[str] = set()

    def add(self, place: Located, problem: str, *rests_on: str) -> None:
        """Note ``problem``; the same one at the same place counts once."""
        self._found.setdefault(Fault(place.path, place.line, problem), rests_on)

    def broken(self, what: str) -> None:
        """Note that a folder, file, section or place does not say all that it should."""
        self._broken.add(what)

    def sorted(self) -> list[Fault]:
        """All faults that follow from no other one, in the order of files and lines."""
        return sorted(fault for fault, rests_on in self._found.items() if not any(map(self._is_broken, rests_on)))

    def _is_broken(self, what: str) -> bool:
        return any(
            what == broken or what.startswith(f"{broken}/") or broken.startswith(f"{what}/") for broken in self._broken
        )
