"""A data folder with a database, SQLite and PostgreSQL, and requests to put into it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

#: When the requests of the builder are due.
DUE = datetime(2026, 6, 10, 9, tzinfo=UTC)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with an empty data folder, one after the other with both kinds of databases."""
    environ = {"DATABASE_URL": database_url, "RUECKRUF_KEYS": new_key(), "RUECKRUF_DATA_DIR": str(tmp_path)}
    return load_settings(environ)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    yield database
    database.engine.dispose()


@pytest.fixture
def store(database: Database) -> Callable[..., CallbackRequest]:
    """Stores a request like that of the builder, with changes."""
    requests = SqlCallbackRequests(database)

    def add(call_sid: str, **changes: Any) -> CallbackRequest:
        return requests.add(request_of(call_sid, **changes))

    return add


@pytest.fixture
def left(database: Database) -> Callable[[], list[str]]:
    """The CallSids of all requests that are not restricted."""
    return lambda: [request.call_sid for request in SqlCallbackRequests(database).list()]
