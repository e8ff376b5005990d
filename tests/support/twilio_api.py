"""A stand-in for Twilio's REST API, as far as call logs go, written from its documentation.

``DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}.json`` with the account as user and the auth token as
password: 204; 401 (code 20003) with other credentials, 404 (20404) for a call that is not there, 409 (20009) for one
that has not ended.
"""

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from rueckruf.privacy.twilio_calls import EDGE, REGION
from tests.support.patience import PATIENCE

ACCOUNT = "AC" + "5" * 32
TOKEN = "token-of-the-account"
_CALL = re.compile(rf"/2010-04-01/Accounts/{ACCOUNT}/Calls/(CA[0-9a-f]{{32}})\.json")


@dataclass
class TwilioApi:
    """What the account holds and what it was asked: ``logs`` has the status of each call by its CallSid.

    ``down`` answers everything with 503; ``tunnels`` are the hosts a client wanted to reach through it as a proxy.
    """

    url: str = ""
    logs: dict[str, str] = field(default_factory=dict)
    hosts: list[str] = field(default_factory=list)
    requests: int = 0
    down: bool = False
    tunnels: list[str] = field(default_factory=list)

    def client(self, token: str = TOKEN) -> Client:
        """Twilio's own client; what it sends to Twilio's address arrives here."""
        return Client(ACCOUNT, token, region=REGION, edge=EDGE, http_client=_Redirected(self))


class _Redirected(TwilioHttpClient):  # type: ignore[misc]
    def __init__(self, api: TwilioApi) -> None:
        super().__init__(timeout=PATIENCE)
        self._api = api

    def request(self, method: str, url: str, *arguments: Any, **options: Any) -> Any:
        address = urlsplit(url)
        self._api.hosts.append(f"{address.scheme}://{address.netloc}")
        return super().request(method, self._api.url + address.path, *arguments, **options)


@contextmanager
def twilio_api() -> Iterator[TwilioApi]:
    """Serves it on a free loopback port."""
    api = TwilioApi()

    class Handler(BaseHTTPRequestHandler):
        def do_DELETE(self) -> None:
            api.requests += 1
            status, code = self._delete()
            body = b"" if status == 204 else json.dumps({"code": code, "message": f"of {self.path}"}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_CONNECT(self) -> None:
            api.tunnels.append(self.path)
            self.send_error(502)

        def _delete(self) -> tuple[int, int]:
            credentials = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
            call = _CALL.fullmatch(self.path)
            if api.down:
                return 503, 20503
            if self.headers.get("Authorization") != f"Basic {credentials}":
                return 401, 20003
            if call is None or call[1] not in api.logs:
                return 404, 20404
            if api.logs[call[1]] != "completed":
                return 409, 20009
            del api.logs[call[1]]
            return 204, 0

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield api
        finally:
            server.shutdown()
