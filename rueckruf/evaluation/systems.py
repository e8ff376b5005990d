"""Rückruf's own readers in the form in which all systems are compared."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rueckruf.evaluation.cases import Case
from rueckruf.evaluation.scores import Answer
from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.time.callback_time import read_callback_time

Read = Callable[[Case], Answer | None]


@dataclass(frozen=True)
class System:
    """A reader under its name; without ``read`` it is not installed, and ``remedy`` tells how to install it."""

    name: str
    read: Read | None
    remedy: str = ""


def read_time(case: Case) -> Answer | None:
    reading = read_callback_time(case.text, case.now)
    if reading is None:
        return None
    others = [(other.start, other.end) for other in (*reading.alternatives, reading.within_hours) if other]
    return Answer((reading.start, reading.end), others=tuple(others), confidence=reading.confidence)


def read_phone(case: Case) -> Answer | None:
    reading = read_phone_number(case.text, expected=True)
    if reading is None or reading.own_number:
        return None
    return Answer((reading.e164 or reading.digits,), confidence=reading.confidence)


def read_name(case: Case) -> Answer | None:
    reading = read_caller_name(case.text, expected=True)
    return Answer((reading.title, reading.first, reading.last), confidence=reading.confidence) if reading else None


def read_whole_name(case: Case) -> Answer | None:
    """The name as one text without title, for cases that do not tell first and last name apart."""
    reading = read_caller_name(case.text, expected=True)
    name = reading and " ".join(part for part in (reading.first, reading.last) if part)
    return Answer((name,), confidence=reading.confidence) if reading else None


def read_digits(case: Case) -> Answer | None:
    """The digits as they were dialled, whether or not such a number can exist."""
    reading = read_phone_number(case.text, expected=True)
    if reading is None or reading.own_number:
        return None
    return Answer((reading.e164 or re.sub("^0", "+49", reading.digits),), confidence=reading.confidence)


OURS = "Rückruf"
TIME = System(OURS, read_time)
PHONE = System(OURS, read_phone)
DIGITS = System(OURS, read_digits)
NAME = System(OURS, read_name)
WHOLE_NAME = System(OURS, read_whole_name)
