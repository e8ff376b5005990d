"""The webhook of a CRM: JSON, signed as Standard Webhooks 1.0 says (standardwebhooks.com)."""

import base64
import hmac
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import urllib3

from rueckruf import clock
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.schema import as_data
from rueckruf.sales.handover.delivery import Concern, UndeliveredError
from rueckruf.storage.outbox import Event

_SECONDS = urllib3.Timeout(connect=5, read=15)
# Answers that say: not now, whatever it is.
_BUSY = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
_LONGEST_ANSWER = 64 * 1024  # read only to use the connection again


class Webhook:
    """The receiver at ``url``, which knows the ``secret``."""

    def __init__(self, url: str, secret: bytes) -> None:
        self._url = url
        self._secret = secret
        self._connections = urllib3.PoolManager(timeout=_SECONDS, retries=False, maxsize=1)

    def post(self, event_id: str, kind: str, data: Mapping[str, Any], at: datetime) -> None:
        """Send ``request.KIND``, which happened ``at`` that time; raises UndeliveredError unless the answer is 2xx."""
        body = json.dumps(
            {"type": f"request.{kind}", "timestamp": at.isoformat(timespec="seconds"), "data": data}, ensure_ascii=False
        ).encode()
        timestamp = int(clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Rueckruf",
            "webhook-id": event_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(self._secret, event_id, timestamp, body),
        }
        status = self._status(body, headers)
        if not 200 <= status < 300:
            raise UndeliveredError(f"HTTP {status}", _concern(status))

    def _status(self, body: bytes, headers: dict[str, str]) -> int:
        try:
            answer = self._connections.request(
                "POST", self._url, body=body, headers=headers, redirect=False, preload_content=False
            )
            try:
                answer.read(_LONGEST_ANSWER)
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise UndeliveredError(type(error).__name__, "all") from None
        return int(answer.status)


class WebhookOutlet:
    """Tells the webhook of events; what is sent is read from ``requests`` at that moment."""

    def __init__(self, webhook: Webhook, requests: CallbackRequests) -> None:
        self._webhook = webhook
        self._requests = requests

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if its request is deleted or restricted. Raises UndeliveredError."""
        assert event.request_id is not None
        if event.kind in ("deleted", "restricted"):
            self._webhook.post(event.id, event.kind, {"id": event.request_id}, event.created_at)
            return ()
        request = self._requests.get(UUID(event.request_id))
        if request is None:
            return None
        self._webhook.post(event.id, event.kind, as_data(request), event.created_at)
        return (request.id,)


def _concern(status: int) -> Concern:
    if status == HTTPStatus.GONE:
        return "never"
    return "all" if status in _BUSY else "this"


def signature(secret: bytes, event_id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``; ``timestamp`` in seconds since 1970."""
    signed = b".".join((event_id.encode(), str(timestamp).encode(), body))
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, 'sha256')).decode()}"
