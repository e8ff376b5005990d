"""Rules are found as RulePolicy finds them, among those that may fit, and without a search by text that is in vain."""

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rueckruf.lean import rule_lookup

pytestmark = pytest.mark.model

LISTEN, FORM = ActionExecuted("action_listen"), ActionExecuted("callback_form")


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    return Agent.load(trained_model)


@pytest.fixture(scope="module")
def policy(agent: Agent) -> RulePolicy:
    assert agent.processor is not None
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, RulePolicy))


def heard(intent: str) -> UserUttered:
    return UserUttered("Wie bitte?", {"name": intent, "confidence": 0.9})


def conversations(intent: str) -> dict[str, list[Event]]:
    """Conversations that end at each point where an action is to be predicted."""
    begun = [LISTEN, heard("call_started"), ActionExecuted("utter_opening"), ActionExecuted("utter_notice")]
    asked = [*begun, FORM, ActiveLoop("callback_form"), LISTEN]
    withdrawn = [*asked, heard("cancel"), ActionExecuted("action_withdraw_callback"), ActiveLoop(None), LISTEN]
    return {
        "beginning": [LISTEN, heard(intent)],
        "opening": begun,
        "form": [*asked, heard(intent)],
        "asked again": [*asked, heard(intent), FORM],
        "over": [*withdrawn, heard(intent)],
    }


async def test_the_next_action_is_rasas(agent: Agent, policy: RulePolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agent.domain is not None
    for intent in agent.domain.intents:
        for events in conversations(intent).values():
            tracker = DialogueStateTracker.from_events("CA1", events, agent.domain.slots)
            monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rule_lookup._action_by_rasa)
            monkeypatch.setattr(RulePolicy, "_get_possible_keys", rule_lookup._keys_by_rasa)
            by_rasa: Any = policy.predict_action_probabilities(tracker, agent.domain)
            rule_lookup.install()
            ours: Any = policy.predict_action_probabilities(tracker, agent.domain)
            assert vars(ours) == vars(by_rasa)


STEP = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "affirm"}}
LOOKUP = {
    json.dumps(states): "utter_goodbye"
    for states in (
        [STEP],
        [{"prev_action": {"action_name": "utter_repeat"}}],
        [{"slots": {"outcome": "should_not_be_set"}}],
        [STEP, {"prev_action": {"action_name": "action_listen"}}],
    )
}


@pytest.mark.parametrize("states", [[], [{}], [{}, STEP], [STEP, STEP], [{"prev_action": {"action_name": "other"}}]])
def test_rules_that_may_fit_are_those_of_rasa(policy: RulePolicy, states: list[dict[str, Any]]) -> None:
    by_rasa = rule_lookup._keys_by_rasa(policy, LOOKUP, states)
    assert rule_lookup._get_possible_keys(policy, LOOKUP, states) == by_rasa


def test_no_rule_of_ours_fits_a_text(policy: RulePolicy) -> None:
    assert not rule_lookup._may_fit_a_text(frozenset(policy.lookup["rules"]))


@pytest.mark.parametrize(("user", "fits"), [({"text": "Hallo"}, True), ({}, True), ({"intent": "affirm"}, False)])
def test_a_rule_on_what_is_said_word_by_word_is_not_passed_over(user: dict[str, str], fits: bool) -> None:
    rule = json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": user}])
    assert rule_lookup._may_fit_a_text(frozenset({rule})) is fits
