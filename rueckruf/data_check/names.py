"""Names that are used and declared elsewhere: one fault for each that is not, however often it is used."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rueckruf.data_check.fault import Faults, Located, Place, at

NameKind = Literal["intent", "entity", "slot", "variable", "action", "form", "response", "profile"]

#: So many further places are named one by one; of more only the number is given.
_NAMED = 3
#: How alike two names must be to be taken for one, 0 to 1.
_ALIKE = 0.75


@dataclass(frozen=True)
class Declared:
    """The names of one kind that exist.

    ``places`` are those that the project declares in the files or sections ``where``, ``others`` come from elsewhere.
    ``missing`` is what to say of a name that is neither.
    """

    missing: str
    where: tuple[str, ...]
    places: Mapping[str, Located]
    others: Collection[str] = ()


class Uses:
    """Where names are used, by kind."""

    def __init__(self) -> None:
        self._places: defaultdict[NameKind, defaultdict[str, set[Place]]] = defaultdict(lambda: defaultdict(set))

    def add(self, kind: NameKind, name: str, place: Located) -> None:
        """Note that ``name`` is used; an empty one was reported where it was read."""
        if name:
            self._places[kind][name].add(Place(place.path, place.line))

    def __contains__(self, name: str) -> bool:
        return any(name in names for names in self._places.values())

    def of(self, *kinds: NameKind) -> set[str]:
        """The names that are used as one of ``kinds``."""
        return {name for kind in kinds for name in self._places[kind]}

    def check(self, declared: Mapping[NameKind, Declared], is_idle: Callable[[str], bool], faults: Faults) -> None:
        """Names that do not exist, each reported once.

        A name that is misspelled where it is declared is reported there, with the number of places that spell it
        otherwise; ``is_idle`` says whether nothing uses a declared name.
        """
        misspelled: defaultdict[tuple[str, str, Place], set[Place]] = defaultdict(set)
        for kind, names in declared.items():
            for name in self.of(kind) - names.places.keys() - set(names.others):
                meant, places = nearest(name, names.places), self._places[kind][name]
                if meant is not None and is_idle(meant):
                    declaration = names.places[meant]
                    misspelled[meant, name, Place(declaration.path, declaration.line)] |= places
                else:
                    first, *others = sorted(places)
                    problem = names.missing.format(name) + proposal(name, names.places) + _also(others)
                    faults.add(first, problem, *names.where)
        for (meant, name, place), places in misspelled.items():
            faults.add(place, f"'{meant}' is used nowhere, but '{name}' {_in(places)}: which is right?")
            faults.broken(at(place))


def _in(places: Collection[Place]) -> str:
    first = min(places)
    return f"in {len(places)} places, first {first}" if len(places) > 1 else f"at {first}"


def _also(places: list[Place]) -> str:
    if not places:
        return ""
    shown = ", ".join(map(str, places[:_NAMED]))
    return f" (also {shown})" if len(places) <= _NAMED else f" (also {shown} and {len(places) - _NAMED} more)"


def proposal(name: str, names: Iterable[str]) -> str:
    """What to add to a fault about ``name``: which of ``names`` it seems to mean, if any."""
    meant = nearest(name, names)
    return f"; is '{meant}' meant?" if meant else ""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that is most like ``name``, None if none is."""
    from difflib import get_close_matches  # rarely needed, and the command shall be quick

    bare = {_bare(one): one for one in names}
    return next((bare[one] for one in get_close_matches(_bare(name), bare, n=1, cutoff=_ALIKE)), None)


def _bare(name: str) -> str:
    return name.removeprefix("utter_").removeprefix("action_")
