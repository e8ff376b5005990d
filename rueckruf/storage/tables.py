"""The tables as they are after all migrations; a test compares the two."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Column, DateTime, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator):  # type: ignore[type-arg]
    """An aware time, stored in UTC on databases with and without time zones. Refuses naive times."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a naive time cannot be stored")
        utc = value.astimezone(timezone.utc)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

callback_requests = Table(
    "callback_requests",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("call_sid", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("phone", String(16), nullable=False),
    Column("callback_start", UtcDateTime, nullable=False),
    Column("callback_end", UtcDateTime, nullable=False),
    Column("callback_text", Text, nullable=False),
    Column("recipient", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("phone_source", String(16), nullable=False),
    Column("delete_after", UtcDateTime, nullable=False, index=True),
)
