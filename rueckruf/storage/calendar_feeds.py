"""Secret addresses under which somebody's calendar reads requests, without signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import calendar_feeds as table
from rueckruf.storage.tables import users
from rueckruf.storage.users import User, user_of

_SECRET_BYTES = 32


@dataclass(frozen=True)
class Feed:
    """What somebody's calendar reads: all requests of ``recipient``, or, if that is None, those the person has."""

    id: str
    recipient: str | None
    created_at: datetime


def add_feed(connection: Connection, user: User, recipient: str | None, now: datetime) -> tuple[Feed, str]:
    """A new feed and its secret, which nobody can find out any more."""
    feed, secret = Feed(str(uuid4()), recipient, now), token_urlsafe(_SECRET_BYTES)
    connection.execute(insert(table).values(**vars(feed), user_id=user.id, secret_hash=_hash(secret)))
    return feed, secret


def find_feed(connection: Connection, secret: str) -> tuple[Feed, User] | None:
    """The feed of that secret and the person it belongs to, who may be disabled by now."""
    query = select(*_COLUMNS, *users.c).join(users, users.c.id == table.c.user_id)
    row = connection.execute(query.where(table.c.secret_hash == _hash(secret))).one_or_none()
    return (Feed(*row[: len(_COLUMNS)]), user_of(row)) if row else None


def feeds_of(connection: Connection, user: User) -> Sequence[Feed]:
    """The feeds of one person, oldest first."""
    query = select(*_COLUMNS).where(table.c.user_id == user.id).order_by(table.c.created_at)
    return [Feed(*row) for row in connection.execute(query)]


def remove_feed(connection: Connection, feed_id: str) -> None:
    """From now on its address is none."""
    connection.execute(delete(table).where(table.c.id == feed_id))


_COLUMNS = (table.c.id, table.c.recipient, table.c.created_at)


def _hash(secret: str) -> str:
    """Of 32 random bytes nobody tries all, so it needs neither salt nor key."""
    return sha256(secret.encode()).hexdigest()
