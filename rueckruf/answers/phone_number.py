"""The number to call, and the offer of the one that the call comes from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import take_values
from rueckruf.dialogue.turn import DOUBTFUL, Turn, blanked
from rueckruf.dialogue.verdict import ask_in_another_way, complaint
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.aloud.read_back import say_phone_number
from rueckruf.spoken.phone.dial_plan import is_costly, is_mobile
from rueckruf.spoken.phone.phone_number import PhoneReading, names_an_end, read_phone_number
from rueckruf.spoken.text.approval import adds, agrees
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.objection import objects

_DENIALS = ("deny", "correct", "refuse_phone_number")


class _Numbers(NamedTuple):
    """The number named last, and the one of the other kind, landline or mobile, that the sentence names before it."""

    phone: PhoneReading
    other: PhoneReading | None


class PhoneNumber(Answer):
    """A number in E.164; digits that are no whole number yet wait in ``phone_digits``."""

    slot = "phone_number"
    title = "Telefonnummer"
    at_question = "bei der Nummer"
    fields = ("phone", "phone_source", "other_phones")

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        phone = _read(turn)
        if phone is None:
            return None
        numbers = _both(turn.heard.text, phone)
        return Found(numbers, [number.span for number in numbers if number])

    def take(self, turn: Turn, reading: _Numbers) -> bool:
        phone, other = reading
        if phone.own_number:
            return _take_caller_number(turn)
        turn.after.phone_digits = None
        if phone.e164 is None:
            return _take_part(turn, phone)
        if is_costly(phone.e164):
            turn.remark("utter_invalid_phone_number_costly")
            return False
        before = other.e164 if other else turn.before.values.get(self.slot)
        turn.set(self.slot, phone.e164, phone.confidence)
        turn.after.phone_source = "keys" if turn.heard.by_keys else "spoken"
        if before and not turn.objects:  # who objects has not given two numbers but corrected one
            _note(turn, phone.e164, before)
        return True

    def say(self, value: str, now: datetime) -> str:
        return say_phone_number(value)

    def kept(self, state: FormState) -> dict[str, Any]:
        phone, source = state.values.get(self.slot), state.phone_source or "spoken"
        numbers = {"phone": phone, "phone_source": source} if phone else {}
        return {**numbers, "other_phones": tuple(state.other_phones)} if state.other_phones else numbers

    def wording(self, state: FormState) -> Wording | None:
        if state.phone_digits:
            return Wording.MORE
        return super().wording(state) or (Wording.OFFER if state.caller_number else None)

    def reject(self, turn: Turn, anew: bool) -> None:
        super().reject(turn, anew)
        turn.after.caller_number = None

    def miss(self, turn: Turn) -> None:
        if turn.heard.intent == "refuse_phone_number":
            turn.remark("utter_why_phone_number")

    def is_offered(self, turn: Turn) -> bool:
        """Whether the question is for the number the call comes from, whatever help was given since."""
        state = turn.before
        return turn.asked == self.slot and bool(state.caller_number and not state.phone_digits)

    def is_in(self, turn: Turn, ending: str) -> bool:
        """ "Verwählt, am Ende eine fünf"; a number may also be named to be deleted."""
        given = turn.before.values.get(self.slot)
        return ending != "cancel" and read_phone_number(turn.heard.text, given=given) is not None

    def answer_offer(self, turn: Turn) -> bool:
        if turn.intent == "use_caller_number":
            return _this_number(turn)
        if not self.is_offered(turn):
            return False
        return _refuses_own(turn) if turn.intent in _DENIALS else _agrees_to_own(turn)


def _read(turn: Turn) -> PhoneReading | None:
    """The number, or the disputed one with the part changed that the words correct: "am Ende vier fünf"."""
    text, disputed = turn.heard.text, turn.after.disputed.get(PhoneNumber.slot)
    reading = read_phone_number(text, expected=_awaits_digits(turn), given=_given(turn))
    if disputed and (reading is None or reading.e164 is None):
        changed = read_phone_number(text, given=disputed)
        return changed if changed and changed.e164 else reading
    return reading


def _awaits_digits(turn: Turn) -> bool:
    """Whether digits belong to a number: it was asked for, or more was keyed than the one key for yes or no."""
    heard = turn.heard
    return (turn.asked == PhoneNumber.slot and not turn.is_urgent) or (heard.by_keys and len(heard.text) > 1)


def _given(turn: Turn) -> str | None:
    """The number that these words may continue or correct in a part; where another answer is asked, "nicht vierzehn,
    sondern fünfzehn" is none of its business, but "nein, die letzten beiden sind vier drei" is.
    """
    text, state = turn.heard.text, turn.before
    meant = turn.asked in (PhoneNumber.slot, CONFIRMED) or PhoneNumber.slot in named_fields(text)
    objected = turn.intent in ("deny", "correct") or objects(text)
    if not meant and not (turn.asked == "callback_time" and objected and names_an_end(text)):
        return None
    return state.phone_digits or state.values.get(PhoneNumber.slot)


def _both(text: str, phone: PhoneReading) -> _Numbers:
    if phone.e164 is None:
        return _Numbers(phone, None)
    second = read_phone_number(blanked(text, [phone.span]))
    if second is None or second.e164 is None or is_mobile(second.e164) == is_mobile(phone.e164):
        return _Numbers(phone, None)
    return _Numbers(second, phone) if second.span > phone.span else _Numbers(phone, second)


def _take_part(turn: Turn, phone: PhoneReading) -> bool:
    """Digits that may go on, or why they never will; whether there are more of them than before."""
    if phone.verdict != "too_short":
        turn.remark(f"utter_invalid_phone_number_{phone.verdict}")
        return False
    turn.after.phone_digits = phone.digits
    return phone.digits != turn.before.phone_digits


def _take_caller_number(turn: Turn) -> bool:
    """Take the number the call comes from; whether it is known and new."""
    # Not the state's alone: that is empty once the callers have refused it, and they may think better of it.
    caller = turn.heard.caller or turn.before.caller_number
    if not caller:
        turn.remark("utter_invalid_phone_number_withheld")
        return False
    turn.set(PhoneNumber.slot, caller)
    turn.after.phone_source, turn.after.phone_digits = "caller_id", None
    return bool(turn.before.values.get(PhoneNumber.slot) != caller)


def _note(turn: Turn, number: str, other: str) -> None:
    """Of a landline and a mobile the one named last is the number; sales finds the other one beside it."""
    if is_mobile(other) != is_mobile(number):
        turn.after.other_phones = [other]
        turn.remark("utter_noted_phone_number")


def _this_number(turn: Turn) -> bool:
    found = take_values(turn)  # "Sabine Müller, morgen um zehn, unter dieser Nummer"
    if PhoneNumber.slot in turn.said:
        return found
    agreed = PhoneNumber().is_offered(turn) and agrees(turn.heard.text)
    if turn.heard.intent_confidence < DOUBTFUL and not agreed:
        turn.after.caller_number = turn.heard.caller  # offered before it is taken
        return found
    return _take_caller_number(turn) or found


def _refuses_own(turn: Turn) -> bool:
    if not turn.key_verdict:
        take_values(turn)
    ask_in_another_way(turn)
    if not (turn.corrects or complaint(turn)):  # "Nein, der Name ist Wolff" leaves the offer open
        turn.after.caller_number = None
        turn.prompting = Wording.REFUSED
    return True


def _agrees_to_own(turn: Turn) -> bool:
    """A yes, also one beside other answers: "Ja, morgen um zehn"."""
    agreed = turn.intent == "affirm"
    found = not turn.key_verdict and (agreed or agrees(turn.heard.text)) and take_values(turn)
    if not (agreed or found):
        return False
    if PhoneNumber.slot in turn.said:
        if adds(turn.heard.text):  # "Ja, und zusätzlich mobil unter ..."
            _note(turn, turn.after.values[PhoneNumber.slot], str(turn.before.caller_number))
        return True
    return _take_caller_number(turn)
