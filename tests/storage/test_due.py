"""The day's list from the database: the same order as by the rules, read page by page."""

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import update

from rueckruf.callbacks.day_list import arrange
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.storage.database import Database
from rueckruf.storage.due import Scope, Share, counts, move_on, places, requests_at, shares
from rueckruf.storage.engine import writing
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
                other_windows=tuple(
                    (start + later * QUARTER, start + (later + 2) * QUARTER)
                    for later in random.sample(range(-30, 30), random.choice([0, 0, 1, 2]))
                ),
                claimed_by=random.choice([None, "anna", "berta"]),
            )
        )
    return made


def test_the_pages_hold_the_list_in_its_order(database: Database) -> None:
    stored = [SqlCallbackRequests(database).add(request) for request in made_up(240)]
    move_on(database, NOW)
    for scope in (Scope(), Scope("parent"), Scope("company", "anna"), Scope(holder="")):
        listed = [
            request
            for request in stored
            if scope.recipient in (None, request.recipient) and scope.holder in (None, request.claimed_by or "")
        ]
        sections = arrange(listed, NOW)
        with database.engine.connect() as connection:
            sizes = counts(connection, scope, NOW)
            pages = [places(connection, scope, NOW, sizes, offset, 7) for offset in range(0, 245, 7)]

        found = [place.id for page in pages for place in page]
        assert found == [request.id for section in sections for request in section.requests], scope
        for state in ("due", "overdue", "later"):
            expected = sum(len(section.requests) for section in sections if section.state == state)
            assert sizes[state] == expected > 0, (scope, state)


def test_the_window_that_counts_is_another_once_one_has_passed(database: Database) -> None:
    second = (NOW + 4 * QUARTER, NOW + 6 * QUARTER)
    stored = SqlCallbackRequests(database).add(request_of("CA1", other_windows=(second,)))
    states = {}
    for later in (0, 2, 4, 6):
        now = NOW + later * QUARTER
        move_on(database, now)
        with database.engine.connect() as connection:
            states[later] = [state for state, count in counts(connection, Scope(), now).items() if count]

    assert states == {0: ["due"], 2: ["later"], 4: ["due"], 6: ["overdue"]}
    assert SqlCallbackRequests(database).get(stored.id) == stored  # nobody's page is stale because of that


def test_what_is_due_to_be_deleted_is_in_no_list(database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1", delete_after=NOW))

    with database.engine.connect() as connection:
        assert set(counts(connection, Scope(), NOW).values()) == {0}
        assert sum(counts(connection, Scope(), NOW - QUARTER).values()) == 1


def test_a_page_is_opened_without_what_was_restricted_meanwhile(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    kept, restricted = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    with writing(database.engine) as connection:
        sizes = counts(connection, Scope(), NOW)
        page = places(connection, Scope(), NOW, sizes, 0, 50)
        change = update(callback_requests).where(callback_requests.c.id == str(restricted.id))
        connection.execute(change.values(restricted_at=NOW))

        assert requests_at(connection, page, database.cipher) == [kept]
        assert counts(connection, Scope(), NOW) == {"due": 1, "overdue": 0, "later": 0}


def test_who_works_on_how_much_is_counted_of_what_is_open(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    for number, (status, holder, recipient) in enumerate(
        [
            *(("new", None, "company"), ("new", None, "company"), ("claimed", "anna", "company")),
            *(("done", "anna", "company"), ("claimed", "leo", "parent")),
        ]
    ):
        requests.add(request_of(f"CA{number}", status=status, claimed_by=holder, recipient=recipient))

    with database.engine.connect() as connection:
        assert shares(connection, None, NOW) == [
            *(Share("company", "", 2), Share("company", "anna", 1), Share("parent", "leo", 1))
        ]
        assert shares(connection, "parent", NOW) == [Share("parent", "leo", 1)]
