"""A real server with its clock at a working Tuesday, and a telephone to ring it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests

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

    def begin(caller: str = "anonymous", *, status_callback: bool = True) -> Phone:
        call = Phone(server.url, auth_token=AUTH_TOKEN, caller=caller, status_callback=status_callback)
        call.start()
        calls.append(call)
        return call

    yield begin
    for call in calls:
        if not call.ended:
            call.hang_up()


@pytest.fixture
def stored(server: Server) -> Callable[[str], list[Any]]:
    """The requests stored for a call, by its CallSid."""
    settings = load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)})
    requests = SqlCallbackRequests(open_database(settings))
    return lambda call_sid: [request for request in requests.list() if request.call_sid == call_sid]
