"""A database that somebody holds for himself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine

_HOLD_REQUESTS = {"sqlite": "BEGIN EXCLUSIVE", "postgresql": "LOCK TABLE callback_requests IN ACCESS EXCLUSIVE MODE"}
_HOLD_MIGRATION = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7282553783)"}


@contextmanager
def held_requests(engine: Engine) -> Iterator[None]:
    """Nobody else can store a request until the block ends."""
    with _held(engine, _HOLD_REQUESTS[engine.dialect.name]):
        yield


@contextmanager
def held_migration(engine: Engine) -> Iterator[None]:
    """As a server does that changes the tables."""
    with _held(engine, _HOLD_MIGRATION[engine.dialect.name]):
        yield


@contextmanager
def _held(engine: Engine, statement: str) -> Iterator[None]:
    connection: Any = engine.raw_connection()
    try:
        connection.cursor().execute(statement)
        yield
    finally:
        connection.rollback()
        connection.close()
