"""Who may use the sales page: passwords, and what the command line does with people."""

import re
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.users import Role, User, add_user, disable_user, find_user, set_password

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200  # characters; more would only keep the server busy

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
# OWASP's parameters for Argon2id (Password Storage Cheat Sheet): 20 ms and 19 MiB an attempt.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Of nobody: checked where there is no such user, so that the answer takes as long.
_NOBODY = _HASHER.hash(secrets.token_hex())


class UserError(ValueError):
    """What is wrong, in German, with what was asked for."""


def create(
    database: Database,
    login: str,
    role: Role,
    recipient: str | None,
    password: str | None,
    now: datetime,
    actor: str,
) -> str:
    """Add somebody; returns the password, which is made if none is given. Raises UserError."""
    login = normal(login)
    if not _LOGIN.fullmatch(login):
        raise UserError("Ein Anmeldename besteht aus 2 bis 64 Kleinbuchstaben, Ziffern und . _ @ -")
    if (role == "sales") != (recipient is not None):
        raise UserError("Wer die Rolle sales hat, braucht genau einen Empfänger; die anderen Rollen haben keinen.")
    password, password_hash = _chosen(password)
    with writing_log(database) as connection:
        if find_user(connection, login):
            raise UserError(f"{login} gibt es schon.")
        add_user(connection, login=login, role=role, recipient=recipient, password_hash=password_hash, now=now)
        append(connection, database.cipher, at=now, actor=actor, action="user_added", reason=f"{login} {role}")
    return password


def disable(database: Database, login: str, now: datetime, actor: str) -> None:
    """Keep somebody out and end all sessions of that person; raises UserError."""
    with writing_log(database) as connection:
        user = _known(find_user(connection, normal(login)))
        disable_user(connection, user, now)
        append(connection, database.cipher, at=now, actor=actor, action="user_disabled", reason=user.login)


def reset(database: Database, login: str, password: str | None, now: datetime, actor: str) -> str:
    """Give somebody a new password, end all sessions and let that person in again; as ``create``."""
    password, password_hash = _chosen(password)
    with writing_log(database) as connection:
        user = _known(find_user(connection, normal(login)))
        set_password(connection, user, password_hash)
        append(connection, database.cipher, at=now, actor=actor, action="user_reset", reason=user.login)
    return password


def is_password_of(user: User | None, password: str) -> bool:
    """Whether the password opens the page to ``user``; takes as long for nobody and for who is disabled."""
    try:
        _HASHER.verify(user.password_hash if user else _NOBODY, password[:LONGEST_PASSWORD])
    except VerifyMismatchError:
        return False
    return user is not None and user.disabled_at is None


def normal(login: str) -> str:
    """A login as it is stored and compared."""
    return login.strip().casefold()


def _known(user: User | None) -> User:
    if user is None:
        raise UserError("Diesen Anmeldenamen gibt es nicht.")
    return user


def _chosen(password: str | None) -> tuple[str, str]:
    password = password or secrets.token_urlsafe(15)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UserError(f"Ein Passwort hat {SHORTEST_PASSWORD} bis {LONGEST_PASSWORD} Zeichen.")
    return password, _HASHER.hash(password)
