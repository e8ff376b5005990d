"""Puts a backup in the place of all tables, in a transaction of the caller: half of it is never there."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, func, select, text
from sqlalchemy.engine import Connection

from rueckruf.storage.backup import Header, read_rows
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.migrate import upgrade_within
from rueckruf.storage.tables import REVISION, metadata

# Made by a migration, for the triggers of the log.
_FUNCTION = "refuse_change"


def replace_tables(
    connection: Connection, cipher: Cipher, header: Header, lines: Iterable[bytes], progress: Callable[[int], object]
) -> None:
    """Make all tables anew as they were in the backup, fill them, and bring them to this version.

    ``lines`` are those behind the header; ``progress`` gets how many rows more are there.
    """
    _drop(connection)
    upgrade_within(connection, cipher, header.revision)
    tables = MetaData()
    tables.reflect(connection)
    for line in lines:
        name, rows = read_rows(line)
        table = tables.tables[name]
        connection.execute(table.insert(), [_typed(row, table, connection) for row in rows])
        progress(len(rows))
    if connection.dialect.name == "postgresql":
        for name in header.counts:
            _count_on(connection, tables.tables[name])
    upgrade_within(connection, cipher, REVISION)


def _drop(connection: Connection) -> None:
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP FUNCTION {_FUNCTION}"))


def _typed(row: dict[str, Any], table: Table, connection: Connection) -> dict[str, Any]:
    return {name: _value(value, table.c[name], connection) for name, value in row.items()}


def _value(value: Any, column: "Column[Any]", connection: Connection) -> Any:
    kind = column.type.python_type
    if value is None or kind not in (date, datetime):
        return value
    if kind is date:
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value).astimezone(UTC)
    return moment.replace(tzinfo=None) if connection.dialect.name == "sqlite" else moment


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a sequence, which knows nothing of rows that came with their number."""
    for column in table.primary_key:
        if isinstance(column.type, Integer) and column.server_default is not None:
            newest = select(func.max(column)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, func.coalesce(newest, 1), newest.is_not(None))))
