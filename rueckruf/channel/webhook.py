"""One request of Twilio's voice webhook, read from its query and form."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from rueckruf.channel import twilio_german
from rueckruf.channel.caller_number import caller_number
from rueckruf.channel.speech import clean_keys, clean_speech
from rueckruf.channel.turn import Heard, Position, Turn
from rueckruf.channel.voice_settings import DEFAULT_PROFILE, PROFILE_NAME, TRANSPORTS, Transport

Form = Mapping[str, Sequence[str]]

#: In the query of the address that hears of the end of a ConversationRelay session.
SESSION = "session"

_CALL_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_MAX_PARAMETERS = 200
_MAX_TURNS = 10_000


class RequestRefusedError(ValueError):
    """A request that Twilio would not send, with the HTTP status it gets; the message quotes nothing."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Webhook:
    """A turn of a call as Twilio reports it; ``called`` is the number that was dialled, as it was sent.

    ``session`` tells that no turn is meant but the end of a ConversationRelay session: ``handed_over`` where we have
    ended it and all was said, else ``broken``.
    """

    turn: Turn
    called: str
    call_ended: bool
    session: Literal["handed_over", "broken"] | None = None


def read_form(body: bytes) -> Form:
    """The parameters of a form-encoded body; blank and repeated ones are kept, as they are signed.

    Bytes that are not UTF-8 become replacement characters. RequestRefusedError: over 200 of them.
    """
    return _parameters(body.decode("utf-8", errors="replace"))


def read_webhook(form: Form, query: str) -> Webhook:
    """The turn in a request. Raises RequestRefusedError without a call or with a turn that cannot be."""
    parameters = _parameters(query)
    position = _position(parameters)
    heard = _heard(form) if position.turn else Heard("start")
    return Webhook(
        turn=Turn(read_call_sid(form), position, heard, caller_number(_first(form, "From"))),
        called=_first(form, "To"),
        call_ended=call_has_ended(form),
        session=_session(form) if SESSION in parameters else None,
    )


def read_call_sid(form: Form) -> str:
    """The identity of the call. Raises RequestRefusedError if there is none or it is not shaped like one."""
    call_sid = _first(form, "CallSid")
    if not is_call_sid(call_sid):
        raise RequestRefusedError("CallSid is missing or malformed")
    return call_sid


def is_call_sid(sent: str) -> bool:
    """Whether this may be the identity of a call."""
    return _CALL_SID.fullmatch(sent) is not None


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
        transport=_transport(query),
    )


def _transport(query: Form) -> Transport | None:
    sent = _first(query, "transport")
    for transport in TRANSPORTS:
        if sent == transport:
            return transport
    if sent:
        raise RequestRefusedError("transport is unknown")
    return None


def _session(form: Form) -> Literal["handed_over", "broken"]:
    return "handed_over" if _first(form, "HandoffData") else "broken"


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
