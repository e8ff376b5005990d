"""An empty database that all outlets are told of, an outbox, and a CRM."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from rueckruf.settings import Outlet, load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.radicale import CalendarServer, running_radicale
from tests.support.receiver import Receiver, running_receiver


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def database(database_url: str, key: str) -> Iterator[Database]:
    """An empty database, one after the other of both kinds."""
    database = open_database(load_settings({"DATABASE_URL": database_url, "RUECKRUF_KEYS": key}))
    yield replace(database, outlets=frozenset(get_args(Outlet)))
    database.engine.dispose()


@pytest.fixture
def requests(database: Database) -> SqlCallbackRequests:
    return SqlCallbackRequests(database)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def calendar_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server
