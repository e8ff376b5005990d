"""Which rule or story a turn followed.

Rasa keeps of rules and stories only what they make it do, not their names. So they are looked for by what was heard and
done, in the files as they are now.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from rueckruf.browser_phone.inner_view import InnerView
from rueckruf.data_check.dialogue import Path, Step, read_paths
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.yaml_lines import read_yaml

RULES = "RulePolicy"
_FOLDERS = {"rule": "data/rules", "story": "data/stories"}


@dataclass(frozen=True)
class _Turn:
    """One turn as a rule or story tells it; without ``intents`` it goes on whatever was heard."""

    intents: frozenset[str]
    actions: tuple[str, ...]

    def tells(self, view: InnerView) -> bool:
        steps = tuple(view.steps)
        if not self.actions:
            return False
        if self.intents:
            return view.intent in self.intents and steps[: len(self.actions)] == self.actions
        ends = range(len(self.actions), len(steps) + 1)
        return any(steps[end - len(self.actions) : end] == self.actions for end in ends)


class DialogueFiles:
    """The rules and stories of a project, read once."""

    def __init__(self, root: File) -> None:
        self._paths = [(path, _turns(path.steps)) for path in _read(root)]

    def fired(self, views: Sequence[InnerView]) -> Path | None:
        """The rule or story that the last turn followed, by its policy; None where the form went on by itself.

        ``views``: all turns so far. Of several paths that tell the same, the one that tells more counts, and rather one
        that ends here.
        """
        kind = "rule" if views[-1].policies <= {RULES} else "story"
        found = [
            (place == len(turns) - 1, _told(turns[: place + 1], views), len(turns[place].actions), path)
            for path, turns in self._paths
            if path.kind == kind and _holds(path, views[-1])
            for place, turn in enumerate(turns)
            if turn.tells(views[-1])
        ]
        return max(found, key=lambda each: each[:3])[3] if found else None


def _read(root: File) -> Iterator[Path]:
    """All rules and stories that can be read; `check-data` tells of the others."""
    faults = Faults()
    for kind, folder in _FOLDERS.items():
        files = (
            read_yaml(file, str(file.relative_to(root)), faults) for file in sorted((root / folder).rglob("*.yml"))
        )
        yield from read_paths([file for file in files if file], kind, faults)


def _turns(steps: Sequence[Step]) -> list[_Turn]:
    turns: list[tuple[frozenset[str], list[str]]] = [(frozenset(), [])]
    for step in steps:
        intents = frozenset(each.name for each in step.flat() if each.kind == "intent")
        if intents:
            turns.append((intents, []))
        elif step.kind == "action":
            turns[-1][1].append(step.name)
    return [_Turn(intents, tuple(actions)) for intents, actions in turns if intents or actions]


def _told(turns: Sequence[_Turn], views: Sequence[InnerView]) -> int:
    """How many of these turns, from the last one back, the call has gone through; the form's own are passed over."""
    steered = [view for view in views if len(set(view.steps)) > 1]
    pairs = zip(reversed(turns), reversed(steered), strict=False)
    told = 0
    for turn, view in pairs:
        if not turn.tells(view):
            break
        told += 1
    return told


def _holds(path: Path, view: InnerView) -> bool:
    """Whether its condition names the loop that is active."""
    return all(step.name == (view.loop or "null") for step in path.conditions if step.kind == "active_loop")
