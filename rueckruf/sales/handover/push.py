"""News in browsers (RFC 8030): that there is something new, and not a word more, for the message has no content.

It is signed with a key that browsers know from the page (VAPID, RFC 8292), so that nobody else can send any.
"""

import logging
from base64 import urlsafe_b64encode
from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rueckruf import clock
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.sla import is_late
from rueckruf.company import Company
from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.posting import Post
from rueckruf.storage.database import Database
from rueckruf.storage.database_key import database_key
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.push_subscriptions import endpoints_for, endpoints_of_leads, unsubscribe

logger = logging.getLogger(__name__)

_NEWS_FOR_SECONDS = 3600  # what a browser that is off then has not got is no news any more
_SIGNED_FOR = timedelta(hours=12)  # RFC 8292: at most 24 h
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-4, D.1.2.3)


def signing_key(database: Database) -> ec.EllipticCurvePrivateKey:
    """Computed from the key of the database, so that it is the same on each server and after a rotation of keys.

    Browsers are bound to it: under another one all would have to subscribe again.
    """
    with writing(database.engine) as connection:
        digest = database_key(connection, database.cipher).digest("news in browsers", "P-256")
    return ec.derive_private_key(int(digest, 16) % (_ORDER - 1) + 1, ec.SECP256R1())


def public_key(key: ec.EllipticCurvePrivateKey) -> str:
    """As browsers and their services take it."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


class PushOutlet:
    """Tells the browsers of those who may see a new request, and those of leads of one beyond the SLA of its team."""

    def __init__(self, company: Company, database: Database, requests: CallbackRequests) -> None:
        self._company = company
        self._push = company.handover.push
        self._database = database
        self._requests = requests
        self._outbox = Outbox(database)
        self._post = Post()

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        return signing_key(self._database)

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if nobody is to be told. Raises UndeliveredError if no browser could be."""
        assert event.request_id is not None
        request = self._requests.get(UUID(event.request_id))
        escalates = event.kind == "escalation"
        if request is None or (escalates and not self._is_late(request)):
            return None
        # One message, which has no content, tells of all that is there by now.
        others = () if escalates else self._outbox.others_like(event, request.recipient)
        problems = [self._tell(endpoint) for endpoint in self._endpoints(request, escalates)]
        if not problems:
            return () if escalates else None  # an escalation that is dropped would come again
        if all(problems):  # told again, those who have it would be told twice
            raise UndeliveredError(str(problems[0]), "this")
        self._outbox.delivered_too(others, clock.now())
        return ()

    def _is_late(self, request: CallbackRequest) -> bool:
        return is_late(request, clock.now(), self._company.sla)

    def _endpoints(self, request: CallbackRequest, escalates: bool) -> Sequence[str]:
        with self._database.engine.connect() as connection:
            told = endpoints_of_leads(connection) if escalates else endpoints_for(connection, request.recipient)
        return [endpoint for endpoint in told if self._push.serves(endpoint)]

    def _tell(self, endpoint: str) -> str | None:
        """What went wrong, if it is worth another try."""
        address = urlsplit(endpoint)
        claims = {
            "aud": f"{address.scheme}://{address.netloc}",
            "exp": clock.now() + _SIGNED_FOR,
            "sub": f"mailto:{self._push.contact}",
        }
        signed = jwt.encode(claims, self._key, algorithm="ES256")
        headers = {
            "Authorization": f"vapid t={signed}, k={public_key(self._key)}",
            "TTL": str(_NEWS_FOR_SECONDS),
            "Urgency": "high",
            "Topic": "new",  # of several that wait for a browser it gets the last
        }
        try:
            status = self._post.status(endpoint, b"", headers)
        except UndeliveredError as error:
            return error.problem
        if status in _GONE:
            with writing(self._database.engine) as connection:
                unsubscribe(connection, endpoint)
            return None
        return None if 200 <= status < 300 else f"HTTP {status}"
