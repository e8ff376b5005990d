"""Whether a time that was said goes on: the other end of a range, the hour of a day."""

from datetime import datetime
from typing import Literal

from rueckruf.spoken.time.callback_time import read_callback_time
from rueckruf.spoken.time.ranges import is_open_at
from rueckruf.spoken.time.words import words_of

Progress = Literal["whole", "day", "open"]

#: When it is said decides what a time means, not whether it is whole: any moment will do, and one alone is read once.
_ANY_MOMENT = datetime(2026, 1, 5, 9, 0)
_DAYS = ("day", "week", "month")


def progress_of_time(text: str) -> Progress | None:
    """How far a time in ``text`` is: "whole"; a "day" (week, month) without an hour; a range whose end is missing.

    None where there is none.
    """
    words = words_of(text)
    if any(is_open_at(words, index, _ANY_MOMENT) for index in range(len(words))):
        return "open"
    reading = read_callback_time(text, _ANY_MOMENT)
    if reading is None:
        return None
    return "day" if reading.grain in _DAYS and reading.vague is None and reading.daily is None else "whole"


def leaves_range_open(text: str) -> bool:
    """Whether "zwischen" was said and only one end of its range, whatever was asked."""
    words = words_of(text)
    return any(words.has(index, "between") and is_open_at(words, index, _ANY_MOMENT) for index in range(len(words)))
