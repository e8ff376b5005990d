"""Callers who ring again, and what becomes of the open request that they have from an earlier call.

It is mentioned only once what they say in this call matches it (``Form.find_open``). If they speak of it, the call goes
on with its answers where they have given no others; if not, they only hear of it and may ask for another callback.
"""

from collections.abc import Sequence

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.dialogue import outcome
from rueckruf.dialogue.answer import kept
from rueckruf.dialogue.digression import ask_whether_to_end
from rueckruf.dialogue.heard import ABOUT_TIME, EVENTS, FINAL, SURE, WELL_HEARD
from rueckruf.dialogue.known_request import (
    differs,
    erase,
    is_over,
    keep_in_mind,
    name_slot,
    put_aside,
    restore,
    time_slot,
)
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ERASING, Wording
from rueckruf.spoken.text.earlier_request import (
    asks_when,
    changes_it,
    complains_of_none,
    erases_it,
    is_about_it,
    keeps_it,
    may_be_of_a_visit,
    means_everything,
    moves_it,
    names_it,
    names_old_one,
    wants_another,
    wants_another_time,
)
from rueckruf.spoken.text.ending import closes, wants_to_stay
from rueckruf.spoken.text.judgement import leaves_it

#: What callers want to do with an earlier request, in addition to the wordings that ask before it is erased.
CHANGE, MOVE = "change", "move"


def answer_returning(turn: Turn) -> bool:
    """Whether the sentence is about an earlier request and has been dealt with, if only by a question."""
    heard, known = turn.heard, turn.before.known_request
    if heard.intent in EVENTS or heard.speech_confidence < WELL_HEARD:
        return False
    if turn.before.question in ERASING and turn.asked == CONFIRMED:
        return _answer_erasing(turn)
    if known is None:
        return _names_it_first(turn)
    if _erases(turn) and (known["changing"] or _is_meant(turn)):
        return _ask_before_erasing(turn, _wish(turn))
    return _says_of_its_own(turn) if known["changing"] else _says_of_one_mentioned(turn)


def may_be_found(turn: Turn) -> bool:
    """Whether there is a new answer that may lead to a request, or away from the one that was mentioned."""
    after, before = turn.after, turn.before
    if not turn.caller or after.confirmed is not None:
        return False
    if after.known_request is None:
        return after.values != before.values
    return _is_newly_named(turn)


def recognise(turn: Turn) -> None:
    """Look for an open request, now that something was said that may lead to one."""
    after, caller, is_mentioned = turn.after, turn.caller, turn.after.known_request is not None
    assert caller is not None
    request = turn.form.find_open(caller, kept(turn.form.answers, after))
    if after.known_request and after.known_request["changing"]:
        _stay_with_it(turn, request)
    elif request:
        if after.earlier_wish:
            _forget(turn, _visits_to_be_moved(after), FormState())
        if complains_of_none(turn.heard.text):
            _forget(turn, _unasked(turn), turn.before)
        keep_in_mind(turn, caller, request)
        _come_to_speak_of_it(turn, is_mentioned)
    else:
        after.known_request = None
        _go_on_without_one(turn)


def _stay_with_it(turn: Turn, request: CallbackRequest | None) -> None:
    """The call is about a request already; who corrects the name to that of somebody else has another one."""
    known = turn.after.known_request or {}
    if request is None or str(request.id) != known["id"]:
        put_aside(turn)
        turn.after.known_request = None
        outcome.go_on(turn)


def _go_on_without_one(turn: Turn) -> None:
    """Ask for more of what may lead to a request, or come to what is wished where there is none."""
    after, named = turn.after, bool(turn.after.values.get(name_slot(turn)))
    if after.earlier_wish and _is_newly_named(turn) and turn.form.answers[name_slot(turn)].ask_for_more(turn):
        outcome.go_on(turn)
    elif named and _visits_to_be_moved(after):
        after.earlier_wish = None  # what was to be moved or called off is what this callback is about
    elif named and after.earlier_wish in ERASING:
        _find_nothing_to_erase(turn)


def _visits_to_be_moved(state: FormState) -> list[str]:
    """The slots whose words may as well be of a visit of the company as of an open request."""
    return [slot for slot, value in state.values.items() if isinstance(value, str) and may_be_of_a_visit(value)]


