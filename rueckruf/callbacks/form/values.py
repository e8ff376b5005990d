"""What was read becomes values of the form, or the reason why it cannot."""

from typing import Any

from rueckruf.callbacks.callback_window import CallbackWindow, Refusal, lay_over
from rueckruf.callbacks.form.narrowing import ask_for_less
from rueckruf.callbacks.form.readings import read
from rueckruf.callbacks.form.turn import TimeWish, Turn
from rueckruf.spoken.aloud.times import say_window
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.phone.dial_plan import is_costly, is_mobile
from rueckruf.spoken.phone.phone_number import PhoneReading

#: So many times that cannot be are talked about in a call; then each counts as a miss as well.
MOST_REFUSALS = 3


def take_values(turn: Turn) -> bool:
    """Take all that the sentence says of the three; whether any of it brings the form forward."""
    readings = read(turn)
    found = [
        _take_phone(turn, readings.phone, readings.other),
        _take_time(turn, readings.time),
        _take_name(turn, readings.name),
    ]
    return any(found)


def take_caller_number(turn: Turn) -> bool:
    """Take the number the call comes from; whether it is known."""
    # Not the slot: that is empty once the caller has refused it, and he may think better of it.
    caller = turn.heard.caller or turn.slots.get("caller_number")
    if not caller:
        turn.remark("utter_invalid_phone_number_withheld")
        return False
    turn.set("phone_number", caller)
    turn.changes.slots.update(phone_source="caller_id", phone_digits=None)
    return bool(turn.slots.get("phone_number") != caller)


def note_number(turn: Turn, number: str, other: str) -> None:
    """Of a landline and a mobile the one named last is the number; sales finds the other one in the note."""
    if is_mobile(other) != is_mobile(number):
        turn.changes.slots["other_number"] = other
        turn.remark("utter_noted_phone_number")


def _take_phone(turn: Turn, reading: PhoneReading | None, other: PhoneReading | None) -> bool:
    if reading is None:
        return False
    if reading.own_number:
        return take_caller_number(turn)
    if reading.e164 is not None and is_costly(reading.e164):
        turn.changes.slots["phone_digits"] = None
        turn.remark("utter_invalid_phone_number_costly")
        return False
    if reading.e164 is not None:
        before = other.e164 if other else turn.slots.get("phone_number")
        turn.set("phone_number", reading.e164, reading.confidence)
        turn.changes.slots.update(phone_source="keys" if turn.heard.by_keys else "spoken", phone_digits=None)
        if before and not turn.objects:  # who objects has not given two numbers but corrected one
            note_number(turn, reading.e164, before)
        return True
    if reading.verdict == "too_short":
        longer = reading.digits != turn.slots.get("phone_digits")
        turn.changes.slots["phone_digits"] = reading.digits
        return longer
    turn.changes.slots["phone_digits"] = None
    turn.remark(f"utter_invalid_phone_number_{reading.verdict}")
    return False


def _take_time(turn: Turn, wish: TimeWish | None) -> bool:
    if wish is None:
        return False
    window = lay_over(wish.reading, turn.hours, turn.now)
    if turn.slots.get("vague_time"):
        turn.changes.slots["vague_time"] = False
    if isinstance(window, Refusal):
        return _refuse(turn, wish, window)
    turn.changes.slots["alternatives"] = None
    if not ask_for_less(turn, wish, window):
        turn.set("callback_time", {**window.as_slot(), "text": wish.words}, wish.reading.confidence)
    return True


def _refuse(turn: Turn, wish: TimeWish, refusal: Refusal) -> bool:
    """The reason and what is possible instead; whether this may go on without counting as a miss."""
    refusals = int(turn.slots.get("refusals") or 0) + 1
    if refusals <= MOST_REFUSALS:
        turn.remark(f"utter_invalid_callback_time_{refusal.reason}")
    turn.dispute("callback_time", turn.slots.get("callback_time"))
    alternatives = [_offer(turn, wish, window) for window in refusal.alternatives]
    turn.changes.slots.update(alternatives=alternatives or None, refusals=refusals)
    return refusals <= MOST_REFUSALS


def _offer(turn: Turn, wish: TimeWish, window: CallbackWindow) -> dict[str, Any]:
    """A window as it will stand in the slot if the caller takes it: our words, and his for what he had wished."""
    words = say_window(window.start, None if window.at else window.end, turn.now)
    return {**window.as_slot(), "text": words, "instead_of": wish.said}


def _take_name(turn: Turn, reading: NameReading | None) -> bool:
    if reading is None:
        return False
    turn.set("caller_name", reading.as_slot(), reading.confidence)
    return True
