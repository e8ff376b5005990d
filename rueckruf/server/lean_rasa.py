"""Two small things that Rasa does at every turn, done cheaper or not at all.

Each tracker copies each slot, a hundred copies a turn, through Python's general and slow protocol for copying. And
after each message the whole domain is written out twice, only to warn of intents and entities that it lacks; a model
carries the domain that it was trained with, and ``rueckruf check-data`` tells of what is missing there.
"""

from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.shared.core.slots import Slot


def install(processor: MessageProcessor) -> None:
    """Makes copies of slots cheap, and spares this processor the comparison with the domain."""
    Slot.__copy__ = _copy
    processor._check_for_unseen_features = _without_a_warning


def _copy(slot: Slot) -> Slot:
    """What ``copy.copy`` makes of a slot without this method: a new one with the same attributes."""
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


def _without_a_warning(parse_data: dict[str, Any]) -> None:
    """Nothing to say of an understood message."""
