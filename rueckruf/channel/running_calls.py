"""The calls that this process answers, so that it can be told to take no more of them."""

import time
from collections.abc import Callable

from rueckruf.channel.webhook import RequestRefusedError

#: Whoever says a long sentence, or has one read to them, is heard of within this.
SECONDS_BETWEEN_TURNS = 90


class RunningCalls:
    """By CallSid, when each was heard of last. One that goes on in another process is no longer ours after a while."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._heard_of: dict[str, float] = {}  # the one heard of longest ago comes first
        self._takes_new_ones = True

    def hear_of(self, call_sid: str, begins: bool) -> None:
        """A turn of a call has come; ``begins``: its first. Raises RequestRefusedError where no call may begin."""
        if begins and call_sid not in self._heard_of:
            self.check_open()
            self._forget_the_silent()
        self._heard_of.pop(call_sid, None)
        self._heard_of[call_sid] = self._now()

    def check_open(self) -> None:
        """Raises RequestRefusedError where no more calls are taken: for a proxy, and Twilio, to turn elsewhere."""
        if not self._takes_new_ones:
            raise RequestRefusedError("this server takes no more calls", status=503)

    def end(self, call_sid: str) -> None:
        """The call is over."""
        self._heard_of.pop(call_sid, None)

    def drain(self) -> None:
        """From now on no call begins here."""
        self._takes_new_ones = False

    def __bool__(self) -> bool:
        """Whether any goes on here."""
        self._forget_the_silent()
        return bool(self._heard_of)

    def _forget_the_silent(self) -> None:
        latest = self._now() - SECONDS_BETWEEN_TURNS
        self._heard_of = {call: heard_of for call, heard_of in self._heard_of.items() if heard_of > latest}
