"""Callback requests in the database."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import false, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine, Row

from rueckruf.callbacks.request import CallbackRequest, Status
from rueckruf.storage.tables import callback_requests as table

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_ROWS_AT_ONCE = 500


class SqlCallbackRequests:
    """Implements ``rueckruf.callbacks.repository.CallbackRequests``; raises SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, request: CallbackRequest) -> CallbackRequest:
        """Committed when it returns. Of two at the same time for one call, one is stored and both return it."""
        insert = _INSERT[self._engine.dialect.name](table).values(_values(request))
        with self._engine.begin() as connection:
            connection.execute(insert.on_conflict_do_nothing(index_elements=[table.c.call_sid]))
            of_this_call = select(table).where(table.c.call_sid == request.call_sid)
            return _request(connection.execute(of_this_call).one())

    def get(self, request_id: UUID) -> CallbackRequest | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.id == str(request_id))).one_or_none()
        return _request(row) if row else None

    def list(self, status: Status | None = None) -> Iterator[CallbackRequest]:
        """Reads on while it is iterated, and holds a connection until it ends or is closed."""
        newest_last = select(table).where(*_of(status)).order_by(table.c.created_at, table.c.id)
        with self._engine.connect() as connection:
            streamed = connection.execution_options(stream_results=True, max_row_buffer=_ROWS_AT_ONCE)
            yield from map(_request, streamed.execute(newest_last))

    def count(self, status: Status | None = None) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(table).where(*_of(status))).scalar_one())


def can_store(engine: Engine) -> None:
    """Raises SQLAlchemyError if no request could be stored right now. Inserts no row, but needs all to do so."""
    nothing = select(table).where(false())
    with engine.begin() as connection:
        connection.execute(table.insert().from_select(table.columns.keys(), nothing))


def _of(status: Status | None) -> list[Any]:
    return [] if status is None else [table.c.status == status]


def _values(request: CallbackRequest) -> dict[str, Any]:
    return {**asdict(request), "id": str(request.id)}


def _request(row: Row) -> CallbackRequest:
    return CallbackRequest(**{**row._mapping, "id": UUID(row.id)})
