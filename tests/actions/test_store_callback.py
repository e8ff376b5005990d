"""The yes is committed beside the other calls, and nothing is said to be stored or not that isn't so."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action
from sqlalchemy import update

from actions import services
from actions.store_callback import StoreCallback
from actions.withdraw_callback import WithdrawCallback
from rueckruf import clock
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.rehearsal import rehearsal_sid
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.cipher import new_key
from rueckruf.storage.engine import writing
from rueckruf.storage.figures import figures_since
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.support.held import held_requests

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def requests(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlCallbackRequests]:
    """The stored requests; the actions open the same database for themselves."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RUECKRUF_KEYS", new_key())
    opened = (services.settings, services.opening_hours, services._requests, services._database, services._spool)
    for each in opened:
        each.cache_clear()
    database = services._database()
    yield SqlCallbackRequests(database)
    database.engine.dispose()
    for each in opened:
        each.cache_clear()


def gathered(**changes: Any) -> dict[str, Any]:
    """The slots after a yes to the summary."""
    start = clock.berlin_now().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {
        "caller_name": {"first": "Sabine", "last": "Müller"},
        "phone_number": "+493023125042",
        "phone_source": "spoken",
        "callback_time": {**CallbackWindow(start, start + timedelta(hours=1)).as_slot(), "text": "morgen um zehn"},
        "confirmed": True,
        **changes,
    }


async def outcome(slots: dict[str, Any], action: Action | None = None, call_sid: str = "CA1") -> Any:
    tracker = Tracker(call_sid, slots, {}, [], False, None, {}, "action_listen")
    events = await (action or StoreCallback()).run(CollectingDispatcher(), tracker, {})
    return next(event["value"] for event in events if event.get("name") == "outcome")


