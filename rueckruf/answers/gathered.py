"""What a call has gathered so far, out of the slots of its conversation."""

from collections.abc import Mapping, Sequence
from typing import Any

from rueckruf.answers import ANSWERS
from rueckruf.dialogue.answer import kept
from rueckruf.dialogue.state import CONFIRMED, PERSONAL, FormState

#: A call that breaks off is worth keeping with this many of the answers that a callback needs.
ENOUGH = 2

#: All slots with personal data, and what they are called in German.
PERSONAL_SLOTS: Mapping[str, str] = {**{slot: answer.title for slot, answer in ANSWERS.items()}, **PERSONAL}


def gathered(slots: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the callback request that the answers fill; those that nothing was said about are missing."""
    return kept(ANSWERS, FormState.from_slots(slots, ANSWERS))


def is_enough(wish: Mapping[str, Any]) -> bool:
    """Whether sales could do something with what ``gathered`` returned, although the caller never said yes."""
    return sum(answer.fields[0] in wish for answer in ANSWERS.values() if not answer.may_skip) >= ENOUGH


def open_question(slots: Mapping[str, Any], required: Sequence[str]) -> str:
    """The slot that is asked for; where the form has ended already, the first of those required that is missing, or
    the final yes.
    """
    missing = (slot for slot in required if not slots.get(slot) and not ANSWERS[slot].may_skip)
    return slots.get("requested_slot") or next(missing, CONFIRMED)
