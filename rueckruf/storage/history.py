"""Steps that sales takes with requests, stored with the line of the history that each leaves."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.handling import Entry
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.figures import count_up
from rueckruf.storage.requests import save
from rueckruf.storage.tables import request_events as table

_MOMENTS = ("next_attempt_at", "delete_after")


class SqlHandledRequests:
    """Implements ``rueckruf.callbacks.handling.HandledRequests``; raises SQLAlchemyError and StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine
        self._cipher = database.cipher

    def change(self, request: CallbackRequest, entry: Entry, figures: Sequence[Figure] = ()) -> CallbackRequest:
        detail = {"version": entry.version, "before": {name: _plain(value) for name, value in entry.before.items()}}
        line = {"request_id": str(request.id), "at": entry.at, "actor": entry.actor, "kind": entry.step}
        line["detail"] = self._cipher.seal(json.dumps(detail, ensure_ascii=False))
        with writing(self._engine) as connection:
            connection.execute(insert(table).values(line))  # first: what the note said before stays searchable
            count_up(connection, figures)
            return save(connection, request, self._database)

    def history(self, request_id: UUID) -> Sequence[Entry]:
        of_request = select(table).where(table.c.request_id == str(request_id)).order_by(table.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(of_request).all()
        return [self._entry(row) for row in rows]

    def _entry(self, row: Any) -> Entry:
        detail = json.loads(self._cipher.open(row.detail))
        before = detail["before"]
        moments = {name: datetime.fromisoformat(before[name]) for name in _MOMENTS if before.get(name)}
        return Entry(row.at, row.actor, row.kind, detail["version"], {**before, **moments})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
