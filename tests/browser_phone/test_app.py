"""Nobody but who sits at this machine gets the page, and no page of others may use it."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from rueckruf.browser_phone.app import create_app
from rueckruf.browser_phone.calls import Calls
from rueckruf.browser_phone.event_feed import event_feed
from rueckruf.project import ROOT
from rueckruf.simulator.server import free_port

pytestmark = pytest.mark.unit


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    """The page beside a server that does not answer."""
    sender, receiver = event_feed()
    with create_app(Calls(f"http://127.0.0.1:{free_port()}", None, receiver, ROOT)).test_client() as client:
        yield client
    sender.socket.close()
    receiver.socket.close()


def test_whoever_sits_here_gets_it(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Anrufen" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Permissions-Policy"].endswith("microphone=(self)")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"Via": "1.1 proxy"},
        {"Host": "rueckruf.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/anrufe"])
def test_others_are_refused(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    assert client.open(path, method="POST" if path == "/anrufe" else "GET", headers=headers).status_code == 403


def test_so_are_other_machines(client: FlaskClient) -> None:
    assert client.get("/", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403


@pytest.mark.parametrize("caller", ["03023125042", "+49 30", "Sabine", "+4930231250421234567"])
def test_a_number_that_is_none_is_told(client: FlaskClient, caller: str) -> None:
    answer = client.post("/anrufe", data={"caller": caller})
    assert answer.status_code == 400
    assert "mit + und der Landesvorwahl" in answer.text


def test_a_server_that_does_not_answer_is_told(client: FlaskClient) -> None:
    answer = client.post("/anrufe", data={"caller": ""})
    assert answer.status_code == 502
    assert "Niemand nimmt ab" in answer.text


@pytest.mark.parametrize("path", ["weiter", "auflegen", "noch-einmal"])
def test_a_call_that_is_not_known_any_more_is_told(client: FlaskClient, path: str) -> None:
    answer = client.post(f"/anrufe/CA0/{path}", data={"line": "ja"})
    assert answer.status_code == 404
    assert "gibt es hier nicht mehr" in answer.text
