"""The number to call, and the offer of the one that the call comes from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from rueckruf.answers.rung_numbers import SLOT, adds_one, note_others, take_caller_number, take_numbers
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import CLEARLY_HEARD, EVENTS, SURE
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.verdict import ask_in_another_way, complaint, count_other_way
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.aloud.read_back import say_phone_number
from rueckruf.spoken.phone.abroad import likelier, read_from
from rueckruf.spoken.phone.dial_plan import country_of, judge
from rueckruf.spoken.phone.insisted import whole_numbers
from rueckruf.spoken.phone.length import is_hardly_whole
from rueckruf.spoken.phone.offered import suits
from rueckruf.spoken.phone.phone_number import PhoneReading, changes_area, goes_on, names_an_end, read_change
from rueckruf.spoken.phone.remarks import is_all, names_a_number, points_at_one, refuses_it, starts_over
from rueckruf.spoken.phone.several import names_another, numbers_in_order
from rueckruf.spoken.phone.weighing import weighed
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import (
    adds,
    agrees,
    finds_right,
    is_mere_farewell,
    objects,
    plainly_agrees,
    refuses,
)

#: The remarks that say all digits of it.
_READ_BACK = frozenset({"utter_heard_phone_number", "utter_changed_phone_number", "utter_noted_phone_number"})
_DENIALS = ("deny", "correct", "refuse_phone_number")


class PhoneNumber(Answer):
    """The number in E.164 that is rung first; the digits of an incomplete one wait in ``phone_digits``."""

    slot = SLOT
    at_question = "bei der Nummer"
    fields = ("phone", "phone_source", "other_phones")
    other_intents = frozenset({"use_caller_number", "refuse_phone_number"})

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        phone = _read(turn)
        if phone is None:
            return None
        if phone.e164 is None:
            return Found([phone], [phone.span])
        numbers = numbers_in_order(turn.heard.text, phone, expected=turn.asked == self.slot, home=_home(turn))
        return Found(numbers, [number.span for number in numbers])

    def take(self, turn: Turn, reading: Sequence[PhoneReading]) -> bool:
        first = reading[0]
        is_one_more = turn.before.values.get(self.slot) is not None and adds_one(turn)
        if first.own_number and len(reading) == 1 and not is_one_more:
            return take_caller_number(turn)
        turn.after.phone_digits = None
        if first.e164 is None and not first.own_number:
            return _take_part(turn, first)
        if _is_rather_begun(turn, reading):
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
        that were nearly clear.
        """
        return turn.after.phone_source == "spoken" and not _is_clearly_heard(turn)

    def put_aside(self, turn: Turn) -> None:
        """Who has dictated a number does not want the one that the call comes from: a yes no longer takes it."""
        super().put_aside(turn)
        turn.after.caller_number = turn.after.phone_source = None

    def accept(self, turn: Turn) -> bool:
        """A short number that nothing follows, and a doubtful one where it cannot be had better and was not called
        wrong.
        """
        if _is_unfinished(turn) and not (turn.objects or _read(turn)) and _take_as_it_is(turn):
            return True
        doubtful = self.put_aside_value(turn.before)
        if not (doubtful and turn.before.misses) or doubtful in turn.before.rejected_phones:
            return False
        turn.set(self.slot, doubtful)
        turn.after.phone_source = "spoken"
        return True

    def miss(self, turn: Turn) -> None:
        if turn.heard.intent == "refuse_phone_number":
            turn.remark("utter_why_phone_number")

    def lead_in(self, turn: Turn, following: str | None) -> None:
        """Read a dictated number back at once, while its digits are still in the caller's ear."""
        is_own = turn.after.phone_source == "caller_id"
        if not is_own and following not in (CONFIRMED, None) and _READ_BACK.isdisjoint(turn.remarks):
            turn.remark("utter_heard_phone_number")
        turn.after.phone_read_back = (not is_own and not _READ_BACK.isdisjoint(turn.remarks)) or None

    def is_offered(self, turn: Turn) -> bool:
        return _is_offered(turn)

    def is_in(self, turn: Turn, ending: str) -> bool:
        """ "Verwählt, am Ende eine fünf"; but a number may also be named for deletion."""
        given = turn.before.values.get(self.slot)
        return ending != "cancel" and read_from(_home(turn), turn.heard.text, given=given) is not None

    def keeps_the_line(self, turn: Turn) -> bool:
        """ "Das war alles" in reply to "und weiter?" is no goodbye, nor is "das ist die falsche" to an offer."""
        if _is_offered(turn) and suits(turn.heard.text) is not None:
            return True
        return _is_unfinished(turn) and (is_all(turn.heard.text) or starts_over(turn.heard.text))

    def answer_offer(self, turn: Turn) -> bool:
        _remember_left_out(turn)
        if _is_unfinished(turn):
            return _breaks_off(turn)
        if _was_just_read_back(turn):
            return _answers_read_back(turn)
        refused = _is_refused(turn)
        if turn.intent == "use_caller_number" and not refused:
            return _this_number(turn)
        if not _is_offered(turn):
            return False
        return _refuses_own(turn) if refused else _agrees_to_own(turn)


