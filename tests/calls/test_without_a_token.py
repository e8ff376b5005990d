"""Without a token only this machine may call, and what a proxy on this machine passes on does not come from it."""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from rueckruf.simulator.phone import STATUS, WEBHOOK, Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from tests.support.calls import MORNING, stored_at

pytestmark = pytest.mark.call

EVERYTHING = (
    "Mein Name ist Paul Weber, rufen Sie mich morgen um zehn Uhr unter "
    "null drei null zwei drei eins zwei fünf null sieben sieben an."
)

#: What proxies on this machine add or pass on, each by itself: nginx, Apache, HAProxy, Caddy, Traefik, a tunnel.
FORWARDED = [
    {"X-Forwarded-For": "203.0.113.7"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"Forwarded": "for=203.0.113.7;proto=https;host=rueckruf.example"},
    {"X-Forwarded-Host": "rueckruf.example"},
    {"X-Forwarded-Proto": "https"},
    {"X-Real-IP": "203.0.113.7"},
    {"Via": "1.1 proxy"},
    {"Host": "rueckruf.example"},
]


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that checks no signature."""
    environment = {"TWILIO_AUTH_TOKEN": ""}
    with running_server(tmp_path_factory.mktemp("open"), environment, rueckruf_at(MORNING)) as running:
        yield running


@pytest.fixture
def stored(open_server: Server) -> Callable[[str], list[Any]]:
    return stored_at(open_server)


@pytest.fixture
def call(open_server: Server) -> Phone:
    """A call of this machine that waits for the yes."""
    call = Phone(open_server.url, caller="anonymous").start()
    assert "Stimmt das?" in call.say(EVERYTHING)
    return call


def post(server: Server, address: str, headers: dict[str, str], **parameters: str) -> int:
    """The status of the answer to an unsigned request."""
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=150)) as connection:
        connection.request("POST", address, urlencode(parameters), form)
        return connection.getresponse().status


@pytest.mark.parametrize("headers", FORWARDED)
def test_a_call_through_a_proxy_is_refused_and_changes_nothing(
    open_server: Server, call: Phone, stored: Callable[[str], list[Any]], headers: dict[str, str]
) -> None:
    assert call.gather is not None
    next_turn = urlsplit(call.gather.action)
    yes = f"{next_turn.path}?{next_turn.query}"

    assert post(open_server, WEBHOOK, headers, CallSid="CA" + "f" * 32, CallStatus="ringing") == 403
    assert post(open_server, yes, headers, CallSid=call.call_sid, SpeechResult="ja") == 403
    assert post(open_server, STATUS, headers, CallSid=call.call_sid, CallStatus="completed") == 403

    assert stored(call.call_sid) == []
    assert "Vielen Dank" in call.say("ja")
    assert [request.name for request in stored(call.call_sid)] == ["Paul Weber"]


def test_the_log_says_what_to_do(open_server: Server) -> None:
    post(open_server, STATUS, {"Via": "1.1 proxy"}, CallSid="CA" + "f" * 32, CallStatus="completed")

    deadline = time.monotonic() + 60
    while not any("set TWILIO_AUTH_TOKEN" in line for line in open_server.output):
        assert time.monotonic() < deadline, "the server logs no refusal"
        time.sleep(0.01)
