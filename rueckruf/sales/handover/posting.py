"""Hands something to a receiver over HTTP, whose certificate is checked and who sends us nowhere else."""

from collections.abc import Mapping
from http import HTTPStatus

import urllib3

from rueckruf.sales.handover.delivery import Concern, UndeliveredError

_SECONDS = urllib3.Timeout(connect=5, read=15)
# Answers that say: not now, whatever it is.
_BUSY = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
_LONGEST_ANSWER = 64 * 1024  # read only to use the connection again


class Post:
    """Connections that are used again."""

    def __init__(self) -> None:
        self._connections = urllib3.PoolManager(timeout=_SECONDS, retries=False, maxsize=1)

    def status(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Of the answer; raises UndeliveredError if there is none."""
        try:
            answer = self._connections.request(
                "POST", url, body=body, headers=headers, redirect=False, preload_content=False
            )
            try:
                answer.read(_LONGEST_ANSWER)
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise UndeliveredError(type(error).__name__, "all") from None
        return int(answer.status)

    def deliver(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Raises UndeliveredError unless the answer is 2xx."""
        status = self.status(url, body, headers)
        if not 200 <= status < 300:
            raise UndeliveredError(f"HTTP {status}", _concern(status))


def _concern(status: int) -> Concern:
    if status == HTTPStatus.GONE:
        return "never"
    return "all" if status in _BUSY else "this"
