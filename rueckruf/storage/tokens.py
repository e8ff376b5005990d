"""The tokens of systems that use the API. A row that is deleted is a token that was revoked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from rueckruf.storage.tables import api_tokens as table
from rueckruf.storage.users import Role

USE_NOTED_EVERY = timedelta(minutes=5)
"""So exactly it is known when a token was used last: else each call that only reads would write."""


@dataclass(frozen=True)
class Token:
    """What a system may do until ``expires_at``; ``recipient`` is whose requests one of the role ``sales`` sees.

    ``used_at`` is when it was used last, to USE_NOTED_EVERY.
    """

    name: str
    role: Role
    recipient: str | None
    token_hash: str = field(repr=False)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    @property
    def actor(self) -> str:
        """As history and log name the system: no login of a person holds a colon."""
        return f"api:{self.name}"


def add_token(connection: Connection, token: Token) -> None:
    """Store a new one; the name must be free."""
    connection.execute(insert(table).values(vars(token)))


def has_token(connection: Connection, name: str) -> bool:
    """Whether there is a token of that name, expired or not."""
    return connection.execute(select(table.c.name).where(table.c.name == name)).first() is not None


def find_token(connection: Connection, token_hash: str) -> Token | None:
    """The token of that hash, also an expired one."""
    row = connection.execute(select(table).where(table.c.token_hash == token_hash)).one_or_none()
    return Token(**row._mapping) if row else None


def note_use(connection: Connection, token: Token, now: datetime) -> None:
    """It was used at that aware time."""
    connection.execute(update(table).where(table.c.name == token.name).values(used_at=now))


def all_tokens(connection: Connection) -> Sequence[Token]:
    """All of them, by name."""
    return [Token(**row._mapping) for row in connection.execute(select(table).order_by(table.c.name))]


def revoke_token(connection: Connection, name: str) -> bool:
    """Let that system in no more; whether there was such a token."""
    return bool(connection.execute(delete(table).where(table.c.name == name)).rowcount)
