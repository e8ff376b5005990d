"""Twilio's messages as its documentation shows them, and what is none of them."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rueckruf.channel.relay.messages import (
    Aside,
    Interrupt,
    Key,
    Message,
    MessageError,
    Prompt,
    Refused,
    Setup,
    Speaking,
    end_message,
    hints_message,
    pause_message,
    read_message,
    text_message,
)

pytestmark = pytest.mark.unit

SETUP = {
    "type": "setup",
    "sessionId": "VX00000000000000000000000000000000",
    "accountSid": "AC00000000000000000000000000000000",
    "parentCallSid": "",
    "callSid": "CA00000000000000000000000000000000",
    "from": "+493023125042",
    "to": "+493023125000",
    "forwardedFrom": "",
    "callType": "PSTN",
    "callerName": "",
    "direction": "inbound",
    "callStatus": "RINGING",
    "customParameters": {},
}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (SETUP, Setup("CA00000000000000000000000000000000", "+493023125042", "+493023125000")),
        ({"type": "setup", "callSid": "CA1"}, Setup("CA1", "", "")),
        ({"type": "prompt", "voicePrompt": "Hi!", "lang": "en-US", "last": True}, Prompt("Hi!", True)),
        ({"type": "prompt", "voicePrompt": "Hi", "lang": "en-US", "last": False}, Prompt("Hi", False)),
        ({"type": "dtmf", "digit": "1"}, Key("1")),
        (
            {"type": "interrupt", "utteranceUntilInterrupt": "Life is", "durationUntilInterruptMs": 460},
            Interrupt("Life is", 460),
        ),
        (
            {"type": "interrupt", "utteranceUntilInterrupt": "Life is", "durationUntilInterruptMs": "460"},
            Interrupt("Life is", 460),
        ),
        ({"type": "info", "name": "agentSpeaking", "value": "on"}, Speaking("assistant", True)),
        ({"type": "info", "name": "clientSpeaking", "value": "off"}, Speaking("caller", False)),
        ({"type": "info", "name": "agentSpeaking", "value": "perhaps"}, Aside()),
        ({"type": "info", "name": "roundTripDelayMs", "value": 120}, Aside()),
        ({"type": "error", "description": 'Invalid message received: { "foo" : "bar" }'}, Refused()),
    ],
)
def test_what_twilio_sends(sent: dict[str, Any], read: Message) -> None:
    assert read_message(json.dumps(sent)) == read


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (b"\x00\x01", "binary frame"),
        ("", "not JSON"),
        ('{"type": "prompt"', "not JSON"),
        ("[" * 50_000, "not JSON"),
        ('["prompt"]', "not an object"),
        ("null", "not an object"),
        ('{"type": "prompt", "voicePrompt": "' + "a" * 1_000_000 + '"}', "message too long"),
        ('{"voicePrompt": "ja"}', "unknown type"),
        ('{"type": "media"}', "unknown type"),
        ('{"type": ["prompt"]}', "unknown type"),
        ('{"type": "prompt"}', "voicePrompt is missing or no text"),
        ('{"type": "prompt", "voicePrompt": 5}', "voicePrompt is missing or no text"),
        ('{"type": "prompt", "voicePrompt": "ja", "last": "yes"}', "last is neither true nor false"),
        ('{"type": "dtmf", "digit": "12"}', "digit is no key"),
        ('{"type": "dtmf", "digit": ""}', "digit is no key"),
        ('{"type": "interrupt", "utteranceUntilInterrupt": "a"}', "durationUntilInterruptMs is no number"),
        ('{"type": "setup", "callSid": 1}', "callSid is missing or no text"),
    ],
)
def test_what_it_does_not_send(sent: str | bytes, problem: str) -> None:
    with pytest.raises(MessageError, match=problem):
        read_message(sent)


@given(st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.text()))
def test_nothing_else_is_raised(sent: Any) -> None:
    for kind in ("prompt", "dtmf", "interrupt", "info", "setup"):
        fields = {"type": kind, "voicePrompt": sent, "digit": sent, "name": sent, "callSid": sent, "from": sent}
        with suppress(MessageError):
            read_message(json.dumps(fields))


def test_what_is_sent() -> None:
    assert json.loads(text_message("Grüß Gott. ", last=False, interruptible=True)) == {
        "type": "text",
        "token": "Grüß Gott. ",
        "last": False,
        "interruptible": True,
    }
    assert json.loads(hints_message("ja,Köln")) == {"type": "hints", "hints": "ja,Köln"}
    assert json.loads(pause_message(2500)) == {"type": "config", "speechTimeout": 2500}
    ended = json.loads(end_message("goodbye"))
    assert ended["type"] == "end"
    assert json.loads(ended["handoffData"]) == {"reason": "goodbye"}
