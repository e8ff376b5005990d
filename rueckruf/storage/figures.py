"""Counts of what happened to calls and requests, without a trace of whom it happened to."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from rueckruf.callbacks.figures import Figure
from rueckruf.storage.tables import call_figures as table

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def count_up(connection: Connection, figures: Iterable[Figure]) -> None:
    """Add to the counts, in the transaction of the caller."""
    for figure in figures:
        statement = _INSERT[connection.dialect.name](table).values(vars(figure))
        more = {"count": table.c.count + statement.excluded.count}
        connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=more))


def count(engine: Engine, figure: Figure) -> None:
    """Add to a count, in a transaction of its own."""
    with engine.begin() as connection:
        count_up(connection, [figure])


def figures_since(connection: Connection, day: date) -> Iterator[Figure]:
    """All that happened from a Berlin day on, oldest first."""
    query = select(table).where(table.c.day >= day, table.c.count > 0).order_by(table.c.day)
    return (Figure(**row._mapping) for row in connection.execute(query))
