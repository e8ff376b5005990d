"""A story played on the telephone: each sentence that is heard is compared with what the story tells."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rueckruf.clock import wall_clock
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.script import play_turn
from tests.conversations.responses import is_question, is_said
from tests.conversations.story import FORM, Story, Turn
from tests.support.calls import said_twice


class UnexpectedError(Exception):
    """Something was heard or stored otherwise than the story tells."""


class Played:
    """One story on the telephone, compared turn by turn."""

    def __init__(self, story: Story) -> None:
        self._words = list(story.heard)
        self._asked: str | None = None
        self._dialogue: list[str] = []
        self._heard: list[str] = []

    def compare(self, turn: Turn, call: Phone) -> None:
        """Raises UnexpectedError where the answer to ``turn`` is another one than the story's."""
        self._asked = turn.asked or self._asked
        self._dialogue.append(f"> {turn.line or ('[rings]' if turn.line is None else '[silence]')}")
        expected = list(turn.actions)
        for sentence in call.heard_last:
            self._dialogue.append(f"☎ {sentence}")
            self._heard.append(sentence)
            if sentence in said_twice(self._heard):
                raise self._otherwise("that was said before, word by word")
            told = self._is_told(sentence)
            if expected and self._is(sentence, expected[0], turn):
                expected.pop(0)
            elif not told:
                raise self._otherwise(f"expected {self._wanted(expected, turn)}, heard that")
        if expected:
            raise self._otherwise(f"then {self._wanted(expected, turn)} was expected")
        if call.ended != turn.ends:
            raise self._otherwise("the call has ended" if call.ended else "the call should have ended")

    def compare_end(self, expected: Mapping[str, Any] | None, requests: Sequence[Any]) -> None:
        """Raises UnexpectedError where words of the story were not heard, or something else is stored."""
        if self._words:
            raise self._otherwise(f"never heard: {self._words[0]}")
        if expected is None and requests:
            raise self._otherwise("a request is stored, and the story tells of none (metadata: stored)")
        if expected is not None:
            if len(requests) != 1:
                raise self._otherwise(f"{len(requests)} requests are stored")
            for name, value in expected.items():
                stored = _as_told(getattr(requests[0], name))
                if stored != _as_told(value):
                    raise self._otherwise(f"stored as {name}: {stored}, expected {value}")

    def _is_told(self, sentence: str) -> bool:
        told = bool(self._words) and self._words[0] in sentence
        if told:
            self._words.pop(0)
        return told

    def _is(self, sentence: str, action: str, turn: Turn) -> bool:
        if action != FORM:
            return is_said(sentence, action)
        if self._asked is None:
            return is_question(sentence)
        return is_said(sentence, f"utter_ask_{self._asked}", turn.prompting)

    def _wanted(self, expected: list[str], turn: Turn) -> str:
        if not expected:
            return "nothing more"
        if expected[0] != FORM:
            return expected[0]
        return f"the question for {self._asked}" + (f", prompting {turn.prompting}" if turn.prompting else "")

    def _otherwise(self, problem: str) -> UnexpectedError:
        return UnexpectedError("\n".join([*self._dialogue, f"!! {problem}"]))


def play(story: Story, call: Phone, stored: Callable[[str], Sequence[Any]]) -> None:
    """Play a story from its ringing to its end; ``stored`` finds the requests of a call.

    Raises UnexpectedError with the dialogue so far and what was expected.
    """
    played = Played(story)
    for turn in story.turns:
        if turn.line is not None:
            play_turn(call, turn.line, story.confidence)
        played.compare(turn, call)
    if not call.ended:
        call.hang_up()
    played.compare_end(story.stored, stored(call.call_sid))


def _as_told(value: Any) -> str:
    """Times in Berlin to the minute, as stories tell them: 2026-03-11 10:00; of several values each."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_told, value))
    return f"{wall_clock(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
