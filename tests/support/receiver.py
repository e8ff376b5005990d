"""A CRM's end of the webhook: a real HTTP server that answers as a test wants."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from tests.support.certificates import server_context
from tests.support.listening import listening
from tests.support.patience import PATIENCE

Answer = int | Literal["hang", "die", "page"]


@dataclass
class Receiver:
    """What came, and what is answered: first ``answers``, then 204.

    ``hang`` answers only when ``let_go`` is set, ``die`` closes the connection instead, ``page`` is HTML with 200.
    """

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    came: list[tuple[Message, bytes]] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _, body in self.came]

    @property
    def types(self) -> list[str]:
        return [body["type"] for body in self.bodies]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.came]


@contextmanager
def running_receiver(certificate: Path | None = None) -> Iterator[Receiver]:
    """A receiver on a port of its own; over TLS with a certificate."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            receiver.came.append((self.headers, self.rfile.read(int(self.headers.get("Content-Length", 0)))))
            answer = receiver.answers.pop(0) if receiver.answers else 204
            receiver.arrived.release()
            if answer == "hang":
                receiver.let_go.wait(PATIENCE)
            if answer in ("hang", "die"):
                self.close_connection = True
                return
            page = b"<!doctype html>" if answer == "page" else b""
            status = 200 if answer == "page" else int(answer)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Type", "text/html" if page else "text/plain")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        do_PUT = do_POST  # noqa: N815 - as http.server looks for them
        do_DELETE = do_POST  # noqa: N815
        do_PROPFIND = do_POST  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        server.socket = server_context(certificate).wrap_socket(server.socket, server_side=True)
    receiver.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/hooks"
    with listening(server):
        try:
            yield receiver
        finally:
            receiver.let_go.set()
