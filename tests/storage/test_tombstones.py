"""What has ended or was erased stays so: nothing that is sent late or again stores it a second time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from rueckruf.callbacks.repository import ErasedError
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests, withdraw
from rueckruf.storage.ended_calls import EndedCall, EndedCalls
from rueckruf.storage.engine import open_engine, writing
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import tombstones
from rueckruf.storage.tombstones import CallEnds, bury, forget_tombstones
from rueckruf.storage.waiting_ends import WaitingEnds
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def waiting(database: Database, tmp_path: Path) -> WaitingEnds:
    return WaitingEnds(tmp_path / "spool", database.cipher)


@pytest.fixture
def store(database: Database) -> Callable[[str], CallbackRequest]:
    """Stores the request of a call."""
    return lambda call_sid: SqlCallbackRequests(database).add(request_of(call_sid))


def erase(database: Database, request: CallbackRequest) -> None:
    with writing(database.engine) as connection:
        delete_requests(connection, database, {"request": [str(request.id)]}, NOW, "test")


def count(database: Database) -> int:
    with database.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(tombstones)).scalar_one())


# -- erased


def test_an_erased_request_is_not_stored_again(database: Database, store: Callable[[str], CallbackRequest]) -> None:
    erase(database, store("CA1"))

    with pytest.raises(ErasedError):
        store("CA1")
    assert SqlCallbackRequests(database).count() == 0
    store("CA2")


def test_who_takes_a_request_back_may_change_their_mind_in_the_same_call(
    database: Database, store: Callable[[str], CallbackRequest]
) -> None:
    earlier = store("CA1")
    store("CA2")

    assert withdraw(database, "CA2", NOW, [earlier.id])

    store("CA2")
    with pytest.raises(ErasedError):
        store("CA1")


def test_nothing_tells_which_calls_they_were(database: Database, store: Callable[[str], CallbackRequest]) -> None:
    erase(database, store("CA1"))

    with database.engine.connect() as connection:
        (call,) = connection.execute(select(tombstones.c.call)).scalars()
    assert call not in (*database.cipher.fingerprints("CA1"), "CA1")
    assert len(call) == 32


# -- ended


async def test_an_ended_call_is_known_and_what_it_said_may_still_be_stored(
    database: Database, waiting: WaitingEnds, store: Callable[[str], CallbackRequest]
) -> None:
    ends = CallEnds(database, waiting, twilio_log=False)
    assert not await ends.has("CA1")

    await ends.note("CA1")
    await ends.note("CA1")

    assert await ends.has("CA1")
    assert not await ends.has("CA2")
    assert EndedCalls(database.engine).due(NOW + timedelta(days=10_000), 10) == []
    store("CA1")


async def test_an_erased_call_that_ends_later_stays_erased(
    database: Database, waiting: WaitingEnds, store: Callable[[str], CallbackRequest]
) -> None:
    erase(database, store("CA1"))
    await CallEnds(database, waiting, twilio_log=False).note("CA1")

    with pytest.raises(ErasedError):
        store("CA1")


async def test_its_log_at_twilio_is_to_be_deleted_where_that_is_wanted(
    database: Database, waiting: WaitingEnds
) -> None:
    await CallEnds(database, waiting, twilio_log=True).note("CA1")

    assert EndedCalls(database.engine).due(NOW + timedelta(days=10_000), 10) == [EndedCall("CA1", 0)]


async def test_an_end_while_the_database_is_away_is_known_at_once_and_told_to_it_later(
    database: Database, waiting: WaitingEnds
) -> None:
    nowhere = load_settings({"DATABASE_URL": "postgresql://127.0.0.1:1/rueckruf", "RUECKRUF_KEYS": new_key()})
    away = CallEnds(replace(database, engine=open_engine(nowhere)), waiting, twilio_log=True)
    back = CallEnds(database, waiting, twilio_log=True)

    await away.note("CA1")
    assert away.are_waiting()
    assert await away.has("CA1")
    with pytest.raises(SQLAlchemyError):
        away.deliver()
    back.deliver()

    assert not back.are_waiting()
    assert await back.has("CA1")
    assert EndedCalls(database.engine).due(NOW + timedelta(days=10_000), 10) == [EndedCall("CA1", 0)]


# -- forgotten


def test_after_the_term_of_a_request_they_are_forgotten(database: Database) -> None:
    with writing(database.engine) as connection:
        bury(connection, database.cipher, ["CA1"], NOW, erased=True)
        bury(connection, database.cipher, ["CA2"], NOW + timedelta(days=1), erased=False)

    forget_tombstones(database.engine, datetime(2026, 6, 10, 7, 59, tzinfo=UTC), months=3)
    assert count(database) == 2
    forget_tombstones(database.engine, datetime(2026, 6, 10, 8, 0, tzinfo=UTC), months=3)
    assert count(database) == 1


@pytest.mark.parametrize(("day", "left"), [(27, 3), (28, 0)])
def test_the_term_is_never_longer_than_that_of_a_request(database: Database, day: int, left: int) -> None:
    with writing(database.engine) as connection:
        for day_of_november in (28, 29, 30):
            at = datetime(2026, 11, day_of_november, 12, tzinfo=UTC)
            bury(connection, database.cipher, [f"CA{day_of_november}"], at, erased=True)

    forget_tombstones(database.engine, datetime(2027, 2, day, 12, tzinfo=UTC), months=3)
    assert count(database) == left
