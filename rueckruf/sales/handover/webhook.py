"""The webhook of a CRM: JSON, signed as Standard Webhooks 1.0 says (standardwebhooks.com)."""

import base64
import hmac
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rueckruf import clock
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.schema import as_data
from rueckruf.sales.handover.posting import Post
from rueckruf.storage.outbox import Event


class Webhook:
    """The receiver at ``url``, which knows the ``secret``."""

    def __init__(self, url: str, secret: bytes) -> None:
        self._url = url
        self._secret = secret
        self._post = Post()

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
        self._post.deliver(self._url, body, headers)


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


def signature(secret: bytes, event_id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``; ``timestamp`` in seconds since 1970."""
    signed = b".".join((event_id.encode(), str(timestamp).encode(), body))
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, 'sha256')).decode()}"
