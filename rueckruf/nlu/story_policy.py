"""Stories, recalled only where they can decide."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from rasa.core.policies.memoization import AugmentedMemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES


class Recollection(PolicyPrediction):
    """The action of the story that fits, looked for once somebody asks how probable each action is."""

    def __init__(self, recall: Callable[[], PolicyPrediction], policy: str, priority: int) -> None:
        super().__init__([], policy, priority)
        del self.probabilities
        self._recall = recall

    @cached_property
    def probabilities(self) -> list[float]:
        probabilities: list[float] = self._recall().probabilities
        return probabilities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class StoryPolicy(AugmentedMemoizationPolicy):
    """Rasa's policy for stories, which searches them only if it is asked for more than its name.

    The search takes up to a tenth of a turn that ends a call, and where a rule decides nobody needs what it finds
    (``rueckruf/lean/rules_first.py``). Stories tell of intents: to Rasa the same intent with a value in the sentence is
    another turn ("ich möchte meine Zeitung *für die Feiertage* abbestellen"), which no story would fit.
    """

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **kwargs: Any
    ) -> PolicyPrediction:
        """The action of the story that fits, or no opinion."""
        recall = partial(super().predict_action_probabilities, tracker, domain, rule_only_data, **kwargs)
        return Recollection(recall, type(self).__name__, self.priority)

    def _prediction_states(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return [_without_values(state) for state in super()._prediction_states(*args, **kwargs)]


def _without_values(state: dict[str, Any]) -> dict[str, Any]:
    said = {key: value for key, value in state.get(USER, {}).items() if key != ENTITIES}
    return {**state, USER: said} if USER in state else state
