"""Rules and stories that contradict each other, as Rasa would find when it trains, but with both places.

Written after ``RulePolicy`` and ``rasa data validate`` of Rasa 3.6; a test compares the verdicts.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
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
    pairs = _Pairs(faults)
    rule_histories, story_histories = replayed(rules, domain), replayed(stories, domain)
    _check_twice(rule_histories, pairs)
    _check_length(rules, faults)
    _check_incomplete(rule_histories, pairs)
    for disagreement in RuleBook(rule_histories, story_histories).disagreements():
        _report(disagreement, pairs)
    _check_stories(story_histories, max_history, pairs)


class _Pairs:
    """Reports each pair of places once."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._pairs: set[frozenset[str]] = set()

    def add(self, place: Located, other: Located, problem: str) -> None:
        pair = frozenset((at(place), at(other)))
        if pair not in self._pairs:
            self._pairs.add(pair)
            self.faults.add(place, problem, SLOTS, FORMS)


def _check_twice(histories: Sequence[History], pairs: _Pairs) -> None:
    first: dict[Hashable, History] = {}
    for history in histories:
        done = tuple((event.kind, event.name, event.value) for event in history.events)
        before = first.setdefault(done, history)
        if before.path is not history.path:
            pairs.add(history.path, before.path, f"does the same as rule '{before.path.name}' ({at(before.path)})")


def _check_length(rules: Sequence[Path], faults: Faults) -> None:
    for rule in rules:
        heard = [step for step in rule.steps if step.kind in ("intent", "user", "or") and not _is_slots(step)]
        for step in heard[1:]:
            faults.add(step, f"rule '{rule.name}' hears the caller twice: that is a story")


def _is_slots(step: Step) -> bool:
    return step.kind == "or" and all(choice.kind == "slot_was_set" for choice in step.choices)


class _SetByActions:
    """The slots and the loops that follow each action, with the first place where they do."""

    def __init__(self, histories: Sequence[History]) -> None:
        self._slots: defaultdict[str, dict[str, Move]] = defaultdict(dict)
        self._loops: defaultdict[str, dict[str | None, Move]] = defaultdict(dict)
        for history in histories:
            self._note(history)

    def _note(self, history: History) -> None:
        action: str | None = None
        for event in history.events:
            if event.kind in ("action", "user"):
                action = event.name if event.kind == "action" else None
            elif action and event.kind == "slot" and event.name:
                self._slots[action].setdefault(event.name, Move(history.path, event))
            elif action and event.kind == "loop":
                self._loops[action].setdefault(event.name, Move(history.path, event))

    def missing(self, action: str, state: State) -> Iterator[tuple[str, Move]]:
        """What the action sets somewhere and has not set in this state."""
        for slot, move in self._slots[action].items():
            if f"slot {slot}" not in state:
                yield f"the slot '{slot}'", move
        loops = self._loops[action]
        if loops and state.get("loop") not in loops:
            loop, move = next(iter(loops.items()))
            yield f"active_loop: {'null' if loop == NOT_SET else loop}", move


def _check_incomplete(histories: Sequence[History], pairs: _Pairs) -> None:
    """What an action sets in one rule and not in another."""
    set_somewhere = _SetByActions(histories)
    for history in histories:
        for (_, done), (state, following) in pairwise(history.moments()):
            if done is None or done.name in (None, ANYTHING) or (following and following.name == ANYTHING):
                continue
            here = Move(history.path, done)
            for what, there in set_somewhere.missing(str(done.name), state):
                pairs.add(here.place, there.place, f"'{done.name}' sets {what} in {_named(there)}, but not here")


def _named(move: Move) -> str:
    return f"{move.path.kind} '{move.path.name}' ({move.place})"


def _check_stories(histories: Sequence[History], max_history: int | None, pairs: _Pairs) -> None:
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
                _contradiction(Move(history.path, event), before, before.event.name, pairs)


def _something_before(state: State) -> bool:
    return state.get("action", LISTEN) != LISTEN or "intent" in state


def _report(disagreement: Disagreement, pairs: _Pairs) -> None:
    move, predicted = disagreement.move, disagreement.predicted
    if disagreement.by_rasa:
        does = "waits for the caller" if predicted == LISTEN else f"goes on with '{predicted}'"
        problem = f"'{move.event.name}' can't follow here: after {disagreement.by_rasa} Rasa {does}"
        pairs.add(move.place, move.place, problem)
    for other in disagreement.others:
        _contradiction(move, other, other.event.name, pairs)


def _contradiction(move: Move, other: Move, other_action: str | None, pairs: _Pairs) -> None:
    """Reported at the second of two rules or two stories; against a rule it is the story that is wrong."""
    action = move.event.name
    if move.path.kind == other.path.kind and move.place < other.place:
        move, other, action, other_action = other, move, other_action, action
    does = "waits for the caller here" if other_action == LISTEN else f"goes on with '{other_action}'"
    if action == LISTEN:
        problem = f"{move.path.kind} '{move.path.name}' waits for the caller after this, but {_named(other)} {does}"
    else:
        problem = f"'{action}' contradicts {_named(other)}, which {does}"
    pairs.add(move.place, other.place, problem)
