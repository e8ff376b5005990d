"""One request of Twilio's voice webhook, read from its query and form."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlencode

from rueckruf.channel import twilio_german
from rueckruf.channel.caller_number import caller_number
from rueckruf.channel.speech import clean_keys, clean_speech
from rueckruf.channel.voice_settings import DEFAULT_PROFILE, PROFILE_NAME

Form = Mapping[str, Sequence[str]]

_CALL_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_MAX_PARAMETERS = 200
_MAX_TURNS = 10_000


class RequestRefusedError(ValueError):
    """A request that Twilio would not send, with the HTTP status it gets; the message quotes nothing."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Heard:
    """What came over the line since the last answer; only speech and keys have a text.

    ``transferred``: the caller has talked to a person; ``not_transferred``: that person could not be reached.
    """

    input: Literal["start", "speech", "keys", "silence", "transferred", "not_transferred"]
    text: str = ""
    confidence: float | None = None


@dataclass(frozen=True)
class Position:
    """Where a call stands. It travels in the address of the next turn, so no process has to remember it.

    ``listen`` is the profile the caller is heard with, ``silences`` and ``failures`` count those in a row.
    """

    turn: int = 0
    listen: str = DEFAULT_PROFILE
    silences: int = 0
    failures: int = 0

    def query(self) -> str:
        """The position as the query of an address."""
        counts = {"silences": self.silences, "failures": self.failures}
        return urlencode({"turn": self.turn, "listen": self.listen, **{k: n for k, n in counts.items() if n}})


@dataclass(frozen=True)
class Webhook:
    """A turn of a call as Twilio reports it."""

    call_sid: str
    position: Position
    heard: Heard
    caller: str | None
    call_ended: bool


def read_form(body: bytes) -> Form:
    """The parameters of a form-encoded body; blank and repeated ones are kept, as they are signed.

    Bytes that are not UTF-8 become replacement characters. RequestRefusedError: over 200 of them.
    """
    return _parameters(body.decode("utf-8", errors="replace"))


def read_webhook(form: Form, query: str) -> Webhook:
    """The turn in a request. Raises RequestRefusedError without a call or with a turn that cannot be."""
    position = _position(_parameters(query))
    return Webhook(
        call_sid=read_call_sid(form),
        position=position,
        heard=_heard(form) if position.turn else Heard("start"),
        caller=caller_number(_first(form, "From")),
        call_ended=call_has_ended(form),
    )


def read_call_sid(form: Form) -> str:
    """The identity of the call. Raises RequestRefusedError if there is none or it is not shaped like one."""
    call_sid = _first(form, "CallSid")
    if not _CALL_SID.fullmatch(call_sid):
        raise RequestRefusedError("CallSid is missing or malformed")
    return call_sid


def call_has_ended(form: Form) -> bool:
    """Whether Twilio reports that nobody is on the line any more."""
    return _first(form, "CallStatus") in twilio_german.CALL_ENDED


def _position(query: Form) -> Position:
    listen = _first(query, "listen") or DEFAULT_PROFILE
    if not PROFILE_NAME.fullmatch(listen):
        raise RequestRefusedError("listen is malformed")
    return Position(
        turn=_count(query, "turn"),
        listen=listen,
        silences=_count(query, "silences"),
        failures=_count(query, "failures"),
    )


def _heard(form: Form) -> Heard:
    if transfer := _first(form, "DialCallStatus"):
        return Heard("transferred" if transfer in twilio_german.ANSWERED else "not_transferred")
    if keys := clean_keys(_first(form, "Digits")):
        return Heard("keys", keys)
    if text := clean_speech(_first(form, "SpeechResult")):
        return Heard("speech", text, _confidence(_first(form, "Confidence")))
    return Heard("silence")


def _confidence(sent: str) -> float | None:
    try:
        confidence = float(sent)
    except ValueError:
        return None
    return confidence if math.isfinite(confidence) and 0 <= confidence <= 1 else None


def _count(query: Form, name: str) -> int:
    sent = _first(query, name) or "0"
    if not re.fullmatch(r"[0-9]{1,5}", sent) or int(sent) > _MAX_TURNS:
        raise RequestRefusedError(f"{name} is not a number of turns")
    return int(sent)


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _parameters(encoded: str) -> Form:
    try:
        return parse_qs(encoded, keep_blank_values=True, max_num_fields=_MAX_PARAMETERS)
    except ValueError:
        raise RequestRefusedError("too many parameters") from None
