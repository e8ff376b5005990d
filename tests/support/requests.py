"""Builder of callback requests, and how the first version stored them."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import MetaData, Table
from sqlalchemy.engine import Engine

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN

CREATED = datetime(2026, 3, 10, 9, 0, 0, 123456, tzinfo=UTC)


def request_of(call_sid: str, **changes: Any) -> CallbackRequest:
    request = CallbackRequest(
        id=uuid4(),
        call_sid=call_sid,
        created_at=CREATED,
        name="Jürgen Müller-Lüdenscheidt",
        phone="+493023125042",
        callback_start=datetime(2026, 3, 11, 14, tzinfo=BERLIN),
        callback_end=datetime(2026, 3, 11, 15, tzinfo=BERLIN),
        callback_text="morgen um zwei",
        recipient="company",
        status="new",
        phone_source="spoken",
        delete_after=datetime(2026, 6, 10, 9, tzinfo=UTC),
    )
    return replace(request, **changes)


def store_in_plain(engine: Engine, requests: list[CallbackRequest]) -> None:
    """Into the table of the first version."""
    moments = ("created_at", "callback_start", "callback_end", "delete_after")
    with engine.begin() as connection:
        table = Table("callback_requests", MetaData(), autoload_with=connection)
        for request in requests:
            in_utc = {name: getattr(request, name).astimezone(UTC) for name in moments}
            values = {**asdict(request), **in_utc, "id": str(request.id)}
            connection.execute(table.insert().values({column.name: values[column.name] for column in table.columns}))
