"""Stories are asked only where the rules leave something open.

Rasa asks each policy for its opinion and then takes the surest one, of equally sure ones that of the policy with the
highest priority. Where a rule fits, RulePolicy is as sure as can be, and no story is then looked for.
"""

from collections.abc import Sequence

from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.policy import PolicyPrediction

from rueckruf.nlu.story_policy import Recollection

_by_rasa = DefaultPolicyPredictionEnsemble._pick_best_policy
_SURE = 1.0


def install() -> None:
    """Lets stories be where they can't win; the chosen prediction stays the same."""
    DefaultPolicyPredictionEnsemble._pick_best_policy = staticmethod(_pick_best_policy)


def _pick_best_policy(predictions: Sequence[PolicyPrediction]) -> PolicyPrediction:
    asked = [prediction for prediction in predictions if not isinstance(prediction, Recollection)]
    sure = max((each.policy_priority for each in asked if each.max_confidence >= _SURE), default=-1)
    return _by_rasa(
        [each for each in predictions if not isinstance(each, Recollection) or each.policy_priority >= sure]
    )
