"""What engines of the tests have in common, who make thousands: what is compiled for one is not compiled again.

Closes behind a test what it has opened of databases, or else a later one is warned of what nobody has closed.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.util import LRUCache


class _Compiled(LRUCache):  # type: ignore[misc, type-arg]
    """Statements as SQL: it depends on the statement and the kind of database, not on the engine that is asked.

    SQLAlchemy keys them by the dialect, of which each engine has its own, before all that tells statements apart.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> Any:
    dialect, *statement = key
    return type(dialect), dialect.statement_compiler, *statement


_used: set[Engine] = set()
_compiled = _Compiled(2000)


@event.listens_for(Engine, "engine_connect")
def _note(connection: Connection, *_: Any) -> None:
    engine: Any = connection.engine
    engine._compiled_cache = _compiled
    _used.add(engine)


@pytest.fixture(autouse=True)
def engines_closed() -> Iterator[None]:
    """After all other fixtures, whose engines go on with new connections where they are used again."""
    yield
    for engine in _used:
        engine.dispose()
    _used.clear()
