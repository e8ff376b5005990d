"""The outbox: written with the change it tells of, delivered in the order of each request."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from rueckruf import clock
from rueckruf.settings import Outlet
from rueckruf.storage import audit_log
from rueckruf.storage.changes import News
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Event, Outbox, announce, tell_again
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from rueckruf.storage.tables import outbox as table
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit

MINUTE = timedelta(minutes=1)


@pytest.fixture
def told(database: Database) -> Database:
    """A database whose changes both outlets are told of."""
    return replace(database, outlets=frozenset({"webhook", "mail"}))


@pytest.fixture
def outbox(told: Database) -> Outbox:
    return Outbox(told)


def news(database: Database, outlet: str = "webhook") -> list[str]:
    kinds = select(table.c.kind).where(table.c.outlet == outlet).order_by(table.c.number)
    with database.engine.connect() as connection:
        return list(connection.execute(kinds).scalars())


def of_company(*numbers: int) -> dict[str, str]:
    return {str(UUID(int=number)): "company" for number in numbers}


def delivered_in_order(outbox: Outbox, now: datetime) -> list[tuple[str, str | None]]:
    sent: list[tuple[str, str | None]] = []
    while event := outbox.next_due("webhook", now):
        outbox.delivered(event, now, [])
        sent.append((event.kind, event.request_id))
    return sent


def test_a_stored_and_a_changed_request_are_told_of(told: Database) -> None:
    requests = SqlCallbackRequests(told)
    request = requests.add(request_of("CA1"))
    requests.add(request_of("CA1"))
    requests.save(replace(request, status="claimed"))

    assert news(told) == ["created", "updated"]
    assert news(told, "mail") == ["created"]


@pytest.mark.parametrize("outlet", ["webhook", "caldav", "tryton"])
def test_whoever_keeps_requests_is_told_of_all_that_happens_to_them(database: Database, outlet: Outlet) -> None:
    told = replace(database, outlets=frozenset({outlet}))
    with writing(told.engine) as connection:
        for kind in get_args(News):
            announce(connection, told, kind, of_company(1), CREATED)

    assert news(told, outlet) == ["created", "updated", "deleted", "restricted", "released"]


def test_nothing_is_written_where_nobody_is_told(database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1"))

    assert news(database) == []


def test_a_broken_off_call_is_not_told_of(told: Database) -> None:
    SqlCallbackRequests(told).add(request_of("CA1", status="incomplete"))

    assert news(told) == []


def test_a_request_and_its_news_are_stored_both_or_not_at_all(told: Database) -> None:
    with writing(told.engine) as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO gone"))

    with pytest.raises(SQLAlchemyError):
        SqlCallbackRequests(told).add(request_of("CA1"))
    assert SqlCallbackRequests(told).count() == 0


def test_news_of_a_deletion_outlives_its_request(told: Database, outbox: Outbox) -> None:
    request = SqlCallbackRequests(told).add(request_of("CA1"))
    with writing(told.engine) as connection:
        connection.execute(delete(callback_requests))
        announce(connection, told, "deleted", {str(request.id): request.recipient}, clock.now())

    assert delivered_in_order(outbox, clock.now()) == [("created", str(request.id)), ("deleted", str(request.id))]


def test_many_deletions_are_told_of_at_once(told: Database) -> None:
    with writing(told.engine) as connection:
        announce(connection, told, "deleted", of_company(*range(1200)), CREATED)

    assert news(told) == ["deleted"] * 1200


def test_an_event_waits_for_an_earlier_one_of_its_request_only(told: Database, outbox: Outbox) -> None:
    with writing(told.engine) as connection:
        for kind, number in (("created", 1), ("updated", 1), ("created", 2)):
            announce(connection, told, kind, of_company(number), CREATED)  # type: ignore[arg-type]
    first = outbox.next_due("webhook", CREATED)
    assert first is not None
    outbox.postpone(first, "HTTP 500", CREATED + MINUTE)

    assert delivered_in_order(outbox, CREATED) == [("created", str(UUID(int=2)))]
    again = outbox.next_due("webhook", CREATED + MINUTE)
    assert again == replace(first, attempts=1)
    assert [kind for kind, _ in delivered_in_order(outbox, CREATED + MINUTE)] == ["created", "updated"]


def test_an_event_given_up_holds_up_nothing_and_can_be_tried_anew(told: Database, outbox: Outbox) -> None:
    with writing(told.engine) as connection:
        announce(connection, told, "created", of_company(1), CREATED)
        announce(connection, told, "updated", of_company(1), CREATED)
    first = outbox.next_due("webhook", CREATED)
    assert first is not None
    outbox.postpone(first, "HTTP 500", None)

    assert [kind for kind, _ in delivered_in_order(outbox, CREATED)] == ["updated"]
    assert outbox.retry("webhook", CREATED) == 1
    assert [kind for kind, _ in delivered_in_order(outbox, CREATED)] == ["created"]


def test_an_outlet_that_wants_no_more_is_left_in_peace(told: Database, outbox: Outbox) -> None:
    with writing(told.engine) as connection:
        announce(connection, told, "created", of_company(1, 2), CREATED)

    assert outbox.give_up("webhook", "HTTP 410") == 2
    assert outbox.next_due("webhook", CREATED) is None
    assert outbox.next_due("mail", CREATED) is not None


def test_an_event_of_one_id_is_put_once(outbox: Outbox) -> None:
    event = Event("morning 2026-03-10", "mail", "morning", CREATED, recipient="company")

    assert outbox.put(event)
    assert not outbox.put(event)
    assert outbox.has(event.id)
    assert outbox.next_due("mail", CREATED) == event


def test_what_was_delivered_is_forgotten_after_a_while(outbox: Outbox) -> None:
    for number, event_id in enumerate(("old", "new")):
        event = Event(event_id, "mail", "morning", CREATED)
        outbox.put(event)
        outbox.delivered(event, CREATED + number * MINUTE, [])

    assert outbox.forget_delivered(CREATED + MINUTE) == 1
    assert outbox.has("new")
    assert not outbox.has("old")


def test_what_was_handed_over_stands_in_the_access_log(told: Database, outbox: Outbox) -> None:
    event = Event("one", "webhook", "created", CREATED, str(UUID(int=1)))
    outbox.put(event)
    outbox.delivered(event, CREATED, [UUID(int=1)])

    with told.engine.connect() as connection:
        (entry,) = audit_log.entries(connection)
    assert (entry.actor, entry.action, entry.reason) == ("handover", "export", "webhook")
    assert entry.request_ids == (str(UUID(int=1)),)


def test_the_standing_of_an_outlet(outbox: Outbox) -> None:
    for number in range(4):
        outbox.put(Event(str(number), "webhook", "created", CREATED + number * MINUTE, str(UUID(int=number))))
    outbox.delivered(Event("0", "webhook", "created", CREATED), CREATED + MINUTE, [])
    outbox.postpone(Event("1", "webhook", "created", CREATED), "HTTP 503", CREATED + MINUTE)
    outbox.postpone(Event("2", "webhook", "created", CREATED), "TimeoutError", None)

    standing = outbox.standing("webhook")
    assert (standing.waiting, standing.retried, standing.failed) == (2, 1, 1)
    assert (standing.oldest, standing.last_delivered) == (CREATED + MINUTE, CREATED + MINUTE)
    assert standing.problem == "TimeoutError"
    assert (outbox.standing("mail").waiting, outbox.standing("mail").oldest) == (0, None)


def test_who_keeps_requests_can_be_told_of_all_that_nothing_waits_to_be_told_of(
    database: Database, told: Database, outbox: Outbox
) -> None:
    requests, later = SqlCallbackRequests(database), CREATED + MINUTE
    old = requests.add(request_of("CA1"))
    requests.add(request_of("CA2", status="incomplete"))
    restricted = requests.add(request_of("CA3"))
    SqlCallbackRequests(told).add(request_of("CA4"))

    with writing(database.engine) as connection:
        of_it = callback_requests.c.id == str(restricted.id)
        connection.execute(update(callback_requests).where(of_it).values(restricted_at=CREATED))

    for expected in (1, 0):
        with writing(told.engine) as connection:
            assert tell_again(connection, told, later) == {"webhook": expected}
    assert ("updated", str(old.id)) in delivered_in_order(outbox, clock.now() + MINUTE)
    assert news(told, "mail") == ["created"]
