"""A call that somebody makes in the browser: what they did, what they heard, and what happened inside."""

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import NamedTuple

from rueckruf.browser_phone.event_feed import EventReceiver
from rueckruf.browser_phone.fired import DialogueFiles
from rueckruf.browser_phone.inner_view import NOTHING, InnerView, Said, inner_view, loop_after
from rueckruf.data_check.dialogue import Path
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.script import play_turn

CONFIDENCE = 0.9


class Done(NamedTuple):
    """What the caller did, as a line of a script: words, `#123#` for keys, nothing for silence.

    ``confidence``: how sure the browser's recogniser was, 0 to 1; what is typed is as sure as a recogniser mostly is.
    """

    line: str
    confidence: float = CONFIDENCE
    was_recognised: bool = False


@dataclass(frozen=True)
class Turn:
    """One turn. ``done`` is None where it rings; ``fired``: the rule or story that it followed, if any.

    ``milliseconds``: from the webhook to its answer, with all that follows from it.
    """

    done: Done | None
    said: Sequence[Said]
    view: InnerView
    fired: Path | None
    milliseconds: float


class Call:
    """One call of ``caller`` on the real webhook of the server at ``url``, by Gather. Raises what ``Phone`` raises.

    Whoever works with it holds its ``lock``.
    """

    def __init__(
        self, url: str, auth_token: str | None, caller: str, events: EventReceiver, files: DialogueFiles
    ) -> None:
        self.lock = RLock()
        self.caller = caller
        self.call_sid = "CA" + secrets.token_hex(16)
        self.turns: list[Turn] = []
        self.phone = Phone(url, auth_token, caller, transport="gather")
        self._events = events
        self._files = files
        self._loop: str | None = None

    def ring(self) -> None:
        """Begin it."""
        self._events.follow(self.call_sid)
        begin = time.perf_counter()
        self.phone.start(self.call_sid)
        self._note(None, begin)

    def do(self, done: Done) -> None:
        """One turn of the caller's; after the end of the call nothing happens."""
        if self.phone.ended:
            return
        begin = time.perf_counter()
        play_turn(self.phone, done.line, done.confidence)
        self._note(done, begin)

    def hang_up(self) -> None:
        """The caller puts the receiver down."""
        self.phone.hang_up()

    def end(self) -> None:
        """Hang up, and let go of the line."""
        if self.turns:
            self.hang_up()
        self.phone.close()
        self._events.forget(self.call_sid)

    @property
    def lines(self) -> Sequence[Done]:
        """What the caller has done so far."""
        return [turn.done for turn in self.turns if turn.done]

    @property
    def slots(self) -> dict[str, str]:
        """All slots that are set now."""
        slots: dict[str, str] = {}
        for turn in self.turns:
            slots |= turn.view.slots
        return {name: value for name, value in slots.items() if value != NOTHING}

    def _note(self, done: Done | None, begin: float) -> None:
        milliseconds = (time.perf_counter() - begin) * 1000
        events = self._events.take(self.call_sid)
        view = inner_view(events, self._loop)
        self._loop = loop_after(events, self._loop)
        fired = self._files.fired([*(turn.view for turn in self.turns), view])
        said = list(_with_responses(self.phone.heard_last, view.said))
        self.turns.append(Turn(done, said, view, fired, milliseconds))


def _with_responses(heard: Sequence[str], written: Sequence[Said]) -> Iterator[Said]:
    """What was heard, each sentence with the response that Rasa has noted for it."""
    responses = {said.text: said.response for said in written}
    for text in heard:
        yield Said(text, responses.get(text, ""))
