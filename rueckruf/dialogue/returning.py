"""Somebody who rings again, and what becomes of the open request that they have from an earlier call.

They are told of it only once what they say in this call fits it (``Form.find_open``). Who speaks of it goes on with its
answers where they have said no others; who does not is only told, and may ask for another callback.
"""

from collections.abc import Collection
from typing import Any

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import wall_clock
from rueckruf.dialogue import outcome
from rueckruf.dialogue.answer import kept
from rueckruf.dialogue.heard import EVENTS, SURE, WELL_HEARD
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ERASING, Wording
from rueckruf.spoken.text.earlier_request import (
    asks_when,
    changes_it,
    erases_it,
    is_about_it,
    keeps_it,
    means_everything,
    moves_it,
    names_it,
    wants_another,
    wants_another_time,
)
from rueckruf.spoken.text.ending import wants_to_stay
from rueckruf.spoken.text.yes_and_no import leaves_it

#: What callers want of an earlier request, besides the wordings that ask before it is erased.
CHANGE, MOVE = "change", "move"


def answer_returning(turn: Turn) -> bool:
    """Whether the sentence speaks of an earlier request, and that is settled or asked about."""
    heard, known = turn.heard, turn.before.known_request
    if heard.intent in EVENTS or heard.speech_confidence < WELL_HEARD:
        return False
    if turn.before.question in ERASING and turn.asked == CONFIRMED:
        return _answer_erasing(turn)
    if known is None:
        return _names_it_first(turn)
    is_meant = known["changing"] or names_it(heard.text) or means_everything(heard.text) or _is_just_told(turn)
    if is_meant and _erases(turn):
        return _ask_before_erasing(turn, _wish(turn))
    return _says_of_its_own(turn) if known["changing"] else _says_of_one_told(turn)


def recognise(turn: Turn) -> None:
    """Look for an open request as soon as something is said that tells whose it may be."""
    after, caller = turn.after, turn.heard.caller or turn.before.caller_number
    told, who = after.known_request, _who(turn)
    looks = after.values.get(who) != turn.before.values.get(who) if told else after.values != turn.before.values
    if not (caller and looks) or after.confirmed is not None or (told and told["changing"]):
        return
    request = turn.form.find_open(caller, kept(turn.form.answers, after))
    after.known_request = known = _known(turn, caller, request) if request else None
    if known is None:
        if after.values.get(who) and after.earlier_wish in ERASING:
            after.confirmed = False
    elif after.earlier_wish in ERASING:
        _ask_before_erasing(turn, after.earlier_wish)
    elif after.earlier_wish or known["over"]:
        _go_on_with_it(turn)
    elif not told:
        turn.remark("utter_known_request")


def _names_it_first(turn: Turn) -> bool:
    """It can be looked for when the name is known; of one that is not found nothing is said."""
    if not names_it(turn.heard.text):
        return False
    turn.after.earlier_wish = _wish(turn)
    is_for_it = turn.after.earlier_wish in ERASING or asks_when(turn.heard.text) or not turn.heard.is_question
    is_withheld = not (turn.heard.caller or turn.before.caller_number)
    if not is_for_it or is_withheld or turn.asked != _who(turn):
        return False
    take_values(turn)
    _forget_as_concern(turn)
    if turn.after.earlier_wish == turn.before.earlier_wish and not turn.said:
        outcome.miss(turn)
        return True
    if turn.after.earlier_wish in ERASING:
        turn.prompting = Wording.ERASING
    outcome.go_on(turn)
    return True


def _forget_as_concern(turn: Turn) -> None:
    """ "Es geht um meinen Rückruf" is no matter of its own."""
    unasked = [slot for slot in turn.said if turn.form.answers[slot].may_skip]
    for slot in unasked if is_about_it(turn.heard.text) else ():
        turn.after.values[slot] = turn.before.values.get(slot)
        turn.said.remove(slot)
        turn.remarks = [remark for remark in turn.remarks if not remark.endswith(slot)]


def _answer_erasing(turn: Turn) -> bool:
    """Only a yes to that very question erases. A no leaves the request as it is, and ends the call."""
    agrees = turn.intent == "affirm" and not wants_to_stay(turn.heard.text)
    if turn.before.prompting in ERASING and (agrees or _erases(turn)):
        turn.after.known_request = {**(turn.before.known_request or {}), "erase": turn.before.question}
        turn.after.confirmed = False
        return True
    says_no = turn.objects or turn.intent in ("affirm", "goodbye") or _keeps(turn)
    return says_no and _leave_it(turn)


def _says_of_its_own(turn: Turn) -> bool:
    """What is said of the request that this call is about, and what no answer to its summary is."""
    text, returning = turn.heard.text, turn.before.question == Wording.RETURNING
    if wants_another(text) and turn.heard.intent != "moment":
        _put_aside(turn)
        take_values(turn)
        turn.remarks = [remark for remark in turn.remarks if not remark.startswith("utter_changed_")]
        outcome.go_on(turn)
        return True
    if returning and turn.intent == "goodbye":
        return _leave_it(turn)
    if returning and asks_when(text):
        outcome.miss(turn)  # the same question tells it
        return True
    if turn.asked != CONFIRMED or not wants_another_time(text):
        return False
    if not (take_values(turn) and _when(turn) in turn.news):
        _ask_for_the_time(turn)
    outcome.go_on(turn)
    return True


