"""The least a voice webhook can do: a Sanic handler that answers every post with the same TwiML."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import free_port

_SECONDS_TO_LISTEN = 30

TWIML = (
    '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="speech" language="de-DE" speechTimeout="2" '
    'action="/webhooks/twilio_voice/webhook?turn=1"><Say language="de-DE" voice="Polly.Vicki-Neural">'
    "Unter welcher Telefonnummer erreichen wir Sie?</Say></Gather></Response>"
)


def main(port: int) -> None:
    """Serves on loopback until it is terminated."""
    app = Sanic("bare", configure_logging=False)

    @app.post("/webhooks/twilio_voice/webhook")
    async def webhook(_: Request) -> HTTPResponse:
        return response.text(TWIML, content_type="text/xml")

    app.run("127.0.0.1", port, access_log=False)


@contextmanager
def running() -> Iterator[tuple[str, int]]:
    """Its address and process id."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare", str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    """Until somebody answers a call there."""
    deadline = time.monotonic() + _SECONDS_TO_LISTEN
    while True:
        try:
            return Phone(address, status_callback=False).start().close()
        except CallFailedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


if __name__ == "__main__":
    main(int(sys.argv[1]))
