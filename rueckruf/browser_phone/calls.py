"""The calls of the page, each under its CallSid: the last ones, for they are kept in memory alone."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from rueckruf.browser_phone.call import Call, Done
from rueckruf.browser_phone.event_feed import EventReceiver
from rueckruf.browser_phone.fired import DialogueFiles

#: A window has one, and each repetition makes another.
MOST_CALLS = 20


class Calls:
    """Rings the server at ``url``; each call reads the rules and stories of the project ``root`` as they are then."""

    def __init__(self, url: str, auth_token: str | None, events: EventReceiver, root: Path) -> None:
        self._url = url
        self._auth_token = auth_token
        self._events = events
        self._root = root
        self._calls: dict[str, Call] = {}
        self._lock = Lock()

    def ring(self, caller: str) -> Call:
        """A new call from that number."""
        call = Call(self._url, self._auth_token, caller, self._events, DialogueFiles(self._root))
        try:
            call.ring()
        except Exception:
            call.end()
            raise
        self._keep(call)
        return call

    def find(self, call_sid: str) -> Call | None:
        """The call, unless it is too long ago."""
        return self._calls.get(call_sid)

    def again(self, call: Call, changed: int | None, done: Done | None) -> Call:
        """The same call once more from its start, with another answer in the place ``changed``; None: as it was."""
        lines: Sequence[Done] = call.lines
        if changed is not None and done is not None:
            lines = [*lines[:changed], done, *lines[changed + 1 :]]
        repeated = self.ring(call.caller)
        with repeated.lock:
            for line in lines:
                repeated.do(line)
        return repeated

    def _keep(self, call: Call) -> None:
        with self._lock:
            self._calls[call.call_sid] = call
            forgotten = list(self._calls)[:-MOST_CALLS]
            for call_sid in forgotten:
                self._calls.pop(call_sid).end()
