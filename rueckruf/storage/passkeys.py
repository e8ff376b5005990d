"""Passkeys that somebody signs in with: the public keys, and how often and when each was last used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import passkeys as table
from rueckruf.storage.tables import users
from rueckruf.storage.upsert import insert_into
from rueckruf.storage.users import User, get_user

LONGEST_NAME = 60  # characters

Use = Literal["used", "replayed", "copied"]
"""Whether a signature opens the page: one is taken once, and one from a copy of a passkey never."""


@dataclass(frozen=True)
class Passkey:
    """One device, or one account of passkeys that several share; ``credential_id`` and ``public_key`` are in Base64."""

    id: str
    user_id: str
    credential_id: str
    public_key: str
    sign_count: int
    name: str
    created_at: datetime
    used_at: datetime | None = None


def add_passkey(connection: Connection, passkey: Passkey) -> bool:
    """Store it, unless there is one of that credential, whoever has it."""
    row = insert_into(table, connection.dialect).values(vars(passkey)).on_conflict_do_nothing()
    return bool(connection.execute(row).rowcount)


def passkeys_of(connection: Connection, user: User) -> Sequence[Passkey]:
    """Those of a person, oldest first."""
    mine = select(table).where(table.c.user_id == user.id).order_by(table.c.created_at, table.c.id)
    return [Passkey(**row._mapping) for row in connection.execute(mine)]


def find_passkey(connection: Connection, credential_id: str) -> tuple[Passkey, User] | None:
    """The passkey of that credential, and who has it."""
    row = connection.execute(select(table).where(table.c.credential_id == credential_id)).one_or_none()
    user = get_user(connection, row.user_id) if row else None
    return (Passkey(**row._mapping), user) if row and user else None


def use_passkey(connection: Connection, passkey: Passkey, count: int, asked_at: datetime, now: datetime) -> Use:
    """Note that it has signed what was asked at ``asked_at``, for the time that its device counts as ``count``.

    Of two at the same time that answer one question, one is "used".
    """
    mine = table.c.id == passkey.id
    fresh = table.c.used_at.is_(None) | (table.c.used_at < asked_at)
    counted_on = (table.c.sign_count < count) | (table.c.sign_count + count == 0)
    using = update(table).where(mine, fresh, counted_on).values(sign_count=count, used_at=now)
    if connection.execute(using).rowcount:
        return "used"
    return "copied" if connection.execute(select(table.c.id).where(mine, fresh)).first() else "replayed"


def remove_passkey(connection: Connection, passkey: Passkey) -> None:
    """Let it open nothing any more."""
    connection.execute(delete(table).where(table.c.id == passkey.id))


def remove_passkeys_of(connection: Connection, login: str) -> None:
    """Let none of a login open anything any more."""
    owner = select(users.c.id).where(users.c.login == login)
    connection.execute(delete(table).where(table.c.user_id.in_(owner)))