def _read(turn: Turn) -> PhoneReading | None:
    """The number to ring, also one that was left out before and is dictated again."""
    doubted = turn.before.doubted.get(SLOT, ())
    return _read_to_be_rung(turn) or next((one for one in _left_out(turn) if one.e164 in doubted), None)


def _read_to_be_rung(turn: Turn) -> PhoneReading | None:
    """The number, or the disputed one with the part that the words correct: "am Ende vier fünf"."""
    text, disputed = turn.heard.text, turn.after.disputed.get(SLOT)
    home = _home(turn)
    reading = read_from(home, text, expected=_awaits_digits(turn), given=_given(turn))
    if reading and reading.e164:
        return reading
    changed = read_from(home, text, given=disputed) if disputed else None
    if changed and changed.e164:
        return changed
    if own := _own_changed(turn, reading):
        return own
    if reading and reading.digits:
        return likelier(home, partial(weighed, reading, turn.before.rejected_phones)) or reading
    return reading


def _own_changed(turn: Turn, reading: PhoneReading | None) -> PhoneReading | None:
    """The number of the call with one place changed: "die gleiche, nur mit acht am Ende"; also after it was refused."""
    names_it = _is_offered(turn) or _was_just_refused(turn) or (reading is not None and reading.own_number)
    if not names_it or turn.caller is None:
        return None
    changed = read_change(turn.heard.text, turn.caller, _home(turn))
    return changed if changed and changed.verdict == "valid" and changed.e164 != turn.caller else None


def _was_just_refused(turn: Turn) -> bool:
    return turn.asked == SLOT and turn.before.question == Wording.REFUSED and not turn.before.phone_digits


def _home(turn: Turn) -> str:
    """The country that the caller rings from, an ISO code: Germany where the number is withheld."""
    return country_of(turn.heard.caller)


def _left_out(turn: Turn) -> list[PhoneReading]:
    """The whole numbers in reply to the question for one, also those that its words call no number to ring."""
    return whole_numbers(turn.heard.text, _home(turn)) if _is_dictated(turn) else []


def _is_dictated(turn: Turn) -> bool:
    """Whether what is said answers the question for the number."""
    return turn.asked == SLOT and not turn.is_urgent and not turn.heard.by_keys


def _remember_left_out(turn: Turn) -> None:
    """Keep a whole number that is not taken: nobody is asked for good who dictates the same one again."""
    if not _is_dictated(turn) or turn.form.answers[SLOT].read(turn, {}):
        return
    numbers = [one.e164 for one in _left_out(turn)]
    if numbers:
        turn.after.doubted[SLOT] = [*dict.fromkeys([*turn.before.doubted.get(SLOT, ()), *numbers])]


def _awaits_digits(turn: Turn) -> bool:
    """Whether digits belong to a number: it is asked for or goes on, or more is keyed than one key for yes or no."""
    heard = turn.heard
    asked = turn.asked == SLOT and not turn.is_urgent
    return asked or (heard.by_keys and len(heard.text) > 1) or _is_cut_off(turn)


def _given(turn: Turn) -> str | None:
    """The number that these words may continue or correct in a part; where another answer is asked, "nicht vierzehn,
    sondern fünfzehn" is none of its business, but "nein, die letzten beiden sind vier drei" is.
    """
    meant = turn.asked in (SLOT, CONFIRMED) or SLOT in named_fields(turn.heard.text)
    if not (meant or _is_put_right(turn) or _is_cut_off(turn)):
        return None
    return turn.before.phone_digits or turn.before.values.get(SLOT)


def _is_put_right(turn: Turn) -> bool:
    """Whether another question is answered with what is wrong about the number."""
    given = turn.before.values.get(SLOT)
    if given and changes_area(turn.heard.text, given, _home(turn)):
        return True
    objected = turn.intent in ("deny", "correct") or objects(turn.heard.text)
    changes_an_end = names_an_end(turn.heard.text, _home(turn))
    if _was_just_read_back(turn):
        return objected or changes_an_end
    return turn.asked == "callback_time" and objected and changes_an_end


