"""What a passkey is to sign: sealed by us, so that it is kept nowhere, and one that we have not made is known."""

from datetime import datetime
from typing import Literal

from rueckruf.sales.relying_party import TIME_TO_ANSWER
from rueckruf.sales.users import UserError
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.errors import StoreError

Purpose = Literal["add", "sign-in"]

_NOT_OURS = "Diese Antwort des Passkeys gehört nicht hierher. Bitte versuchen Sie es noch einmal."
_LATE = "Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal."


def new_challenge(cipher: Cipher, purpose: Purpose, browser: str, now: datetime) -> bytes:
    """Each is another one; good for ``browser`` alone, a word without blanks that only its own cookie leads to."""
    return cipher.seal(f"{purpose} {browser} {now.isoformat()}").encode()


def asked_at(cipher: Cipher, challenge: bytes, purpose: Purpose, browser: str, now: datetime) -> datetime:
    """When it was made; raises UserError if not for that purpose and browser, or more than TIME_TO_ANSWER ago."""
    try:
        made_for, made_in, moment = cipher.open_bytes(challenge).decode().split(" ")
    except (StoreError, ValueError):
        raise UserError(_NOT_OURS) from None
    if (made_for, made_in) != (purpose, browser):
        raise UserError(_NOT_OURS)
    at = datetime.fromisoformat(moment)
    if now - at > TIME_TO_ANSWER:
        raise UserError(_LATE)
    return at
