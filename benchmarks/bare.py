"""The least a voice webhook can do: a Sanic handler that answers every post with the same TwiML."""

import sys

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

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


if __name__ == "__main__":
    main(int(sys.argv[1]))
