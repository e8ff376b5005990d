"""The numbers to ring, in their order, and why one of them cannot be rung."""

from collections.abc import Sequence

from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.verdict import count_other_way
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.phone.dial_plan import is_costly
from rueckruf.spoken.phone.phone_number import PhoneReading
from rueckruf.spoken.phone.several import names_another

#: The slot that holds the first of them.
SLOT = "phone_number"


def take_numbers(turn: Turn, readings: Sequence[PhoneReading]) -> bool:
    """Take whole numbers in the order in which they are to be rung; whether there is one that can be."""
    wanted = {number: reading for reading in readings if (number := _to_be_rung(turn, reading))}
    if not wanted:
        return False
    numbers = list(wanted)
    if _is_rejected(turn, numbers):
        turn.prompting = Wording.LAST_HELP
        count_other_way(turn)
        return True
    standing = turn.before.values.get(SLOT)
    if standing and adds_one(turn) and note_others(turn, standing, [*turn.before.other_phones, *numbers]):
        return True
    first = wanted[numbers[0]]
    turn.set(SLOT, numbers[0], first.confidence)
    turn.after.phone_source = _source(turn, first)
    note_others(turn, numbers[0], numbers[1:] or turn.before.other_phones)
    return True


def take_caller_number(turn: Turn) -> bool:
    """Take the number the call comes from; whether it is known and new."""
    caller = _callers(turn)
    if not caller:
        return False
    turn.set(SLOT, caller)
    turn.after.phone_source, turn.after.phone_digits = "caller_id", None
    return bool(turn.before.values.get(SLOT) != caller)


def note_others(turn: Turn, first: str, others: Sequence[str]) -> bool:
    """Keep the numbers to ring when nobody answers ``first``; whether there are new ones, which the caller hears of."""
    turn.after.other_phones = [number for number in dict.fromkeys(others) if number != first]
    is_new = not set(turn.after.other_phones) <= set(turn.before.other_phones)
    if is_new:
        turn.remark("utter_noted_phone_number")
    return is_new


def adds_one(turn: Turn) -> bool:
    """Whether a number is added and replaces no other."""
    return not turn.objects and names_another(turn.heard.text)


def _to_be_rung(turn: Turn, reading: PhoneReading) -> str | None:
    """The number in E.164; None, and why, where nobody can ring it."""
    if reading.own_number:
        return _callers(turn)
    if reading.e164 and is_costly(reading.e164):
        turn.remark("utter_invalid_phone_number_costly")
        return None
    return reading.e164


def _callers(turn: Turn) -> str | None:
    """The number the call comes from; None, and a remark, where it is withheld."""
    if not turn.caller:
        turn.remark("utter_invalid_phone_number_withheld")
    return turn.caller


def _source(turn: Turn, reading: PhoneReading) -> str:
    """How the number came, as ``FormState.phone_source``."""
    if reading.own_number:
        return "caller_id"
    return "keys" if turn.heard.by_keys else "spoken"


def _is_rejected(turn: Turn, numbers: Sequence[str]) -> bool:
    """Whether a number that the caller called wrong is heard again: it is to be keyed in, unless they insist on it."""
    insists = turn.heard.by_keys or turn.before.question == Wording.LAST_HELP
    return set(numbers) <= set(turn.before.rejected_phones) and not insists
