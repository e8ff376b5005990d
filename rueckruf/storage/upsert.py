"""Inserts that make way for a row that is there already, on either database."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_into(table: Table, dialect: Dialect) -> Any:
    """An insert that has ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return _INSERT[dialect.name](table)


def compiled_once(columns: Sequence[str]) -> Callable[[Callable[[Dialect], Any]], Callable[[Connection], Any]]:
    """For a function that makes such a statement: it is then called once a database, and hands out what was compiled.

    ``columns`` are those that rows bring. SQLAlchemy keeps no compiled form of such a statement itself, and takes
    longer to compile it again than to execute it.
    """

    def decorated(statement: Callable[[Dialect], Any]) -> Callable[[Connection], Any]:
        @lru_cache(maxsize=8)
        def compiled(dialect: Dialect) -> Any:
            return statement(dialect).compile(dialect=dialect, column_keys=list(columns))

        return lambda connection: compiled(connection.dialect)

    return decorated
