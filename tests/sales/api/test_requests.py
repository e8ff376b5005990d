"""Requests as other systems read them."""

import base64
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import KEYS, as_data
from rueckruf.clock import BERLIN
from rueckruf.privacy.restriction import restrict
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from tests.sales.conftest import NOON
from tests.support.requests import CREATED
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]
Wish = Callable[..., CallbackRequest]


def test_a_request_has_all_that_is_exported_with_its_version_and_its_next_attempt(system: Systems, wish: Wish) -> None:
    friday = datetime(2026, 3, 13, 10, tzinfo=BERLIN)
    request = wish(concern="neue Heizung", other_phones=("+49301234567",), attempts=1, next_attempt_at=friday)
    answer = system().ask(f"/requests/{request.id}")

    shown = answer.get_json()
    assert {key: shown[key] for key in KEYS} == as_data(request)
    assert {key: shown[key] for key in shown.keys() - KEYS} == {
        "version": 1,
        "next_attempt_at": "2026-03-13T10:00:00+01:00",
    }
    assert answer.headers["ETag"] == '"1"'
    assert "call_sid" in {field.name for field in fields(CallbackRequest)} - shown.keys()


def test_a_system_sees_the_requests_of_its_recipient_and_one_for_all_sees_all(system: Systems, wish: Wish) -> None:
    own, other = wish(), wish(recipient="parent")
    crm, bi = system(), system("bi", "lead")

    assert [each["id"] for each in crm.read("/requests")["requests"]] == [str(own.id)]
    assert [each["id"] for each in bi.read("/requests")["requests"]] == sorted(
        (str(own.id), str(other.id))  # both were created in the same moment
    )
    assert [each["id"] for each in bi.read("/requests", recipient="parent")["requests"]] == [str(other.id)]
    assert told(crm.ask(f"/requests/{other.id}"))[0] == 404
    assert told(crm.ask("/requests?recipient=parent")) == (
        403,
        "Dieser Zugang sieht nur die Rückrufwünsche seines eigenen Empfängers.",
    )


def test_what_is_restricted_due_or_gone_is_not_found(
    system: Systems, wish: Wish, settings: Settings, database: Database
) -> None:
    restricted, due = wish(), wish(delete_after=NOON)
    restrict(settings, database, restricted.id, "Streit", NOON, "test")
    crm = system()

    assert crm.read("/requests")["requests"] == []
    for request_id in (restricted.id, due.id, uuid4()):
        assert told(crm.ask(f"/requests/{request_id}"))[0] == 404


def test_pages_go_on_where_the_one_before_ended_whatever_comes_or_goes_meanwhile(system: Systems, wish: Wish) -> None:
    made = [wish(created_at=CREATED + timedelta(seconds=number // 2)) for number in range(7)]
    crm, read = system(), []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        page = crm.read("/requests", limit=3, **cursor)
        read += [each["id"] for each in page["requests"]]
        wish(created_at=CREATED - timedelta(hours=1))
        cursor = page["next"] and {"cursor": page["next"]}

    expected = sorted(made, key=lambda request: (request.created_at, str(request.id)))
    assert read == [str(request.id) for request in expected]


def test_requests_are_chosen_by_status_and_by_days(system: Systems, wish: Wish) -> None:
    new, done = wish(), wish(status="done")
    later = wish(callback_start=NOON + timedelta(days=3), callback_end=NOON + timedelta(days=3, hours=1))
    crm = system()

    def found(**query: Any) -> set[str]:
        return {each["id"] for each in crm.read("/requests", **query)["requests"]}

    assert found(status="done") == {str(done.id)}
    assert found(status=["done", "new"]) == {str(new.id), str(done.id), str(later.id)}
    assert found(first_day="2026-03-14") == {str(later.id)}
    assert found(last_day="2026-03-13") == {str(new.id), str(done.id)}


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=viele",
        "status=offen",
        "first_day=morgen",
        "first_day=2026-02-30",
        "first_day=2026-03-11&last_day=2026-03-10",
        "last_day=9999-12-31",
        "cursor=x",
        "cursor=" + base64.urlsafe_b64encode(b"0001-01-01T00:00+14:00 x").decode(),
        "cursor=" + base64.urlsafe_b64encode(b"2026-03-10T10:00 x").decode(),
        "cursor=" + "x" * 5000,
        "name=M%C3%BCller",
        "&".join(f"id={UUID(int=number)}" for number in range(1000)),
        "&".join(f"{number}={number}" for number in range(1000)),
    ],
)
def test_what_makes_no_sense_is_refused_without_repeating_it(system: Systems, query: str) -> None:
    status, words = told(system().ask(f"/requests?{query}"))

    assert status == 422
    assert len(words) < 300
    assert "Müller" not in words


def test_an_unknown_recipient_is_none(system: Systems) -> None:
    assert told(system("bi", "lead").ask("/requests?recipient=niemand"))[0] == 422
