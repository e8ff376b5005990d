"""Which systems may use the API: their tokens, and what the command line does with them."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.tokens import Token, add_token, has_token, revoke_token
from rueckruf.storage.users import Role

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")
_PREFIX = "rueckruf_"  # by which scanners of secrets know it
_BYTES = 32


class TokenError(ValueError):
    """What is wrong, in German, with what was asked for."""


def create(
    database: Database, name: str, role: Role, recipient: str | None, days: int, now: datetime, actor: str
) -> str:
    """Let a system in for so many days; returns its token, of which only a hash is kept. Raises TokenError."""
    if not _NAME.fullmatch(name):
        raise TokenError("Der Name eines Systems besteht aus 2 bis 59 Kleinbuchstaben, Ziffern und . _ -")
    if (role == "sales") != bool(recipient):  # "" would be whoever sees all
        raise TokenError("Die Rolle sales braucht genau einen Empfänger, die Rolle lead keinen.")
    secret = _PREFIX + secrets.token_urlsafe(_BYTES)
    token = Token(name, role, recipient, hash_of(secret), now, now + timedelta(days=days))
    with writing_log(database) as connection:
        if has_token(connection, name):
            raise TokenError(f"Für {name} gibt es schon einen Zugangsschlüssel.")
        add_token(connection, token)
        append(connection, database.cipher, at=now, actor=actor, action="token_added", reason=name)
    return secret


def revoke(database: Database, name: str, now: datetime, actor: str) -> None:
    """Keep a system out from now on; raises TokenError."""
    with writing_log(database) as connection:
        if not revoke_token(connection, name):
            raise TokenError("Für dieses System gibt es keinen Zugangsschlüssel.")
        append(connection, database.cipher, at=now, actor=actor, action="token_revoked", reason=name)


def hash_of(secret: str) -> str:
    """As tokens are stored and found: nobody guesses 256 random bits, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()
