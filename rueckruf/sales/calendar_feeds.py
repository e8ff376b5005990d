"""Calendars that people of sales subscribe to: which there may be, and under which secret address."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from rueckruf.callbacks.repository import Selection
from rueckruf.storage.audit_log import append
from rueckruf.storage.calendar_feeds import Feed, add_feed, feeds_of, remove_feed
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.users import User

Scope = str | None
"""The requests of that recipient, a key of ``company.yml``, or, if None, those that a person has claimed."""


def scopes_of(user: User, recipients: Iterable[str]) -> Sequence[Scope]:
    """What somebody may subscribe to."""
    return [None, *([user.recipient] if user.recipient else recipients)]


def selection_of(feed: Feed, user: User, now: datetime) -> Selection | None:
    """The requests of a feed at the aware time ``now``; None if they are not this person's business any more."""
    if user.disabled_at or user.recipient not in (None, feed.recipient or user.recipient):
        return None
    recipient = feed.recipient or user.recipient
    return Selection(recipient=recipient, claimed_by=None if feed.recipient else user.login, kept_at=now)


def renew(database: Database, user: User, scope: Scope, now: datetime) -> str:
    """The secret of a new address, which takes the place of the one before, if there was one."""
    with writing_log(database) as connection:
        _revoke(connection, database, user, scope, now)
        feed, secret = add_feed(connection, user, scope, now)
        reason = f"{feed.id} {scope or user.login}"
        append(connection, database.cipher, at=now, actor=user.login, action="calendar_added", reason=reason)
    return secret


def revoke(database: Database, user: User, scope: Scope, now: datetime) -> None:
    """From now on the address leads nowhere."""
    with writing_log(database) as connection:
        _revoke(connection, database, user, scope, now)


def _revoke(connection: Connection, database: Database, user: User, scope: Scope, now: datetime) -> None:
    for feed in feeds_of(connection, user):
        if feed.recipient == scope:
            remove_feed(connection, feed.id)
            append(connection, database.cipher, at=now, actor=user.login, action="calendar_revoked", reason=feed.id)
