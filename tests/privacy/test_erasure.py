"""What is kept of a person goes from every store, or nothing does."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.callbacks.handling import note
from rueckruf.privacy.erasure import erase
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.held import Held, Person, held_of
from rueckruf.privacy.phone import e164
from rueckruf.privacy.restriction import restrict
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.deletion import scrub
from rueckruf.storage.errors import StoreError
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests
from tests.privacy.conftest import DUE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

PHONE, OTHER = "+493023125042", "+493023125077"

Store = Callable[..., Any]
Left = Callable[[], list[str]]


def speak(settings: Settings, call_sid: str, *events: dict[str, Any]) -> None:
    """Let a call go on in which that has happened."""
    open_short_lived(settings, "conversation").put(call_sid, "tracker", json.dumps({"events": events}))
    open_short_lived(settings, "turn").put(call_sid, "1", "<Response/>")


def ids_of(held: Held) -> list[str]:
    return [str(each.request.id) for each in held.requests]


def calls_of(held: Held) -> list[str]:
    return [call.call_sid for call in held.calls]


def calls(settings: Settings) -> set[str]:
    return {call for kind in ("conversation", "turn") for call in open_short_lived(settings, kind).calls()}


def test_all_requests_of_a_number_go_and_no_others(
    settings: Settings, database: Database, store: Store, left: Left
) -> None:
    ids = [str(store(sid, phone=PHONE).id) for sid in ("CA1", "CA2")]
    store("CA3", phone=OTHER)

    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").requests == 2

    assert scrub(settings, database.engine)
    assert left() == ["CA3"]
    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.actor, entry.action, entry.reason) == ("cli:anna", "delete", "request")
    assert set(entry.request_ids) == set(ids)


@pytest.mark.parametrize(
    "beside",
    [
        *({field: f"Büro: {OTHER}"} for field in ("note", "callback_text", "concern", "result")),
        {"note": "Büro 030 / 23125-077, ab zwei"},
        {"other_phones": ("+491712345678", OTHER)},
    ],
)
def test_a_request_is_found_by_every_number_in_it(
    settings: Settings, database: Database, store: Store, left: Left, beside: dict[str, Any]
) -> None:
    store("CA1", phone=PHONE, **beside)
    store("CA2", phone=PHONE)

    assert erase(settings, database, Person(OTHER), DUE, "cli:anna").requests == 1
    assert left() == ["CA2"]


def test_a_request_is_found_by_what_sales_notes_and_has_noted(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1", phone=PHONE)
    handled = SqlHandledRequests(database)
    for number in (OTHER, "0171 2345678", ""):
        request = note(handled, request, "anna", DUE, f"besser: {number}")

    for number in (PHONE, OTHER, "+491712345678"):
        assert ids_of(held_of(settings, database, Person(number))) == [str(request.id)]


def test_one_request_goes_by_its_id(settings: Settings, database: Database, store: Store, left: Left) -> None:
    store("CA1")
    second = store("CA2")

    assert erase(settings, database, Person(request_id=second.id), DUE, "cli:anna").requests == 1
    assert left() == ["CA1"]


def test_requests_sealed_under_an_older_key_are_found(settings: Settings, database: Database, left: Left) -> None:
    old = new_key()
    both = Database(database.engine, Cipher(lambda: (*settings.keys, old)))
    SqlCallbackRequests(Database(database.engine, Cipher(lambda: (old,)))).add(request_of("CA1", phone=PHONE))

    assert erase(settings, both, Person(PHONE), DUE, "cli:anna").requests == 1
    assert left() == []


def test_a_restricted_one_is_refused_and_then_nothing_goes(
    settings: Settings, database: Database, store: Store
) -> None:
    first, restricted = store("CA1"), store("CA2")
    restrict(settings, database, restricted.id, "Streit", DUE, "cli:anna")

    with pytest.raises(PrivacyError, match=f"Nichts wurde gelöscht, denn gesperrt ist: {restricted.id}"):
        erase(settings, database, Person(PHONE), DUE, "cli:anna")
    with database.engine.connect() as connection:
        assert len(connection.execute(select(callback_requests.c.id)).all()) == 2
    assert erase(settings, database, Person(request_id=first.id), DUE, "cli:anna").requests == 1


@pytest.mark.parametrize("said", ["+49 30 23125042", "unter 030 231 25 042 bitte", "null drei null"])
@pytest.mark.parametrize("store_of_calls", ["sqlite", pytest.param("redis", marks=pytest.mark.process)])
def test_running_calls_of_the_number_are_forgotten(
    request: pytest.FixtureRequest, tmp_path: Any, said: str, store_of_calls: str
) -> None:
    environ = {"RUECKRUF_DATA_DIR": str(tmp_path), "RUECKRUF_KEYS": new_key()}
    if store_of_calls == "redis":
        environ["REDIS_URL"] = request.getfixturevalue("redis_url")
    settings = load_settings(environ)
    understood = {"event": "slot", "name": "phone_number", "value": PHONE if said.startswith("null") else None}
    speak(settings, "CA1", {"event": "user", "text": said}, understood)
    speak(settings, "CA2", {"event": "user", "text": "unter 030 23125077"})
    database = open_database(settings)
    assert calls_of(held_of(settings, database, Person(PHONE))) == ["CA1"]
    erase(settings, database, Person(PHONE), DUE, "cli:anna")
    assert calls(settings) == {"CA2"}


@pytest.mark.parametrize(
    "event",
    [
        {"event": "user", "text": "ja", "metadata": {"caller": PHONE}},
        {"event": "user", "text": "null drei null zwei drei eins zwei fünf null vier zwei"},
        {"event": "slot", "name": "callback_time", "value": {"text": f"um zwei unter {PHONE}"}},
    ],
)
def test_a_running_call_is_found_by_who_rings_and_by_dictated_digits(
    settings: Settings, database: Database, event: dict[str, Any]
) -> None:
    speak(settings, "CA1", event)

    assert calls_of(held_of(settings, database, Person(PHONE))) == ["CA1"]


def test_times_and_ids_of_another_call_are_no_numbers(settings: Settings, database: Database) -> None:
    words = {"event": "user", "text": "morgen um zwei", "timestamp": 1773302312.5042, "message_id": "ab3023125042cd"}
    speak(settings, "CA1", words, {"event": "slot", "name": "phone_number", "value": f"{PHONE}9"})

    assert held_of(settings, database, Person(PHONE)).is_nothing


def test_the_call_that_a_request_came_from_is_forgotten(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")
    speak(settings, "CA1", {"event": "user", "text": "ja"})

    erase(settings, database, Person(request_id=request.id), DUE, "cli:anna")

    assert calls(settings) == set()


def test_a_call_can_store_while_running_calls_are_read(
    settings: Settings, database: Database, store: Store, left: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("CA1", phone=PHONE)
    every = RunningCalls.every

    def and_store(calls: RunningCalls) -> Any:
        store("CA2", phone=OTHER)
        return every(calls)

    monkeypatch.setattr(RunningCalls, "every", and_store)

    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").requests == 1
    assert left() == ["CA2"]


def test_exports_in_the_data_folder_that_have_it_go(settings: Settings, database: Database, store: Store) -> None:
    request, other = store("CA1"), store("CA2", phone=OTHER)
    for name, each in (("one.csv", request), ("other.csv", other)):
        (settings.data_dir / name).write_text(f"id;created_at\r\n{each.id};\r\n", encoding="utf-8-sig")

    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").exports == 1
    assert not (settings.data_dir / "one.csv").exists()
    assert (settings.data_dir / "other.csv").exists()


def test_an_erasure_is_logged_also_where_there_was_no_request(settings: Settings, database: Database) -> None:
    speak(settings, "CA1", {"event": "user", "text": f"unter {PHONE}"})

    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").calls == 1

    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.actor, entry.action, entry.reason, entry.request_ids) == ("cli:anna", "delete", "request", ())


def test_where_there_is_nothing_nothing_is_found(settings: Settings, database: Database) -> None:
    assert held_of(settings, database, Person(request_id=uuid4())).is_nothing
    assert held_of(settings, database, Person(PHONE)).is_nothing


def test_an_export_that_alone_has_a_number_still_is_found_and_goes(
    settings: Settings, database: Database, store: Store
) -> None:
    kept = store("CA1", phone=OTHER)
    for name, number, request_id in (("of.csv", PHONE, uuid4()), ("other.csv", OTHER, kept.id)):
        text = f"id;created_at;name;phone\r\n{request_id};;;{number}\r\n"
        (settings.data_dir / name).write_text(text, encoding="utf-8-sig")

    assert len(held_of(settings, database, Person(PHONE)).export_files) == 1
    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").exports == 1

    assert not (settings.data_dir / "of.csv").exists()
    assert (settings.data_dir / "other.csv").exists()
    with database.engine.connect() as connection:
        logged = [(entry.action, entry.reason) for entry in entries(connection)]
    assert logged == [("delete", "request"), ("exports_removed", "1")]


@pytest.mark.parametrize(
    "typed", ["030 / 23125-042", "(030) 23125042", "0049 30 23125042", "+49 (0)30 23125042", "tel:+493023125042"]
)
def test_a_number_may_be_written_in_any_way(typed: str) -> None:
    assert e164(typed) == PHONE


@pytest.mark.parametrize("typed", ["Müller", "1", "+49 30 " + "1" * 20, ""])
def test_what_is_no_number_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(PrivacyError) as error:
        e164(typed)
    assert typed == "" or typed not in str(error.value)


def test_what_waits_for_the_database_goes_as_well(settings: Settings, database: Database, store: Store) -> None:
    spool, stored = open_spool(settings), store("CA1", phone=PHONE)
    spool.put(Accepted(request_of("CA2", phone=OTHER, concern=f"Büro: {PHONE}")))
    spool.put(Accepted(request_of("CA3", phone=OTHER)))
    speak(settings, "CA2")

    assert len(held_of(settings, database, Person(PHONE)).requests) == 2
    assert erase(settings, database, Person(PHONE), DUE, "cli:anna").requests == 2
    assert [accepted.request.call_sid for accepted in spool.waiting()] == ["CA3"]
    assert calls(settings) == set()
    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert str(stored.id) in entry.request_ids
    assert len(entry.request_ids) == 2


def test_by_its_id_goes_what_waits_and_what_would_change_it(
    settings: Settings, database: Database, store: Store
) -> None:
    spool, stored, waiting = open_spool(settings), store("CA1"), request_of("CA3")
    spool.put(Accepted(request_of("CA2"), changes=stored.id))
    spool.put(Accepted(waiting))

    assert erase(settings, database, Person(request_id=waiting.id), DUE, "cli:anna").requests == 1
    assert erase(settings, database, Person(request_id=stored.id), DUE, "cli:anna").requests == 2
    assert list(spool.waiting()) == []


def test_while_redis_is_away_nothing_is_erased_by_halves(settings: Settings, database: Database, store: Store) -> None:
    store("CA1", phone=PHONE)
    open_spool(settings).put(Accepted(request_of("CA2", phone=PHONE)))
    away = replace(settings, redis_url="redis://127.0.0.1:1")

    with pytest.raises(StoreError, match="REDIS_URL: Redis cannot be reached"):
        erase(away, database, Person(PHONE), DUE, "cli:anna")
    assert len(held_of(settings, database, Person(PHONE)).requests) == 2


def test_where_one_is_restricted_what_waits_stays(settings: Settings, database: Database, store: Store) -> None:
    open_spool(settings).put(Accepted(request_of("CA2", phone=PHONE)))
    restrict(settings, database, store("CA1", phone=PHONE).id, "Streit", DUE, "cli:anna")

    with pytest.raises(PrivacyError):
        erase(settings, database, Person(PHONE), DUE, "cli:anna")
    assert len(list(open_spool(settings).waiting())) == 1
