"""A real server with its clock at a working Tuesday, and a telephone to ring it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.figures import figures_since
from rueckruf.storage.requests import SqlCallbackRequests
from tests.conversations.responses import is_said
from tests.support.patience import eventually

#: What makes a wording of the last question the whole summary, which may be read out again word by word.
SUMMARY = frozenset({"caller_name", "phone_number", "callback_time"})
AUTH_TOKEN = "token-of-these-tests"
#: Tuesday, 10 March 2026, ten o'clock in Berlin.
MORNING = "2026-03-10T09:00:00Z"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all calls of a test process; each call is a conversation of its own."""
    environment = {"TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    with running_server(tmp_path_factory.mktemp("var"), environment, rueckruf_at(MORNING)) as running:
        yield running


@pytest.fixture
def ring(server: Server) -> Iterator[Callable[..., Any]]:
    """Rings the server: ``ring(caller="+49...")``; the caller of an unanswered question hangs up at the end."""
    calls = []

    def begin(caller: str = "anonymous", **settings: Any) -> Phone:
        call = Phone(server.url, auth_token=AUTH_TOKEN, caller=caller, **settings)
        call.start()
        calls.append(call)
        return call

    yield begin
    for call in calls:
        if not call.ended:
            call.hang_up()
        call.close()
    forget(server, *(call.call_sid for call in calls))


@pytest.fixture
def stored(server: Server) -> Callable[[str], list[Any]]:
    """The requests stored for a call, by its CallSid."""
    return stored_at(server)


def stored_at(server: Server) -> Callable[..., list[Any]]:
    """Finds the requests that a server has stored for calls, by their CallSids."""
    requests = SqlCallbackRequests(database_of(server))
    return lambda *call_sids: [request for request in requests.list() if request.call_sid in call_sids]


def database_of(server: Server) -> Database:
    """What a server stores in."""
    return open_database(load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)}))


def forget(server: Server, *call_sids: str) -> None:
    """Take back what calls have stored: the next one may come from the same number and under the same name."""
    database = database_of(server)
    for call_sid in call_sids:
        assert eventually(partial(_take_back, database, call_sid))
    database.engine.dispose()


def _take_back(database: Database, call_sid: str) -> bool:
    """Whether it could be taken back: a busy server may write for longer than anybody waits for their turn."""
    try:
        withdraw(database, call_sid, datetime.now(UTC))
    except OperationalError:
        return False
    return True


def without_request(server: Server) -> Counter[str]:
    """Where or how calls ended that have led to no request, and how often."""
    database = database_of(server)
    with database.engine.connect() as connection:
        figures = list(figures_since(connection, date(2026, 3, 1)))
    database.engine.dispose()
    without = [figure for figure in figures if figure.kind in ("broke_off", "gave_up", "ended")]
    return Counter({f"{figure.kind} {figure.value}": figure.count for figure in without})


def said_twice(heard: Sequence[str]) -> set[str]:
    """The sentences that a caller has heard more than once, but for the whole summary."""
    return {
        sentence
        for sentence, times in Counter(heard).items()
        if times > 1 and not is_said(sentence, "utter_ask_confirmed", variables=SUMMARY)
    }