def _was_just_read_back(turn: Turn) -> bool:
    """Whether the caller has just heard the number, and behind it a question for something else."""
    before = turn.before
    is_open = not (before.misses or before.digressions or before.alternatives or before.vague_time or before.disputed)
    return bool(before.phone_read_back) and turn.asked not in (SLOT, CONFIRMED) and is_open


def _answers_read_back(turn: Turn) -> bool:
    """A mere yes or no is about the number that was read back, and no answer to the question behind it."""
    text = turn.heard.text
    if turn.heard.intent in EVENTS or named_fields(text) or read(turn):
        return False
    if turn.intent == "affirm":
        turn.after.misses, turn.is_miss = 1, True  # the next one answers nothing
        return True
    return (finds_right(text) is False or is_mere_farewell(text)) and turn.ask_again([SLOT])


def _is_cut_off(turn: Turn) -> bool:
    """Whether a number that seemed complete goes on after a pause: "... zwei drei eins zwei", "fünf null drei"."""
    given = turn.before.values.get(SLOT)
    in_summary = turn.asked == CONFIRMED and turn.before.phone_source != "caller_id"
    just_said = in_summary or _was_just_read_back(turn)
    if given is None or not (just_said or turn.asked == "callback_time"):
        return False
    return goes_on(turn.heard.text, given, _home(turn), just_said=just_said)


def _take_part(turn: Turn, phone: PhoneReading) -> bool:
    """Take digits that may be continued, or say why they cannot; whether there are more of them than before.

    Where they begin anew and are incomplete again, one of them gets lost each time, and where they are no number twice,
    one is heard that was not said: they are to be keyed in. So are those that went on until they were no number.
    """
    if phone.verdict != "too_short":
        turn.remark(f"utter_invalid_phone_number_{phone.verdict}")
        is_second = turn.before.misses > 0 and not _is_clearly_heard(turn)
        return (is_second or turn.before.phone_digits is not None) and _ask_for_keys(turn)
    if _begins_anew(turn, phone):
        return _ask_for_keys(turn)
    turn.after.phone_digits = phone.digits
    return phone.digits != turn.before.phone_digits


def _ask_for_keys(turn: Turn) -> bool:
    """Ask to key the number in; that it was not understood counts as no miss."""
    turn.prompting = Wording.LAST_HELP
    count_other_way(turn)
    return True


def _is_clearly_heard(turn: Turn) -> bool:
    """Whether no digit was likely misheard."""
    return turn.heard.by_keys or turn.heard.speech_confidence >= CLEARLY_HEARD


def _begins_anew(turn: Turn, phone: PhoneReading) -> bool:
    """Whether these digits take the place of those before, instead of continuing or correcting them."""
    begun = turn.before.phone_digits
    if not begun or not phone.digits or phone.digits.startswith(begun):
        return False
    return not names_an_end(turn.heard.text, _home(turn))


def _is_offered(turn: Turn) -> bool:
    """Whether the question offers the number that the call comes from, whatever help was given since."""
    return turn.asked == SLOT and bool(turn.before.caller_number and not turn.before.phone_digits)


def _is_unfinished(turn: Turn) -> bool:
    return turn.asked == SLOT and bool(turn.before.phone_digits)


def _is_rather_begun(turn: Turn, reading: Sequence[PhoneReading]) -> bool:
    """Whether more of a landline is to come that is shorter than usual, unless it is keyed in or was said before.

    Who pauses after a part of it would else hear a wrong number noted, and many a caller lets that pass.
    """
    first = reading[0]
    if len(reading) > 1 or first.e164 is None or first.extension or turn.heard.by_keys:
        return False
    if not _is_clearly_heard(turn):
        return False  # it is to be keyed in anyway, and a silence then leaves no wrong one
    ends_so = not folded_words(turn.heard.text[first.span[1] :])
    known = [turn.before.values.get(SLOT), turn.before.disputed.get(SLOT), *turn.before.rejected_phones]
    is_new = first.digits != turn.before.phone_digits and not any(known)
    return ends_so and is_new and is_hardly_whole(first.e164, in_breaths=bool(turn.before.phone_digits))


def _take_as_it_is(turn: Turn) -> bool:
    """Take the digits that were said so far where they are a number; whether they are."""
    whole = judge(turn.before.phone_digits or "", _home(turn)).e164
    if whole is None:
        return False
    turn.after.phone_digits = None
    turn.set(SLOT, whole)
    turn.after.phone_source = "spoken"
    return True


