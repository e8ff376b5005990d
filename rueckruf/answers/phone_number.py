"""The number to call."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rueckruf.answers.begun_number import breaks_off, is_rather_begun, take_as_it_is, take_part
from rueckruf.answers.own_number import agrees_to_own, is_refused, is_told_apart, refuses_own, take_this_number
from rueckruf.answers.rung_numbers import SLOT, adds_one, take_caller_number, take_numbers
from rueckruf.answers.said_number import (
    home_of,
    is_clearly_heard,
    is_offered,
    is_unfinished,
    number_said,
    only_places_digits,
    remember_left_out,
    was_just_read_back,
)
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.doubt import cannot_be_had_better
from rueckruf.dialogue.heard import EVENTS, STAYING
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.aloud.read_back import say_phone_number
from rueckruf.spoken.phone.abroad import read_from
from rueckruf.spoken.phone.offered import suits
from rueckruf.spoken.phone.phone_number import PhoneReading
from rueckruf.spoken.phone.remarks import is_all, says_no_more, speaks_against, starts_over
from rueckruf.spoken.phone.several import numbers_in_order, rung_first
from rueckruf.spoken.text.beside import does_not_know
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.loops import is_loop
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.words import blanked, clauses, folded_words, words_and_digits
from rueckruf.spoken.text.yes_and_no import agrees, is_mere_farewell

#: So many numbers are dictated rather than said beside something else.
_DICTATED = 5
#: So many digits from a zero on begin a number.
_BEGUN = 4
#: Below this certainty a number was read that may as well be another.
_OF_TWO_READINGS = 0.4
#: So many digits at the end of an offered number are near enough to its ending to be what was heard of it.
_NEAR_END = 6
#: The remarks that say all digits of it.
_READ_BACK = frozenset({"utter_heard_phone_number", "utter_changed_phone_number", "utter_noted_phone_number"})


class PhoneNumber(Answer):
    """The number in E.164 that is rung first; the digits of an incomplete one wait in ``phone_digits``."""

    slot = SLOT
    at_question = "bei der Nummer"
    fields = ("phone", "phone_source", "other_phones")
    other_intents = frozenset({"use_caller_number", "refuse_phone_number"})
    when_unknown = Wording.WAITING
    when_given_up = Wording.WITHOUT_NUMBER

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        phone = number_said(turn)
        if phone is None:
            return _in_another_order(turn)
        if _only_tells_why_not(turn, phone):
            return None
        if phone.e164 is None:
            return Found([phone], [phone.span])
        numbers = numbers_in_order(turn.heard.text, phone, expected=turn.asked == self.slot, home=home_of(turn))
        return Found(numbers, [number.span for number in numbers])

    def take(self, turn: Turn, reading: Sequence[PhoneReading]) -> bool:
        first = reading[0]
        if (is_wanted := _says_digits_of_it(turn, first)) is not None:
            return is_wanted and take_caller_number(turn)
        is_one_more = turn.before.values.get(self.slot) is not None and adds_one(turn)
        if first.own_number and len(reading) == 1 and not is_one_more:
            return take_caller_number(turn)
        turn.after.phone_digits = None
        if first.e164 is None and not first.own_number:
            return take_part(turn, first)
        if is_rather_begun(turn, reading):
            turn.after.phone_digits = first.digits
            return True
        return take_numbers(turn, reading)

    def say(self, value: str, now: datetime) -> str:
        return say_phone_number(value)

    def kept(self, state: FormState) -> dict[str, Any]:
        phone, source = state.values.get(self.slot), state.phone_source or "spoken"
        numbers = {"phone": phone, "phone_source": source} if phone else {}
        return {**numbers, "other_phones": tuple(state.other_phones)} if state.other_phones else numbers

    def restore(self, turn: Turn, state: FormState, request: CallbackRequest) -> None:
        super().restore(turn, state, request)
        state.phone_source, state.other_phones = request.phone_source, list(request.other_phones)

    def wording(self, state: FormState) -> Wording | None:
        if state.phone_digits:
            return Wording.MORE
        return super().wording(state) or (Wording.OFFER if state.caller_number else None)

    def reject(self, turn: Turn, from_scratch: bool) -> None:
        super().reject(turn, from_scratch)
        wrong = turn.before.values.get(self.slot)
        if wrong and not from_scratch:
            turn.after.rejected_phones = [*dict.fromkeys([*turn.before.rejected_phones, wrong])]
        turn.after.caller_number = None
        if from_scratch:
            turn.after.other_phones = []

    def is_doubtful(self, turn: Turn) -> bool:
        """One that was dictated and not clearly heard: a digit was wrong in every third, and in every fifth of those
        that were nearly clear; and one that was corrected so that it may be another as well.
        """
        is_clear = is_clearly_heard(turn) and turn.surely.get(self.slot, 1.0) >= _OF_TWO_READINGS
        return turn.after.phone_source == "spoken" and not is_clear

    def put_aside(self, turn: Turn) -> None:
        """Who has dictated a number does not want the one that the call comes from: a yes no longer takes it.

        What was clearly heard and may be two numbers is said once more before it is keyed in.
        """
        super().put_aside(turn)
        turn.after.caller_number = turn.after.phone_source = None
        if turn.form.following(turn.after) == self.slot:
            is_first = is_clearly_heard(turn) and not turn.before.doubted.get(self.slot)
            turn.prompting = Wording.EXAMPLE if is_first else self.other_way

    def accept(self, turn: Turn) -> bool:
        """A short number that nothing follows, and a doubtful one where it cannot be had better and was not called
        wrong.
        """
        if is_unfinished(turn) and not (turn.objects or number_said(turn)) and take_as_it_is(turn):
            return True
        doubtful = self.put_aside_value(turn.before)
        if not (doubtful and cannot_be_had_better(turn)) or doubtful in turn.before.rejected_phones:
            return False
        turn.set(self.slot, doubtful)
        turn.after.phone_source = "spoken"
        return True

    def offer_at_last(self, turn: Turn) -> bool:
        """The number that the call comes from, which was refused or never spoken of, where no other was understood."""
        caller = turn.caller
        if caller is None or is_offered(turn) or caller in turn.before.rejected_phones:
            return False
        turn.after.caller_number, turn.after.phone_digits = caller, None
        return True

    def miss(self, turn: Turn) -> None:
        """Who dictates and is heard in a loop is heard so again: keys help."""
        knows_it = not (does_not_know(turn.heard.text, self.slot) or is_told_apart(turn))
        if turn.heard.intent == "refuse_phone_number" and knows_it:
            turn.remark("utter_why_phone_number")
        digits = [word for word in words_and_digits(turn.heard.text) if word.isdigit() or cardinal(word) is not None]
        if len(digits) >= _DICTATED and is_loop(turn.heard.text):
            turn.prompting = self.other_way
            turn.after.caller_number = None

    def lead_in(self, turn: Turn, following: str | None) -> None:
        """Read a dictated number back at once, while its digits are still in the caller's ear."""
        is_own = turn.after.phone_source == "caller_id"
        if not is_own and following not in (CONFIRMED, None) and _READ_BACK.isdisjoint(turn.remarks):
            turn.remark("utter_heard_phone_number")
        turn.after.phone_read_back = (not is_own and not _READ_BACK.isdisjoint(turn.remarks)) or None

    def is_offered(self, turn: Turn) -> bool:
        return is_offered(turn)

    def is_unsettled(self, turn: Turn) -> bool:
        """Whether digits belong in a place that may be another one as well."""
        return only_places_digits(turn) and number_said(turn) is None

    def is_in(self, turn: Turn, ending: str) -> bool:
        """ "Verwählt, am Ende eine fünf"; but a number may also be named for deletion."""
        given = turn.before.values.get(self.slot)
        return ending != "cancel" and read_from(home_of(turn), turn.heard.text, given=given) is not None

    def keeps_the_line(self, turn: Turn) -> bool:
        """ "Das war alles" in reply to "und weiter?" is no goodbye, nor is "das ist die falsche" to an offer.

        But "es geht wieder, der Rückruf kann entfallen" finds no number right. Who dictates a whole one does not leave,
        "ich ruf da nie selber noch mal an, null drei null ...", nor who begins one: "das war null eins fünf zwei".
        """
        if _dictates(turn):
            return True
        if is_told_apart(turn):
            return True
        right = suits(turn.heard.text) if is_offered(turn) else None
        if right is not None:
            return not (right and turn.heard.intent == "cancel" and turn.is_clear_end)
        return is_unfinished(turn) and (is_all(turn.heard.text) or starts_over(turn.heard.text))

    def answer_offer(self, turn: Turn) -> bool:
        remember_left_out(turn)
        if is_unfinished(turn):
            return breaks_off(turn)
        if was_just_read_back(turn):
            return _answers_read_back(turn)
        return not (is_offered(turn) and _is_left_open(turn)) and _answers_offer(turn)


