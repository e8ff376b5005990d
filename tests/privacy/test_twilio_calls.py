"""Twilio's log of a call is deleted once the call is over; what can't be is tried again and again."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from rueckruf.logs import configure, pseudonym
from rueckruf.privacy.retention import purge
from rueckruf.privacy.twilio_calls import delete_call_logs
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.ended_calls import EndedCall, EndedCalls
from rueckruf.twilio.client import twilio_client
from tests.support.twilio_api import ACCOUNT, TOKEN, TwilioApi, twilio_api

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRST, SECOND = "CA" + "1" * 32, "CA" + "2" * 32


@pytest.fixture
def api() -> Iterator[TwilioApi]:
    with twilio_api() as api:
        yield api
    assert api.faults == []


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[EndedCalls]:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    yield EndedCalls(database.engine)
    database.engine.dispose()


def waiting(calls: EndedCalls) -> list[tuple[str, int]]:
    return [tuple(call) for call in calls.due(NOW + timedelta(days=365), 100)]  # type: ignore[misc]


def test_the_log_of_an_ended_call_is_deleted_in_ireland(calls: EndedCalls, api: TwilioApi) -> None:
    api.logs = {FIRST: "completed", SECOND: "completed"}
    calls.add(FIRST, NOW)

    assert delete_call_logs(calls, api.client(), NOW) == 1
    assert api.logs == {SECOND: "completed"}
    assert api.hosts == ["https://api.dublin.ie1.twilio.com"]
    assert waiting(calls) == []
    assert delete_call_logs(calls, api.client(), NOW) == 0
    assert api.requests == 1


def test_the_client_of_the_server_is_the_same() -> None:
    settings = load_settings(
        {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_DELETE_CALL_LOGS": "true"}
    )
    client = twilio_client(settings)
    assert client.auth == (ACCOUNT, TOKEN)
    assert client.get_hostname("https://api.twilio.com/x") == "https://api.dublin.ie1.twilio.com/x"


def test_a_log_that_is_gone_already_is_done(calls: EndedCalls, api: TwilioApi) -> None:
    calls.add(FIRST, NOW)
    assert delete_call_logs(calls, api.client(), NOW) == 1
    assert waiting(calls) == []


def test_a_call_that_goes_on_holds_up_no_other_and_is_tried_again(calls: EndedCalls, api: TwilioApi) -> None:
    api.logs = {FIRST: "in-progress", SECOND: "completed"}
    calls.add(FIRST, NOW)
    calls.add(SECOND, NOW)

    assert delete_call_logs(calls, api.client(), NOW) == 1
    assert waiting(calls) == [(FIRST, 1)]
    api.logs[FIRST] = "completed"
    assert delete_call_logs(calls, api.client(), NOW + MINUTE - timedelta(seconds=1)) == 0
    assert delete_call_logs(calls, api.client(), NOW + MINUTE) == 1
    assert api.logs == {}


def test_the_waits_double_up_to_an_hour(calls: EndedCalls, api: TwilioApi) -> None:
    api.logs = {FIRST: "in-progress"}
    calls.add(FIRST, NOW)
    now, waits = NOW, []
    for _ in range(9):
        delete_call_logs(calls, api.client(), now)
        before = now
        while not calls.due(now, 1):
            now += MINUTE
        waits.append((now - before) // MINUTE)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize("trouble", ["down", "credentials", "connection"])
def test_what_no_call_would_fare_better_with_ends_the_round(calls: EndedCalls, api: TwilioApi, trouble: str) -> None:
    api.logs = {FIRST: "completed", SECOND: "completed"}
    api.down = trouble == "down"
    client = api.client("another" if trouble == "credentials" else TOKEN)
    if trouble == "connection":
        api.url = "http://127.0.0.1:1"
    calls.add(FIRST, NOW)
    calls.add(SECOND, NOW + timedelta(seconds=1))

    assert delete_call_logs(calls, client, NOW + MINUTE) == 0
    assert len(api.hosts) == 1
    assert sorted(waiting(calls)) == [(FIRST, 1), (SECOND, 0)]


def test_a_server_that_stops_leaves_the_rest_for_the_next_start(calls: EndedCalls, api: TwilioApi) -> None:
    stopping = Event()
    stopping.set()
    calls.add(FIRST, NOW)
    assert delete_call_logs(calls, api.client(), NOW, stopping) == 0
    assert waiting(calls) == [(FIRST, 0)]


@pytest.mark.usefixtures("logging_restored")
def test_the_log_names_the_call_by_its_pseudonym_only(
    calls: EndedCalls, api: TwilioApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stderr", printed)
    configure("DEBUG")
    api.logs = {FIRST: "in-progress"}
    calls.add(FIRST, NOW)
    delete_call_logs(calls, api.client(), NOW)
    api.url = "http://127.0.0.1:1"
    delete_call_logs(calls, api.client(), NOW + MINUTE)

    log = printed.getvalue()
    assert log.count(f'"call": "{pseudonym(FIRST)}"') == 2
    assert '"logger": "twilio.http_client"' in log
    for secret in (FIRST, ACCOUNT, TOKEN):
        assert secret not in log


def test_what_is_never_deleted_is_given_up_after_the_term_of_a_request_and_told(
    tmp_path: Path, calls: EndedCalls, caplog: pytest.LogCaptureFixture
) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})  # the switch is off
    database = open_database(settings)
    calls.add(FIRST, NOW)
    calls.postpone(EndedCall(FIRST, 41), NOW + timedelta(days=365))
    three_months_later = datetime(2026, 6, 10, 8, tzinfo=UTC)

    purge(settings, database, three_months_later - MINUTE, "server")
    assert waiting(calls) == [(FIRST, 42)]
    purge(settings, database, three_months_later, "server")

    assert waiting(calls) == []
    (record,) = [record for record in caplog.records if "given up" in record.getMessage()]
    assert record.facts == {"call": pseudonym(FIRST), "attempts": 42}  # type: ignore[attr-defined]
    assert FIRST not in caplog.text
