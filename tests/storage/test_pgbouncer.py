"""PgBouncer in transaction mode between us and PostgreSQL: nothing of ours may rest on a connection."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from rueckruf import clock
from rueckruf.privacy.retention import purge
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import engine as engine_module
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import open_database
from rueckruf.storage.engine import open_engine, without_limits
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.held import held_requests
from tests.support.pgbouncer import NEEDS_PGBOUNCER, pgbouncer
from tests.support.requests import request_of

pytestmark = [pytest.mark.process, NEEDS_PGBOUNCER]


@pytest.fixture
def settings(blank_postgres_url: str) -> Iterator[Settings]:
    """Those of a server whose database has no table yet."""
    with pgbouncer(blank_postgres_url) as url:
        yield load_settings({"DATABASE_URL": url, "RUECKRUF_KEYS": new_key()})


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings)
    yield engine
    engine.dispose()


def test_what_a_server_does_from_its_first_start_on_works(settings: Settings) -> None:
    database = open_database(settings)
    requests = SqlCallbackRequests(database)
    assert requests.add(request_of("CA1"))
    assert [request.call_sid for request in requests.list()] == ["CA1"]
    purge(settings, database, clock.now(), "test")
    database.engine.dispose()


def test_who_holds_a_table_makes_nobody_wait_longer_than_a_caller_does(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_SECONDS_TO_WAIT_FOR_LOCK", 0.3)
    database = open_database(settings)
    with held_requests(database.engine):
        begin = time.monotonic()
        with pytest.raises(OperationalError, match="lock timeout"):
            SqlCallbackRequests(database).add(request_of("CA1"))
        assert time.monotonic() - begin < 5
    database.engine.dispose()


def test_no_limit_and_no_lack_of_one_stays_on_a_connection_that_others_use_next(engine: Engine) -> None:
    with engine.begin() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "8s"
        without_limits(connection)
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "0"
    with engine.begin() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "8s"
    stranger: Any = engine.raw_connection()
    cursor = stranger.cursor()
    cursor.execute("SHOW statement_timeout")
    assert cursor.fetchone() == ("0",)
    stranger.close()
