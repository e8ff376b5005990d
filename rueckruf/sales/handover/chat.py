"""News in a channel of Slack or Teams, by incoming webhook: for whom, how many wait, and a link. No personal data."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from rueckruf import clock
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.sla import is_late
from rueckruf.company import Company
from rueckruf.handover import Handover
from rueckruf.sales.handover.letters import escalation_words
from rueckruf.sales.handover.posting import Post
from rueckruf.storage import due
from rueckruf.storage.database import Database
from rueckruf.storage.outbox import Event

_HEADERS = {"Content-Type": "application/json", "User-Agent": "Rueckruf"}


class Channel:
    """The one behind the secret address ``url``, of the kind and with the page that ``handover`` tells."""

    def __init__(self, url: str, handover: Handover) -> None:
        self._url = url
        self._message = slack_message if handover.chat == "slack" else teams_message
        self._page = handover.mail.page
        self._post = Post()

    def say(self, words: str) -> None:
        """``words`` and the link; raises UndeliveredError."""
        self._post.deliver(self._url, json.dumps(self._message(words, self._page)).encode(), _HEADERS)


class ChatOutlet:
    """Tells a channel of each new request, and of each that is beyond the SLA of its team."""

    def __init__(self, channel: Channel, company: Company, database: Database, requests: CallbackRequests) -> None:
        self._channel = channel
        self._company = company
        self._database = database
        self._requests = requests

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if its request is deleted, restricted or no longer late. Raises UndeliveredError."""
        assert event.request_id is not None
        request = self._requests.get(UUID(event.request_id))
        if request is None:
            return None
        title = self._company.title_of(request.recipient)
        if event.kind != "escalation":
            self._channel.say(f"Neuer Rückrufwunsch für {title}. Offen: {self._open(request.recipient)}.")
        elif is_late(request, clock.now(), self._company.sla):
            self._channel.say(escalation_words(title))
        else:
            return None
        return ()

    def _open(self, recipient: str) -> int:
        with self._database.engine.connect() as connection:
            return sum(due.counts(connection, due.Scope(recipient), clock.now()).values())


def slack_message(words: str, page: str) -> dict[str, Any]:
    """As Slack's incoming webhooks take it: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": f"{escaped} <{page}|Zur Rückrufliste>"}


def teams_message(words: str, page: str) -> dict[str, Any]:
    """As the workflow "When a Teams webhook request is received" takes it: a message with an Adaptive Card."""
    card = {
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": words, "wrap": True}],
        "actions": [{"type": "Action.OpenUrl", "title": "Zur Rückrufliste", "url": page}],
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }
