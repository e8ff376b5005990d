"""Where rules and stories let the assistant say something, and what holds there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rueckruf.data_check.dialogue import Path, Step

OUTCOME, STORED, ERASED = "outcome", "stored", "erased"


class Said(NamedTuple):
    """A response in a rule or story.

    ``slots`` are those that are set there, with the text of the value where there is a single one; None is any value.
    ``done``: the form was left before.
    """

    step: Step
    path: Path
    slots: Mapping[str, str | None]
    done: bool

    @property
    def is_stored(self) -> bool:
        """Whether the request is committed by then."""
        return self.slots.get(OUTCOME) == STORED

    @property
    def is_erased(self) -> bool:
        """Whether the caller's requests of earlier calls are gone by then."""
        return self.slots.get(OUTCOME) == ERASED


def said(paths: Iterable[Path]) -> Mapping[str, Sequence[Said]]:
    """Where ``paths`` utter each response, in order; nowhere for any other."""
    uses: defaultdict[str, list[Said]] = defaultdict(list)
    for one in _said(paths):
        uses[one.step.name].append(one)
    return uses


def _said(paths: Iterable[Path]) -> Iterator[Said]:
    for path in paths:
        slots: dict[str, str | None] = {}
        done = False
        for step in (*path.conditions, *path.steps):
            slots |= _set(step)
            slots = {slot: value for slot, value in slots.items() if value != ""}
            if step.kind == "active_loop":
                done = step.name == "null"
            elif step.kind == "action" and step.name.startswith("utter_"):
                yield Said(step, path, dict(slots), done)


def _set(step: Step) -> dict[str, str | None]:
    """The slots that a step sets; "" unsets one. Of alternatives only what they have in common is known."""
    if step.kind == "or":
        alternatives = [_set(choice) for choice in step.choices]
        common = set.intersection(*map(set, alternatives)) if alternatives else set()
        return {
            slot: alternatives[0][slot] if len({one[slot] for one in alternatives}) == 1 else None for slot in common
        }
    return {slot: ("" if value.kind == "nothing" else value.text) if value else None for slot, value in step.slots}
