"""What the calls of a number meet at Twilio, and what they should."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from rueckruf.twilio.region import REGION

WEBHOOK = "/webhooks/twilio_voice/webhook"
STATUS = "/webhooks/twilio_voice/status"

_TITLES = {
    "receives": "The number takes",
    "webhook": "A call comes in",
    "status": "Call status changes",
    "fallback": "Primary handler fails",
    "region": "Inbound processing region",
}
"""As Twilio's console calls them."""


@dataclass(frozen=True)
class Wiring:
    """Empty where nothing is set. Addresses stand after their HTTP method: ``POST https://rueckruf.example/...``.

    ``receives``: ``voice`` or ``fax``. ``region``: where Twilio processes the calls.
    """

    receives: str = ""
    webhook: str = ""
    status: str = ""
    fallback: str = ""
    region: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that is not as it should be."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{_TITLES[self.field]}: {self.before or 'nothing'} -> {self.after}"


def wanted(now: Wiring, public_url: str, fallback: str | None) -> Wiring:
    """How calls reach the server at ``public_url``; without a new ``fallback`` the one that is set stays.

    A webhook of ours that names the transport stays as well.
    """
    webhook = f"POST {public_url}{WEBHOOK}"
    if _without_transport(now.webhook) == webhook:
        webhook = now.webhook
    kept_or_new = f"POST {fallback}" if fallback else now.fallback
    return Wiring("voice", webhook, f"POST {public_url}{STATUS}", kept_or_new, REGION)


def changes(now: Wiring, then: Wiring) -> Sequence[Change]:
    """What has to be set."""
    before, after = asdict(now), asdict(then)
    return [Change(field, before[field], after[field]) for field in _TITLES if before[field] != after[field]]


def told(wiring: Wiring) -> Sequence[str]:
    """A line for each thing."""
    values = asdict(wiring)
    return [f"{title}: {values[field] or 'nothing'}" for field, title in _TITLES.items()]


def _without_transport(webhook: str) -> str:
    query = urlsplit(webhook).query
    return webhook.removesuffix(f"?{query}") if query in ("transport=relay", "transport=gather") else webhook
