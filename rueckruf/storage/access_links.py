"""Links with which somebody chooses a password: one a person, used once, and only until it expires."""

import hashlib
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import access_links as table
from rueckruf.storage.tables import users
from rueckruf.storage.users import User, user_of

LIFETIME = timedelta(hours=24)


def make_link(connection: Connection, user: User, now: datetime) -> str:
    """The secret of a new link, which is kept nowhere; the link that there was before opens nothing any more."""
    secret = token_urlsafe(32)
    connection.execute(delete(table).where(table.c.user_id == user.id))
    row = {"user_id": user.id, "digest": _digest(secret), "expires_at": now + LIFETIME}
    connection.execute(insert(table).values(row))
    return secret


def find_link(connection: Connection, secret: str, now: datetime) -> User | None:
    """Whose link that is, as long as it can be used."""
    query = select(*users.c).join(table, table.c.user_id == users.c.id)
    query = query.where(table.c.digest == _digest(secret), table.c.expires_at > now, users.c.disabled_at.is_(None))
    row = connection.execute(query).one_or_none()
    return user_of(row) if row else None


def use_link(connection: Connection, secret: str, now: datetime) -> User | None:
    """As ``find_link``, once: of two at the same time one gets None."""
    user = find_link(connection, secret, now)
    used = connection.execute(delete(table).where(table.c.digest == _digest(secret))).rowcount
    return user if used else None


def revoke_link(connection: Connection, user: User) -> None:
    """Let nobody use the link of a person, if there is one."""
    connection.execute(delete(table).where(table.c.user_id == user.id))


def forget_links(connection: Connection, now: datetime) -> None:
    """Delete those that have expired."""
    connection.execute(delete(table).where(table.c.expires_at <= now))


def _digest(secret: str) -> str:
    """As random as the secret is long: nobody finds it by trying."""
    return hashlib.sha256(secret.encode()).hexdigest()
