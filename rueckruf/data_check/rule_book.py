"""What ``RulePolicy`` learns from rules, and where rules or stories do something else.

Written after Rasa 3.6; a test compares the verdicts.
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rueckruf.data_check.replay import ANYTHING, LISTEN, NOT_SET, Event, History, Move, State

#: What Rasa does by itself where such an intent is heard.
DEFAULT_ACTIONS = {
    "restart": "action_restart",
    "back": "action_back",
    "session_start": "action_session_start",
}

#: What a rule does where no rule says what is next.
FALLBACK = "action_default_fallback"

Key = tuple[tuple[tuple[str, Hashable], ...], ...]
"""Consecutive states, each as sorted pairs."""


def key(states: Sequence[State]) -> Key:
    """The states as one that can be looked up."""
    return tuple(tuple(sorted(state.items())) for state in states)


class Disagreement(NamedTuple):
    """A move where something else is ``predicted``: by what ``others`` do there, or ``by_rasa`` itself."""

    move: Move
    predicted: str
    others: list[Move]
    by_rasa: str = ""


class _Prediction(NamedTuple):
    """The next action, None without an opinion.

    ``by`` is the rule that says so, the states that no rule is about, or words for what Rasa does by itself.
    """

    action: str | None
    by: Key | str


class RuleBook:
    """The rules that ``RulePolicy`` learns."""

    def __init__(self, rules: Sequence[History], stories: Sequence[History]) -> None:
        self._histories = (*rules, *stories)
        self._rules = _learnt(rules)
        self._after: defaultdict[Hashable, list[Key]] = defaultdict(list)
        for rule in self._rules:
            self._after[dict(rule[-1]).get("action")].append(rule)
        self._left = {*_leaving_forms(rules, omit_initial=True), *_leaving_forms(stories, omit_initial=False)}
        #: What rules do where a prediction is made by these states, and what Rasa does by itself in rules.
        self._moves: defaultdict[Key, list[Move]] = defaultdict(list)
        self._by_rasa: set[str] = set()
        for move, prediction in (one for history in rules for one in self._predictions(history)):
            if isinstance(prediction.by, str):
                self._by_rasa.add(prediction.by)
            else:
                self._moves[prediction.by].append(move)

    def disagreements(self) -> Iterator[Disagreement]:
        """Every move of a rule or story where the rules, or Rasa, would do something else."""
        for history in self._histories:
            for move, (action, by) in self._predictions(history):
                if action is None or action == move.event.name:
                    continue
                if isinstance(by, str):
                    if by in self._by_rasa:
                        yield Disagreement(move, action, [], by)
                elif not history.is_rule and self._gives_way(action, by):
                    self._after[dict(by[-1]).get("action")].remove(by)
                elif others := self._otherwise(move, by):
                    yield Disagreement(move, action, others)

    def _otherwise(self, move: Move, rule: Key) -> list[Move]:
        """The moves of rules that do something else where this rule applies."""
        return [other for other in self._moves[rule] if other.event.name != move.event.name]

    def _gives_way(self, action: str, rule: Key) -> bool:
        """Whether a rule of one action alone, then to wait, gives way to a story that goes on after that action."""
        if action != LISTEN or len([state for state in rule if dict(state).get("action")]) > 1:
            return False
        others = (other for rules in self._after.values() for other in rules if other != rule)
        return any(_goes_on_like(other, rule) for other in others)

    def _predictions(self, history: History) -> Iterator[tuple[Move, _Prediction]]:
        """Each action of a path that could be known, with what is predicted there."""
        so_far, is_known = history.begin(), False
        for event in history.counting():
            if event.kind == "action" and event.name == ANYTHING:
                is_known = False
            elif event.kind == "action":
                if is_known and not event.is_first:
                    yield Move(history.path, event), self._prediction(so_far, event.name)
                is_known = True
            so_far.add(event)

    def _prediction(self, so_far: History, action: str | None) -> _Prediction:
        prediction = self._predict(so_far)
        if so_far.loop and prediction.action == so_far.loop != action:
            # Something else than the form follows, so the form has given the turn back.
            so_far.add(Event("rejected", so_far.loop))
            prediction = self._predict(so_far)
        return prediction

    def _predict(self, so_far: History) -> _Prediction:
        return _by_rasa(so_far) or self._by_rule(so_far)

    def _by_rule(self, so_far: History) -> _Prediction:
        states = [state for state, _ in so_far.moments()]
        nothing = FALLBACK if so_far.is_rule else None
        rule = self._fitting(so_far.last_action, states)
        if rule is None:
            return _Prediction(nothing, key(_since_anything(states)))
        action = self._rules[rule]
        if so_far.loop and action == LISTEN and dict(rule[-1]).get("loop") in (None, NOT_SET):
            # A rule that does not name the form is led back to it.
            leaves = any(_fits(left, states) for left in self._left)
            return _Prediction(nothing if leaves else so_far.loop, rule)
        return _Prediction(action, rule)

    def _fitting(self, last_action: str | None, states: Sequence[State]) -> Key | None:
        """The rule that Rasa follows: of those that fit, the one that is longest as it writes them down."""
        fitting = (rule for rule in self._after[last_action] if _fits(rule, states))
        return max(fitting, key=_length, default=None)


def _by_rasa(so_far: History) -> _Prediction | None:
    """What Rasa does by itself: where an intent of its own is heard, and inside a form."""
    if so_far.last_action == LISTEN and so_far.intent in DEFAULT_ACTIONS:
        return _Prediction(DEFAULT_ACTIONS[so_far.intent], f"the intent '{so_far.intent}'")
    if not so_far.loop or not so_far.last_action or so_far.rejected:
        return None
    if so_far.last_action == so_far.loop:
        return _Prediction(LISTEN, f"the form '{so_far.loop}'")
    return _Prediction(so_far.loop, f"what is said inside the form '{so_far.loop}'")


def _learnt(rules: Sequence[History]) -> dict[Key, str | None]:
    """What follows on which states; where rules say two things, nothing."""
    following: defaultdict[Key, set[str | None]] = defaultdict(set)
    for states, action in _taught(rules):
        following[states].add(action)
    learnt = {states: next(iter(actions)) for states, actions in following.items() if len(actions) == 1}
    return {states: action for states, action in learnt.items() if action != ANYTHING}


def _taught(rules: Sequence[History]) -> Iterator[tuple[Key, str | None]]:
    """What each rule says to do next, and after which states."""
    for history in rules:
        moments = history.moments(omit_initial=True)
        for count, (_, event) in enumerate(moments, start=1):
            states = key(_since_anything([state for state, _ in moments[:count]]))
            if event and states and not event.is_first:
                yield states, event.name


def _leaving_forms(histories: Sequence[History], omit_initial: bool) -> Iterator[Key]:
    """The last two states where a form is left for something else: no general rule leads back to it there."""
    for history in histories:
        moments = history.moments(omit_initial)
        for number, (state, event) in enumerate(moments):
            loop, action = state.get("loop"), state.get("action")
            if event is None or event.is_first or loop in (None, NOT_SET) or action == LISTEN or event.name == loop:
                continue
            before = moments[number - 1][0].get("action") if number else None
            yield key(_since_anything([{"action": before}, state] if before else [state]))


def _since_anything(states: Sequence[State]) -> Sequence[State]:
    """The states that a rule is about: after the place where anything may have come before."""
    begin = max((place for place, state in enumerate(states) if state.get("action") == ANYTHING), default=-1)
    return states[begin + 1 :]


@cache
def _length(key: Key) -> int:
    """How long a rule is as Rasa writes it down."""
    return len(json.dumps([_as_rasa_writes(dict(state)) for state in key]))


def _as_rasa_writes(state: State) -> dict[str, dict[str, Hashable]]:
    slots = {what.removeprefix("slot "): value for what, value in state.items() if what.startswith("slot ")}
    user = {what: state[what] for what in ("entities", "intent") if what in state}
    parts = {
        "active_loop": {"name": state["loop"]} if "loop" in state else {},
        "prev_action": {"action_name": state["action"]} if "action" in state else {},
        "slots": slots,
        "user": user,
    }
    return {name: part for name, part in parts.items() if part}


def _goes_on_like(key: Key, beginning: Key) -> bool:
    last = len(beginning) - 1
    return len(key) > last and key[:last] == beginning[:last] and set(beginning[last]) <= set(key[last])


def _fits(key: Key, states: Sequence[State]) -> bool:
    return all(_state_fits(rule, state) for rule, state in zip(reversed(key), reversed(states), strict=False))


def _state_fits(rule: tuple[tuple[str, Hashable], ...], state: State) -> bool:
    # The last action comes first: it tells most rules apart, and only at the beginning of a call there is none.
    follows_an_action = bool(rule) and rule[0][0] == "action"
    if not (follows_an_action and "action" in state):
        return not follows_an_action and "action" not in state
    return all(state.get(what, NOT_SET) == value for what, value in rule)
