"""What has changed, for systems that ask: each change once, in the order in which it was committed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest

from rueckruf import clock
from rueckruf.storage.changes import KEPT, LostPlaceError, Portion, changes_after, forget_changes, record
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import announce
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.patience import PATIENCE
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit


def portion(database: Database, last: str | None = None, recipient: str | None = None, limit: int = 100) -> Portion:
    with database.engine.connect() as connection:
        return changes_after(connection, last, recipient, limit)


def note(database: Database, recipients: Mapping[str, str]) -> None:
    with writing(database.engine) as connection:
        record(connection, "updated", recipients, CREATED)


def of(recipient: str, count: int) -> dict[str, str]:
    return {str(uuid4()): recipient for _ in range(count)}


def test_what_calls_and_sales_do_is_noted_and_a_deletion_outlives_its_request(database: Database) -> None:
    requests = SqlCallbackRequests(database)
    request = requests.add(request_of("CA1", recipient="parent"))
    requests.add(request_of("CA1"))
    requests.save(replace(request, status="claimed"))
    withdraw(database, "CA1", clock.now())

    told = [(each.news, each.request_id, each.recipient) for each in portion(database).changes]
    assert told == [(news, str(request.id), "parent") for news in ("created", "updated", "deleted")]


def test_a_change_that_is_taken_back_is_not_noted(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        announce(connection, database, "deleted", of("company", 1), CREATED)
        transaction.rollback()

    assert portion(database) == Portion([], None, more=False)


def test_each_change_is_read_once_in_its_order(database: Database) -> None:
    requests = of("company", 7)
    note(database, requests)
    read, last, more = [], None, True
    while more:
        part = portion(database, last, limit=3)
        read += [change.request_id for change in part.changes]
        last, more = part.last, part.more

    assert read == list(requests)
    assert portion(database, last) == Portion([], last, more=False)


def test_changes_of_others_are_passed_over_and_nothing_tells_that_there_were_any(database: Database) -> None:
    note(database, of("company", 1))
    assert portion(database, recipient="parent") == Portion([], None, more=False)
    note(database, of("parent", 1))
    own = portion(database, recipient="parent")
    note(database, of("company", 1))

    assert [change.recipient for change in own.changes] == ["parent"]
    assert own.last == own.changes[0].id
    assert portion(database, recipient="parent") == own
    assert portion(database, own.last, "parent") == Portion([], own.last, more=False)
    for other in portion(database, recipient="company").changes:
        with pytest.raises(LostPlaceError):
            portion(database, other.id, "parent")


def test_who_asks_often_goes_on_after_what_happened_long_ago(database: Database) -> None:
    """News of others make nobody lose their place, nor do the first of one's own after a long time."""
    note(database, of("parent", 2))
    last = portion(database, recipient="parent").last
    with writing(database.engine) as connection:
        record(connection, "updated", of("company", 1), CREATED + KEPT)
        forget_changes(connection, CREATED + KEPT)
        record(connection, "updated", of("parent", 1), CREATED + 2 * KEPT)
        forget_changes(connection, CREATED + 2 * KEPT)

    assert len(portion(database, last, "parent").changes) == 1
    assert [change.recipient for change in portion(database, last).changes] == ["company", "parent"]


def test_who_read_up_to_a_change_that_is_forgotten_hears_so(database: Database) -> None:
    note(database, of("company", 3))
    first, *_, newest = portion(database).changes
    with writing(database.engine) as connection:
        forget_changes(connection, CREATED + KEPT)

    with pytest.raises(LostPlaceError):
        portion(database, first.id)
    assert portion(database, newest.id) == Portion([], newest.id, more=False)


def test_what_is_kept_long_enough_is_forgotten_and_numbers_go_on(database: Database) -> None:
    note(database, of("company", 3))
    with writing(database.engine) as connection:
        forget_changes(connection, CREATED)
    assert len(portion(database).changes) == 3

    with writing(database.engine) as connection:
        forget_changes(connection, CREATED + timedelta(seconds=1))
    (newest,) = portion(database).changes
    note(database, {str(UUID(int=1)): "company"})
    assert [change.request_id for change in portion(database, newest.id).changes] == [str(UUID(int=1))]


@pytest.mark.parametrize("last", ["", "x", str(UUID(int=1))])
def test_a_place_that_never_was_is_lost_in_an_empty_database_as_well(database: Database, last: str) -> None:
    with pytest.raises(LostPlaceError):
        portion(database, last)
    note(database, of("company", 1))
    with pytest.raises(LostPlaceError):
        portion(database, last)


def test_changes_get_their_numbers_in_the_order_of_their_commits(database: Database) -> None:
    """Else who reads between two commits would never see the one that comes later with the smaller number."""
    early, late = of("company", 1), of("company", 1)
    begun = Event()

    def noted_later() -> None:
        begun.set()
        note(database, late)

    other = Thread(target=noted_later)
    with writing(database.engine) as connection:
        record(connection, "updated", early, CREATED)
        other.start()
        assert begun.wait(PATIENCE)
        other.join(0.2)
        assert portion(database).changes == []  # neither: the second waits for the first
    other.join(PATIENCE)

    assert [change.request_id for change in portion(database).changes] == [*early, *late]