def _says_nothing_more(turn: Turn) -> bool:
    """Whether no more digits come: "das war alles", a yes, a mere no, or another answer."""
    text = turn.heard.text
    if turn.heard.intent in EVENTS or turn.is_urgent:
        return False
    if is_all(text):
        return True
    if turn.objects:
        return len(folded_words(text)) == 1 and turn.intent == "deny" and finds_right(text) is None
    return agrees(text) or bool(read(turn))


def _breaks_off(turn: Turn) -> bool:
    """A dictation that leads nowhere starts over, from the second time on by keys, unless it was a whole number."""
    text = turn.heard.text
    if _read(turn):
        return False
    if not starts_over(text) and _says_nothing_more(turn) and _take_as_it_is(turn):
        take_values(turn)
        return True
    if not (starts_over(text) or is_all(text) or turn.objects):
        return False
    take_values(turn)
    if is_all(text):
        turn.remark("utter_invalid_phone_number_too_short")
    turn.after.phone_digits = None
    turn.prompting = Wording.LAST_HELP if turn.before.other_ways else Wording.AGAIN
    count_other_way(turn)
    return True


def _is_refused(turn: Turn) -> bool:
    """Whether the caller does not want to be rung on the number of the call."""
    text = turn.heard.text
    if _is_offered(turn) and (found := suits(text)) is not None:
        return not found
    if _denies(turn):
        return True
    speaks_of_it = turn.intent == "use_caller_number" or (turn.intent != "affirm" and names_a_number(text))
    return speaks_of_it and refuses_it(text) and not _is_one_of_several(turn)


def _denies(turn: Turn) -> bool:
    """Whether it is a no by its words, or surely by what it was taken for."""
    text, heard = turn.heard.text, turn.heard
    is_unsure = not heard.by_keys and heard.intent_confidence < DOUBTFUL
    if turn.intent in _DENIALS:
        return not is_unsure or refuses(text)
    return _is_offered(turn) and objects(text)


def _is_one_of_several(turn: Turn) -> bool:
    """Whether it is one of several that are named: "unter dieser Nummer, und wenn nicht, mobil ..."."""
    found = turn.form.answers[SLOT].read(turn, {})
    return found is not None and any(reading.own_number for reading in found.reading)


def _this_number(turn: Turn) -> bool:
    found = take_values(turn)  # "Sabine Müller, morgen um zehn, unter dieser Nummer"
    if SLOT in turn.said:
        return found
    agreed = _is_offered(turn) and (agrees(turn.heard.text) or suits(turn.heard.text) is True)
    if turn.heard.intent_confidence < DOUBTFUL and not agreed:
        if not points_at_one(turn.heard.text):
            return found
        if not turn.before.other_ways:
            turn.after.caller_number = turn.heard.caller  # offered before it is taken, once
            count_other_way(turn)
            return found
    return take_caller_number(turn) or found


def _refuses_own(turn: Turn) -> bool:
    if not turn.key_verdict:
        take_values(turn)
    ask_in_another_way(turn)
    if not (turn.corrects or complaint(turn)):  # "Nein, der Name ist Wolff" leaves the offer open
        turn.after.caller_number = None
        if SLOT not in turn.said:
            turn.prompting = Wording.REFUSED
    return True


def _agrees_to_own(turn: Turn) -> bool:
    """A yes, alone or along with other answers: "Ja, morgen um zehn"."""
    agreed = _agrees_to_it(turn)
    found = not turn.key_verdict and (agreed or agrees(turn.heard.text)) and take_values(turn)
    if not (agreed or found):
        return False
    if SLOT in turn.said:
        return _takes_own_first(turn) if not _is_one_of_several(turn) and _names_one_more(turn.heard.text) else True
    return take_caller_number(turn)


def _agrees_to_it(turn: Turn) -> bool:
    """A yes, or "ja, aber nicht vor neun": what follows it says when, and nothing against the number."""
    text = turn.heard.text
    if turn.intent == "affirm" or suits(text) is True:
        return True
    is_unsure = turn.heard.intent_confidence < SURE and plainly_agrees(text)
    return is_unsure or (agrees(text) and "callback_time" in read(turn))


def _names_one_more(text: str) -> bool:
    """ "Ja, und zusätzlich mobil unter ...", "ja, sonst mobil ...", but not "ja, lieber mobil ..."."""
    return adds(text) or names_another(text)


def _takes_own_first(turn: Turn) -> bool:
    """What else is named is rung after the number of the call."""
    named = [turn.after.values[SLOT], *turn.after.other_phones]
    take_caller_number(turn)
    return note_others(turn, turn.after.values[SLOT], named) or True
