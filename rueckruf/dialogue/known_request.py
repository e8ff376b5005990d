"""The open request of an earlier call, as ``FormState.known_request`` holds it, and its answers in the form."""

from collections.abc import Collection
from typing import Any

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import wall_clock
from rueckruf.dialogue.state import FormState
from rueckruf.dialogue.turn import Turn


def name_slot(turn: Turn) -> str:
    """The slot of the answer that says whose request it is."""
    return next(slot for slot, answer in turn.form.answers.items() if answer.tells_who)


def time_slot(turn: Turn) -> str:
    """The slot of the answer that is over one day."""
    return next(slot for slot, answer in turn.form.answers.items() if answer.passes)


def keep_in_mind(turn: Turn, caller: str, request: CallbackRequest) -> None:
    """Keep its answers as slots, the number (E.164) that led to it, and whether its time is over."""
    name = name_slot(turn)
    state = FormState({name: turn.after.values.get(name)})
    for answer in turn.form.answers.values():
        answer.restore(turn, state, request)
    turn.after.known_request = {
        "id": str(request.id),
        "caller": caller,
        "answers": state.values,
        "phone_source": state.phone_source,
        "other_phones": state.other_phones,
        "over": wall_clock(request.callback_end) <= turn.now,
        "changing": False,
    }


def is_over(turn: Turn) -> bool:
    """Whether its time has passed; the call must have found one."""
    return bool(_known(turn)["over"])


def differs(turn: Turn, slot: str) -> bool:
    """Whether an answer of the form differs from that of the request."""
    return not turn.form.answers[slot].is_same(turn.after.values.get(slot), _known(turn)["answers"].get(slot))


def restore(turn: Turn, slots: Collection[str]) -> None:
    """Put its answers into these slots: the call is about this request from now on."""
    after, known = turn.after, _known(turn)
    if any("phone" in turn.form.answers[slot].fields for slot in slots):
        after.phone_source, after.other_phones = known["phone_source"], known["other_phones"]
        after.phone_digits = None
    for slot in tuple(slots):
        after.values[slot] = known["answers"].get(slot)
    after.known_request = {**known, "changing": True}
    after.changed = []


def put_aside(turn: Turn) -> None:
    """The call is about another request: the answers of this one go."""
    after = turn.after
    for slot in after.values:
        if slot != name_slot(turn) and not differs(turn, slot):
            after.values[slot] = None
    after.known_request = {**_known(turn), "changing": False}
    after.phone_source, after.other_phones = None, []
    after.earlier_wish, after.changed, after.disputed = None, None, {}


def erase(turn: Turn, extent: str | None) -> None:
    """Have it erased once the form has ended; ``extent`` is the wording that asked for the yes."""
    turn.after.known_request = {**_known(turn), "erase": extent}
    turn.after.confirmed = False


def _known(turn: Turn) -> dict[str, Any]:
    return turn.after.known_request or {}