async def spooled(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Let a caller confirm while the database is away."""
    with monkeypatch.context() as away:
        away.setattr(services, "_SECONDS_TO_STORE", 0)
        assert await outcome(gathered(**changes)) == "stored"
    assert services._spool().state().depth == 1


def deliver() -> int:
    """How many of those that waited were stored."""
    return services._spool().deliver(services._store, clock.now())


async def test_other_calls_go_on_while_the_database_is_held(requests: SqlCallbackRequests) -> None:
    with held_requests(services._database().engine):
        storing = asyncio.ensure_future(outcome(gathered()))
        await asyncio.sleep(0.2)
        assert not storing.done()
    assert await storing == "stored"
    assert requests.count() == 1


async def test_a_rehearsal_hears_thanks_and_nothing_is_kept(requests: SqlCallbackRequests) -> None:
    call_sid = rehearsal_sid()
    assert await outcome(gathered(), call_sid=call_sid) == "stored"
    assert await outcome(gathered(confirmed=False, prompting="leaving"), call_sid=call_sid) == "declined"
    assert requests.count() == 0
    with services._database().engine.connect() as connection:
        assert not list(figures_since(connection, date.min))


async def test_a_turn_that_is_given_up_while_it_stores_may_be_repeated(requests: SqlCallbackRequests) -> None:
    with held_requests(services._database().engine), pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(outcome(gathered()), 0.2)
    while not requests.count():  # it ends long before the next turn of a real call
        await asyncio.sleep(0.01)
    assert await outcome(gathered(phone_number="+493023125043")) == "stored"
    assert [request.phone for request in requests.list()] == ["+493023125043"]


async def test_a_change_before_the_second_yes_is_stored(requests: SqlCallbackRequests) -> None:
    await outcome(gathered())
    assert await outcome(gathered(caller_name={"first": "Sabine", "last": "Möller"})) == "stored"
    [request] = requests.list()
    assert request.name == "Sabine Möller"


async def test_what_sales_has_begun_with_stays_and_the_caller_hears_no_thanks(requests: SqlCallbackRequests) -> None:
    await outcome(gathered())
    [request] = requests.list()
    claimed = requests.save(replace(request, status="claimed", claimed_by="anna"))
    assert await outcome(gathered(phone_number="+493023125043")) == "not_stored"
    assert await outcome(gathered()) == "stored"
    assert list(requests.list()) == [claimed]


@pytest.mark.parametrize(("prompting", "told"), [("leaving", "declined"), (None, "gave_up")])
async def test_without_a_second_yes_nothing_stays_of_the_first(
    requests: SqlCallbackRequests, prompting: str | None, told: str
) -> None:
    await outcome(gathered())
    assert await outcome(gathered(confirmed=False, prompting=prompting)) == told
    assert list(requests.list()) == []


async def test_withdrawing_deletes_what_the_call_has_stored(requests: SqlCallbackRequests) -> None:
    await outcome(gathered())
    other: CallbackRequest = requests.add(replace(next(requests.list()), id=uuid4(), call_sid="CA2"))
    assert await outcome(gathered(), WithdrawCallback()) == "withdrawn"
    assert list(requests.list()) == [other]


async def test_whoever_confirms_while_the_database_is_held_is_thanked_and_stored_later(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_SECONDS_TO_STORE", 0.2)
    with held_requests(services._database().engine):
        assert await outcome(gathered()) == "stored"
        assert services._spool().state().depth == 1

    assert deliver() == 1
    assert deliver() == 0
    [request] = requests.list()
    assert (request.name, request.phone, request.status) == ("Sabine Müller", "+493023125042", "new")


async def test_a_database_that_is_back_in_a_moment_stores_at_once(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, failures = services._database(), iter([OSError, OSError])
    monkeypatch.setattr(services, "_database", lambda: database if next(failures, None) is None else 1 / 0)

    assert await outcome(gathered()) == "stored"
    assert requests.count() == 1
    assert services._spool().state().depth == 0


async def test_what_is_changed_while_it_waits_is_stored_as_changed(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    await spooled(monkeypatch)
    assert await outcome(gathered(caller_name={"first": "Sabine", "last": "Möller"})) == "stored"
    assert deliver() == 1
    assert [request.name for request in requests.list()] == ["Sabine Möller"]


@pytest.mark.parametrize(
    ("slots", "action", "told"),
    [
        (gathered(), WithdrawCallback(), "withdrawn"),
        (gathered(confirmed=False, prompting="leaving"), StoreCallback(), "declined"),
    ],
)
async def test_what_is_withdrawn_while_it_waits_is_never_stored(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch, slots: dict[str, Any], action: Action, told: str
) -> None:
    await spooled(monkeypatch)
    assert await outcome(slots, action) == told
    assert services._spool().state().depth == 0
    assert deliver() == 0
    assert requests.count() == 0


async def test_a_change_of_an_earlier_request_waits_as_well(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    await outcome(gathered(), call_sid="CA0")
    [earlier] = requests.list()
    known = {"id": str(earlier.id), "changing": True, "caller": earlier.phone}
    await spooled(monkeypatch, known_request=known, concern="das Angebot")
    assert deliver() == 1
    assert [(request.id, request.concern) for request in requests.list()] == [(earlier.id, "das Angebot")]


async def test_a_change_that_comes_too_late_is_a_request_of_its_own(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    await outcome(gathered(), call_sid="CA0")
    [earlier] = requests.list()
    await spooled(monkeypatch, known_request={"id": str(earlier.id), "changing": True, "caller": earlier.phone})
    requests.save(replace(earlier, status="done"))
    assert deliver() == 1
    assert [request.call_sid for request in requests.list()] == ["CA0", "CA1"]


@pytest.mark.parametrize(("first", "left"), [("Sabine", []), ("Karl", ["Karl Müller"])])
async def test_all_that_a_caller_has_goes_also_what_waits_and_nothing_of_another(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch, first: str, left: list[str]
) -> None:
    await outcome(gathered(), call_sid="CA0")
    [earlier] = requests.list()
    await spooled(monkeypatch, caller_name={"first": first, "last": "Müller"})
    known = {"id": str(earlier.id), "changing": True, "caller": earlier.phone, "erase": "erasing_all"}
    assert await outcome(gathered(confirmed=False, known_request=known), call_sid="CA2") == "erased"
    deliver()
    assert [request.name for request in requests.list()] == left


async def test_the_wish_of_another_person_is_a_request_of_its_own(requests: SqlCallbackRequests) -> None:
    await outcome(gathered(), call_sid="CA0")
    [earlier] = requests.list()
    known = {"id": str(earlier.id), "changing": True, "caller": earlier.phone}
    karl = {"first": "Karl", "last": "Müller"}
    assert await outcome(gathered(known_request=known, caller_name=karl, concern="die Rechnung")) == "stored"
    assert [(request.name, request.concern) for request in requests.list()] == [
        ("Sabine Müller", ""),
        ("Karl Müller", "die Rechnung"),
    ]


async def test_a_rehearsal_never_waits(requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_database", lambda: 1 / 0)
    services._requests.cache_clear()
    assert await outcome(gathered(), call_sid=rehearsal_sid()) == "not_stored"
    assert services._spool().state().depth == 0


async def test_where_it_can_be_kept_nowhere_nobody_hears_thanks(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "spool").write_text("no folder")
    monkeypatch.setattr(services, "_SECONDS_TO_STORE", 0.2)
    with held_requests(services._database().engine):
        assert await outcome(gathered()) == "not_stored"


async def test_what_is_restricted_meanwhile_is_not_said_to_be_deleted(requests: SqlCallbackRequests) -> None:
    await outcome(gathered())
    with writing(services._database().engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=clock.now()))
    assert await outcome(gathered(), WithdrawCallback()) == "not_withdrawn"
    assert await outcome(gathered(confirmed=False)) == "not_withdrawn"


async def test_nothing_is_said_to_be_deleted_while_the_database_is_away(
    requests: SqlCallbackRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    await outcome(gathered())
    monkeypatch.setattr(services, "_database", lambda: 1 / 0)
    assert await outcome(gathered(), WithdrawCallback()) == "not_withdrawn"
    assert await outcome(gathered(confirmed=False)) == "not_withdrawn"
    assert requests.count() == 1


async def test_what_was_said_beside_is_stored_with_the_wish(requests: SqlCallbackRequests) -> None:
    start = clock.berlin_now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
    other = CallbackWindow(start, start + timedelta(hours=3))
    time = {**gathered()["callback_time"], "others": [other.as_slot()]}
    beside = {"other_phones": ["+491713920011"], "concern": "das Angebot", "callback_time": time}

    assert await outcome(gathered(**beside)) == "stored"

    (request,) = requests.list()
    assert (request.other_phones, request.concern) == (("+491713920011",), "das Angebot")
    assert (request.other_windows, request.note) == ((other.moments(),), "")