def _find_nothing_to_erase(turn: Turn) -> None:
    """The call was about nothing else; where only one word seemed to ask for it, callers say whether it was."""
    heard, was_asked = turn.heard, turn.before.earlier_wish in ERASING
    is_clear = heard.intent == "cancel" and heard.intent_confidence >= SURE
    if was_asked or is_clear or is_about_it(heard.text):
        turn.after.confirmed = False
    else:
        turn.after.earlier_wish = None
        ask_whether_to_end(turn)


def _is_newly_named(turn: Turn) -> bool:
    name = name_slot(turn)
    return bool(turn.after.values.get(name) != turn.before.values.get(name))


def _come_to_speak_of_it(turn: Turn, is_mentioned: bool) -> None:
    """Follow what was wished before it was found; otherwise mention it, once."""
    if turn.after.earlier_wish in ERASING:
        _ask_before_erasing(turn, turn.after.earlier_wish)
    elif turn.after.earlier_wish or is_over(turn):
        _go_on_with_it(turn)
    elif not is_mentioned:
        turn.remark("utter_known_request")


def _names_it_first(turn: Turn) -> bool:
    """It can be looked for once the name is known; nothing is said about one that is not found."""
    if not _is_named(turn):
        return False
    turn.after.earlier_wish = wish = _wish(turn)
    is_for_it = wish in ERASING or not turn.heard.is_question or _asks_when(turn)
    if not is_for_it or not turn.caller or turn.asked != name_slot(turn):
        return False
    take_values(turn)
    _forget_as_concern(turn)
    if wish == turn.before.earlier_wish and not turn.said:
        outcome.miss(turn)
        return True
    if wish in ERASING:
        turn.prompting = Wording.ERASING
    outcome.go_on(turn)
    return True


def _is_named(turn: Turn) -> bool:
    """Whether it is spoken of; "da müssen Sie nicht mehr anrufen" calls off what was just read back."""
    is_of_this_call = turn.asked == CONFIRMED and turn.heard.intent in FINAL
    return names_it(turn.heard.text) and not is_of_this_call


def _asks_when(turn: Turn) -> bool:
    """ "Wann ist der Rückruf", and not "wann ist das gelöscht"."""
    return turn.heard.intent in ABOUT_TIME and asks_when(turn.heard.text)


def _forget_as_concern(turn: Turn) -> None:
    """ "Es geht um meinen Rückruf" is not a concern of its own."""
    is_matter = turn.opens and may_be_of_a_visit(turn.heard.text)
    if is_about_it(turn.heard.text) and not is_matter:
        _forget(turn, _unasked(turn), turn.before)


def _unasked(turn: Turn) -> list[str]:
    """The slots that were told of and need not be."""
    return [slot for slot in turn.said if turn.form.answers[slot].may_skip]


def _forget(turn: Turn, slots: Sequence[str], state: FormState) -> None:
    """Take these answers from ``state`` instead, and say nothing of them."""
    for slot in slots:
        turn.after.values[slot] = state.values.get(slot)
        turn.said = [one for one in turn.said if one != slot]
        turn.remarks = [remark for remark in turn.remarks if not remark.endswith(slot)]


def _answer_erasing(turn: Turn) -> bool:
    """Only a yes to that very question erases. A no leaves the request as it is and ends the call."""
    agrees = turn.intent == "affirm" and not wants_to_stay(turn.heard.text)
    if turn.before.prompting in ERASING and (agrees or _erases(turn)):
        erase(turn, turn.before.question)
        return True
    says_no = turn.objects or turn.intent in ("affirm", "goodbye") or _keeps(turn)
    return says_no and _leave_it(turn)


def _says_of_its_own(turn: Turn) -> bool:
    """What is said about the request that this call is about, other than answers to its summary."""
    text, returning = turn.heard.text, turn.before.question == Wording.RETURNING
    if wants_another(text) and turn.heard.intent != "moment":
        _begin_another(turn)
        return True
    if returning and (turn.intent == "goodbye" or closes(text)):
        return _leave_it(turn)
    if returning and asks_when(text):
        outcome.miss(turn)  # the same question says when
        return True
    if turn.asked != CONFIRMED or not wants_another_time(text):
        return False
    _move_it(turn)
    return True


