"""The front passes on what comes as it came, back what is answered, and tells where calls run."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rueckruf.channel.twilio_voice import MAX_BODY_BYTES
from rueckruf.server.watch.front import Closed, _from_elsewhere
from rueckruf.simulator.server import free_port
from tests.support.front import WEBHOOK, Front
from tests.support.listening import listening

pytestmark = pytest.mark.process


class Generation(BaseHTTPRequestHandler):
    """Answers with what it was asked; hangs up when it hears a goodbye."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        asked = {
            "port": self.connection.getsockname()[1],
            "path": self.path,
            "headers": dict(self.headers.items()),
            "body": body,
        }
        self._answer(403 if "forged" in body else 200, json.dumps(asked) + "<Hangup />" * ("goodbye" in body))

    def do_GET(self) -> None:
        self._answer(503, "failing")

    def _answer(self, status: int, answer: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def generation() -> Iterator[int]:
    """The port of one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Generation)
    with listening(server):
        yield server.server_port


@pytest.fixture
def ports(front: Front) -> Iterator[tuple[int, int]]:
    """Two generations, calls begin on the first; there since the front has begun, for it begins by fork."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(generation()) for _ in range(2))
        front.begin_on(first)
        yield first, second


def test_a_request_arrives_as_it_came(front: Front, ports: tuple[int, int]) -> None:
    headers = {
        "Host": "rueckruf.example",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": "abc=",
        "X-Forwarded-For": "203.0.113.7",
    }
    status, kind, text = front.ask("POST", "/a%20b/%C3%A4?turn=1&x=%2B", "CallSid=CA1&x=%C3%A4", headers)
    asked = json.loads(text)
    assert (status, kind) == (200, "text/xml; charset=utf-8")
    assert (asked["path"], asked["body"]) == ("/a%20b/%C3%A4?turn=1&x=%2B", "CallSid=CA1&x=%C3%A4")
    arrived = {name.lower(): value for name, value in asked["headers"].items()}
    assert arrived.pop("connection") == "close"  # one of the front's own
    assert arrived == {
        **{name.lower(): value for name, value in headers.items()},
        "content-length": "20",
        "accept-encoding": "identity",
    }


def test_who_is_elsewhere_arrives_as_that(front: Front, ports: tuple[int, int]) -> None:
    assert "X-Forwarded-For" not in front.turn("CA1")["headers"]
    assert _from_elsewhere("127.0.0.1") == _from_elsewhere("::1") == []
    assert _from_elsewhere("192.0.2.7") == [("X-Forwarded-For", "192.0.2.7")]


def test_an_answer_that_is_no_success_comes_back_as_it_is(front: Front, ports: tuple[int, int]) -> None:
    assert front.ask("GET", "/health") == (503, "text/xml; charset=utf-8", "failing")


def test_calls_stay_where_they_have_begun_until_they_end(front: Front, ports: tuple[int, int]) -> None:
    first, second = ports
    for call in ("CA1", "CA2"):
        assert front.turn(call)["port"] == first
    front.begin_on(second)
    assert front.tells_of(first, second)
    assert front.turn("CA3")["port"] == second
    assert front.turn("CA1", SpeechResult="goodbye")["port"] == first
    assert front.turn("CA2", CallStatus="in-progress")["port"] == first
    assert front.turn("CA2", CallStatus="completed")["port"] == first
    assert front.tells_of(second)
    assert front.turn("CA2")["port"] == second


def test_a_forged_end_ends_no_call(front: Front, ports: tuple[int, int]) -> None:
    first, second = ports
    front.turn("CA1")
    front.begin_on(second)
    front.turn("CA1", CallStatus="completed", by="forged")
    assert front.turn("CA1")["port"] == first


def test_where_a_generation_has_gone_its_calls_go_on_in_the_new_one(front: Front, ports: tuple[int, int]) -> None:
    first, second = ports
    front.turn("CA1")
    front.begin_on(second)
    front.child.connection.send(Closed(first))
    assert front.tells_of(second)
    assert front.turn("CA1")["port"] == second


def test_where_nobody_answers_that_is_said(front: Front, ports: tuple[int, int]) -> None:
    front.begin_on(free_port())
    assert front.ask("POST", WEBHOOK, "CallSid=CA1")[0] == 502


def test_what_is_too_long_is_refused(front: Front, ports: tuple[int, int]) -> None:
    assert front.ask("POST", WEBHOOK, "x" * (MAX_BODY_BYTES + 1))[0] == 413
