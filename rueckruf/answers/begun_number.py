"""A number that is dictated in parts: what is taken of it, and what ends it."""

from collections.abc import Sequence

from rueckruf.answers.rung_numbers import SLOT
from rueckruf.answers.said_number import home_of, is_clearly_heard, number_said
from rueckruf.dialogue.heard import EVENTS
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.verdict import count_other_way
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.phone.dial_plan import judge
from rueckruf.spoken.phone.length import is_hardly_whole, length_of
from rueckruf.spoken.phone.phone_number import PhoneReading, names_an_end
from rueckruf.spoken.phone.remarks import is_all, starts_over, tells_of_more
from rueckruf.spoken.text.beside import asks_to_wait
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import agrees


def take_part(turn: Turn, phone: PhoneReading) -> bool:
    """Take digits that may be continued, or say why they cannot; whether there are more of them than before.

    Where they begin anew and are incomplete again, one of them gets lost each time, and where they are no number twice,
    one is heard that was not said: they are to be keyed in. So are those that went on until they were no number.
    """
    if phone.verdict != "too_short":
        turn.remark(f"utter_invalid_phone_number_{phone.verdict}")
        is_second = turn.before.misses > 0 and not is_clearly_heard(turn)
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


def _begins_anew(turn: Turn, phone: PhoneReading) -> bool:
    """Whether these digits take the place of those before, instead of continuing or correcting them."""
    begun = turn.before.phone_digits
    if not begun or not phone.digits or phone.digits.startswith(begun):
        return False
    return not names_an_end(turn.heard.text, home_of(turn))


def is_rather_begun(turn: Turn, reading: Sequence[PhoneReading]) -> bool:
    """Whether more is to come, which the caller says or a landline tells that is shorter than usual, unless it is keyed
    in or was said before.

    Who pauses after a part of it would else hear a wrong number noted, and many a caller lets that pass.
    """
    first = reading[0]
    if len(reading) > 1 or first.e164 is None or first.extension or turn.heard.by_keys:
        return False
    if not is_clearly_heard(turn):
        return False  # it is to be keyed in anyway, and a silence then leaves no wrong one
    known = [turn.before.values.get(SLOT), turn.before.disputed.get(SLOT), *turn.before.rejected_phones]
    is_new = first.digits != turn.before.phone_digits and not any(known)
    return is_new and _is_more_to_come(turn, first, first.e164)


def _is_more_to_come(turn: Turn, first: PhoneReading, e164: str) -> bool:
    behind = turn.heard.text[first.span[1] :]
    if tells_of_more(behind) and length_of(first.digits, home_of(turn)) != "full":
        return True
    ends_so = asks_to_wait(behind) or not folded_words(behind)
    return ends_so and is_hardly_whole(e164, in_breaths=bool(turn.before.phone_digits))


def take_as_it_is(turn: Turn) -> bool:
    """Take the digits that were said so far where they are a number; whether they are."""
    whole = judge(turn.before.phone_digits or "", home_of(turn)).e164
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


def breaks_off(turn: Turn) -> bool:
    """A dictation that leads nowhere starts over, from the second time on by keys, unless it was a whole number."""
    text = turn.heard.text
    if number_said(turn):
        return False
    if not starts_over(text) and _says_nothing_more(turn) and take_as_it_is(turn):
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