def _in_another_order(turn: Turn) -> Found | None:
    """The numbers that are noted, the one first that is to be rung first: "zuerst aufs Festnetz bitte"."""
    text, first = turn.heard.text, turn.before.values.get(SLOT)
    if not (first and turn.before.other_phones):
        return None
    numbers = [first, *turn.before.other_phones]
    place = rung_first(text, numbers)
    if not place:
        return None
    span = (0, len(text))
    ordered = [numbers[place], *numbers[:place], *numbers[place + 1 :]]
    return Found([PhoneReading(one, one, "valid", None, span, 1.0, own_number=False) for one in ordered], [span])


def _only_tells_why_not(turn: Turn, said: PhoneReading) -> bool:
    """ "*Das Telefon hier* ist abends ausgeschaltet": the one that is offered is named for being refused."""
    return said.own_number and said.e164 is None and is_offered(turn) and suits(turn.heard.text) is False


def _answers_offer(turn: Turn) -> bool:
    refused = is_refused(turn)
    if turn.intent == "use_caller_number" and not refused:
        return take_this_number(turn)
    if not is_offered(turn) or (refused and turn.before.question == Wording.AT_LAST and number_said(turn) is None):
        return False
    return refuses_own(turn) if refused else agrees_to_own(turn)


def _dictates(turn: Turn) -> bool:
    """Whether the question for it is answered by a number that is assigned to some network, or by how one begins."""
    if turn.asked != SLOT or turn.heard.intent in STAYING | {"cancel"}:
        return False
    said = read_from(home_of(turn), turn.heard.text, expected=True, given=turn.before.phone_digits)
    if said is None:
        return False
    begins = said.verdict == "too_short" and said.digits.startswith(("0", "+")) and len(said.digits) >= _BEGUN
    return begins or (said.e164 is not None and said.verdict == "valid")


