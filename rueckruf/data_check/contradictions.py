"""Rules and stories that contradict each other, as Rasa would find when it trains, but with both places.

Written after ``RulePolicy`` and ``rasa data validate`` of Rasa 3.6; a test compares the verdicts.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.domain import FORMS, SLOTS, Domain
from rueckruf.data_check.fault import Faults, Located, at
from rueckruf.data_check.replay import ANYTHING, LISTEN, NOT_SET, History, Move, State, replayed
from rueckruf.data_check.rule_book import Disagreement, Key, RuleBook, key


def check_contradictions(
    rules: Sequence[Path], stories: Sequence[Path], domain: Domain, max_history: int | None, faults: Faults
) -> None:
    """Rules against rules, stories against rules, and stories against stories.

    ``max_history``: so many states back the policy for stories can tell them apart; None: all.
    """
    told = _Told(faults)
    rule_histories, story_histories = replayed(rules, domain), replayed(stories, domain)
    _check_twice(rule_histories, told)
    _check_length(rules, faults)
    _check_incomplete(rule_histories, told)
    for disagreement in RuleBook(rule_histories, story_histories).disagreements():
        _tell(disagreement, told)
    _check_stories(story_histories, max_history, told)


class _Told:
    """Tells each pair of places once."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._pairs: set[frozenset[str]] = set()

    def add(self, place: Located, other: Located, problem: str) -> None:
        pair = frozenset((at(place), at(other)))
        if pair not in self._pairs:
            self._pairs.add(pair)
            self.faults.add(place, problem, SLOTS, FORMS)


def _check_twice(histories: Sequence[History], told: _Told) -> None:
    first: dict[Hashable, History] = {}
    for history in histories:
        done = tuple((event.kind, event.name, event.value) for event in history.events)
        before = first.setdefault(done, history)
        if before.path is not history.path:
            told.add(history.path, before.path, f"does the same as rule '{before.path.name}' ({at(before.path)})")


def _check_length(rules: Sequence[Path], faults: Faults) -> None:
    for rule in rules:
        heard = [step for step in rule.steps if step.kind in ("intent", "user", "or") and not _is_slots(step)]
        for step in heard[1:]:
            faults.add(step, f"rule '{rule.name}' hears the caller twice: that is a story")


def _is_slots(step: Step) -> bool:
    return step.kind == "or" and all(choice.kind == "slot_was_set" for choice in step.choices)


def _set_by_actions(
    histories: Sequence[History],
) -> tuple[defaultdict[str, dict[str, Move]], defaultdict[str, dict[str | None, Move]]]:
    """The slots and the loops that follow each action, and where they do first."""
    slots: defaultdict[str, dict[str, Move]] = defaultdict(dict)
    loops: defaultdict[str, dict[str | None, Move]] = defaultdict(dict)
    for history in histories:
        action: str | None = None
        for event in history.events:
            if event.kind in ("action", "user"):
                action = event.name if event.kind == "action" else None
            elif action and event.kind == "slot" and event.name:
                slots[action].setdefault(event.name, Move(history.path, event))
            elif action and event.kind == "loop":
                loops[action].setdefault(event.name, Move(history.path, event))
    return slots, loops


def _check_incomplete(histories: Sequence[History], told: _Told) -> None:
    """What an action sets in one rule and not in another."""
    slots, loops = _set_by_actions(histories)
    for history in histories:
        moments = history.moments()
        for (_, done), (state, following) in pairwise(moments):
            if done is None or done.name in (None, ANYTHING) or (following and following.name == ANYTHING):
                continue
            action, move = str(done.name), Move(history.path, done)
            for slot, other in slots[action].items():
                if f"slot {slot}" not in state:
                    told.add(
                        move.place, other.place, f"'{action}' sets the slot '{slot}' in {_named(other)}, but not here"
                    )
            if loops[action] and state.get("loop") not in loops[action]:
                loop, other = next(iter(loops[action].items()))
                shown = "null" if loop == NOT_SET else loop
                told.add(
                    move.place, other.place, f"'{action}' sets active_loop: {shown} in {_named(other)}, but not here"
                )


def _named(move: Move) -> str:
    return f"{move.path.kind} '{move.path.name}' ({move.place})"


def _check_stories(histories: Sequence[History], max_history: int | None, told: _Told) -> None:
    """Stories that go on differently after the same."""
    first: dict[Key, Move] = {}
    for history in histories:
        moments = history.moments()
        for number, (state, event) in enumerate(moments):
            if event is None or event.is_first or not _something_before(state):
                continue
            begin = 0 if max_history is None else max(0, number + 1 - max_history)
            before = first.setdefault(
                key([state for state, _ in moments[begin : number + 1]]), Move(history.path, event)
            )
            if before.event.name != event.name:
                _contradiction(Move(history.path, event), before, before.event.name, told)


def _something_before(state: State) -> bool:
    return state.get("action", LISTEN) != LISTEN or "intent" in state


def _tell(disagreement: Disagreement, told: _Told) -> None:
    move, predicted = disagreement.move, disagreement.predicted
    if disagreement.by_rasa:
        does = "waits for the caller" if predicted == LISTEN else f"goes on with '{predicted}'"
        problem = f"'{move.event.name}' can't follow here: after {disagreement.by_rasa} Rasa {does}"
        told.add(move.place, move.place, problem)
    for other in disagreement.others:
        _contradiction(move, other, other.event.name, told)


def _contradiction(move: Move, other: Move, other_action: str | None, told: _Told) -> None:
    """Told at the second of two rules or two stories; against a rule it is the story that is wrong."""
    action = move.event.name
    if move.path.kind == other.path.kind and move.place < other.place:
        move, other, action, other_action = other, move, other_action, action
    does = "waits for the caller here" if other_action == LISTEN else f"goes on with '{other_action}'"
    if action == LISTEN:
        problem = f"{move.path.kind} '{move.path.name}' waits for the caller after this, but {_named(other)} {does}"
    else:
        problem = f"'{action}' contradicts {_named(other)}, which {does}"
    told.add(move.place, other.place, problem)
