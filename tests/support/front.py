"""The front of ``run --watch``, asked as a proxy would ask it."""

import http.client
import json
from contextlib import nullcontext, suppress
from typing import Any
from urllib.parse import urlencode

from rueckruf.child import FORK, Child
from rueckruf.server.watch.front import BeginOn, stand_before
from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE

IDLE = 1800.0
WEBHOOK = "/webhooks/twilio_voice/webhook?turn=1&listen=default"


class Front:
    """A front that listens on a free port, in a process of its own."""

    def __init__(self) -> None:
        self.port, self._ready = free_port(), FORK.Event()
        self.child = Child(stand_before, "127.0.0.1", self.port, nullcontext(), self._ready.set)

    def begin_on(self, port: int) -> None:
        self.child.connection.send(BeginOn(port, IDLE))
        assert self._ready.wait(PATIENCE)

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, content type and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            with suppress(BrokenPipeError):  # what is too long is refused before it has come
                connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
        finally:
            connection.close()

    def turn(self, call: str, **parameters: str) -> Any:
        """What the generation was asked when this call was."""
        _, _, text = self.ask("POST", WEBHOOK, urlencode({"CallSid": call, **parameters}))
        return json.loads(text.removesuffix("<Hangup />"))

    def tells_of(self, *ports: int) -> bool:
        """Whether it tells, within a while, that just these are in use."""
        while self.child.connection.poll(PATIENCE):
            if self.child.connection.recv() == set(ports):
                return True
        return False
