"""Rules are looked up by intent only, unless one of them is written with a caller's words.

Before everything else, also while the form has the word, Rasa's RulePolicy works out the states of the whole
conversation to look for rules that a designer wrote with the user's text in place of an intent. Where no rule
can fit a text, that search finds nothing; :func:`install` spares it. A policy of our own can't do that: Rasa
refuses to train a form unless its very RulePolicy is in ``config.yml``.
"""

import json
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

_by_rasa = RulePolicy._find_action_from_rules


def install() -> None:
    """Spares RulePolicy the search by text where it is in vain; the predictions stay the same."""
    RulePolicy._find_action_from_rules = _find_action_from_rules


def _find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[Any, Any, bool]:
    if use_text_for_last_user_input and not _may_fit_a_text(frozenset(self.lookup["rules"])):
        return None, None, False
    found: tuple[Any, Any, bool] = _by_rasa(self, tracker, domain, use_text_for_last_user_input)
    return found


@lru_cache(maxsize=2)
def _may_fit_a_text(rules: frozenset[str]) -> bool:
    """Whether one of RulePolicy's rules (JSON of its states) answers an utterance without asking for its intent."""
    last_states = (json.loads(rule)[-1] for rule in rules)
    return any(
        state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME) == ACTION_LISTEN_NAME and not state.get(USER, {}).get(INTENT)
        for state in last_states
    )
