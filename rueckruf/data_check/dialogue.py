"""Rules and stories as steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rueckruf.data_check import shape
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.yaml_lines import Part

#: Keys that make a step; the others only add to it.
STEPS = ("intent", "action", "active_loop", "slot_was_set", "or", "checkpoint", "user", "bot")
_STEP_KEYS = (*STEPS, "entities")
_PATH_KEYS = {
    "rule": ("rule", "condition", "steps", "conversation_start", "wait_for_user_input"),
    "story": ("story", "steps", "metadata"),
}
_SECTIONS = {"rule": "rules", "story": "stories"}


@dataclass(frozen=True)
class Step:
    """One step. ``kind`` is its key, ``name`` the intent, action or loop ("null" for none).

    ``slots`` are the slots that were set with their values (None: any), ``choices`` the steps of an ``or``,
    ``entities`` the names of entities.
    """

    kind: str
    path: str
    line: int
    name: str = ""
    slots: tuple[tuple[str, Part | None], ...] = ()
    choices: tuple["Step", ...] = ()
    entities: tuple[Part, ...] = ()

    def flat(self) -> Iterator["Step"]:
        """The step itself and all choices of an ``or``."""
        yield self
        for choice in self.choices:
            yield from choice.flat()

    def key(self) -> tuple[object, ...]:
        """What makes two steps the same."""
        slots = tuple(sorted((slot, value.text if value else None) for slot, value in self.slots))
        return self.kind, self.name, slots, tuple(sorted(repr(choice.key()) for choice in self.choices))


@dataclass(frozen=True)
class Path:
    """A rule or a story."""

    kind: str
    name: str
    path: str
    line: int
    steps: tuple[Step, ...]
    conditions: tuple[Step, ...] = ()
    begins: bool = False
    waits: bool = True

    def all_steps(self) -> Iterator[Step]:
        """Every step, those of conditions and choices included."""
        for step in (*self.conditions, *self.steps):
            yield from step.flat()


def read_paths(files: Sequence[Part], kind: str, faults: Faults) -> list[Path]:
    """All rules (``kind`` "rule") or stories ("story") of ``files``; a name that two have is a fault."""
    paths: list[Path] = []
    names: dict[str, Path] = {}
    for file in files:
        part = shape.section(file, _SECTIONS[kind], faults)
        for item in shape.items(part, _SECTIONS[kind], faults) if part else ():
            for path in _path(item, kind, faults):
                paths.append(path)
                before = names.setdefault(path.name, path)
                if before is not path:
                    faults.add(path, f"the name of this {kind} is taken at {before.path}:{before.line}: {path.name}")
    return paths


def _path(item: Part, kind: str, faults: Faults) -> Iterator[Path]:
    values = shape.table(item, f"a {kind}", faults, known=_PATH_KEYS[kind])
    if not values:
        return
    missing = [key for key in (kind, "steps") if key not in values]
    for key in missing:
        shape.broken(item, f"a {kind} needs '{key}'", faults)
    if missing:
        return
    yield Path(
        kind=kind,
        name=shape.text(values[kind], kind, faults),
        path=item.path,
        line=item.line,
        steps=tuple(_steps(values["steps"], "steps", faults)),
        conditions=tuple(_steps(values["condition"], "condition", faults)) if "condition" in values else (),
        begins="conversation_start" in values
        and shape.truth(values["conversation_start"], "conversation_start", faults),
        waits="wait_for_user_input" not in values
        or shape.truth(values["wait_for_user_input"], "wait_for_user_input", faults),
    )


def _steps(part: Part, what: str, faults: Faults) -> Iterator[Step]:
    for item in shape.items(part, what, faults):
        yield from _step(item, faults)


def _step(item: Part, faults: Faults) -> Iterator[Step]:
    values = shape.table(item, "a step", faults, known=_STEP_KEYS)
    kind = _kind(item, values, faults)
    if kind is None:
        return
    value, at = values[kind], (item.path, item.line)
    if kind == "slot_was_set":
        yield Step(kind, *at, slots=tuple(_slots(value, faults)))
    elif kind == "or":
        yield Step(kind, *at, choices=tuple(_steps(value, "or", faults)))
    elif kind == "active_loop" and value.kind == "nothing":
        yield Step(kind, *at, name="null")
    else:
        entities = tuple(_entities(values["entities"], faults)) if "entities" in values else ()
        yield Step(kind, *at, name=shape.text(value, kind, faults), entities=entities)


def _kind(item: Part, values: Mapping[str, Part], faults: Faults) -> str | None:
    """The one key that makes the step; None after a fault if it is not one."""
    kinds = [kind for kind in STEPS if kind in values]
    if len(kinds) == 1:
        return kinds[0]
    if kinds or values.keys() <= {*_STEP_KEYS}:
        faults.add(item, "a step has exactly one of " + ", ".join(STEPS))
    faults.broken(item.section)
    return None


def _slots(part: Part, faults: Faults) -> Iterator[tuple[str, Part | None]]:
    for item in shape.items(part, "slot_was_set", faults):
        if item.kind == "table":
            yield from ((key.text, value) for key, value in item.entries)
        else:
            yield shape.text(item, "an item of slot_was_set", faults), None


def _entities(part: Part, faults: Faults) -> Iterator[Part]:
    for item in shape.items(part, "entities", faults):
        if item.kind == "table":
            yield from (key for key, _ in item.entries[:1])
        else:
            yield item
