"""Which generation a call belongs to: the one that it has begun on."""

from collections import Counter
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class _Call:
    port: int
    over_at: float
    taken: bool = False


class Routes:
    """The running calls by CallSid, and the ports that they go to. Times are seconds of one steady clock."""

    def __init__(self) -> None:
        self._port = 0
        self._idle_seconds: dict[int, float] = {}
        self._calls: dict[str, _Call] = {}  # the one heard of longest ago comes first
        self._under_way: Counter[int] = Counter()

    def begin_on(self, port: int, idle_seconds: float) -> None:
        """New calls go to this port; they are over at latest so long after their last word."""
        self._port = port
        self._idle_seconds[port] = idle_seconds

    @property
    def begins_on(self) -> int:
        """The port that new calls go to."""
        return self._port

    def close(self, port: int) -> None:
        """Nobody answers there any more: its calls go on where new ones begin."""
        self._calls = {call: known for call, known in self._calls.items() if known.port != port}
        self._idle_seconds.pop(port, None)

    def enter(self, call: str, now: float) -> int:
        """The port for a request of a call; "" stands for requests of none."""
        known = self._calls.pop(call, None) or _Call(self._port, now)
        if call:
            self._calls[call] = replace(known, over_at=now + self._idle_seconds[known.port])
        self._under_way[known.port] += 1
        return known.port

    def hear(self, call: str, now: float) -> None:
        """A word of a call, over the socket that it goes by."""
        known = self._calls.pop(call, None)
        if known is not None:
            self._calls[call] = replace(known, over_at=now + self._idle_seconds[known.port])

    def leave(self, call: str, port: int, taken: bool, over: bool) -> None:
        """The request was answered: ``taken`` as one of this call, or refused; ``over``: the call has ended with it."""
        self._under_way[port] -= 1
        known = self._calls.get(call)
        if known is None:
            return
        if over or not (taken or known.taken):
            del self._calls[call]
        elif taken:
            self._calls[call] = replace(known, taken=True)

    def ports_in_use(self, now: float) -> frozenset[int]:
        """Where new calls begin, and where one still runs."""
        for call, known in list(self._calls.items()):
            if known.over_at > now:
                break
            del self._calls[call]
        answering = {port for port, requests in self._under_way.items() if requests}
        return frozenset({self._port, *answering, *(known.port for known in self._calls.values())})
