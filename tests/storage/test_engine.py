"""Whoever is on the telephone cannot wait: a database that does not answer in time fails."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from rueckruf.settings import load_settings
from rueckruf.storage import engine as engine_module
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import open_database
from rueckruf.storage.engine import open_engine, without_limits
from rueckruf.storage.migrate import migrate, upgrade
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.held import held_migration, held_requests
from tests.support.patience import PATIENCE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

KEY = new_key()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, sooner over."""
    monkeypatch.setattr(engine_module, "_SECONDS_TO_WAIT_FOR_LOCK", 0.3)
    monkeypatch.setattr(engine_module, "_SECONDS_FOR_A_STATEMENT", 2)


@pytest.fixture
def postgresql(postgres_url: str, impatient: None) -> Iterator[Engine]:
    engine = open_engine(load_settings({"DATABASE_URL": postgres_url}))
    yield engine
    engine.dispose()


def test_the_limits_are_over_before_twilio_hangs_up() -> None:
    assert engine_module._SECONDS_TO_CONNECT <= 5
    assert engine_module._SECONDS_TO_WAIT_FOR_LOCK < engine_module._SECONDS_FOR_A_STATEMENT < 12


def test_a_request_waits_for_a_lock_no_longer_than_a_caller_does(database_url: str, impatient: None) -> None:
    database = open_database(load_settings({"DATABASE_URL": database_url, "RUECKRUF_KEYS": new_key()}))
    with held_requests(database.engine):
        begin = time.monotonic()
        with pytest.raises(OperationalError):
            SqlCallbackRequests(database).add(request_of("CA1"))
        assert 0.25 < time.monotonic() - begin < 5
    assert SqlCallbackRequests(database).add(request_of("CA1"))
    database.engine.dispose()


def test_a_statement_takes_no_longer_than_a_caller_waits(postgresql: Engine) -> None:
    with postgresql.connect() as connection, pytest.raises(OperationalError, match="statement timeout"):
        connection.execute(text("SELECT pg_sleep(60)"))


def test_what_nobody_on_the_telephone_waits_for_may_take_its_time(postgresql: Engine) -> None:
    with postgresql.connect() as connection:
        without_limits(connection)
        connection.execute(text("SELECT pg_sleep(2.2)"))
    with postgresql.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "2s"


def test_a_server_that_starts_waits_for_another_that_migrates(database_url: str, impatient: None) -> None:
    cipher = Cipher(lambda: (KEY,))
    engine = open_engine(load_settings({"DATABASE_URL": database_url}))
    migrate(engine, cipher)
    with ThreadPoolExecutor() as pool:
        with held_migration(engine):
            starting = pool.submit(upgrade, engine, cipher, "head")
            time.sleep(2.2)
            assert not starting.done()
        starting.result(PATIENCE)
    engine.dispose()


def test_options_of_the_address_are_kept(postgres_url: str) -> None:
    options = "options=-c%20search_path%3Dother%20-c%20statement_timeout%3D3s"
    engine = open_engine(load_settings({"DATABASE_URL": f"{postgres_url}?{options}"}))
    with engine.connect() as connection:
        shown = [connection.execute(text(f"SHOW {name}")).scalar() for name in ("search_path", "statement_timeout")]
    assert shown == ["other", "3s"]
    engine.dispose()
