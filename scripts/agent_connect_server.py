"""Twilio's own server for ConversationRelay, saying back what it hears; ring_agent_connect.py rings it.

It runs in an environment of its own: what it needs does not go with Rasa.
"""

import os
import sys
from typing import Any


def main() -> None:
    """Serve on the port, for the public domain and with the auth token that the arguments are."""
    os.environ["TAC_ANALYTICS_DISABLED"] = "true"
    from fastapi import FastAPI
    from tac.channels.voice import VoiceChannel
    from tac.core.config import TACConfig
    from tac.core.tac import TAC
    from tac.server import TACFastAPIServer, TACServerConfig

    port, domain, token = sys.argv[1:]
    config = TACConfig(
        account_sid="AC" + "0" * 32,
        auth_token=token,
        api_key="SK" + "0" * 32,
        api_secret="none",  # noqa: S106 - nothing is asked of Twilio's cloud
        phone_number="+493023125000",
        voice_public_domain=domain,
        voice_websocket_path="/webhooks/twilio_voice/relay",
    )
    tac = TAC(config)
    tac.on_message_ready(_say_back)
    paths = TACServerConfig(host="127.0.0.1", port=int(port), twiml_path="/webhooks/twilio_voice/webhook")
    app = FastAPI()
    app.add_middleware(_Proxy, domain=domain)
    TACFastAPIServer(tac=tac, voice_channel=VoiceChannel(tac), config=paths, app=app).start()


class _Proxy:
    """What stands between Twilio and a server tells under which name that was called."""

    def __init__(self, app: Any, domain: str) -> None:
        self._app = app
        self._headers = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-host", domain.encode())]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            scope = {**scope, "headers": [*scope["headers"], *self._headers]}
        await self._app(scope, receive, send)


def _say_back(message: str, *_: Any) -> str:
    return f"Gehört: {message}"


if __name__ == "__main__":
    main()
