"""From SIGTERM to the end of a server: as long as calls go on, but no longer than it may."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

_WITH_A_CALL_FOR_GOOD = """
import sys
from sanic import Sanic
from rueckruf.channel.twilio_voice import TwilioVoiceInput
from rueckruf.server.draining import drain_at_sigterm

class WithACall(TwilioVoiceInput):
    has_calls = True

    def __init__(self):
        pass

    def drain(self):
        print("drains", flush=True)

app = Sanic("test", configure_logging=False)
app.ctx.input_channels = [WithACall()]
drain_at_sigterm(app, int(sys.argv[2]))
app.register_listener(lambda *_: print("ready", flush=True), "after_server_start")
app.run(host="127.0.0.1", port=int(sys.argv[1]))
"""


@contextmanager
def draining(seconds: int) -> "Iterator[subprocess.Popen[str]]":
    """A server whose call never ends, once it has been told to."""
    command = [sys.executable, "-c", _WITH_A_CALL_FOR_GOOD, str(free_port()), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == "ready\n"
            server.send_signal(signal.SIGTERM)
            assert server.stdout.readline() == "drains\n"
            yield server
        finally:
            server.kill()


def test_it_ends_at_the_limit_though_a_call_goes_on() -> None:
    begin = time.monotonic()
    with draining(seconds=1) as server:
        assert server.wait(PATIENCE) == 0
    assert time.monotonic() - begin > 1


def test_a_second_sigterm_ends_it_at_once() -> None:
    with draining(seconds=2 * PATIENCE) as server:
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
