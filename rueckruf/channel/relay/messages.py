"""The messages of ConversationRelay: what Twilio sends, read and checked, and what it is sent.

Source: Twilio's documentation "Getting and sending WebSocket messages", read in November 2026; of ``info`` messages it
names the kinds, how they are written comes from programs that several people have published. Of ``hints`` and
``config`` it names what they change; that they are written like the attributes of the noun is a guess.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from rueckruf.channel.twilio_german import KEYS

MAX_CHARACTERS = 64 * 1024


class MessageError(ValueError):
    """A message that Twilio would not send; says why and quotes nothing of it."""


@dataclass(frozen=True)
class Setup:
    """The first message: the call, and its ``From`` and ``To`` as they were sent."""

    call_sid: str
    caller: str
    called: str


@dataclass(frozen=True)
class Prompt:
    """What the caller said; ``final`` is false while they still speak."""

    text: str
    final: bool


@dataclass(frozen=True)
class Key:
    key: str


@dataclass(frozen=True)
class Interrupt:
    """The caller broke in: of what we say they have heard no more than this, for so many milliseconds."""

    heard: str
    milliseconds: int


@dataclass(frozen=True)
class Speaking:
    """Either side begins or ceases to speak."""

    side: Literal["caller", "assistant"]
    on: bool


@dataclass(frozen=True)
class Refused:
    """Twilio takes a message of ours for none, or has trouble with a provider."""


@dataclass(frozen=True)
class Aside:
    """Something that changes nothing."""


Message = Setup | Prompt | Key | Interrupt | Speaking | Refused | Aside

_MILLISECONDS = re.compile("[0-9]{1,7}")
_SIDES: dict[Any, Literal["caller", "assistant"]] = {"clientSpeaking": "caller", "agentSpeaking": "assistant"}


def read_message(frame: str | bytes) -> Message:
    """The message in a frame. Raises MessageError for what Twilio would not send."""
    if isinstance(frame, bytes):
        raise MessageError("binary frame")
    if len(frame) > MAX_CHARACTERS:
        raise MessageError("message too long")
    try:
        fields = json.loads(frame)
    except (ValueError, RecursionError):
        raise MessageError("not JSON") from None
    if not isinstance(fields, dict):
        raise MessageError("not an object")
    reader = _READERS.get(str(fields.get("type")))
    if reader is None:
        raise MessageError("unknown type")
    return reader(fields)


def text_message(token: str, last: bool, interruptible: bool) -> str:
    """Says something; ``last`` ends what is said in one go."""
    return _written(type="text", token=token, last=last, interruptible=interruptible)


def end_message(reason: str | None = None) -> str:
    """Ends the session; the call goes on with the address after it, which takes one without a reason for broken."""
    if reason is None:
        return _written(type="end")
    return _written(type="end", handoffData=json.dumps({"reason": reason}))


def hints_message(hints: str) -> str:
    """The words to expect from now on, separated by commas."""
    return _written(type="hints", hints=hints)


def pause_message(milliseconds: int) -> str:
    """The pause after which a prompt is final from now on."""
    return _written(type="config", speechTimeout=milliseconds)


def _written(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _setup(fields: dict[str, Any]) -> Setup:
    caller, called = (sent if isinstance(sent := fields.get(name), str) else "" for name in ("from", "to"))
    return Setup(_text(fields, "callSid"), caller, called)


def _prompt(fields: dict[str, Any]) -> Prompt:
    last = fields.get("last", True)
    if type(last) is not bool:
        raise MessageError("last is neither true nor false")
    return Prompt(_text(fields, "voicePrompt"), last)


def _key(fields: dict[str, Any]) -> Key:
    key = _text(fields, "digit")
    if len(key) != 1 or key not in KEYS:
        raise MessageError("digit is no key")
    return Key(key)


def _interrupt(fields: dict[str, Any]) -> Interrupt:
    """Twilio has written the milliseconds as a text before."""
    milliseconds = str(fields.get("durationUntilInterruptMs"))
    if not _MILLISECONDS.fullmatch(milliseconds):
        raise MessageError("durationUntilInterruptMs is no number")
    return Interrupt(_text(fields, "utteranceUntilInterrupt"), int(milliseconds))


def _info(fields: dict[str, Any]) -> Message:
    name, value = fields.get("name"), fields.get("value")
    side = _SIDES.get(name) if isinstance(name, str) else None
    return Speaking(side, value == "on") if side and value in ("on", "off") else Aside()


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise MessageError(f"{name} is missing or no text")
    return value


_READERS: dict[str, Callable[[dict[str, Any]], Message]] = {
    "setup": _setup,
    "prompt": _prompt,
    "dtmf": _key,
    "interrupt": _interrupt,
    "info": _info,
    "error": lambda _: Refused(),
}
