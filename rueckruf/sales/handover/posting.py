"""Hands something to a receiver over HTTP, whose certificate is checked and who sends us nowhere else."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import urllib3

from rueckruf.sales.handover.delivery import Concern, UndeliveredError

_SECONDS = urllib3.Timeout(connect=5, read=15)
# Answers that say: not now, or not from us, whatever it is.
_NOTHING_NOW = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
_LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """Of a receiver: the status, and the first 64 KB of what it says, which may be anything."""

    status: int
    body: bytes = field(repr=False)
    is_page: bool  # HTML for people: of a proxy, a sign-in or some other server than the one that was meant


class Post:
    """Connections that are used again."""

    def __init__(self) -> None:
        self._connections = urllib3.PoolManager(timeout=_SECONDS, retries=False, maxsize=1)

    def request(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What is answered; raises UndeliveredError if nothing is."""
        try:
            answer = self._connections.request(
                method, url, body=body, headers=headers, redirect=False, preload_content=False
            )
            try:
                said = answer.read(_LONGEST_ANSWER)
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise UndeliveredError(type(error).__name__, "all") from None
        return Answer(int(answer.status), said, "text/html" in answer.headers.get("content-type", "").lower())

    def status(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Of the answer to a POST; raises UndeliveredError if there is none."""
        return self.request("POST", url, body, headers).status

    def deliver(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Raises UndeliveredError unless the answer is 2xx."""
        status = self.status(url, body, headers)
        if not 200 <= status < 300:
            raise refusal(status)


def refusal(status: int) -> UndeliveredError:
    """What an answer that was not wanted means."""
    return UndeliveredError(f"HTTP {status}", _concern(status))


def basic(user: str, password: str) -> str:
    """The value of ``Authorization`` (RFC 7617)."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def _concern(status: int) -> Concern:
    if status == HTTPStatus.GONE:
        return "never"
    return "all" if status in _NOTHING_NOW else "this"
