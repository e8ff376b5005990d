"""How SQLite finds the few requests that are open among all others, for it keeps no count of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.event import listen

from rueckruf.callbacks.repository import Selection
from rueckruf.storage import due
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests, count_untried
from tests.support.requests import CREATED

pytestmark = pytest.mark.unit

LATER = CREATED + timedelta(days=1)
OPEN = Selection(statuses=frozenset({"claimed"}), kept_at=CREATED)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """PostgreSQL keeps count."""
    return sqlite_url


@pytest.fixture
def plans(database: Database) -> Iterator[list[str]]:
    """Of all statements of the test."""
    found: list[str] = []
    with database.engine.connect() as other:

        def explain(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            if statement.startswith("SELECT") and "EXPLAIN" not in statement:
                rows = other.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                found.append(" ".join(row[-1] for row in rows))

        listen(database.engine, "before_cursor_execute", explain)
        yield found


@pytest.mark.parametrize(
    "read",
    [
        lambda database, connection: due.shares(connection, None, LATER),
        lambda database, connection: due.counts(connection, due.Scope("company", "anna"), LATER),
        lambda database, connection: count_untried(connection, "company", LATER),
        lambda database, connection: [*SqlCallbackRequests(database).untried("company", CREATED, LATER)],
        lambda database, connection: SqlCallbackRequests(database).newest(OPEN, 50),
        lambda database, connection: SqlCallbackRequests(database).following(OPEN, 50, None),
    ],
    ids=["shares", "counts", "late ones counted", "late ones", "search", "api"],
)
def test_what_is_open_is_found_by_its_index(database: Database, plans: list[str], read: Callable[..., Any]) -> None:
    with database.engine.connect() as connection:
        read(database, connection)

    assert plans
    assert all("ix_callback_requests_due_at (due_at" in plan for plan in plans), plans
