"""What has changed since a system last asked."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from rueckruf import clock
from rueckruf.settings import Settings
from rueckruf.storage.changes import KEPT, forget_changes
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.engine import writing
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]


def test_a_system_hears_of_each_change_once(system: Systems, wish: Any, database: Database, settings: Settings) -> None:
    crm, request = system(), wish()
    first = crm.read("/events")
    crm.change("PUT", request.id, "claim")
    withdraw(database, request.call_sid, clock.now())
    second = crm.read("/events", cursor=first["next"])

    told_of = [(event["type"], event["request_id"]) for event in first["events"] + second["events"]]
    assert told_of == [(f"request.{news}", str(request.id)) for news in ("created", "updated", "deleted")]
    assert crm.read("/events", cursor=second["next"]) == {"events": [], "next": second["next"], "more": False}


def test_nothing_has_happened_yet(system: Systems) -> None:
    assert system().read("/events") == {"events": [], "next": None, "more": False}


def test_many_changes_come_in_portions(system: Systems, wish: Any) -> None:
    made = [str(wish().id) for _ in range(5)]
    crm = system()
    first = crm.read("/events", limit=3)
    second = crm.read("/events", limit=3, cursor=first["next"])

    assert [event["request_id"] for event in first["events"] + second["events"]] == made
    assert (first["more"], second["more"]) == (True, False)


def test_news_of_others_is_not_told(system: Systems, wish: Any) -> None:
    own, other = wish(), wish(recipient="parent")

    assert [event["request_id"] for event in system().read("/events")["events"]] == [str(own.id)]
    both = system("bi", "lead").read("/events")["events"]
    assert [event["request_id"] for event in both] == [str(own.id), str(other.id)]


def test_an_event_holds_nothing_of_a_person(system: Systems, wish: Any) -> None:
    wish()
    (event,) = system().read("/events")["events"]

    assert event.keys() == {"id", "type", "timestamp", "request_id"}


def test_who_has_not_asked_for_long_reads_all_again(system: Systems, wish: Any, database: Database) -> None:
    wish()
    crm = system()
    first = crm.read("/events")["next"]
    wish()
    with writing(database.engine) as connection:
        forget_changes(connection, clock.now() + KEPT)

    for lost in (first, uuid4()):
        status, words = told(crm.ask(f"/events?cursor={lost}"))
        assert (status, "lesen Sie alle Wünsche neu" in words) == (410, True)


@pytest.mark.parametrize("query", ["cursor=x", "cursor=%00", "limit=1001", "since=2026"])
def test_what_makes_no_sense_is_refused(system: Systems, query: str) -> None:
    assert told(system().ask(f"/events?{query}"))[0] == 422
