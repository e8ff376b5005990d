"""What a caller takes back in the call is deleted with all that belongs to it, and logged as that."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.engine import writing
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests, search_words
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, 1, tzinfo=UTC)


def test_the_request_of_the_call_goes_and_no_other(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    gone, other = requests.add(request_of("CA1")), requests.add(request_of("CA2"))

    assert withdraw(database, "CA1", NOW)

    assert [request.id for request in requests.list()] == [other.id]
    with database.engine.connect() as connection:
        of_gone = search_words.c.request_id == str(gone.id)
        assert connection.execute(select(func.count()).select_from(search_words).where(of_gone)).scalar() == 0
        (entry,) = entries(connection)
    assert (entry.at, entry.actor, entry.action, entry.reason) == (NOW, "call", "delete", "withdrawn")
    assert entry.request_ids == (str(gone.id),)


def test_requests_of_earlier_calls_go_along(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    earlier, other = requests.add(request_of("CA1")), requests.add(request_of("CA2"))

    assert withdraw(database, "CA3", NOW, [earlier.id])

    assert [request.id for request in requests.list()] == [other.id]
    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.actor, entry.reason, entry.request_ids) == ("call", "withdrawn", (str(earlier.id),))


def test_a_call_without_a_request_logs_nothing(database: Database) -> None:
    assert withdraw(database, f"CA{uuid4().hex}", NOW)

    with database.engine.connect() as connection:
        assert list(entries(connection)) == []


def test_a_restricted_request_stays_and_is_not_said_to_be_gone(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    request = requests.add(request_of("CA1"))
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=NOW))

    assert not withdraw(database, "CA1", NOW)

    with database.engine.connect() as connection:
        assert connection.execute(select(callback_requests.c.id)).scalars().all() == [str(request.id)]
