"""Callback requests in the database, their personal values sealed."""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, false, func, select, update
from sqlalchemy.engine import Connection, Dialect, Engine, Row
from sqlalchemy.sql import Select
from sqlalchemy.sql.elements import ColumnElement

from rueckruf import clock
from rueckruf.callbacks.figures import of_new
from rueckruf.callbacks.repository import ALL, ErasedError, Selection, StaleError
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import PERSONAL
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.database import Database
from rueckruf.storage.engine import connected_to_write, writing
from rueckruf.storage.figures import count_up
from rueckruf.storage.outbox import announce
from rueckruf.storage.search_index import found_by, index_words, index_words_of_new, words_of
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import leases, search_words
from rueckruf.storage.tombstones import is_erased
from rueckruf.storage.upsert import compiled_once, insert_into

_ROWS_AT_ONCE = 1000
_SEALED = tuple(column.key for column in PERSONAL)
_PLAIN = tuple(field.name for field in fields(CallbackRequest) if field.name not in _SEALED)
_NOTHING_SAID = {"name": "", "phone": "", "callback_text": ""}
COLUMNS = [table.c.personal, *(table.c[name] for name in _PLAIN)]

# Restricted requests are kept, and are nobody's business but the privacy officer's (Art. 18 GDPR).
UNRESTRICTED = table.c.restricted_at.is_(None)

BY_OPEN_ONES = "INDEXED BY ix_callback_requests_due_at"
"""A hint for SQLite, which does not know that few of all requests are open, those with a ``due_at``."""

_UNTRIED_SINCE = func.coalesce(table.c.next_attempt_at, table.c.callback_start)


def untried(recipient: str, until: datetime) -> Sequence[ColumnElement[Any]]:
    """The criteria for open requests that nobody has tried to call since a time until an aware one."""
    is_open = table.c.due_at.is_not(None)
    untouched = (table.c.attempts == 0, UNRESTRICTED, until >= _UNTRIED_SINCE)
    return [is_open, table.c.recipient == recipient, *untouched]


def count_untried(connection: Connection, recipient: str, until: datetime) -> int:
    """How many there are by these criteria."""
    counted = select(func.count()).select_from(table).where(*untried(recipient, until))
    counted = counted.with_hint(table, BY_OPEN_ONES, "sqlite")
    return int(connection.execute(counted).scalar_one())


class SqlCallbackRequests:
    """Implements ``rueckruf.callbacks.repository.CallbackRequests``; raises SQLAlchemyError and StoreError."""

    def __init__(self, database: Database, page: int = _ROWS_AT_ONCE) -> None:
        """Lists read ``page`` rows at once."""
        self._database = database
        self._engine = database.engine
        self._cipher = database.cipher
        self._rows_at_once = page

    def add(self, request: CallbackRequest) -> CallbackRequest:
        """Committed when it returns. Of two at the same time for one call, one is stored and both return it.

        Raises ErasedError where the request of the call was erased.
        """
        row = sealed(request, self._cipher)
        with self._writing() as connection:
            if not connection.execute(_adding(connection), row).rowcount:
                of_this_call = select(*COLUMNS).where(table.c.call_sid == request.call_sid)
                return opened(connection.execute(of_this_call).one(), self._cipher)
            if is_erased(connection, self._cipher, request.call_sid):  # not before: an erasure may end meanwhile
                raise ErasedError
            index_words_of_new(connection, request, self._cipher)
            count_up(connection, of_new(request))
            if request.status != "incomplete":
                announce(connection, self._database, "created", {str(request.id): request.recipient}, clock.now())
        return request

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine)

    def get(self, request_id: UUID) -> CallbackRequest | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(*COLUMNS).where(table.c.id == str(request_id), UNRESTRICTED)).one_or_none()
        return opened(row, self._cipher) if row else None

    def list(self, selection: Selection = ALL) -> Iterator[CallbackRequest]:
        """Reads on while it is iterated, page by page: no connection is held and no snapshot kept between them.

        A long export so keeps nobody from writing, and does not hand out what was deleted or restricted meanwhile.
        """
        size, page = self._rows_at_once, self._page(selection, self._rows_at_once)
        while page:
            yield from (opened(row, self._cipher) for row in page)
            after = (page[-1].created_at, page[-1].id)
            page = self._page(selection, size, after) if len(page) == size else []

    def following(
        self, selection: Selection, limit: int, after: tuple[datetime, UUID] | None
    ) -> Sequence[CallbackRequest]:
        """Up to ``limit`` requests, newest last, that were created after the one of that aware time and id."""
        page = self._page(selection, limit, after and (after[0], str(after[1])))
        return [opened(row, self._cipher) for row in page]

    def _page(self, selection: Selection, limit: int, after: tuple[datetime, str] | None = None) -> Sequence[Row]:
        criteria = self._of(selection)
        page = select(*COLUMNS).where(*criteria).order_by(table.c.created_at, table.c.id).limit(limit)
        if after is not None:
            created_at, request_id = after
            later = (table.c.created_at > created_at) | (table.c.id > request_id)
            page = page.where(table.c.created_at >= created_at, later)
        with self._engine.connect() as connection:
            return connection.execute(_hinted(page, selection)).all()

    def untried(self, recipient: str, after: datetime, until: datetime) -> Iterator[CallbackRequest]:
        """Those nobody has tried to call since a time after the one and until the other aware time.

        As for ``rueckruf.callbacks.sla`` that is when the wished window began, or a time agreed since.
        """
        found = select(*COLUMNS).where(*untried(recipient, until), after < _UNTRIED_SINCE)
        with self._engine.connect() as connection:
            rows = connection.execute(found.with_hint(table, BY_OPEN_ONES, "sqlite")).all()
        return (opened(row, self._cipher) for row in rows)

    def newest(self, selection: Selection, limit: int, offset: int = 0) -> Sequence[CallbackRequest]:
        """Up to ``limit`` requests after the first ``offset``, newest first."""
        order = (table.c.created_at.desc(), table.c.id.desc())
        with self._engine.connect() as connection:
            found = select(*COLUMNS).where(*self._of(selection)).order_by(*order).offset(offset).limit(limit)
            rows = connection.execute(_hinted(found, selection)).all()
        return [opened(row, self._cipher) for row in rows]

    def count(self, selection: Selection = ALL) -> int:
        with self._engine.connect() as connection:
            counted = select(func.count()).select_from(table).where(*self._of(selection))
            return int(connection.execute(counted).scalar_one())

    def save(self, request: CallbackRequest) -> CallbackRequest:
        """Committed when it returns; its version is then one higher."""
        with writing(self._engine) as connection:
            return save(connection, request, self._database)

    def _of(self, selection: Selection) -> Iterator[ColumnElement[Any]]:
        yield UNRESTRICTED
        if selection.kept_at is not None:
            yield table.c.delete_after > selection.kept_at
        if selection.statuses is not None:
            yield table.c.status.in_(selection.statuses)
            if _is_of_open_ones(selection):
                yield table.c.due_at.is_not(None)
        if selection.recipient is not None:
            yield table.c.recipient == selection.recipient
        if selection.start is not None:
            yield table.c.callback_start >= selection.start
        if selection.end is not None:
            yield table.c.callback_start < selection.end
        if selection.claimed_by is not None:
            yield table.c.claimed_by == selection.claimed_by
        for word in words_of(selection.words):
            yield found_by(word, self._cipher)


