"""What has changed, for systems that ask: a row for each change of a request, in the order of the commits.

No personal data: a row names nothing but the request, and outlives it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.storage.audit_log import wait_for_others
from rueckruf.storage.tables import request_changes as table

News = Literal["created", "updated", "deleted", "restricted", "released"]

KEPT = timedelta(days=7)
"""Who asks less often has to read all requests again."""


class LostPlaceError(Exception):
    """The change up to which somebody had read is not known any more."""


@dataclass(frozen=True)
class Change:
    """Something that happened to a request; ``recipient`` is whose it was."""

    id: str
    news: News
    request_id: str
    recipient: str
    at: datetime


@dataclass(frozen=True)
class Portion:
    """Changes, oldest first; ``last`` is the id to go on after, None where there has never been one for who asks."""

    changes: list[Change]
    last: str | None
    more: bool


_COLUMNS = [table.c[field.name] for field in fields(Change)]


def record(connection: Connection, news: News, recipients: Mapping[str, str], at: datetime) -> None:
    """Note a change of requests in the transaction that makes it, after it has changed them; by id whose they are.

    Numbers are given in the order of the commits, or who has read up to one would miss another that comes later.
    """
    if not recipients:
        return
    if connection.dialect.name == "postgresql":  # on SQLite whoever changes anything has the only lock there is
        wait_for_others(connection)
    rows = [Change(str(uuid4()), news, request_id, recipient, at) for request_id, recipient in recipients.items()]
    connection.execute(insert(table), [vars(row) for row in rows])


def changes_after(connection: Connection, last: str | None, recipient: str | None, limit: int) -> Portion:
    """Up to ``limit`` changes after the one of the id ``last``, of one recipient or of all; raises LostPlaceError.

    Where to go on is told by nothing that happened to requests of others: whoever asks often could count it.
    """
    of_recipient = [] if recipient is None else [table.c.recipient == recipient]
    wanted = select(*_COLUMNS).where(table.c.number > _number(connection, last, of_recipient), *of_recipient)
    rows = connection.execute(wanted.order_by(table.c.number).limit(limit + 1)).all()
    found = [Change(**row._mapping) for row in rows[:limit]]
    return Portion(found, found[-1].id if found else last, len(rows) > limit)


def forget_changes(connection: Connection, before: datetime) -> None:
    """Delete what happened before, but of each recipient the newest of it.

    Who has read that one, and asks often enough, goes on after it; and numbers go on.
    """
    newest = select(func.max(table.c.number)).where(table.c.at < before).group_by(table.c.recipient)
    connection.execute(delete(table).where(table.c.at < before, table.c.number.not_in(newest)))


def _number(connection: Connection, last: str | None, of_recipient: Sequence[ColumnElement[Any]]) -> int:
    """One of another recipient is as unknown as one that there is not."""
    if last is None:
        return 0
    number = connection.execute(select(table.c.number).where(table.c.id == last, *of_recipient)).scalar()
    if number is None:
        raise LostPlaceError
    return int(number)
