"""Stories, recalled only where they can decide."""

from typing import Any

from rasa.core.policies.memoization import AugmentedMemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class StoryPolicy(AugmentedMemoizationPolicy):
    """Rasa's policy for stories, silent while the form has the word.

    As long as an active form has not given a turn back, RulePolicy predicts the form, whatever a story says.
    Recalling one all the same takes a fifth of a turn.
    """

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **kwargs: Any
    ) -> PolicyPrediction:
        """The action of the story that fits, or no opinion."""
        if tracker.active_loop_name and not tracker.is_active_loop_rejected:
            return self._prediction(self._default_predictions(domain))
        return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
