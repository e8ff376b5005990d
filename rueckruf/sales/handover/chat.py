"""News in a channel of Slack or Teams, by incoming webhook: for whom, how many wait, and a link. No personal data."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from rueckruf import clock
from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.handover import Handover
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
    """Tells a channel of each new request; ``titles`` are those of the recipients."""

    def __init__(
        self, channel: Channel, titles: Mapping[str, str], database: Database, requests: CallbackRequests
    ) -> None:
        self._channel = channel
        self._titles = titles
        self._database = database
        self._requests = requests

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if its request is deleted or restricted. Raises UndeliveredError."""
        assert event.request_id is not None
        request = self._requests.get(UUID(event.request_id))
        if request is None:
            return None
        with self._database.engine.connect() as connection:
            count = sum(due.counts(connection, due.Scope(request.recipient), clock.now()).values())
        title = self._titles.get(request.recipient, request.recipient)
        self._channel.say(f"Neuer Rückrufwunsch für {title}. Offen: {count}.")
        return ()


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
