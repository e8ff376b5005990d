"""The calls that go on right now, for whoever answers for their data: conversations and the answers of their turns."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rueckruf.answers.gathered import PERSONAL_SLOTS
from rueckruf.callbacks.written_phones import written_phones
from rueckruf.settings import Settings
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.storage.short_lived import expect_redis, open_short_lived

_NAME = "caller_name"
_ENDED_MEANWHILE = '{"events": []}'


@dataclass(frozen=True)
class RunningCall:
    """What is kept of a call while it goes on: the last sentences that were ``said``, and what was ``understood``.

    ``name`` is who rings, empty while nobody has told; ``phones`` are the numbers in E.164 that were said, typed or
    transmitted.
    """

    call_sid: str
    said: Sequence[str]
    understood: dict[str, Any]
    name: str
    phones: frozenset[str]


class RunningCalls:
    """The stores of running calls, here and in Redis; raises StoreError if the one here is out of reach."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._conversations = open_short_lived(settings, "conversation")
        self._turns = open_short_lived(settings, "turn")

    def count(self) -> int:
        """How many there are."""
        return sum(1 for _ in self._conversations.calls())

    def every(self) -> Iterator[RunningCall]:
        """Each with what is kept of it.

        Raises StoreError while Redis is away: whoever asks must not miss what lies there.
        """
        expect_redis(self._settings)
        for call_sid in self._conversations.calls():
            for name in self._conversations.names(call_sid):
                events = json.loads(self._conversations.get(call_sid, name) or _ENDED_MEANWHILE)["events"]
                yield _read(call_sid, events)

    def forget(self, call_sid: str) -> None:
        """Delete all that is kept of a call; if it goes on, it begins again."""
        self._conversations.delete(call_sid)
        self._turns.delete(call_sid)


def _words(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What was said or typed, who rang, what was understood. Times and ids around them are full of digits, too."""
    for event in events:
        if event["event"] == "user":
            yield from _texts([event.get("text"), (event.get("metadata") or {}).get("caller")])
        elif event["event"] == "slot":
            yield from _texts(event["value"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _phones(words: str) -> set[str]:
    spoken = read_phone_number(words)
    return {*(phone.e164 for phone in written_phones(words)), *([spoken.e164] if spoken and spoken.e164 else [])}


def _read(call_sid: str, events: list[dict[str, Any]]) -> RunningCall:
    said = [event["text"] for event in events if event["event"] == "user" and event.get("text")]
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    understood = {name: slots[name] for name in PERSONAL_SLOTS if slots.get(name)}
    name = understood.get(_NAME)
    told = NameReading.from_slot(name).full if isinstance(name, dict) else ""
    return RunningCall(call_sid, said, understood, told, frozenset().union(*map(_phones, _words(events))))
