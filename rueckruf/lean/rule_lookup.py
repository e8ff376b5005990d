"""Rules are looked up among those that may fit, and by intent only unless one is written with a caller's words.

At each step Rasa's RulePolicy holds all rules against the conversation, although a rule fits only after the action that
it names last. And before everything else, also while the form has the word, it works out the states of the whole
conversation to look for rules that a designer wrote with the user's text in place of an intent. Where no rule can fit
a text, that search finds nothing; :func:`install` spares it. A policy of our own can't do either: Rasa refuses to train
a form unless its very RulePolicy is in ``config.yml``.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

_action_by_rasa = RulePolicy._find_action_from_rules
_keys_by_rasa = RulePolicy._get_possible_keys


def install() -> None:
    """Spares RulePolicy what is in vain; the predictions stay the same."""
    RulePolicy._find_action_from_rules = _find_action_from_rules
    RulePolicy._get_possible_keys = _get_possible_keys


def _find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[Any, Any, bool]:
    if use_text_for_last_user_input and not _may_fit_a_text(frozenset(self.lookup["rules"])):
        return None, None, False
    found: tuple[Any, Any, bool] = _action_by_rasa(self, tracker, domain, use_text_for_last_user_input)
    return found


def _get_possible_keys(self: RulePolicy, lookup: Mapping[str, str], states: Sequence[Mapping[str, Any]]) -> set[str]:
    if not states:
        return set(lookup)
    by_action = _by_last_action(frozenset(lookup))
    may_fit = {*by_action[None], *by_action.get(_last_action(states), ())}
    fitting: set[str] = _keys_by_rasa(self, dict.fromkeys(may_fit), states)
    return fitting


@lru_cache(maxsize=4)
def _by_last_action(rules: frozenset[str]) -> Mapping[str | None, Sequence[str]]:
    """Rules (JSON of their states) by the action before their last step; under None those that name none."""
    found: dict[str | None, list[str]] = defaultdict(list, {None: []})
    for rule in rules:
        found[_last_action(json.loads(rule))].append(rule)
    return dict(found)


def _last_action(states: Sequence[Mapping[str, Any]]) -> str | None:
    action: str | None = states[-1].get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return action


@lru_cache(maxsize=2)
def _may_fit_a_text(rules: frozenset[str]) -> bool:
    """Whether one of RulePolicy's rules (JSON of its states) answers an utterance without asking for its intent."""
    last_states = (json.loads(rule)[-1] for rule in rules)
    return any(
        state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME) == ACTION_LISTEN_NAME and not state.get(USER, {}).get(INTENT)
        for state in last_states
    )
