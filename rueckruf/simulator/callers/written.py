"""Callers whose every line is written: what one person says to each question of one call, and what must come of it.

They say yes to a summary without listening, unless their lines say otherwise: a wrong value that is read back is
stored.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.checked_yaml import Part, Text, read_checked
from rueckruf.simulator.callers.listening import Question, question, wants_a_sign
from rueckruf.simulator.callers.move import Move

#: So many turns, and a call without an end has failed.
MOST_TURNS = 40
SILENCE, HANGS_UP = "(silence)", "(hangs up)"


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


OneOrMore = Annotated[list[Text], BeforeValidator(_as_list), Field(min_length=1)]


class Wanted(Part):
    """The request that must be stored: any of the values; ``stored: no`` where nothing may be.

    ``day``, ``start`` and ``end`` are Berlin wall-clock times as ISO writes them, without seconds; ``heard`` and
    ``not_heard`` are patterns for all that the assistant says.
    """

    stored: bool = True
    name: OneOrMore | None = None
    phone: OneOrMore | None = None
    day: OneOrMore | None = None
    start: OneOrMore | None = None
    end: OneOrMore | None = None
    heard: list[Text] = []
    not_heard: list[Text] = []


class WrittenCall(Part):
    """``opening`` answers the greeting, ``then`` whatever is asked next, ``whenever`` what a pattern finds in the
    latest answer; ``says`` has the lines for each question, the last one again and again, and ``always`` one for all.
    """

    id: Text
    kind: Text
    calls_from: Text
    opening: Text
    then: list[Text] = []
    whenever: dict[str, OneOrMore] = {}
    says: dict[Question, OneOrMore] = {}
    always: Text | None = None
    wanted: Wanted


class WrittenCalls(Part):
    """A file of calls, all begun at ``now``, Berlin wall-clock time."""

    now: datetime
    calls: list[WrittenCall]


def read_written_calls(path: Path) -> WrittenCalls:
    """The calls of a file; raises FileError with the line of each fault."""
    return read_checked(path, WrittenCalls)


class WrittenCaller:
    """Answers with the lines of one call."""

    def __init__(self, call: WrittenCall) -> None:
        self._call = call
        self._turns = 0
        self._times: Counter[str] = Counter()

    def answer(self, heard: Sequence[str]) -> Move:
        """What is said to the latest sentences."""
        self._turns += 1
        if self._turns > MOST_TURNS:
            return Move(hangs_up=True)
        line = self._line(heard)
        return Move(hangs_up=line == HANGS_UP, words="" if line in (SILENCE, HANGS_UP) else line)

    def _line(self, heard: Sequence[str]) -> str:
        call, turn = self._call, self._turns - 2
        if call.always:
            return call.always
        if turn < 0:
            return call.opening
        if turn < len(call.then):
            return call.then[turn]
        said = " ".join(heard)
        for pattern, lines in call.whenever.items():
            if re.search(pattern, said, re.IGNORECASE):
                return self._next(pattern, lines)
        asked = _QUESTION_OF.get(str(question(heard)), question(heard))
        if asked and asked in call.says:
            return self._next(asked, call.says[asked])
        return "ja" if asked in _YES or wants_a_sign(heard) else call.opening

    def _next(self, key: str, lines: Sequence[str]) -> str:
        self._times[key] += 1
        return lines[min(self._times[key], len(lines)) - 1]


_QUESTION_OF: dict[str, Question] = {
    "rest_of_number": "phone_number",
    "keys": "phone_number",
    "part_of_day": "callback_time",
}
_YES = ("confirmed", "other_time", "own_number")


def differences(wanted: Wanted, stored: Sequence[CallbackRequest], heard: str) -> list[str]:
    """What came out otherwise, one fault a line; names count where the wanted letters are among them."""
    faults = [f"never heard: {pattern}" for pattern in wanted.heard if not re.search(pattern, heard, re.IGNORECASE)]
    faults += [f"heard: {pattern}" for pattern in wanted.not_heard if re.search(pattern, heard, re.IGNORECASE)]
    if not wanted.stored:
        return [*faults, *(f"stored: {request.name}, {request.phone}" for request in stored)]
    if len(stored) != 1:
        return [*faults, f"{len(stored)} requests stored"]
    return [*faults, *_otherwise(wanted, stored[0])]


def _otherwise(wanted: Wanted, request: CallbackRequest) -> Iterator[str]:
    """The values of a request that are not as wanted."""
    start, end = _told(request.callback_start), _told(request.callback_end)
    if wanted.name and not any(_letters(name) in _letters(request.name) for name in wanted.name):
        yield f"name: {request.name} instead of {' or '.join(wanted.name)}"
    for field, value in {"phone": request.phone, "day": start[:10], "start": start, "end": end}.items():
        if (right := getattr(wanted, field)) and value not in right:
            yield f"{field}: {value} instead of {' or '.join(right)}"


def _told(moment: datetime) -> str:
    return f"{clock.wall_clock(moment):%Y-%m-%d %H:%M}"


def _letters(name: str) -> str:
    return re.sub(r"[^a-zäöüß]", "", name.lower())
