"""An intent that words decide, for Rasa."""

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


def mean(message: Message, intent: str) -> None:
    """Make this the intent, surely, and the first of the ranking."""
    meant = {"name": intent, "confidence": 1.0}
    others = [one for one in message.get(INTENT_RANKING_KEY) or [] if one["name"] != intent]
    message.set(INTENT, meant, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [meant, *others], add_to_output=True)
