"""A database that somebody holds for himself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine

_HOLD = {"sqlite": "BEGIN EXCLUSIVE", "postgresql": "LOCK TABLE callback_requests IN ACCESS EXCLUSIVE MODE"}


@contextmanager
def held_requests(engine: Engine) -> Iterator[None]:
    """Nobody else can store a request until the block ends."""
    connection: Any = engine.raw_connection()
    try:
        connection.cursor().execute(_HOLD[engine.dialect.name])
        yield
    finally:
        connection.rollback()
        connection.close()
