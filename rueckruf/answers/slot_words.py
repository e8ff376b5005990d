"""The slots of a call as words to be spoken, for the variables of responses."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rueckruf.answers import ANSWERS
from rueckruf.answers.callback_time import CallbackTime
from rueckruf.answers.caller_name import CallerName
from rueckruf.answers.phone_number import PhoneNumber
from rueckruf.dialogue.state import KNOWN_REQUEST
from rueckruf.spoken.aloud.read_back import say_digits, say_spelling
from rueckruf.spoken.aloud.times import either, say_today
from rueckruf.spoken.aloud.words import said
from rueckruf.spoken.name.alphabets import LETTERS
from rueckruf.spoken.name.spelling_back import spell_out

#: Callers recognise their own number by this many of its last digits.
ENDING = 3


def slot_words(slots: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """All slots, those with personal data as a person would say them; an answer that was left out is empty.

    ``now`` is naive Berlin wall-clock time: days are named as seen from there ("morgen").
    """
    words = {**slots, "today": say_today(now), **_parts_of_numbers(slots)}
    for slot, answer in ANSWERS.items():
        if value := slots.get(slot):
            words[slot] = answer.say(value, now)
        elif answer.may_skip:
            words[slot] = ""
    words["name_spelling"] = _spelling(slots.get(CallerName.slot) or {})
    if request := slots.get(KNOWN_REQUEST):
        words["known_time"] = ANSWERS[CallbackTime.slot].say(request["answers"][CallbackTime.slot], now).rstrip(",")
    if windows := slots.get("alternatives"):
        say = ANSWERS[CallbackTime.slot].say
        words["alternatives"] = either(say(window, now).rstrip(",") for window in windows)
    return words


def _parts_of_numbers(slots: Mapping[str, Any]) -> dict[str, str]:
    phone, digits, caller = (slots.get(slot) or "" for slot in (PhoneNumber.slot, "phone_digits", "caller_number"))
    parts = {"phone_ending": phone[-ENDING:], "phone_digits": digits, "caller_ending": caller[-ENDING:]}
    return {variable: say_digits(part) for variable, part in parts.items() if part}


def _spelling(name: Mapping[str, Any]) -> str:
    """All letters where the caller has asked for them, else what tells the surname from those that sound alike.

    Nothing where the caller has spelled it.
    """
    if asked := name.get("asked_letters"):
        return f", {said('spelled')} {spell_out(asked, LETTERS)}"
    return "" if name.get("alphabet") else say_spelling(name.get("last") or "")
