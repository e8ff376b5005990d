"""Browsers that somebody wants news of new requests in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.storage.tables import push_subscriptions as table
from rueckruf.storage.tables import users
from rueckruf.storage.upsert import insert_into
from rueckruf.storage.users import User

LONGEST_ENDPOINT = 1000  # characters


def subscribe(connection: Connection, user: User, endpoint: str, now: datetime) -> None:
    """News for ``user`` go to ``endpoint``; a browser that was somebody else's before is theirs no longer."""
    row = insert_into(table, connection.dialect).values(user_id=user.id, endpoint=endpoint, created_at=now)
    owned = {"user_id": user.id, "created_at": now}
    connection.execute(row.on_conflict_do_update(index_elements=[table.c.endpoint], set_=owned))


def unsubscribe(connection: Connection, endpoint: str) -> None:
    """No more news there."""
    connection.execute(delete(table).where(table.c.endpoint == endpoint))


def endpoints_for(connection: Connection, recipient: str) -> Sequence[str]:
    """Where those are told who may see the requests of ``recipient``, oldest first."""
    return _endpoints(connection, users.c.recipient.is_(None) | (users.c.recipient == recipient))


def endpoints_of_leads(connection: Connection) -> Sequence[str]:
    """Where the leads are told, oldest first."""
    return _endpoints(connection, users.c.role == "lead")


def _endpoints(connection: Connection, whose: ColumnElement[Any]) -> Sequence[str]:
    query = select(table.c.endpoint).join(users, users.c.id == table.c.user_id)
    told = query.where(users.c.disabled_at.is_(None), whose)
    return list(connection.execute(told.order_by(table.c.id)).scalars())
