"""Text as it may be sent to Twilio's voice."""

import unicodedata


def speakable(text: str) -> str:
    """The text on one line without the characters that XML does not allow."""
    if text.isprintable():
        return " ".join(text.split())
    allowed = (" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in text)
    return " ".join("".join(allowed).split())
