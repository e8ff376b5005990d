"""Number, time and name in the words of one turn, each read with the open question in mind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.form.heard import ABOUT_TIME, ANSWERS, EVENTS
from rueckruf.callbacks.form.narrowing import pending
from rueckruf.callbacks.form.turn import CONFIRMED, TimeWish, Turn
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.phone.dial_plan import is_mobile
from rueckruf.spoken.phone.phone_number import PhoneReading, names_an_end, read_phone_number
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.objection import objects
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import read_callback_time, shift_words


class Readings(NamedTuple):
    """What one sentence says of the three; ``other`` is a landline where a mobile is named last, or vice versa."""

    phone: PhoneReading | None
    other: PhoneReading | None
    time: TimeWish | None
    name: NameReading | None


def read(turn: Turn) -> Readings:
    """The sentence read once as a whole: the digits of a number are no time, and "Freitag" may be a surname."""
    text, asked = turn.heard.text, turn.asked
    phone, other = _two_numbers(text, _phone(turn))
    rest = _without(_without(text, phone), other)
    name = _name(turn, _without(_without(text, phone, " , "), other, " , "))
    if name and asked == "caller_name":
        # "Freitag" answers the question for the name; it is no day then.
        rest = _without(rest, name)
    return Readings(phone, other, _time(turn, rest) if _may_wish_a_time(turn) else None, name)


def _phone(turn: Turn) -> PhoneReading | None:
    """The number, or the disputed one with the part changed that the words correct: "am Ende vier fünf"."""
    text, disputed = turn.heard.text, turn.disputed.get("phone_number")
    reading = read_phone_number(text, expected=_awaits_digits(turn), given=_given_number(turn))
    if disputed and (reading is None or reading.e164 is None):
        changed = read_phone_number(text, given=disputed)
        return changed if changed and changed.e164 else reading
    return reading


def _two_numbers(text: str, phone: PhoneReading | None) -> tuple[PhoneReading | None, PhoneReading | None]:
    """The number named last, and the one of the other kind that the same sentence names before it."""
    if phone is None or phone.e164 is None:
        return phone, None
    second = read_phone_number(_without(text, phone))
    if second is None or second.e164 is None or is_mobile(second.e164) == is_mobile(phone.e164):
        return phone, None
    return (second, phone) if second.span > phone.span else (phone, second)


def _may_wish_a_time(turn: Turn) -> bool:
    """ "Sind Sie samstags da?" is a question, not a wish, unless the time was asked for."""
    heard = turn.heard
    if turn.is_urgent or turn.is_polite_yes or (heard.is_question and heard.intent in ABOUT_TIME):
        return False  # "Ich brauche heute noch einen Arzt", "Ja, bis morgen", "Ich muss in zehn Minuten weg"
    return turn.asked == "callback_time" or heard.intent in ANSWERS


def _time(turn: Turn, text: str) -> TimeWish | None:
    vague = pending(turn)
    offered = next(iter(turn.offered_times), None)
    known = turn.slots.get("callback_time") or vague or offered or turn.disputed.get("callback_time")
    reading = read_callback_time(text, turn.now, turn.hours.usual_day())
    said = text[slice(*reading.span)] if reading else shift_words(text, turn.now)
    if said is None or not (reading or known):
        return None
    if vague and (narrowed := _narrowed(turn, vague, said)):
        return narrowed
    leaves_open = reading is not None and (reading.vague or any_hour_will_do(text))
    # "Um elf" keeps the day that was wished before: read as one sentence that corrects itself.
    changed = _changed(turn, known, said) if known and not leaves_open else None
    return changed or (TimeWish(reading, said, said) if reading else None)


def _changed(turn: Turn, known: Mapping[str, Any], said: str) -> TimeWish | None:
    """A known time changed in what ``said`` tells. A day that was not offered is meant as seen from the wish before."""
    changed = _reread(turn, f"{known['text']}, nein, {said}", said)
    wished, taken = known.get("instead_of"), turn.slots.get("callback_time")
    if changed is None or taken or not wished:
        return changed
    offered = {CallbackWindow.from_slot(entry).start.date() for entry in (known, *turn.offered_times)}
    start = changed.reading.start
    return changed if start and start.date() in offered else _reread(turn, f"{wished}, nein, {said}", said)


def _narrowed(turn: Turn, vague: Mapping[str, Any], said: str) -> TimeWish | None:
    """ "Nächste Woche", then "Mittwoch": read as one wish, if it still lies inside the first."""
    wish = _reread(turn, f"{vague['text']} {said}", said)
    if wish is None or wish.reading.alternatives or wish.reading.start is None:
        return None
    window = CallbackWindow.from_slot(vague)
    return wish if window.start.date() <= wish.reading.start.date() <= window.end.date() else None


def _reread(turn: Turn, words: str, said: str) -> TimeWish | None:
    reading = read_callback_time(words, turn.now, turn.hours.usual_day())
    return TimeWish(reading, words[slice(*reading.span)], said) if reading else None


def _given_number(turn: Turn) -> str | None:
    """The number that these words may continue or correct in a part; where the time is asked, "nicht vierzehn,
    sondern fünfzehn" is none of its business, but "nein, die letzten beiden sind vier drei" is.
    """
    text = turn.heard.text
    meant = turn.asked in ("phone_number", CONFIRMED) or "phone_number" in named_fields(text)
    objected = turn.intent in ("deny", "correct") or objects(text)
    if not meant and not (turn.asked == "callback_time" and objected and names_an_end(text)):
        return None
    return turn.slots.get("phone_digits") or turn.slots.get("phone_number")


def _awaits_digits(turn: Turn) -> bool:
    """Whether digits belong to a number: it was asked for, or more was keyed than the one key for yes or no."""
    heard = turn.heard
    return (turn.asked == "phone_number" and not turn.is_urgent) or (heard.by_keys and len(heard.text) > 1)


def _name(turn: Turn, text: str) -> NameReading | None:
    heard = turn.heard
    expected = (turn.asked == "caller_name" or turn.slots.get("question") == "what_is_wrong") and not turn.is_urgent
    bare = expected and heard.intent not in EVENTS | {"moment", "not_german"} and not heard.by_keys
    given = turn.slots.get("caller_name") or turn.disputed.get("caller_name")
    known = NameReading.from_slot(given) if given else None
    again = bare and bool(turn.slots.get("misses")) and heard.intent not in ("affirm", "deny")
    reading = read_caller_name(text, expected=bare, again=again, given=known)
    if reading is None and heard.name_words and known is None and not turn.is_urgent:
        reading = read_caller_name(heard.name_words, expected=True)
    if reading and known and bare and (part := turn.disputed.get("caller_name", {}).get("part")):
        return _in_part(text, reading, known, part)
    return reading


def _in_part(text: str, reading: NameReading, known: NameReading, part: str) -> NameReading:
    """One word where a part of the name was wrong is that part; more words are the whole name."""
    alone = read_caller_name(text, expected=True)
    if alone is None or (alone.first and alone.last):
        return reading
    placed = read_caller_name(f"der {part} ist {text[slice(*alone.span)]}", expected=True, given=known)
    return replace(placed, span=alone.span) if placed else reading


def _without(text: str, reading: PhoneReading | NameReading | None, filler: str = " ") -> str:
    """``text`` with the words of ``reading`` blanked out, all other offsets kept."""
    if reading is None:
        return text
    start, end = reading.span
    return text[:start] + filler[:1] + " " * (end - start - 1) + text[end:] if end > start else text
