"""What Rasa writes down of each turn, on its way from the processes that answer calls to the page.

Rasa hands every event of a conversation to its event broker before a turn is answered. Ours sends it through a pair of
sockets that both sides have since they were forked: nothing is written down, and nobody else can listen.
"""

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

from rasa.core.brokers.broker import EventBroker

#: The events of some turns; what nobody takes away in time is lost, and no call waits for it.
_BYTES_UNDER_WAY = 1 << 20
_LONGEST_EVENT = 1 << 18

Event = Mapping[str, Any]


class EventSender(EventBroker):  # type: ignore[misc]
    """Rasa's event broker in the processes that answer calls."""

    def __init__(self, to_page: socket.socket) -> None:
        self.socket = to_page

    def publish(self, event: dict[str, Any]) -> None:
        """Send an event of Rasa's, with the id of its conversation; where the page has gone, nothing happens."""
        with suppress(OSError):
            self.socket.send(json.dumps(event).encode())


class EventReceiver:
    """Keeps the events of the calls that the page makes until they are taken."""

    def __init__(self, from_calls: socket.socket) -> None:
        self.socket = from_calls
        self._kept: dict[str, list[Event]] = {}
        self._lock = Lock()

    def begin(self) -> None:
        """Read what comes from now on, also of the calls of others, which are forgotten."""
        Thread(target=self._read_on, name="events", daemon=True).start()

    def follow(self, call_sid: str) -> None:
        """Keep the events of this call."""
        with self._lock:
            self._kept[call_sid] = []

    def forget(self, call_sid: str) -> None:
        """Keep no events of this call any more."""
        with self._lock:
            self._kept.pop(call_sid, None)

    def take(self, call_sid: str) -> list[Event]:
        """The events of a call since they were taken last: all that were sent before its turn was answered."""
        with self._lock:
            self._read()
            events = self._kept.get(call_sid, [])
            if events:
                self._kept[call_sid] = []
            return events

    def _read_on(self) -> None:
        while True:
            self.socket.recv(1, socket.MSG_PEEK)  # wait
            with self._lock:
                self._read()

    def _read(self) -> None:
        with suppress(BlockingIOError):
            while True:
                event = json.loads(self.socket.recv(_LONGEST_EVENT, socket.MSG_DONTWAIT))
                if event["sender_id"] in self._kept:
                    self._kept[event["sender_id"]].append(event)


def event_feed() -> tuple[EventSender, EventReceiver]:
    """Both ends, for the processes that are forked from this one."""
    sending, receiving = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    sending.setblocking(False)
    sending.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BYTES_UNDER_WAY)
    return EventSender(sending), EventReceiver(receiving)
