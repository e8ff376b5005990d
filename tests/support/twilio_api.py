"""A stand-in for Twilio's REST API: calls, accounts, numbers and where their calls are processed.

It takes what Twilio's published description (``twilio_openapi/``) allows, and answers with its examples, filled with
what the account holds. Documented beyond that: 401 (code 20003) with other credentials, 404 (20404) for what is not
there, 409 (20009) for a call that has not ended. Each region takes its own token.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from rueckruf.twilio.region import EDGE, REGION
from tests.support.listening import listening
from tests.support.openapi import Description, Operation
from tests.support.patience import PATIENCE

ACCOUNT = "AC" + "5" * 32
TOKEN, US1_TOKEN = "token-of-the-account", "token-in-the-states"
NUMBER = "+493023125000"
NUMBER_SID = "PN" + "7" * 32

_FOLDER = Path(__file__).parent / "twilio_openapi"
_DESCRIPTIONS = {
    "api": Description(_FOLDER / "twilio_calls_and_numbers.json"),
    "routes": Description(_FOLDER / "twilio_routes_v2.json"),
}
_HOST = re.compile(r"(api|routes)\.[a-z]+\.(ie1|us1)\.twilio\.com")
_HOST_HEADER = "X-Host-Of-Twilio"


class _RefusedError(Exception):
    def __init__(self, status: int, code: int) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass
class TwilioApi:
    """What the account holds and what it was asked: ``logs`` has the status of each call by its CallSid.

    ``number`` are the fields of the one number in Ireland that differ from the published example, ``region`` is where
    its calls are processed, ``account_status`` the account's. ``sent`` are the operations that changed something, with
    their forms; ``faults`` what Twilio's description does not allow. ``down`` answers everything with 503; ``tunnels``
    are the hosts a client wanted to reach through it as a proxy.
    """

    url: str = ""
    logs: dict[str, str] = field(default_factory=dict)
    number: dict[str, Any] = field(default_factory=dict)
    region: str = "us1"
    account_status: str = "active"
    hosts: list[str] = field(default_factory=list)
    requests: int = 0
    sent: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    down: bool = False
    tunnels: list[str] = field(default_factory=list)

    def client(self, token: str = TOKEN) -> Client:
        """Twilio's own client; what it sends to Twilio's address arrives here."""
        return Client(ACCOUNT, token, region=REGION, edge=EDGE, http_client=self.http_client(PATIENCE))

    def http_client(self, timeout: float) -> TwilioHttpClient:
        """What clients of Twilio send by."""
        return _Redirected(self, timeout)

    def answer(self, host: str, method: str, path: str, authorization: str, form: dict[str, str]) -> tuple[int, Any]:
        """Status and body for one request."""
        self.requests += 1
        if self.down:
            return 503, {"code": 20503, "message": f"of {path}"}
        try:
            operation, query = self._operation(host, method, path)
            self._check_token(host, authorization)
            self.faults += [f"{operation.id}: {fault}" for fault in operation.faults(query, form)]
            if method == "POST":
                self.sent.append((operation.id, form))
            status = 204 if method == "DELETE" else 200
            return status, getattr(self, f"_{operation.id}")(operation, query, form)
        except _RefusedError as refused:
            return refused.status, {"code": refused.code, "message": f"of {path}"}

    def _operation(self, host: str, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        address = urlsplit(path)
        found = _HOST.fullmatch(host)
        operation = _DESCRIPTIONS[found[1]].operation(method, address.path) if found else None
        if operation is None:
            self.faults.append(f"{method} {host}{address.path} is not described")
            raise _RefusedError(404, 20404)
        return operation, dict(parse_qsl(address.query, keep_blank_values=True))

    def _check_token(self, host: str, authorization: str) -> None:
        token = US1_TOKEN if ".us1." in host else TOKEN
        if authorization != f"Basic {base64.b64encode(f'{ACCOUNT}:{token}'.encode()).decode()}":
            raise _RefusedError(401, 20003)

    # -- the operations, by the ids that the description gives them

    def _DeleteCall(self, operation: Operation, *_: Any) -> None:  # noqa: N802
        call = operation.in_path["Sid"]
        if call not in self.logs:
            raise _RefusedError(404, 20404)
        if self.logs[call] != "completed":
            raise _RefusedError(409, 20009)
        del self.logs[call]

    def _FetchAccount(self, operation: Operation, *_: Any) -> Any:  # noqa: N802
        return {**operation.example, "sid": ACCOUNT, "status": self.account_status}

    def _ListIncomingPhoneNumber(self, operation: Operation, query: Mapping[str, str], _: Any) -> Any:  # noqa: N802
        example = operation.example
        [shape] = example["incoming_phone_numbers"]
        number = self._number(shape)
        found = [number] if query.get("PhoneNumber", "") in number["phone_number"] else []
        return {**example, "incoming_phone_numbers": found, "next_page_uri": None}

    def _UpdateIncomingPhoneNumber(self, operation: Operation, _: Any, form: Mapping[str, str]) -> Any:  # noqa: N802
        self.number |= {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): value for name, value in form.items()}
        return self._number(operation.example)

    def _FetchPhoneNumber(self, operation: Operation, *_: Any) -> Any:  # noqa: N802
        return {**operation.example, "phone_number": NUMBER, "account_sid": ACCOUNT, "voice_region": self.region}

    def _UpdatePhoneNumber(self, operation: Operation, _: Any, form: Mapping[str, str]) -> Any:  # noqa: N802
        self.region = form["VoiceRegion"]
        return self._FetchPhoneNumber(operation)

    def _number(self, example: Mapping[str, Any]) -> dict[str, Any]:
        ours = {"account_sid": ACCOUNT, "sid": NUMBER_SID, "phone_number": NUMBER, "trunk_sid": None}
        unset = {"voice_application_sid": "", "voice_url": None, "voice_fallback_url": None, "status_callback": ""}
        return {**example, **ours, **unset, **self.number}


class _Redirected(TwilioHttpClient):  # type: ignore[misc]
    def __init__(self, api: TwilioApi, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._api = api

    def request(
        self, method: str, url: str, params: Any = None, data: Any = None, headers: Any = None, *rest: Any, **more: Any
    ) -> Any:
        address = urlsplit(url)
        self._api.hosts.append(f"{address.scheme}://{address.netloc}")
        headers = {**(headers or {}), _HOST_HEADER: address.netloc}
        here = self._api.url + address.path + (f"?{address.query}" if address.query else "")
        return super().request(method, here, params, data, headers, *rest, **more)


@contextmanager
def twilio_api() -> Iterator[TwilioApi]:
    """Serves it on a free loopback port."""
    api = TwilioApi()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
            host, authorization = self.headers.get(_HOST_HEADER, ""), self.headers.get("Authorization", "")
            status, answer = api.answer(host, self.command, self.path, authorization, form)
            body = b"" if status == 204 else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_DELETE = do_GET  # noqa: N815

        def do_CONNECT(self) -> None:
            api.tunnels.append(self.path)
            self.send_error(502)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}"
    with listening(server):
        yield api
