"""The wire between a simulated Twilio and the server: signed form posts over one kept connection."""

import http.client
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit
from weakref import finalize

from twilio.request_validator import RequestValidator

from rueckruf.simulator.websocket import WebSocket

ANSWER_SECONDS = 15.0  # then Twilio gives up


class CallFailedError(Exception):
    """The server did not answer as a telephone call needs it; a caller would hear "application error"."""


class Line:
    """Posts to the server at ``url`` as Twilio does.

    ``public_url`` is the address Twilio believes to call and signs, by default ``url`` itself.
    """

    def __init__(self, url: str, auth_token: str | None, public_url: str | None = None) -> None:
        self._url = url.rstrip("/")
        self._public_url = (public_url or url).rstrip("/")
        self._validator = RequestValidator(auth_token) if auth_token else None
        address = urlsplit(self._url)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(address.hostname or "", address.port, timeout=ANSWER_SECONDS)
        finalize(self, self._connection.close)  # for whoever just hangs up

    def public(self, path: str) -> str:
        """The public address of a path."""
        return self._public_url + path

    def post(self, address: str, parameters: Mapping[str, str]) -> tuple[int, str, str]:
        """Status, content type and text of the answer from a public address.

        Raises CallFailedError when nobody answers there within 15 s, and for an address of another server.
        """
        if not address.startswith(self._public_url + "/"):
            raise CallFailedError(f"the call is sent to another server: {address}")
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "I-Twilio-Idempotency-Token": secrets.token_hex(16),
        }
        if self._validator:
            headers["X-Twilio-Signature"] = self._validator.compute_signature(address, parameters)
        local = urlsplit(self._url + address[len(self._public_url) :])
        target = f"{local.path}?{local.query}" if local.query else local.path
        return self._retried(target, urlencode(parameters).encode(), headers)

    def open_socket(self, address: str) -> WebSocket:
        """A WebSocket to a public address, as Twilio opens it.

        Raises NoSocketError where it is refused, and CallFailedError for an address of another server.
        """
        public, local = _socket_address(self._public_url), _socket_address(self._url)
        if not address.startswith(public + "/"):
            raise CallFailedError(f"the call is sent to another server: {address}")
        headers = {"User-Agent": "TwilioProxy/1.1"}
        if self._validator:
            headers["X-Twilio-Signature"] = self._validator.compute_signature(address, {})
        return WebSocket(local + address[len(public) :], headers, ANSWER_SECONDS)

    def _retried(self, target: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Twilio tries a failed connection once more; a kept one may have been closed meanwhile."""
        for last_try in (False, True):
            try:
                self._connection.request("POST", target, body, dict(headers))
                answer = self._connection.getresponse()
                text = answer.read().decode("utf-8")
                return answer.status, answer.getheader("Content-Type", ""), text
            except TimeoutError:
                self._connection.close()
                raise CallFailedError(f"no answer within {ANSWER_SECONDS:.0f} s") from None
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if last_try:
                    raise CallFailedError(f"no connection to {self._url}: {error}") from None
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _socket_address(address: str) -> str:
    return f"ws{address.removeprefix('http')}"
