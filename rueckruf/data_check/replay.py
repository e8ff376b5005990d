"""Rules and stories as Rasa replays them when it trains: what has happened before each action.

Written after ``rasa.shared.core.trackers``, ``domain`` and ``training_data`` of Rasa 3.6; a test compares the verdicts
that ``contradictions`` builds on this with Rasa's own.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.domain import Domain, Slot
from rueckruf.data_check.fault import Located, Place
from rueckruf.data_check.yaml_lines import Part

LISTEN = "action_listen"
#: Stands in a rule for whatever happened before it, and after it if it does not wait for the caller.
ANYTHING = "..."
#: A rule may ask that a slot or a form is not set.
NOT_SET = "should_not_be_set"

#: What is known at one moment: intent and entities of the last utterance, the last action, the loop, the slots.
State = Mapping[str, Hashable]


class Event(NamedTuple):
    """Something that happens: the caller says something, an action runs or is rejected, a slot or loop is set.

    ``name`` is the intent, action, slot or loop; ``value`` what the policies see of a slot, or the entities. ``step``
    is where it is written, for an action that waits for the caller the step before.
    """

    kind: Literal["user", "action", "rejected", "slot", "loop"]
    name: str | None
    value: Hashable = None
    step: Step | None = None
    #: Nothing came before, so nobody could know that this action is next.
    is_first: bool = False


@dataclass
class History:
    """What has happened so far in one reading of a rule or story; ``or`` makes several."""

    path: Path
    initial: Mapping[str, Hashable]
    events: list[Event] = field(default_factory=list)
    loop: str | None = None
    rejected: bool = False
    last_action: str | None = None
    intent: str | None = None

    @property
    def is_rule(self) -> bool:
        return self.path.kind == "rule"

    def begin(self) -> "History":
        """The same before anything has happened."""
        return History(self.path, self.initial)

    def add(self, event: Event) -> None:
        self.events.append(event)
        if event.kind == "user":
            self.intent = event.name
        elif event.kind == "action":
            self.last_action = event.name
            self.rejected = self.rejected and event.name != self.loop
        elif event.kind == "rejected":
            self.rejected = True
        elif event.kind == "loop":
            self.loop, self.rejected = (None if event.name == NOT_SET else event.name), False

    def counting(self) -> list[Event]:
        """The events without what a form has asked and heard between two of its runs: that is one step for policies."""
        return _that_count(self.events)

    def moments(self, omit_initial: bool = False) -> list[tuple[State, Event | None]]:
        """Each action with what was known before it; at the end what is known now, with None."""
        known: dict[str, Hashable] = (
            {} if omit_initial else {f"slot {slot}": value for slot, value in self.initial.items()}
        )
        moments: list[tuple[State, Event | None]] = []
        for event in self.counting():
            if event.kind == "action":
                moments.append((dict(known), event))
                known["action"] = event.name
            elif event.kind == "user":
                known |= {"intent": event.name, "entities": event.value}
            elif event.kind == "loop":
                known["loop"] = event.name
            elif event.kind == "slot":
                known[f"slot {event.name}"] = event.value
            known = {what: value for what, value in known.items() if value}
        return [*moments, (known, None)]


def _that_count(events: Sequence[Event]) -> list[Event]:
    loops = {event.name for event in events if event.kind == "loop" and event.name}
    counting: list[Event] = []
    for event in events:
        if event.kind == "action" and event.name in loops and not _begins_or_returns(event.name, counting):
            counting = _without_last_question(event.name, counting)
        else:
            counting.append(event)
    return counting


def _without_last_question(loop: str, events: Sequence[Event]) -> list[Event]:
    """Without what a form has asked and heard since it ran last; what was set meanwhile stays."""
    since = 1 + max(place for place, event in enumerate(events) if event[:2] == ("action", loop))
    return [*events[:since], *(event for event in events[since:] if event.kind not in ("action", "user"))]


def _begins_or_returns(loop: str, events: Sequence[Event]) -> bool:
    """Whether a form runs for the first time, or again after something else was answered."""
    following: str | None = None
    for event in reversed(events):
        if event.kind == "loop" and event.name is None:
            return True
        if event.kind == "rejected" and event.name == loop:
            return True
        if event.kind == "user" and following not in (None, loop):
            return True
        if event.kind == "action":
            if event.name == loop:
                return False
            following = event.name
    return True


class Move(NamedTuple):
    """What a path does at one moment."""

    path: Path
    event: Event

    @property
    def place(self) -> Place:
        step: Located = self.event.step or self.path
        return Place(step.path, step.line)


def replayed(paths: Sequence[Path], domain: Domain) -> list[History]:
    """Every reading of rules or stories, with what checkpoints put before them."""
    return [
        history
        for path in paths
        for before in _before(path, paths, frozenset())
        for history in _readings(path, before, domain)
    ]


def _before(story: Path, stories: Sequence[Path], passed: frozenset[int]) -> Iterator[tuple[Step, ...]]:
    """The steps that lead to the checkpoint a story begins with; nothing before one that begins with none."""
    begins = {step.name for step in _checkpoints(story, leading=True)}
    if not begins:
        yield ()
    for other in stories if begins else ():
        if other is story or id(other) in passed:
            continue
        for step in _checkpoints(other, leading=False):
            if step.name in begins:
                steps = other.steps[: other.steps.index(step)]
                yield from ((*before, *steps) for before in _before(other, stories, passed | {id(story)}))


def _checkpoints(story: Path, leading: bool) -> list[Step]:
    first = next((place for place, step in enumerate(story.steps) if step.kind != "checkpoint"), len(story.steps))
    steps = story.steps[:first] if leading else story.steps[first:]
    return [step for step in steps if step.kind == "checkpoint"]


def _readings(path: Path, before: Sequence[Step], domain: Domain) -> Iterator[History]:
    steps = [*before, *path.steps]
    initial = _initial(domain)
    for choice in product(*(step.choices or (step,) for step in (*path.conditions, *steps))):
        history = History(path, initial)
        conditions, chosen = choice[: len(path.conditions)], choice[len(path.conditions) :]
        for event in _with_listening([*_happening(path, conditions, chosen, domain)], path):
            history.add(event)
        yield history


def _initial(domain: Domain) -> dict[str, Hashable]:
    """What policies see of the slots when a conversation begins."""
    seen = {
        slot: _seen(about, about.initial)
        for slot, about in domain.about.items()
        if about.featurized and about.initial is not None
    }
    return {slot: value for slot, value in seen.items() if value is not None}


def _happening(path: Path, conditions: Sequence[Step], steps: Sequence[Step], domain: Domain) -> Iterator[Event]:
    for step in conditions:
        yield from _events(step, path, domain)
    if path.kind == "rule" and not path.begins:
        yield Event("action", ANYTHING)
    for step in steps:
        yield from _events(step, path, domain)
    if not path.waits:
        yield Event("action", ANYTHING)


def _events(step: Step, path: Path, domain: Domain) -> Iterator[Event]:
    if step.kind in ("intent", "user"):
        entities = sorted(entity.text for entity in step.entities if entity.text in domain.entities)
        yield Event("user", step.name or None, tuple(entities), step)
    elif step.kind in ("action", "bot"):
        yield Event("action", step.name, step=step)
    elif step.kind == "active_loop":
        unset = NOT_SET if path.kind == "rule" else None
        yield Event("loop", unset if step.name == "null" else step.name, step=step)
    yield from _slots_set(step, path, domain)


def _slots_set(step: Step, path: Path, domain: Domain) -> Iterator[Event]:
    for slot, value in step.slots:
        about = domain.about.get(slot, Slot())
        if about.featurized:
            seen = _seen(about, value)
            yield Event("slot", slot, NOT_SET if seen is None and path.kind == "rule" else seen, step)


def _with_listening(events: Sequence[Event], path: Path) -> Iterator[Event]:
    """With the waiting for the caller before each utterance and at the end, and the first action marked."""
    first = next((event for event in events if event.kind in ("user", "action")), None)
    last: Event | None = None
    for event in events:
        if event.kind == "user" and not _is_listening(last):
            yield _listening_after(last)
        yield event._replace(is_first=event is first and event.kind == "action")
        last = event
    # After alternatives at its very end Rasa takes a path for unfinished.
    if not _is_listening(last) and not (path.steps and path.steps[-1].kind == "or"):
        yield _listening_after(last)


def _is_listening(last: Event | None) -> bool:
    return last is not None and last.name == LISTEN


def _listening_after(last: Event | None) -> Event:
    return Event("action", LISTEN, step=last.step if last else None)


def _seen(about: Slot, value: Part | None) -> tuple[float, ...] | None:
    """What the policies see of a value, as Rasa's numbers; of a text, or of any value (None), only that there is one.

    None: they see nothing.
    """
    if value is None:
        return (1.0,) if about.kind in ("text", "list") else None
    if value.kind == "nothing":
        return None
    if about.kind == "bool":
        return 1.0, float(value.true)
    if about.kind == "categorical":
        return _one_of(about.values, value.text)
    if about.kind == "float" and value.kind == "number":
        return 1.0, float(value.text)
    return (1.0,) if value.items or value.text else None


def _one_of(values: Sequence[str], text: str) -> tuple[float, ...]:
    """A place for each of the values and one for any other, with 1 where the text stands."""
    known = [value.lower() for value in values]
    found = known.index(text.lower()) if text.lower() in known else len(known)
    return tuple(float(place == found) for place in range(len(known) + 1))
