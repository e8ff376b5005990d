"""How the databases find requests among many: by their indexes."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.event import listen

from rueckruf.callbacks.day_list import State
from rueckruf.callbacks.repository import Selection
from rueckruf.settings import load_settings
from rueckruf.storage import due
from rueckruf.storage.changes import changes_after
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests, count_untried
from tests.support.requests import CREATED

pytestmark = pytest.mark.unit

LATER = CREATED + timedelta(days=1)
KEPT = Selection(kept_at=CREATED)
OPEN = Selection(statuses=frozenset({"claimed"}), kept_at=CREATED)
OF_WORDS = Selection(words="Müller", kept_at=CREATED)
EACH_HAS_SOME: dict[State, int] = {"due": 20, "overdue": 20, "later": 20}


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


@pytest.fixture
def plans_of_postgresql(postgres_url: str) -> Iterator[tuple[Database, list[str]]]:
    """Of all statements on an empty database, where it reads and sorts a whole table only if no index would do."""
    database = open_database(load_settings({"DATABASE_URL": postgres_url, "RUECKRUF_KEYS": new_key()}))
    found: list[str] = []
    with database.engine.connect() as other:
        cursor = other.connection.cursor()
        cursor.execute("SET enable_seqscan = off; SET enable_sort = off")

        def explain(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            if statement.startswith("SELECT") and "FROM" in statement:
                cursor.execute(f"EXPLAIN {statement}", values)
                found.append("\n".join(row[0] for row in cursor.fetchall()))

        listen(database.engine, "before_cursor_execute", explain)
        yield database, found
    database.engine.dispose()


@pytest.mark.parametrize(
    ("index", "read"),
    [
        ("ix_callback_requests_due_at", lambda database, connection: due.counts(connection, due.Scope(), LATER)),
        ("ix_callback_requests_due_at", lambda database, connection: due.shares(connection, "company", LATER)),
        (
            "ix_callback_requests_due_at",
            lambda database, connection: due.places(connection, due.Scope(), LATER, EACH_HAS_SOME, 0, 50),
        ),
        ("pk_search_words", lambda database, connection: SqlCallbackRequests(database).newest(OF_WORDS, 50)),
        (
            "ix_callback_requests_created_at",
            lambda database, connection: SqlCallbackRequests(database).newest(KEPT, 50),
        ),
        (
            "ix_callback_requests_created_at",
            lambda database, connection: SqlCallbackRequests(database).following(KEPT, 50, None),
        ),
        (
            "ix_callback_requests_created_at",
            lambda database, connection: SqlCallbackRequests(database).following(KEPT, 50, (CREATED, UUID(int=1))),
        ),
        ("pk_request_changes", lambda database, connection: changes_after(connection, None, "company", 100)),
    ],
    ids=["counts", "shares", "list", "search", "newest", "api", "api, next page", "events"],
)
def test_postgresql_has_an_index_for_each_list(
    plans_of_postgresql: tuple[Database, list[str]], index: str, read: Callable[..., Any]
) -> None:
    database, plans = plans_of_postgresql
    with database.engine.connect() as connection:
        read(database, connection)

    assert plans
    assert all(index in plan and "Seq Scan" not in plan for plan in plans), plans
