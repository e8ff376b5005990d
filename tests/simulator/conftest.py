"""A tiny server that answers a telephone with prepared TwiML."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from tests.support.listening import listening


class Answers:
    """What the server answers, one after the other, and what it was sent."""

    def __init__(self) -> None:
        self.prepared: list[str | tuple[int, str, str]] = []
        self.paths: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.signatures: list[str | None] = []
        self.url = ""

    def prepare(self, *answers: str | tuple[int, str, str]) -> "Answers":
        """Verbs as XML, or status, content type and body."""
        self.prepared.extend(answers)
        return self

    def turns(self) -> list[dict[str, str]]:
        """The forms sent to the voice webhook."""
        return [form for path, form in zip(self.paths, self.forms, strict=True) if "/status" not in path]


@pytest.fixture
def answers() -> Iterator[Answers]:
    """The server's answers to come; the server runs meanwhile."""
    state = Answers()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            state.paths.append(self.path)
            state.forms.append({name: values[0] for name, values in parse_qs(body, True).items()})
            state.signatures.append(self.headers.get("X-Twilio-Signature"))
            answer = (204, "", "") if "/status" in self.path else state.prepared.pop(0)
            if isinstance(answer, str):
                answer = (200, "text/xml; charset=utf-8", f"<Response>{answer}</Response>")
            status, content_type, text = answer
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    with listening(server):
        yield state
