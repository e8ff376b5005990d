"""Closes behind a test what it has opened of databases, or else a later one is warned of what nobody has closed."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

_used: set[Engine] = set()


@event.listens_for(Engine, "engine_connect")
def _note(connection: Connection, *_: Any) -> None:
    _used.add(connection.engine)


@pytest.fixture(autouse=True)
def engines_closed() -> Iterator[None]:
    """After all other fixtures, whose engines go on with new connections where they are used again."""
    yield
    for engine in _used:
        engine.dispose()
    _used.clear()
