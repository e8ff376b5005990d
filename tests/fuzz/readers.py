"""All that reads what a caller says, each with the questions that change how it reads."""

from collections.abc import Callable, Iterator
from inspect import getmembers
from sys import modules
from typing import Any

from rueckruf.dialogue.state import CONFIRMED
from rueckruf.spoken.concern.concern import read_concern
from rueckruf.spoken.concern.represented import named_company, named_relative
from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.text.words import RECENT_TEXTS
from rueckruf.spoken.time.callback_time import read_callback_time
from rueckruf.spoken.turn.turn_end import completeness
from tests.dialogue.hearing import CALLER, NUMBER, TUESDAY_TEN, filled, hear

Reader = Callable[[str], Any]
_BEGUN = "0171392"


def _phone(text: str) -> None:
    read_phone_number(text)
    for given in (None, _BEGUN, NUMBER):
        read_phone_number(text, expected=True, given=given)


def _time(text: str) -> None:
    read_callback_time(text, TUESDAY_TEN)


def _name(text: str) -> None:
    read_caller_name(text)
    read_caller_name(text, expected=True)


def _concern(text: str) -> None:
    read_concern(text, enough=1)
    read_concern(text, expected=True)
    named_company(text)
    named_relative(text)


def _turn_end(text: str) -> None:
    for asked in ("caller_name", "phone_number", "callback_time", CONFIRMED, None):
        completeness(text, asked)


def _number_turn(text: str) -> None:
    hear(text, intent="inform_phone_number", asked="phone_number", slots={"caller_number": CALLER})


def _summary_turn(text: str) -> None:
    hear(text, intent="deny", asked=CONFIRMED, slots=filled())


READERS: dict[str, Reader] = {
    "phone": _phone,
    "time": _time,
    "name": _name,
    "concern": _concern,
    "turn end": _turn_end,
    "number turn": _number_turn,
    "summary turn": _summary_turn,
}


def forget() -> None:
    """Empty the caches of texts heard before, so that the same text is read again; word tables stay."""
    for cached in _caches_of_texts():
        cached.cache_clear()


def _caches_of_texts() -> Iterator[Any]:
    for name in [name for name in modules if name.startswith("rueckruf.spoken")]:
        for _, member in getmembers(modules[name], lambda member: hasattr(member, "cache_parameters")):
            if member.cache_parameters()["maxsize"] == RECENT_TEXTS:
                yield member