def _says_digits_of_it(turn: Turn, said: PhoneReading) -> bool | None:
    """Whether digits of the number that is offered are said again and it is wanted; None for another number."""
    if _names_its_ending(turn, said):
        return _is_wanted_beside(turn, said)
    return _are_of_its_end(turn, said) if _says_few_with_a_yes(turn, said) else None


def _names_its_ending(turn: Turn, said: PhoneReading) -> bool:
    """Whether the ending of the number that is offered is said again: "die sechs sieben acht, ja"."""
    offered = turn.before.caller_number if is_offered(turn) else None
    if offered is None or said.e164 not in (None, offered):
        return False
    if said.e164 and turn.objects:
        return False  # "nein, unter null drei null ..." dictates it
    ending = (said.digits or "").lstrip("0")
    return len(ending) > 1 and offered.endswith(ending)


def _says_few_with_a_yes(turn: Turn, said: PhoneReading) -> bool:
    """Whether a yes to the offer stands beside too few digits to begin another number: "vier drei, ja, meine"."""
    digits = said.digits or ""
    if not is_offered(turn) or said.e164 or said.own_number or len(digits) >= _BEGUN:
        return False
    rest = _from_the_yes_on(blanked(turn.heard.text, [said.span], ","))
    return (agrees(rest) or suits(rest) is True) and not is_refused(turn)


def _are_of_its_end(turn: Turn, said: PhoneReading) -> bool:
    """Whether the digits stand near the end of the offered number, so that it was heard rightly."""
    return bool(said.digits) and str(said.digits) in str(turn.before.caller_number)[-_NEAR_END:]


def _is_left_open(turn: Turn) -> bool:
    """Whether it is to be offered once more: a yes to other digits, or two telephones told apart."""
    said = number_said(turn)
    is_other = said is not None and _says_few_with_a_yes(turn, said) and not _are_of_its_end(turn, said)
    return is_other or is_told_apart(turn)


def _from_the_yes_on(text: str) -> str:
    """What is said from the first clause on that agrees: "hm, das müsste, *ja, das ist meine*"; else all of it."""
    parts = clauses(text)
    return ", ".join(parts[next((at for at, part in enumerate(parts) if agrees(part)), 0) :])


def _is_wanted_beside(turn: Turn, ending: PhoneReading) -> bool:
    """Whether nothing beside the ending that is said again speaks against it: "die sechs sieben acht, ja".

    What only tells of it, "das ist die vom Heim", is no yes: it is offered once more.
    """
    rest = _from_the_yes_on(blanked(turn.heard.text, [ending.span], ","))
    suiting = suits(rest)
    if is_refused(turn) and not (agrees(rest) and suiting):
        return False
    if ending.e164 is not None:
        return True  # who dictates all of it has not just heard its ending
    if suiting is not None:
        return suiting
    against = turn.objects or speaks_against(folded_words(rest))
    return not against and (agrees(rest) or finds_right(rest) is True or says_no_more(rest))


def _answers_read_back(turn: Turn) -> bool:
    """A mere yes or no is about the number that was read back, and no answer to the question behind it."""
    text = turn.heard.text
    if turn.heard.intent in EVENTS | {"repeat"} or named_fields(text) or read(turn):
        return False
    if turn.intent == "affirm":
        turn.after.misses, turn.is_miss = 1, True  # the next one answers nothing
        return True
    return (finds_right(text) is False or is_mere_farewell(text)) and turn.ask_again([SLOT])
