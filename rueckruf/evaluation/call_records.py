"""Simulated calls, and what became of each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.simulator.callers.goals import Goal, now
from rueckruf.simulator.callers.listening import sounds
from rueckruf.simulator.callers.move import Move
from rueckruf.spoken.aloud.times import say_window

Fate = Literal["reached", "wrong value", "hung up", "gave up", "dead end"]
FATES: dict[Fate, str] = {
    "reached": "what the caller wanted is stored, the name at least as it sounds; or nothing, where they called it off",
    "wrong value": "something else is stored, confirmed by a yes",
    "hung up": "the assistant took a line for a goodbye, a withdrawal or a wrong number, and ended the call",
    "gave up": "the assistant said goodbye after too many misses and stored nothing",
    "dead end": "the caller lost patience or the line broke: neither stored nor properly ended",
}
#: A sentence heard so often in one call is a loop.
LOOP = 3
#: How the assistant says goodbye after too many misses.
_GAVE_UP = r"so nicht weiter|Ohne Nummer kann Sie niemand|schon sehr lange|höre Sie leider nicht"


@dataclass(frozen=True)
class Turn:
    """What the caller heard and did, and what was recognised of their words."""

    heard: tuple[str, ...]
    move: Move
    recognised: str
    confidence: float


@dataclass
class Call:
    """One call. ``asked``, ``accepted``, ``withdrawn`` and ``spelled`` are its caller's at the end."""

    index: int
    call_sid: str
    persona: str
    goal: Goal
    at_once: bool
    turns: list[Turn] = field(default_factory=list)
    last_heard: tuple[str, ...] = ()
    asked: str | None = None
    accepted: str | None = None
    withdrawn: bool = False
    spelled: bool = False
    ended: bool = False
    failure: str | None = None
    stored: CallbackRequest | None = None

    @property
    def repairs(self) -> int:
        """Turns in which the caller put something right or said it once more."""
        return sum(turn.move.repairs for turn in self.turns)

    @property
    def loops(self) -> bool:
        """Whether the same question was heard three times word by word."""
        asked = Counter(heard[-1] for heard in (*(turn.heard for turn in self.turns), self.last_heard) if heard)
        return max(asked.values(), default=0) >= LOOP

    @cached_property
    def fate(self) -> Fate:
        if self.stored:
            return "wrong value" if self.withdrawn or self.differences else "reached"
        if not self.ended:
            return "dead end"
        if self.withdrawn and self._last("gelöscht"):
            return "reached"
        return "gave up" if self.withdrawn or self._last(_GAVE_UP) else "hung up"

    def _last(self, pattern: str) -> bool:
        return any(re.search(pattern, sentence) for sentence in self.last_heard)

    @property
    def exact(self) -> bool:
        """Whether the goal is reached and the name stored letter by letter."""
        return self.fate == "reached" and (self.stored is None or self.stored.name == self._name_wanted(self.stored))

    def _name_wanted(self, stored: CallbackRequest) -> str:
        goal = self.goal
        surname = f"{goal.title} {goal.last}" if goal.title else goal.last
        return surname if self.spelled and sounds(stored.name) == sounds(surname) else goal.name

    @cached_property
    def differences(self) -> dict[str, tuple[str, str]]:
        """What is stored otherwise than wanted, as far as it can be heard: wanted and stored."""
        if self.stored is None:
            return {}
        goal, stored = self.goal, self.stored
        start, end = clock.wall_clock(stored.callback_start), clock.wall_clock(stored.callback_end)
        pairs = {"phone_number": (goal.e164, stored.phone)}
        if self.accepted is None:
            pairs["callback_time"] = (f"{goal.wish.start} to {goal.wish.end}", f"{start} to {end}")
        elif not any(said in self.accepted for said in _both_ways(start, end)):
            pairs["callback_time"] = (self.accepted, f"{start} to {end}")
        different = {slot: pair for slot, pair in pairs.items() if pair[0] != pair[1]}
        name = self._name_wanted(stored)
        return different if sounds(name) == sounds(stored.name) else {"caller_name": (name, stored.name), **different}

    def transcript(self) -> str:
        """The call line by line, and what was wanted and stored."""
        lines = [f"wanted: {wanted(self.goal)}"]
        for turn in self.turns:
            lines += [f"☎ {sentence}" for sentence in turn.heard]
            lines.append(f"> {_done(turn)}")
        lines += [f"☎ {sentence}" for sentence in self.last_heard]
        lines += [f"stored otherwise: {slot}: {pair[1]}" for slot, pair in self.differences.items()]
        return "\n".join([*lines, *([self.failure] if self.failure else [])])


def wanted(goal: Goal) -> str:
    """A goal in one line."""
    window = f" = {goal.wish.start} to {goal.wish.end}"
    closed = (
        f' (first "{goal.closed_wish}"{", or what is offered" if goal.takes_offer else ""})' if goal.closed_wish else ""
    )
    calls_off = ", calls it off" if goal.withdraws else ""
    own = ", the number they call from" if goal.own_number else ""
    return f"{goal.name} · {goal.e164}{own} · {goal.wish.words}{window}{closed}{calls_off}"


def of(calls: Sequence[Call], fate: Fate) -> list[Call]:
    """The calls with that fate."""
    return [call for call in calls if call.fate == fate]


def _both_ways(start: datetime, end: datetime) -> list[str]:
    return [say_window(start, end, now()), say_window(start, None, now())]


def _done(turn: Turn) -> str:
    move = turn.move
    if move.keys or move.hangs_up:
        return f"[keys {move.keys}]" if move.keys else "[hangs up]"
    if not move.words:
        return "[silence]"
    if turn.recognised == move.words:
        return move.words
    return f"{move.words}   [recognised, {turn.confidence:.2f}: {turn.recognised or 'nothing'}]"
