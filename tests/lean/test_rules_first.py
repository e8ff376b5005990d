"""The prediction that wins is Rasa's, and stories are searched only where they may win."""

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rueckruf.lean import rules_first
from rueckruf.nlu.story_policy import Recollection

pytestmark = pytest.mark.model

LISTEN, FORM = ActionExecuted("action_listen"), ActionExecuted("callback_form")
RULES, STORIES = 6, 3
KINDS: list[dict[str, bool]] = [{}, {"is_no_user_prediction": True}, {"is_end_to_end_prediction": True}]


@pytest.fixture
def rules_first_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DefaultPolicyPredictionEnsemble, "_pick_best_policy", staticmethod(rules_first._by_rasa))
    rules_first.install()


def recollection(*probabilities: float) -> Recollection:
    return Recollection(lambda: PolicyPrediction(list(probabilities), "StoryPolicy"), "StoryPolicy", STORIES)


@pytest.mark.parametrize("sure", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("told", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("kind", KINDS, ids=["intent", "no user", "text"])
@pytest.mark.parametrize("priority", [RULES, STORIES, 1])
def test_the_winner_is_rasas(sure: float, told: float, kind: dict[str, bool], priority: int) -> None:
    rule = PolicyPrediction([sure, 0.0], "RulePolicy", priority, **kind)
    for predictions in ([rule, recollection(0.0, told)], [recollection(0.0, told), rule]):
        assert rules_first._pick_best_policy(predictions) == rules_first._by_rasa(predictions)


def test_no_story_is_searched_where_a_rule_is_sure() -> None:
    def search() -> PolicyPrediction:
        raise AssertionError

    sure = PolicyPrediction([1.0], "RulePolicy", RULES)
    unasked = Recollection(search, "StoryPolicy", STORIES)
    assert rules_first._pick_best_policy([unasked, sure]).policy_name == "RulePolicy"


def heard(intent: str) -> UserUttered:
    return UserUttered("Wie bitte?", {"name": intent, "confidence": 0.9})


def conversations() -> list[list[Event]]:
    asked = [LISTEN, heard("call_started"), ActionExecuted("utter_opening"), ActionExecuted("utter_notice"), FORM]
    asked += [ActiveLoop("callback_form"), LISTEN]
    beside = [*asked, heard("repeat"), ActionExecuted("utter_repeat")]
    return [
        *([LISTEN, heard(intent)] for intent in ("call_started", "repeat", "insult", "off_topic", "affirm")),
        *([*asked, heard(intent)] for intent in ("repeat", "insult", "off_topic", "affirm")),
        *([*beside, *more] for more in ([], [FORM], [FORM, LISTEN, heard("repeat")])),
        [*asked, heard("affirm"), FORM, ActiveLoop(None)],
        [*asked, heard("affirm"), FORM, ActiveLoop(None), ActionExecuted("action_store_callback")],
    ]


@pytest.mark.usefixtures("rules_first_installed")
def test_whole_predictions_are_rasas(trained_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processor: Any = Agent.load(trained_model).processor
    told = 0
    for events in conversations():
        tracker = DialogueStateTracker.from_events("CA1", events, processor.domain.slots)
        ours = processor._predict_next_with_tracker(tracker)
        with monkeypatch.context() as as_ever:
            as_ever.setattr(DefaultPolicyPredictionEnsemble, "_pick_best_policy", staticmethod(rules_first._by_rasa))
            assert ours == processor._predict_next_with_tracker(tracker)
        told += ours.policy_name == "StoryPolicy"
    assert told
