"""Counts of what happened to calls and requests, without a trace of whom it happened to."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Dialect, Engine

from rueckruf.callbacks.figures import Figure
from rueckruf.storage.engine import writing
from rueckruf.storage.tables import call_figures as table
from rueckruf.storage.upsert import compiled_once, insert_into


def count_up(connection: Connection, figures: Iterable[Figure]) -> None:
    """Add to the counts, in the transaction of the caller."""
    if rows := [vars(figure) for figure in figures]:
        connection.execute(_counting(connection), rows)


@compiled_once(columns=[field.name for field in fields(Figure)])
def _counting(dialect: Dialect) -> Any:
    statement = insert_into(table, dialect)
    more = {"count": table.c.count + statement.excluded.count}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=more)


def count(engine: Engine, figure: Figure) -> None:
    """Add to a count, in a transaction of its own."""
    with writing(engine) as connection:
        count_up(connection, [figure])


def figures_since(connection: Connection, day: date, recipient: str | None = None) -> Iterator[Figure]:
    """All that happened from a Berlin day on, oldest first; of one ``recipient``, if one is named."""
    # What was counted before hours were is taken back under its hour: then the two add up to nothing.
    query = select(table).where(table.c.day >= day, table.c.count != 0).order_by(table.c.day)
    if recipient is not None:
        query = query.where(table.c.recipient == recipient)
    return (Figure(**row._mapping) for row in connection.execute(query))
