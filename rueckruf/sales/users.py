"""Who may use the sales page: people come, change and go, and choose their passwords."""

import re
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from rueckruf.storage.access_links import make_link, revoke_link, use_link
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.second_factors import remove_second_factor
from rueckruf.storage.users import (
    Role,
    Session,
    User,
    add_user,
    disable_user,
    end_sessions,
    find_user,
    set_password,
    take_sign_in_away,
)

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200  # characters; more would only keep the server busy

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
# OWASP's parameters for Argon2id (Password Storage Cheat Sheet): 20 ms and 19 MiB an attempt.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Of nobody: checked where there is no such user, or none who has chosen a password, so that the answer takes as long.
_NOBODY = _HASHER.hash(secrets.token_hex())


class UserError(ValueError):
    """What is wrong, in German, with what was asked for."""


def create(database: Database, login: str, role: Role, recipient: str | None, now: datetime, actor: str) -> str:
    """Add somebody; returns the secret of the link to choose a password with. Raises UserError."""
    login = normal(login)
    if not LOGIN.fullmatch(login):
        raise UserError("Ein Anmeldename besteht aus 2 bis 64 Kleinbuchstaben, Ziffern und . _ @ -")
    if (role == "sales") != bool(recipient):  # "" would be whoever sees all
        raise UserError("Wer die Rolle sales hat, braucht genau einen Empfänger; die anderen Rollen haben keinen.")
    with writing_log(database) as connection:
        if find_user(connection, login):
            raise UserError(f"{login} gibt es schon.")
        user = add_user(connection, login=login, role=role, recipient=recipient, now=now)
        link = make_link(connection, user, now)
        append(connection, database.cipher, at=now, actor=actor, action="user_added", reason=f"{login} {role}")
    return link


def disable(database: Database, login: str, now: datetime, actor: str) -> None:
    """Keep somebody out and end all sessions of that person; raises UserError."""
    with writing_log(database) as connection:
        user = known(find_user(connection, normal(login)))
        disable_user(connection, user, now)
        revoke_link(connection, user)
        append(connection, database.cipher, at=now, actor=actor, action="user_disabled", reason=user.login)


def reset(database: Database, login: str, now: datetime, actor: str) -> str:
    """Let somebody begin again: nothing opens the page but the link whose secret is returned. Raises UserError."""
    with writing_log(database) as connection:
        user = known(find_user(connection, normal(login)))
        take_sign_in_away(connection, user)
        remove_second_factor(connection, user)
        link = make_link(connection, user, now)
        append(connection, database.cipher, at=now, actor=actor, action="user_reset", reason=user.login)
    return link


def sign_out_everywhere(database: Database, login: str, now: datetime, actor: str) -> None:
    """End all sessions of somebody, who may sign in again; raises UserError."""
    with writing_log(database) as connection:
        user = known(find_user(connection, normal(login)))
        end_sessions(connection, user)
        append(connection, database.cipher, at=now, actor=actor, action="sessions_ended", reason=user.login)


def choose_password(database: Database, link: str, password: str, now: datetime) -> User:
    """Give whose link it is a password; the link is then used up. Raises UserError, which leaves it as it is."""
    password_hash = _hashed(password)
    with writing_log(database) as connection:
        user = use_link(connection, link, now)
        if user is None:
            raise UserError("Dieser Link gilt nicht mehr.")
        set_password(connection, user, password_hash)
        append(connection, database.cipher, at=now, actor=user.login, action="password_set", reason=user.login)
    return user


def change_password(database: Database, session: Session, password: str, now: datetime) -> None:
    """Give the person of a session another password, and end all other sessions; raises UserError."""
    password_hash, user = _hashed(password), session.user
    with writing_log(database) as connection:
        set_password(connection, user, password_hash, but=session.id)
        append(connection, database.cipher, at=now, actor=user.login, action="password_changed", reason=user.login)


def is_password_of(user: User | None, password: str) -> bool:
    """Whether the password opens the page to ``user``; takes as long for nobody and for who is disabled."""
    try:
        _HASHER.verify(user.password_hash if user and user.password_hash else _NOBODY, password[:LONGEST_PASSWORD])
    except VerifyMismatchError:
        return False
    return user is not None and user.disabled_at is None


def normal(login: str) -> str:
    """A login as it is stored and compared."""
    return login.strip().casefold()


def known(user: User | None) -> User:
    """The user, if there is one; raises UserError."""
    if user is None:
        raise UserError("Diesen Anmeldenamen gibt es nicht.")
    return user


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UserError(f"Ein Passwort hat {SHORTEST_PASSWORD} bis {LONGEST_PASSWORD} Zeichen.")
    return _HASHER.hash(password)
