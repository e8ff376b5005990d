"""Twilio's side of a ConversationRelay session: what it sends, and how strictly it reads what it is sent.

Source: Twilio's documentation of the noun and of its WebSocket messages, read in November 2026; of ``info`` messages
published programs. How ``hints`` and ``config`` are written is not known: they are taken as the server guesses it.
"""

import json
import secrets
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rueckruf.simulator.twiml import ConversationRelay
from rueckruf.simulator.websocket import WebSocket

#: So long the server may take: it waits for silence, and for its own voice to end.
SECONDS_TO_ANSWER = 120.0
_SECONDS_TO_SAY_AGAIN = 1.0
_MESSAGES_A_SECOND = 30

_KEYS: Mapping[str, Mapping[str, type]] = {
    "text": {"token": str, "last": bool, "lang": str, "interruptible": bool, "preemptible": bool},
    "end": {"handoffData": str},
    "hints": {"hints": str},
    "config": {"speechTimeout": int},
}
_REQUIRED = {"text": "token", "end": "", "hints": "hints", "config": "speechTimeout"}
#: What Twilio takes in the middle of a call since October 2026.
_CHANGES = ("hints", "config")


class RelayError(Exception):
    """A message that Twilio would refuse (64107)."""


@dataclass
class Said:
    """What came in one go: messages to be spoken, and how it ended.

    ``interruptible``: which of them can be interrupted. ``handoff``: the server has ended the session with these data;
    ``lost``: without a word. ``seconds``: to the first message, from what was sent before.
    """

    texts: list[str] = field(default_factory=list)
    interruptible: list[bool] = field(default_factory=list)
    handoff: str | None = None
    lost: bool = False
    seconds: float = 0.0

    @property
    def is_firm(self) -> bool:
        """Whether not even its end can be interrupted: the server takes its leave."""
        return bool(self.interruptible) and not self.interruptible[-1]


class Session:
    """One session, from its first message. Its voice takes no time, or with ``speaks_on`` more than any test waits.

    ``changes``: what the server has set in the middle of the call; with ``refuses_changes`` it is told that this is no
    message.
    """

    def __init__(self, socket: WebSocket, noun: ConversationRelay, parameters: Mapping[str, str]) -> None:
        self.socket = socket
        self.noun = noun
        self.session_id = "VX" + secrets.token_hex(16)
        self._said_last = ""
        self._times: deque[float] = deque(maxlen=_MESSAGES_A_SECOND)
        self.speaks_on = False
        self.refuses_changes = False
        self.changes: list[dict[str, Any]] = []
        self._send(
            type="setup",
            sessionId=self.session_id,
            accountSid=parameters["AccountSid"],
            parentCallSid="",
            callSid=parameters["CallSid"],
            **{"from": parameters["From"]},
            to=parameters["To"],
            forwardedFrom="",
            callType="PSTN",
            callerName="",
            direction="inbound",
            callStatus=parameters["CallStatus"].upper(),
            customParameters={},
        )

    def prompt(self, text: str, last: bool = True) -> None:
        """The recogniser has heard this; ``last``: and the caller pauses. Who says the same again takes their time."""
        if text == self._said_last:
            time.sleep(_SECONDS_TO_SAY_AGAIN)
        self._said_last = text
        self._notice("clientSpeaking", "on")
        if last:
            self._notice("clientSpeaking", "off")
        self._send(type="prompt", voicePrompt=text, lang=self.noun.language, last=last)

    def press(self, keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self._send(type="dtmf", digit=key)

    def interrupt(self, heard: str) -> None:
        """The caller breaks in when they have heard this much of what was said."""
        self._send(type="interrupt", utteranceUntilInterrupt=heard, durationUntilInterruptMs=60 * len(heard))
        self._notice("agentSpeaking", "off")

    def repeat(self) -> None:
        """The last message comes twice."""
        self.socket.send(self._sent)

    def listen(self, seconds: float = SECONDS_TO_ANSWER) -> Said:
        """What the server says until it listens or ends the session; after what cannot be interrupted it never listens.

        Raises TimeoutError, and RelayError for what Twilio would not take.
        """
        said = Said()
        while True:
            frame = self.socket.receive(seconds)
            if frame is None:
                said.lost = True
                return said
            message = _read(frame)
            if message["type"] in _CHANGES:
                self._change(message)
                continue
            said.seconds = said.seconds or time.monotonic() - self._sent_at
            if message["type"] == "end":
                said.handoff = message.get("handoffData", "")
                return said
            if text := message["token"].strip():
                said.texts.append(text)
                said.interruptible.append(message.get("interruptible", True))
            if message.get("last", False):
                self.play()
                if not said.is_firm:
                    return said

    def play(self) -> None:
        """The voice says it."""
        self._notice("agentSpeaking", "on")
        if not self.speaks_on:
            self._notice("agentSpeaking", "off")

    def _change(self, message: dict[str, Any]) -> None:
        if self.refuses_changes:
            self._send(type="error", description=f"Invalid message received: {json.dumps(message)}")
        else:
            self.changes.append(message)

    def _notice(self, name: str, value: str) -> None:
        if "speaker-events" in self.noun.events:
            self._send(type="info", name=name, value=value)

    def _send(self, **fields: Any) -> None:
        """Twilio sends as fast as people speak and press keys; some of them take no time here."""
        if len(self._times) == _MESSAGES_A_SECOND:
            time.sleep(max(0.0, self._times[0] + 1 - time.monotonic()))
        self._times.append(time.monotonic())
        self._sent, self._sent_at = json.dumps(fields), time.monotonic()
        self.socket.send(self._sent)


def _read(frame: str | bytes) -> dict[str, Any]:
    if isinstance(frame, bytes):
        raise RelayError("a binary frame")
    try:
        message = json.loads(frame)
    except ValueError:
        raise RelayError(f"not JSON: {frame[:80]!r}") from None
    kind = str(message.pop("type", "")) if isinstance(message, dict) else ""
    if kind not in _KEYS:
        raise RelayError(f"a message of the type {kind!r}")
    known = _KEYS[kind]
    for name, value in message.items():
        if name not in known or not isinstance(value, known[name]):
            raise RelayError(f"{kind}: {name}={value!r}")
    if _REQUIRED[kind] and _REQUIRED[kind] not in message:
        raise RelayError(f"{kind} without {_REQUIRED[kind]}")
    return {"type": kind, **message}
