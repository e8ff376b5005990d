"""Small things that Rasa does at every turn, done cheaper or not at all.

Each tracker copies each slot, a hundred copies a turn, through Python's general and slow protocol for copying. For
each action a tracker is copied by making it anew of all its events. Two thousand times a turn an event is asked for its
class, through the registry of abstract base classes. Each slot that only actions fill is asked what fills it. Twice a
turn a form makes a tracker anew to see what it would be with a few more events. All of Rasa's own actions are made to
find one. For lines of its log that nobody has asked for, Rasa writes out all slots and copies messages and events to
their depth. And after each message the whole domain is written out twice, only to warn of intents and entities that it
lacks; a model carries the domain that it was trained with, and ``rueckruf check-data`` tells of what is missing there.
"""

import logging
from abc import ABCMeta
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cache
from typing import Any

from rasa.core import processor as message_processor
from rasa.core.actions import action, forms
from rasa.core.actions.forms import FormAction
from rasa.core.policies import memoization, rule_policy
from rasa.core.processor import MessageProcessor
from rasa.shared.core import trackers
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.slot_mappings import SlotMappingType
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

#: Modules that copy for their log alone.
COPYING_TO_LOG = (message_processor, forms, memoization, rule_policy)

_temporary_tracker_by_rasa = FormAction._temporary_tracker
_default_actions_by_rasa = action.default_actions
_log_slots_by_rasa = MessageProcessor._log_slots


def install(processor: MessageProcessor) -> None:
    """Makes all of that cheap in this process, and spares this processor what its domain makes vain."""
    Slot.__copy__ = _copy
    DialogueStateTracker.copy = _copy_of_tracker
    trackers.copy = _CopyingSlots
    FormAction._temporary_tracker = _with_more_events
    action.default_actions = _default_actions
    MessageProcessor._log_slots = staticmethod(_log_slots)
    for event_class in _family(Event):
        event_class.__class__ = _WithoutRegistry
    for module in COPYING_TO_LOG:
        module.copy = _Uncopied
    processor._check_for_unseen_features = _without_a_warning
    for slot in processor.domain.slots:
        slot.mappings = [mapping for mapping in slot.mappings if not _fills_nothing(mapping)]


def _copy(slot: Slot) -> Slot:
    """What ``copy.copy`` makes of a slot without this method: a new one with the same attributes."""
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


class _CopyingSlots:
    """Stands for the module ``copy`` where nothing but slots is copied: it would search for how to, slot by slot."""

    copy = staticmethod(_copy)


def _copy_of_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """What the tracker's events make of a new one: the same state, but it marks no event as of a model."""
    copied = object.__new__(type(tracker))
    copied.__dict__.update(
        tracker.__dict__,
        events=copy(tracker.events),
        slots={name: _copy(slot) for name, slot in tracker.slots.items()},
        active_loop=copy(tracker.active_loop),
        sender_source=None,
        model_id=None,
        assistant_id=None,
    )
    return copied


def _with_more_events(
    self: FormAction, current_tracker: DialogueStateTracker, additional_events: Sequence[Event], domain: Domain
) -> DialogueStateTracker:
    """What all events make of a new tracker once the form has run and these have happened; Rasa leaves out those before
    a restart, which change nothing any more.
    """
    requested = SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker))
    tracker = current_tracker.copy()
    for event in (requested, ActionExecuted(self.name()), *additional_events):
        tracker.update(event, domain)
    return tracker


def _default_actions(action_endpoint: Any = None) -> Sequence[Any]:
    return _default_actions_by_rasa(action_endpoint) if action_endpoint else _default_actions_in_process()


@cache
def _default_actions_in_process() -> Sequence[Any]:
    """They know nothing of a call."""
    actions: Sequence[Any] = _default_actions_by_rasa()
    return actions


def _log_slots(tracker: DialogueStateTracker) -> None:
    if message_processor.logger.isEnabledFor(logging.DEBUG):
        _log_slots_by_rasa(tracker)


def _fills_nothing(mapping: dict[str, Any]) -> bool:
    """Whether the slot is filled by actions that set it of themselves."""
    return mapping.get("type") == str(SlotMappingType.CUSTOM) and not mapping.get("action")


class _WithoutRegistry(ABCMeta):
    """The class of event classes: an event belongs to those that it inherits from, and to no other."""

    __instancecheck__ = type.__instancecheck__


def _family(base: Any) -> Iterator[Any]:
    yield base
    for child in base.__subclasses__():
        yield from _family(child)


class _Uncopied:
    """Stands for the module ``copy``: a line of the log is written before anything changes."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        return value


def _without_a_warning(parse_data: dict[str, Any]) -> None:
    """Nothing to say of an understood message."""
