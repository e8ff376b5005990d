"""The slots of a call as words to be spoken, for the variables of responses."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rueckruf.answers import ANSWERS
from rueckruf.answers.callback_time import CallbackTime
from rueckruf.answers.caller_name import CallerName
from rueckruf.dialogue.state import KNOWN_REQUEST
from rueckruf.spoken.aloud.read_back import say_digits, say_spelling
from rueckruf.spoken.aloud.times import either, say_today

#: Callers recognise their own number by this many of its last digits.
ENDING = 3


def slot_words(slots: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """All slots, those with personal data as a person would say them; an answer that was left out is empty.

    ``now`` is naive Berlin wall-clock time: days are named as seen from there ("morgen").
    """
    words = {**slots, "today": say_today(now)}
    for slot, answer in ANSWERS.items():
        if value := slots.get(slot):
            words[slot] = answer.say(value, now)
        elif answer.may_skip:
            words[slot] = ""
    words["name_spelling"] = _spelling(slots.get(CallerName.slot) or {})
    if digits := slots.get("phone_digits"):
        words["phone_digits"] = say_digits(digits)
    if caller := slots.get("caller_number"):
        words["caller_ending"] = say_digits(caller[-ENDING:])
    if request := slots.get(KNOWN_REQUEST):
        words["known_time"] = ANSWERS[CallbackTime.slot].say(request["answers"][CallbackTime.slot], now).rstrip(",")
    if windows := slots.get("alternatives"):
        say = ANSWERS[CallbackTime.slot].say
        words["alternatives"] = either(say(window, now).rstrip(",") for window in windows)
    return words


def _spelling(name: Mapping[str, Any]) -> str:
    """What distinguishes the surname from those that sound alike, unless the caller has spelled it."""
    return "" if name.get("alphabet") else say_spelling(name.get("last") or "")
