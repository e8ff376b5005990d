"""A conversation played on the telephone: each sentence that is heard is compared with what is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from rueckruf.clock import wall_clock
from rueckruf.data_check.conversations import Conversation, Heard, question_response
from rueckruf.data_check.yaml_lines import Part
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.script import play_turn
from tests.conversations.reading import preamble
from tests.conversations.responses import connects, is_said
from tests.support.calls import said_twice

#: The CallSid of the call before, where there was one.
EARLIER = "CA-earlier"
#: A time that hangs on the moment of the call: the server's clock ticks, and a busy machine takes its time.
SOON = "soon"
_SOON = timedelta(minutes=10)
#: Said after every number that was dictated or typed, so conversations need not tell of it.
_READ_BACK = "utter_heard_phone_number"
#: How sure the recogniser usually is.
CONFIDENCE = 0.9


class UnexpectedError(Exception):
    """Something was heard or stored otherwise than the conversation tells."""


class Played:
    """One conversation on the telephone, compared turn by turn.

    ``usual`` are the answers to questions that it does not mention.
    """

    def __init__(self, usual: Mapping[str, str]) -> None:
        self._usual = usual
        self._dialogue: list[str] = []
        self._heard: list[str] = []

    def compare(self, done: str, expected: Sequence[Heard], words: Sequence[str], call: Phone) -> None:
        """Raises UnexpectedError where the answer to what the caller has ``done`` is another one.

        ``words`` are heard in this order, whatever sentences they stand in.
        """
        self._dialogue.append(f"> {done}")
        due = list(expected)
        for sentence in self._hear(call):
            left = _not_in(sentence, words)
            if due and is_said(sentence, due[0].response, due[0].wording):
                due.pop(0)
            elif left == words and not is_said(sentence, _READ_BACK):
                raise self._otherwise(f"expected {due[0] if due else 'nothing more'}, heard that")
            words = left
        if due:
            raise self._otherwise(f"then {due[0]} was expected")
        if words:
            raise self._otherwise(f"not heard: {words[0]}")
        self._compare_line(expected[-1], call)

    def _hear(self, call: Phone) -> Iterator[str]:
        """Each sentence, but for questions that are answered as usual."""
        heard = call.heard_last
        for number, sentence in enumerate(heard, start=1):
            self._dialogue.append(f"☎ {sentence}")
            self._heard.append(sentence)
            if sentence in said_twice(self._heard):
                raise self._otherwise("that was said before, word by word")
            answers = [answer for asked, answer in self._usual.items() if is_said(sentence, question_response(asked))]
            if number < len(heard) or not answers:
                yield sentence
                continue
            self._dialogue.append(f"> {answers[0]}")
            play_turn(call, answers[0])
            yield from self._hear(call)

    def _compare_line(self, last: Heard, call: Phone) -> None:
        ends = not last.is_question and not connects(last.response)
        if call.ended != ends:
            raise self._otherwise("the call has ended" if call.ended else "the call should have ended")

    def compare_stored(self, expected: Mapping[str, Part] | None, requests: Sequence[Any]) -> None:
        """Raises UnexpectedError where something else is stored."""
        if expected is None and requests:
            raise self._otherwise("a request is stored, and the conversation tells of none (stored)")
        if expected is not None:
            if len(requests) != 1:
                raise self._otherwise(f"{len(requests)} requests are stored")
            for name, value in expected.items():
                told = str(None) if value.kind == "nothing" else value.text
                stored = _as_told(getattr(requests[0], name))
                if stored != told and not (told == SOON and _is_soon(getattr(requests[0], name), requests[0])):
                    raise self._otherwise(f"stored as {name}: {stored}, expected {told}")

    def _otherwise(self, problem: str) -> UnexpectedError:
        return UnexpectedError("\n".join([*self._dialogue, f"!! {problem}"]))


def play(
    conversation: Conversation, call: Phone, stored: Callable[..., Sequence[Any]], usual: Mapping[str, str]
) -> None:
    """Play a conversation from its ringing to its end; ``stored`` finds the requests of a call and of EARLIER.

    ``usual`` are answers by question: those to questions that are not mentioned in the conversation are given.
    Raises UnexpectedError with the dialogue so far and what was expected.
    """
    confidence = CONFIDENCE if conversation.confidence is None else conversation.confidence
    mentioned = {heard.name for turn in conversation.turns for heard in turn.heard}
    unmentioned = {question: answer for question, answer in usual.items() if question not in mentioned}
    played = Played(unmentioned)
    played.compare("[rings]", preamble(unmentioned), (), call)
    for turn in conversation.turns:
        play_turn(call, turn.said.text, confidence)
        played.compare(turn.said.text or "[silence]", turn.heard, turn.words, call)
    if not call.ended:
        call.hang_up()
    played.compare_stored(conversation.stored, stored(call.call_sid, EARLIER))


def _not_in(sentence: str, words: Sequence[str]) -> Sequence[str]:
    """The words that remain after those, in their order, with which a sentence goes on."""
    while words and words[0] in sentence:
        sentence, words = sentence.partition(words[0])[2], words[1:]
    return words


def _is_soon(moment: datetime, request: Any) -> bool:
    """Whether it is the next possible moment when the request was made."""
    return bool(abs(moment - request.created_at) <= _SOON)


def _as_told(value: Any) -> str:
    """Times in Berlin to the minute: 2026-03-11 10:00; of several values each."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_told, value))
    return f"{wall_clock(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