class RehearsedRequests(SqlCallbackRequests):
    """Adds a request as ever up to the commit, and takes all of it back instead: nobody else ever sees any of it."""

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with connected_to_write(self._engine) as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()


def _is_of_open_ones(selection: Selection) -> bool:
    return selection.statuses is not None and "done" not in selection.statuses


def _hinted(query: Select, selection: Selection) -> Select:
    """Words find fewer than are open."""
    is_wanted = _is_of_open_ones(selection) and not selection.words
    return query.with_hint(table, BY_OPEN_ONES, "sqlite") if is_wanted else query


@compiled_once(columns=[*_PLAIN, "personal", "due_at", "due_until", "moves_on_at"])
def _adding(dialect: Dialect) -> Any:
    return insert_into(table, dialect).on_conflict_do_nothing(index_elements=[table.c.call_sid])


def save(connection: Connection, request: CallbackRequest, database: Database) -> CallbackRequest:
    """Write a changed request in a transaction of the caller; raises StaleError if it has changed or gone meanwhile."""
    cipher = database.cipher
    unchanged = (table.c.id == str(request.id), table.c.version == request.version, UNRESTRICTED)
    values = {**sealed(request, cipher), "version": request.version + 1}
    if connection.execute(update(table).where(*unchanged).values(values)).rowcount == 0:
        raise StaleError
    connection.execute(delete(search_words).where(search_words.c.request_id == str(request.id)))
    index_words(connection, [request], cipher)
    announce(connection, database, "updated", {str(request.id): request.recipient}, clock.now())
    return opened(connection.execute(select(*COLUMNS).where(table.c.id == str(request.id))).one(), cipher)


def opened(row: Row, cipher: Cipher) -> CallbackRequest:
    """The request of a row of all columns."""
    values = row._mapping
    plain = {name: values[name] for name in _PLAIN}
    plain["id"] = UUID(plain["id"])
    said = {**_NOTHING_SAID, **json.loads(cipher.open(values["personal"]))}
    said["other_phones"] = tuple(said.get("other_phones", ()))
    said["other_windows"] = tuple(
        (datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in said.get("other_windows", ())
    )
    return CallbackRequest(**plain, **said)


def sealed(request: CallbackRequest, cipher: Cipher) -> dict[str, Any]:
    """The row of a request; what was not said is not in it."""
    said = {name: value for name in _SEALED if (value := getattr(request, name))}
    return {
        **{name: getattr(request, name) for name in _PLAIN},
        "id": str(request.id),
        "personal": cipher.seal(json.dumps(said, ensure_ascii=False, default=_in_utc)),
        **window_in_row(request, request.created_at),  # which of them counts since, the day's list finds out
    }


def window_in_row(request: CallbackRequest, now: datetime) -> dict[str, datetime | None]:
    """What the day's list is ordered by: of several windows the one that counts at an aware time, and for how long."""
    _, until = request.window_at(now)
    goes_on = any(end > until for _, end in request.windows)
    return {"due_at": request.due_at(now), "due_until": until, "moves_on_at": until if goes_on else None}


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def can_store(engine: Engine, now: datetime) -> None:
    """Raises SQLAlchemyError if no request could be stored right now.

    Inserts none, but needs all to do so, and commits the aware time ``now``: only then something reaches the disk.
    """
    probe = insert_into(leases, engine.dialect).values(name="health", holder="", until=now)
    with writing(engine) as connection:
        for each in (table, search_words):
            connection.execute(each.insert().from_select(each.columns.keys(), select(each).where(false())))
        connection.execute(probe.on_conflict_do_update(index_elements=[leases.c.name], set_={"until": now}))
