"""The slots of a call as words to be spoken, for the variables of responses."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rueckruf.spoken.aloud.read_back import say_digits, say_phone_number
from rueckruf.spoken.aloud.times import say_window
from rueckruf.spoken.name.caller_name import NameReading

#: By so many last digits callers know their own number.
ENDING = 3


def slot_words(slots: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """All slots, those that hold personal data as a person would say them.

    ``now`` is naive Berlin wall-clock time: a day is named from there ("morgen").
    """
    words = dict(slots)
    if name := slots.get("caller_name"):
        words["caller_name"] = NameReading.from_slot(name).full
    if number := slots.get("phone_number"):
        words["phone_number"] = say_phone_number(number)
    if digits := slots.get("phone_digits"):
        words["phone_digits"] = say_digits(digits)
    if caller := slots.get("caller_number"):
        words["caller_ending"] = say_digits(caller[-ENDING:])
    if window := slots.get("callback_time"):
        words["callback_time"] = _say(window, now)
    if windows := slots.get("alternatives"):
        words["alternatives"] = " oder ".join(_say(window, now).rstrip(",") for window in windows)
    return words


def _say(window: Mapping[str, Any], now: datetime) -> str:
    start, end = (datetime.fromisoformat(window[bound]) for bound in ("start", "end"))
    return say_window(start, None if window.get("at") else end, now)
