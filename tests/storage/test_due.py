"""The day's list from the database: the same order as by the rules, read page by page."""

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import update

from rueckruf.callbacks.day_list import arrange
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.storage.database import Database
from rueckruf.storage.due import counts, places, requests_at
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 14, 30, tzinfo=BERLIN)
QUARTER = timedelta(minutes=15)


def made_up(count: int) -> list[CallbackRequest]:
    """Requests around NOW of every status, many at the same time."""
    random = Random(7)  # noqa: S311 - the same each time
    made = []
    for number in range(count):
        start = NOW + random.randint(-30, 30) * QUARTER
        tried = random.random() < 0.4
        made.append(
            request_of(
                f"CA{number}",
                callback_start=start,
                callback_end=start + random.randint(1, 20) * QUARTER,
                status=random.choice(["new", "claimed", "done", "unreachable", "incomplete"]),
                next_attempt_at=NOW + random.randint(-8, 8) * QUARTER if tried else None,
                recipient=random.choice(["company", "parent"]),
            )
        )
    return made


@pytest.mark.parametrize("recipient", [None, "parent"])
def test_the_pages_hold_the_list_in_its_order(database: Database, recipient: str | None) -> None:
    stored = [SqlCallbackRequests(database).add(request) for request in made_up(120)]
    of_recipient = [request for request in stored if recipient in (None, request.recipient)]
    sections = arrange(of_recipient, NOW)
    with database.engine.connect() as connection:
        sizes = counts(connection, recipient, NOW)
        pages = [places(connection, recipient, NOW, sizes, offset, 7) for offset in range(0, 126, 7)]

    found = [place.id for page in pages for place in page]
    assert found == [request.id for section in sections for request in section.requests]
    for state in ("due", "overdue", "later"):
        expected = sum(len(section.requests) for section in sections if section.state == state)
        assert sizes[state] == expected > 0


def test_what_is_due_to_be_deleted_is_in_no_list(database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1", delete_after=NOW))

    with database.engine.connect() as connection:
        assert set(counts(connection, None, NOW).values()) == {0}
        assert sum(counts(connection, None, NOW - QUARTER).values()) == 1


def test_a_page_is_opened_without_what_was_restricted_meanwhile(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    kept, restricted = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    with database.engine.begin() as connection:
        sizes = counts(connection, None, NOW)
        page = places(connection, None, NOW, sizes, 0, 50)
        change = update(callback_requests).where(callback_requests.c.id == str(restricted.id))
        connection.execute(change.values(restricted_at=NOW))

        assert requests_at(connection, page, database.cipher) == [kept]
        assert counts(connection, None, NOW) == {"due": 1, "overdue": 0, "later": 0}
