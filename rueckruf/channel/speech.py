"""What a caller said or typed, made harmless before the dialogue sees it."""

import re
import unicodedata

MAX_CHARACTERS = 1000

# Control and format characters, surrogates, private use and unassigned code points carry no speech.
_NOISE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_REPLACEMENT_CHARACTER = "�"


def clean_speech(text: str) -> str:
    """Recognised speech in NFC, on one line, at most MAX_CHARACTERS long; may be empty.

    Rasa takes a message that begins with ``/`` as a command or an intent, so leading slashes are dropped:
    nobody can speak ``/restart``.
    """
    readable = "".join(map(_readable, unicodedata.normalize("NFC", text)))
    one_line = " ".join(readable.split())
    return re.sub(r"^[\s/]+", "", one_line)[:MAX_CHARACTERS].rstrip()


def clean_keys(digits: str) -> str:
    """The digits keyed in before ``#``, which ends the input; other keys say nothing."""
    return "".join(key for key in digits.partition("#")[0] if key in "0123456789")[:MAX_CHARACTERS]


def _readable(character: str) -> str:
    if character == _REPLACEMENT_CHARACTER or unicodedata.category(character) in _NOISE:
        return " "
    return character
