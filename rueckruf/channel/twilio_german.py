"""What Twilio Voice accepts for calls in German.

Source: Twilio's documentation of TwiML ``<Gather>`` and ``<Say>`` (speech models, error codes 13330, 13335,
13512; voices of Amazon Polly and Google), read in November 2026.
"""

import re

LANGUAGE = "de-DE"

# ``phone_call`` does not exist for German.
SPEECH_MODELS = (
    "default",
    "numbers_and_commands",
    "experimental_conversations",
    "experimental_utterances",
    "deepgram_nova-2",
    "deepgram_nova-3",
)

INPUTS = ("speech", "dtmf", "dtmf speech")

MAX_HINTS = 500
MAX_HINT_LENGTH = 100
MAX_SECONDS = 60

KEYS = "0123456789*#"

#: ``DialCallStatus`` of a transfer that a person has taken.
ANSWERED = frozenset({"answered", "completed"})

CALL_ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})

_VOICE = re.compile(r"Polly\.(Vicki|Daniel)-Neural|Google\.de-DE-Neural2-[A-Z]|Google\.de-DE-Chirp3-HD-[A-Z][A-Za-z]+")


def is_german_voice(voice: str) -> bool:
    """Whether Twilio has a neural voice of that name that speaks ``de-DE``."""
    return _VOICE.fullmatch(voice) is not None