def _begin_another(turn: Turn) -> None:
    """What is said begins another request, and changes nothing in this one."""
    put_aside(turn)
    take_values(turn)
    turn.remarks = [remark for remark in turn.remarks if not remark.startswith("utter_changed_")]
    outcome.go_on(turn)


def _move_it(turn: Turn) -> None:
    if not (take_values(turn) and time_slot(turn) in turn.news):
        _ask_for_the_time(turn)
    outcome.go_on(turn)


def _says_of_one_mentioned(turn: Turn) -> bool:
    """What is said about the request while the call is about another."""
    text, is_free = turn.heard.text, _is_free(turn)
    if is_free and (_keeps(turn) or (turn.heard.intent == "goodbye" and turn.ends)):
        return _leave_it(turn)
    if _moves_the_old_one(turn) or (is_free and changes_it(text)):
        turn.after.earlier_wish = _wish(turn)
        take_values(turn)
        _go_on_with_it(turn)
        return True
    if asks_when(text):
        turn.remark("utter_known_time")
        outcome.miss(turn)
        return True
    return False


def _moves_the_old_one(turn: Turn) -> bool:
    """Whether it shall be at another time; at the summary what was just read back is meant, unless they say so."""
    text = turn.heard.text
    return moves_it(text) and (turn.asked != CONFIRMED or names_old_one(text))


def _is_free(turn: Turn) -> bool:
    """Whether the sentence holds no answer, and the call itself has left nothing open that it could be about."""
    return turn.asked != CONFIRMED and not turn.before.disputed and not read(turn)


def _go_on_with_it(turn: Turn) -> None:
    """Its answers stand where the caller has given no others; then comes the next question or what has changed."""
    after = turn.after
    is_time_said = after.values.get(time_slot(turn)) is not None
    restore(turn, [slot for slot, value in after.values.items() if value is None])
    turn.prompting = None
    _settle_the_time(turn, is_time_said)
    after.changed = [slot for slot in after.values if slot != name_slot(turn) and differs(turn, slot)]
    if not after.changed and turn.form.following(after) == CONFIRMED:
        turn.prompting = Wording.WHAT_IS_WRONG if changes_it(turn.heard.text) else Wording.RETURNING
    outcome.go_on(turn)


def _settle_the_time(turn: Turn, is_said: bool) -> None:
    """Ask for its time where that is over or is to be changed; ``is_said``: the caller has named one."""
    after, when = turn.after, time_slot(turn)
    if isinstance(after.vague_time, dict) or after.alternatives:
        after.values[when] = None
    elif is_over(turn) and not is_said:
        turn.remark("utter_overdue_request")
        after.values[when] = None
    elif after.earlier_wish == MOVE and not (is_said and differs(turn, when)):
        turn.remark("utter_known_time")
        _ask_for_the_time(turn)


def _ask_for_the_time(turn: Turn) -> None:
    turn.dispute(time_slot(turn), turn.after.values.get(time_slot(turn)))
    turn.prompting = Wording.REFUSED


def _ask_before_erasing(turn: Turn, wish: str | None) -> bool:
    """Nothing that is stored is erased because of a single sentence."""
    restore(turn, turn.after.values)
    turn.after.earlier_wish = turn.prompting = wish
    outcome.go_on(turn)
    return True


def _leave_it(turn: Turn) -> bool:
    """It stays as it is, whatever else was said; if its time is over, it needs another."""
    turn.after.earlier_wish = None
    if is_over(turn):
        turn.after.values[time_slot(turn)] = None
        _go_on_with_it(turn)
    else:
        restore(turn, turn.after.values)
        turn.after.confirmed = True
    return True


def _is_meant(turn: Turn) -> bool:
    """Whether the sentence is about the request that was mentioned and not the one that this call has begun."""
    name, text = name_slot(turn), turn.heard.text
    has_begun = any(value for slot, value in turn.before.values.items() if slot != name)
    return not has_begun or names_it(text) or means_everything(text)


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
