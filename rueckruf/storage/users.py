"""The people of the sales page, and who of them is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Literal
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from rueckruf.storage.tables import calendar_feeds, passkeys, push_subscriptions, sessions
from rueckruf.storage.tables import users as table

LONGEST_SESSION = timedelta(hours=10)
DEVICE_KNOWN = timedelta(days=90)
"""So long after the last time a browser is known as one that somebody signs in with."""

Role = Literal["sales", "lead", "privacy"]


@dataclass(frozen=True)
class User:
    """Somebody who may sign in until ``disabled_at``; ``recipient`` is whose requests a ``sales`` person sees.

    ``subject`` is a digest of who that is for the provider of the company, for who signs in there; ``totp`` the sealed
    secret of the second factor, if there is one.
    """

    id: str
    login: str
    role: Role
    recipient: str | None
    password_hash: str = field(repr=False)
    created_at: datetime
    disabled_at: datetime | None = None
    subject: str | None = None
    totp: str | None = field(default=None, repr=False)
    totp_step: int | None = None


@dataclass(frozen=True)
class Session:
    """A browser that somebody is signed in with; ``seen_at`` is when that person last did something.

    ``device`` tells which browser on which system, for its person to know it again.
    """

    id: str
    user: User
    created_at: datetime
    seen_at: datetime
    device: str = ""


def add_user(
    connection: Connection,
    *,
    login: str,
    role: Role,
    recipient: str | None,
    now: datetime,
    subject: str | None = None,
) -> User:
    """Store somebody new, without a password; the login must be free."""
    user = User(str(uuid4()), login, role, recipient, "", now, subject=subject)
    connection.execute(insert(table).values(vars(user)))
    return user


def find_user(connection: Connection, login: str) -> User | None:
    """The user of that login, also one who is disabled."""
    row = connection.execute(select(table).where(table.c.login == login)).one_or_none()
    return user_of(row) if row else None


def get_user(connection: Connection, user_id: str) -> User | None:
    """As ``find_user``, by id."""
    row = connection.execute(select(table).where(table.c.id == user_id)).one_or_none()
    return user_of(row) if row else None


def find_company_user(connection: Connection, subject: str) -> User | None:
    """As ``find_user``, by who that is for the provider of the company."""
    row = connection.execute(select(table).where(table.c.subject == subject)).one_or_none()
    return user_of(row) if row else None


def move_user(connection: Connection, user: User, role: Role, recipient: str | None) -> User:
    """Give somebody another role, from the next click on."""
    connection.execute(update(table).where(table.c.id == user.id).values(role=role, recipient=recipient))
    return replace(user, role=role, recipient=recipient)


def user_of(row: Row) -> User:
    """The user in a row that holds, among others, all columns of the table."""
    return User(**{column.name: row._mapping[column] for column in table.c})


def all_users(connection: Connection) -> Sequence[User]:
    """Everybody, by login."""
    return [user_of(row) for row in connection.execute(select(table).order_by(table.c.login))]


def colleagues(connection: Connection, recipient: str | None) -> Sequence[User]:
    """Who may call those who wait for a recipient, or for any; by login, without who is disabled."""
    of_recipient = [] if recipient is None else [(table.c.role == "lead") | (table.c.recipient == recipient)]
    query = select(table).where(table.c.role.in_(("sales", "lead")), table.c.disabled_at.is_(None), *of_recipient)
    return [User(**row._mapping) for row in connection.execute(query.order_by(table.c.login))]


def has_users(connection: Connection) -> bool:
    """Whether there is anybody, disabled or not."""
    return connection.execute(select(table.c.id).limit(1)).first() is not None


def disable_user(connection: Connection, user: User, now: datetime) -> None:
    """Keep somebody out from now on; ends all sessions, passkeys, feeds and news."""
    connection.execute(update(table).where(table.c.id == user.id).values(disabled_at=now))
    end_access(connection, user)


def take_sign_in_away(connection: Connection, user: User) -> None:
    """What somebody signed in with opens nothing any more; ends all sessions. Who was kept out may begin again."""
    changed = {"password_hash": "", "subject": None, "disabled_at": None}
    connection.execute(update(table).where(table.c.id == user.id).values(changed))
    end_access(connection, user)


def set_password(connection: Connection, user: User, password_hash: str, but: str | None = None) -> None:
    """Let somebody in with a new password only; ends all sessions ``but`` that of an id."""
    connection.execute(update(table).where(table.c.id == user.id).values(password_hash=password_hash))
    end_sessions(connection, user, but)


def start_session(connection: Connection, user: User, now: datetime, device: str = "") -> str:
    """The id of a new session, a secret of the browser."""
    session_id = token_hex(16)
    row = {"id": session_id, "user_id": user.id, "created_at": now, "seen_at": now, "device": device}
    connection.execute(insert(sessions).values(row))
    return session_id


def find_session(connection: Connection, session_id: str) -> Session | None:
    """The session of that id, if it has not ended."""
    row = connection.execute(_SESSIONS.where(sessions.c.id == session_id)).one_or_none()
    return _session_of(row) if row else None


def all_sessions(connection: Connection) -> Sequence[Session]:
    """Those of everybody, the ones seen last first; also such as have been left alone too long."""
    return [_session_of(row) for row in connection.execute(_SESSIONS.order_by(sessions.c.seen_at.desc()))]


def see(connection: Connection, session_id: str, now: datetime) -> None:
    """Note that the person of a session has just done something."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def end_session(connection: Connection, session_id: str) -> None:
    """Sign out."""
    connection.execute(delete(sessions).where(sessions.c.id == session_id))


def end_access(connection: Connection, user: User) -> None:
    """Sign somebody out everywhere, and let no passkey in again; ends calendars and news, too."""
    end_sessions(connection, user)
    for each in (passkeys, calendar_feeds, push_subscriptions):
        connection.execute(delete(each).where(each.c.user_id == user.id))


def end_sessions(connection: Connection, user: User, but: str | None = None) -> None:
    """Sign somebody out everywhere, ``but`` in the session of an id."""
    ending = delete(sessions).where(sessions.c.user_id == user.id)
    connection.execute(ending if but is None else ending.where(sessions.c.id != but))


def forget_sessions(connection: Connection, now: datetime) -> None:
    """Delete sessions that began longer than LONGEST_SESSION ago."""
    connection.execute(delete(sessions).where(sessions.c.created_at < now - LONGEST_SESSION))


_SESSIONS = select(
    sessions.c.id.label("session_id"),
    sessions.c.created_at.label("since"),
    sessions.c.seen_at,
    sessions.c.device,
    *table.c,
).join(table, sessions.c.user_id == table.c.id)


def _session_of(row: Row) -> Session:
    return Session(row.session_id, user_of(row), row.since, row.seen_at, row.device)
