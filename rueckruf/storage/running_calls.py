"""The calls that go on right now, for whoever answers for their data: conversations and the answers of their turns."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rueckruf.settings import Settings
from rueckruf.storage.short_lived import open_short_lived

_SEPARATORS = re.compile(r"[\s().,/-]+")
_KNOWN = ("caller_name", "phone_number", "callback_time", "caller_number")


@dataclass(frozen=True)
class RunningCall:
    """What is kept of a call while it goes on: the last sentences that were ``said``, and what was ``understood``."""

    call_sid: str
    said: Sequence[str]
    understood: dict[str, Any]


class RunningCalls:
    """The stores of running calls, SQLite or Redis; raises StoreError if they are out of reach."""

    def __init__(self, settings: Settings) -> None:
        self._conversations = open_short_lived(settings, "conversation")
        self._turns = open_short_lived(settings, "turn")

    def about(self, digits: str) -> Iterator[RunningCall]:
        """Those in which the digits of a number were said or transmitted."""
        for call_sid in self._conversations.calls():
            for text in self._conversations.texts(call_sid):
                if digits in _SEPARATORS.sub("", text):
                    yield _read(call_sid, json.loads(text)["events"])

    def forget(self, call_sid: str) -> None:
        """Delete all that is kept of a call; if it goes on, it begins anew."""
        self._conversations.delete(call_sid)
        self._turns.delete(call_sid)


def _read(call_sid: str, events: list[dict[str, Any]]) -> RunningCall:
    said = [event["text"] for event in events if event["event"] == "user" and event.get("text")]
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return RunningCall(call_sid, said, {name: slots[name] for name in _KNOWN if slots.get(name)})
