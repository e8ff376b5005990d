"""The outbox: what others must be told, written with the change it tells of, kept until it is delivered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import alias

from rueckruf.settings import Outlet
from rueckruf.storage.audit_log import append
from rueckruf.storage.changes import News, record
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.tables import callback_requests
from rueckruf.storage.tables import outbox as table
from rueckruf.storage.upsert import insert_into

EventKind = Literal[News, "morning", "reminder", "escalation"]

#: Which requests are told of: calls that were broken off are not.
IS_TOLD_OF = callback_requests.c.status != "incomplete"

# Whoever keeps requests of ours must be told of changes, erasure and restriction too (Art. 19 GDPR).
_TOLD_OF_CHANGES: frozenset[Outlet] = frozenset({"webhook", "caldav", "tryton"})
_IDS_AT_ONCE = 500
_WAITING = table.c.next_attempt_at.is_not(None)


@dataclass(frozen=True)
class Event:
    """One thing to tell one outlet. ``id`` is the same in every attempt; ``attempts`` were made in vain so far.

    ``recipient`` is a key of ``recipients`` in ``company.yml``, of events that are not about one request.
    """

    id: str
    outlet: Outlet
    kind: EventKind
    created_at: datetime
    request_id: str | None = None
    recipient: str | None = None
    attempts: int = 0


@dataclass(frozen=True)
class Standing:
    """How an outlet does: events ``waiting``, of them ``retried``, ``failed`` for good, the last one delivered."""

    waiting: int
    retried: int
    failed: int
    oldest: datetime | None
    last_delivered: datetime | None
    problem: str | None


_COLUMNS = [table.c[field.name] for field in fields(Event)]


def announce(
    connection: Connection, database: Database, news: News, recipients: Mapping[str, str], at: datetime
) -> None:
    """Tell the outlets, and whoever asks, in the transaction that changes the requests, and after the change in it.

    ``recipients`` are whose the requests are, by id. All news goes to outlets that keep requests, new requests also to
    the others. Where nobody wants to know, nothing is written.
    """
    record(connection, news, recipients, at)
    tell(connection, database, news, recipients, at)


def tell(connection: Connection, database: Database, news: News, request_ids: Iterable[str], at: datetime) -> None:
    """Tell the outlets alone, where who asks knows already."""
    outlets = [outlet for outlet in sorted(database.outlets) if outlet in _TOLD_OF_CHANGES or news == "created"]
    rows = [_row(Event(str(uuid4()), outlet, news, at, request_id)) for request_id in request_ids for outlet in outlets]
    _add(connection, rows)


def tell_again(connection: Connection, database: Database, at: datetime) -> Mapping[Outlet, int]:
    """Tell each outlet that keeps requests of all that it should know, unless news of it waits; how many those are.

    For one that is new, or has lost what it was told.
    """
    told = dict[Outlet, int]()
    for outlet in sorted(database.outlets & _TOLD_OF_CHANGES):
        waits = select(table.c.id).where(
            table.c.outlet == outlet, table.c.request_id == callback_requests.c.id, _WAITING
        )
        known = select(callback_requests.c.id).where(IS_TOLD_OF, callback_requests.c.restricted_at.is_(None))
        ids = connection.execute(known.where(~waits.exists())).scalars().all()
        _add(connection, [_row(Event(str(uuid4()), outlet, "updated", at, request_id)) for request_id in ids])
        told[outlet] = len(ids)
    return told


def to_be_deleted(connection: Connection) -> set[str]:
    """The ids of requests of which some outlet has still to hear that they are gone."""
    waiting = select(table.c.request_id).where(table.c.kind == "deleted", table.c.delivered_at.is_(None))
    return set(connection.execute(waiting).scalars())


class Outbox:
    """The events that wait, in the order of their request; raises SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine

    def put(self, event: Event) -> bool:
        """Add an event, unless there has been one of that id; whether it was added."""
        statement = insert_into(table, self._engine.dialect).values(_row(event)).on_conflict_do_nothing()
        with writing(self._engine) as connection:
            return bool(connection.execute(statement).rowcount)

    def has(self, event_id: str) -> bool:
        """Whether there has been an event of that id, delivered or not."""
        with self._engine.connect() as connection:
            return connection.execute(select(table.c.id).where(table.c.id == event_id)).first() is not None

    def next_due(self, outlet: Outlet, now: datetime) -> Event | None:
        """The next event to deliver: none that is told before an earlier one of its request."""
        earlier = alias(table)
        earlier_waits = select(earlier.c.id).where(
            earlier.c.request_id == table.c.request_id,
            earlier.c.outlet == outlet,
            earlier.c.number < table.c.number,
            earlier.c.next_attempt_at.is_not(None),
        )
        due = select(*_COLUMNS).where(table.c.outlet == outlet, table.c.next_attempt_at <= now, ~earlier_waits.exists())
        with self._engine.connect() as connection:
            row = connection.execute(due.order_by(table.c.next_attempt_at, table.c.number).limit(1)).one_or_none()
        return Event(**row._mapping) if row else None

    def others_like(self, event: Event, recipient: str) -> Sequence[str]:
        """The ids of what else waits for its outlet, of its kind, about requests of ``recipient``, oldest first."""
        alike = (table.c.outlet == event.outlet, table.c.kind == event.kind, table.c.id != event.id)
        theirs = (callback_requests.c.recipient == recipient, callback_requests.c.restricted_at.is_(None))
        found = select(table.c.id).join(callback_requests, callback_requests.c.id == table.c.request_id)
        waiting = found.where(_WAITING, *alike, *theirs).order_by(table.c.number).limit(_IDS_AT_ONCE)
        with self._engine.connect() as connection:
            return list(connection.execute(waiting).scalars())

    def delivered_too(self, event_ids: Sequence[str], now: datetime) -> None:
        """Note that a message about another event, which disclosed nothing, has told of these as well."""
        if event_ids:
            with writing(self._engine) as connection:
                told = {"next_attempt_at": None, "delivered_at": now, "problem": None}
                connection.execute(update(table).where(table.c.id.in_(event_ids)).values(told))

    def delivered(self, event: Event, now: datetime, disclosed: Iterable[UUID]) -> None:
        """Note that ``event`` is delivered, and in the access log whose personal data went with it."""
        ids = list(disclosed)
        with writing_log(self._database) as connection:
            connection.execute(_of(event).values(next_attempt_at=None, delivered_at=now, problem=None))
            if ids:
                exported: dict[str, Any] = {"action": "export", "reason": event.outlet, "request_ids": ids}
                append(connection, self._database.cipher, at=now, actor="handover", **exported)

    def postpone(self, event: Event, problem: str, until: datetime | None) -> None:
        """Note an attempt in vain and when the next one is; without one the event is given up."""
        with writing(self._engine) as connection:
            values = {"attempts": event.attempts + 1, "next_attempt_at": until, "problem": problem}
            connection.execute(_of(event).values(values))

    def drop(self, event: Event) -> None:
        """Forget an event that nobody may or need be told any more."""
        with writing(self._engine) as connection:
            connection.execute(delete(table).where(table.c.id == event.id))

    def give_up(self, outlet: Outlet, problem: str) -> int:
        """Stop trying to deliver what waits for ``outlet``; how many events that were."""
        return self._change(table.c.outlet == outlet, _WAITING, values={"next_attempt_at": None, "problem": problem})

    def retry(self, outlet: Outlet, now: datetime) -> int:
        """Begin again with all events given up; how many that were."""
        values = {"next_attempt_at": now, "attempts": 0}
        return self._change(table.c.outlet == outlet, ~_WAITING, table.c.delivered_at.is_(None), values=values)

    def forget_delivered(self, before: datetime) -> int:
        """Remove what was delivered before; how many events that were."""
        with writing(self._engine) as connection:
            return int(connection.execute(delete(table).where(table.c.delivered_at < before)).rowcount)

    def standing(self, outlet: Outlet) -> Standing:
        """How ``outlet`` does; ``problem`` is that of the latest event in vain."""
        failed = (~_WAITING) & table.c.delivered_at.is_(None)
        retried = _WAITING & (table.c.attempts > 0)
        of_outlet = table.c.outlet == outlet
        counts = select(
            _count(_WAITING).label("waiting"),
            _count(retried).label("retried"),
            _count(failed).label("failed"),
            func.min(case((_WAITING, table.c.created_at))).label("oldest"),
            func.max(table.c.delivered_at).label("last_delivered"),
        ).where(of_outlet)
        latest = (
            select(table.c.problem)
            .where(of_outlet, table.c.problem.is_not(None))
            .order_by(table.c.number.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            counted = connection.execute(counts).one()._mapping
            return Standing(**counted, problem=connection.execute(latest).scalar())

    def _change(self, *conditions: ColumnElement[Any], values: dict[str, object]) -> int:
        with writing(self._engine) as connection:
            return int(connection.execute(update(table).where(*conditions).values(values)).rowcount)


def _add(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    for begin in range(0, len(rows), _IDS_AT_ONCE):
        connection.execute(insert(table), rows[begin : begin + _IDS_AT_ONCE])


def _row(event: Event) -> dict[str, object]:
    return {**{field.name: getattr(event, field.name) for field in fields(Event)}, "next_attempt_at": event.created_at}


def _of(event: Event) -> Any:
    return update(table).where(table.c.id == event.id)


def _count(condition: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