def _says_of_one_told(turn: Turn) -> bool:
    """What is said of the request while the call is about another."""
    text = turn.heard.text
    is_free = turn.asked != CONFIRMED and not turn.before.disputed and not read(turn)
    if is_free and (_keeps(turn) or (turn.heard.intent == "goodbye" and turn.ends)):
        return _leave_it(turn)
    if moves_it(text) or (is_free and changes_it(text)):
        turn.after.earlier_wish = _wish(turn)
        take_values(turn)
        _go_on_with_it(turn)
        return True
    if asks_when(text):
        turn.remark("utter_known_time")
        outcome.miss(turn)
        return True
    return False


def _go_on_with_it(turn: Turn) -> None:
    """Its answers stand where the caller has said no others; a time that is over is asked for."""
    after, known, when = turn.after, turn.after.known_request or {}, _when(turn)
    said = after.values.get(when)
    is_pending = isinstance(after.vague_time, dict) or bool(after.alternatives)
    _restore(turn, [slot for slot, value in after.values.items() if value is None])
    turn.prompting = None
    if is_pending:
        after.values[when] = None
    elif known["over"] and said is None:
        turn.remark("utter_overdue_request")
        after.values[when] = None
    elif after.earlier_wish == MOVE and (said is None or not _differs(turn, when)):
        turn.remark("utter_known_time")
        _ask_for_the_time(turn)
    after.changed = [slot for slot in after.values if slot != _who(turn) and _differs(turn, slot)]
    if not after.changed and turn.form.following(after) == CONFIRMED:
        turn.prompting = Wording.WHAT_IS_WRONG if changes_it(turn.heard.text) else Wording.RETURNING
    outcome.go_on(turn)


def _ask_for_the_time(turn: Turn) -> None:
    turn.dispute(_when(turn), turn.after.values.get(_when(turn)))
    turn.prompting = Wording.REFUSED


def _ask_before_erasing(turn: Turn, wish: str | None) -> bool:
    """Nothing that is stored is erased on one sentence."""
    _restore(turn, turn.after.values)
    turn.after.earlier_wish = turn.prompting = wish
    outcome.go_on(turn)
    return True


def _leave_it(turn: Turn) -> bool:
    """It stays as it is, whatever else was said; one whose time is over needs another."""
    turn.after.earlier_wish = None
    if (turn.after.known_request or {})["over"]:
        turn.after.values[_when(turn)] = None
        _go_on_with_it(turn)
    else:
        _restore(turn, turn.after.values)
        turn.after.confirmed = True
    return True


def _put_aside(turn: Turn) -> None:
    """The call is about another request: the answers of this one go."""
    after = turn.after
    for slot in after.values:
        if slot != _who(turn) and not _differs(turn, slot):
            after.values[slot] = None
    after.known_request = {**(after.known_request or {}), "changing": False}
    after.phone_source, after.other_phones = None, []
    after.earlier_wish, after.changed, after.disputed = None, None, {}


def _known(turn: Turn, caller: str, request: CallbackRequest) -> dict[str, Any]:
    """What the call keeps in mind of a request: its answers as slots, and whether its time is over."""
    state = FormState({_who(turn): turn.after.values.get(_who(turn))})
    for answer in turn.form.answers.values():
        answer.restore(turn, state, request)
    return {
        "id": str(request.id),
        "caller": caller,
        "answers": state.values,
        "phone_source": state.phone_source,
        "other_phones": state.other_phones,
        "over": wall_clock(request.callback_end) <= turn.now,
        "changing": False,
    }


def _restore(turn: Turn, slots: Collection[str]) -> None:
    """Put the request's answers into these slots."""
    after, known = turn.after, turn.after.known_request or {}
    if any("phone" in turn.form.answers[slot].fields for slot in slots):
        after.phone_source, after.other_phones = known["phone_source"], known["other_phones"]
        after.phone_digits = None
    for slot in tuple(slots):
        after.values[slot] = known["answers"].get(slot)
    after.known_request = {**known, "changing": True}
    after.changed = []


def _who(turn: Turn) -> str:
    return next(slot for slot, answer in turn.form.answers.items() if answer.tells_who)


def _when(turn: Turn) -> str:
    return next(slot for slot, answer in turn.form.answers.items() if answer.passes)


def _differs(turn: Turn, slot: str) -> bool:
    known = (turn.after.known_request or {})["answers"].get(slot)
    return not turn.form.answers[slot].is_same(turn.after.values.get(slot), known)


def _is_just_told(turn: Turn) -> bool:
    """Whether this call has begun no request of its own yet: what is said is said of the one that was told."""
    return not any(value for slot, value in turn.before.values.items() if slot != _who(turn))


def _erases(turn: Turn) -> bool:
    text = turn.heard.text
    is_cancel = turn.heard.intent == "cancel" and turn.heard.intent_confidence >= SURE and not wants_another_time(text)
    return (is_cancel or erases_it(text)) and not wants_to_stay(text)


def _keeps(turn: Turn) -> bool:
    return leaves_it(turn.heard.text) or keeps_it(turn.heard.text)


def _wish(turn: Turn) -> str:
    text = turn.heard.text
    if _erases(turn):
        return Wording.ERASING_ALL if means_everything(text) else Wording.ERASING
    return MOVE if wants_another_time(text) else CHANGE
