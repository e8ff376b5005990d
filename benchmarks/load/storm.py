"""Callers who ring again and again while processes are killed, and what they met."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from rueckruf.simulator.callers.listening import question
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from tests.support.calls import AUTH_TOKEN

_SAID = {
    "caller_name": "Mein Name ist Sabine Müller, rufen Sie mich morgen um elf Uhr an.",
    "phone_number": "null drei null zwei drei eins zwei fünf null sieben sieben",
    "callback_time": "morgen um elf Uhr",
    "confirmed": "ja, das stimmt",
}
_MOST_TURNS = 25
_EVERY_SO_MANY_BY_RELAY = 4


@dataclass
class Met:
    """What callers met: calls by their CallSid, when each turn began and the seconds that it took.

    Of those that ended without thanks also what they heard, of those without an answer why.
    """

    thanked: list[str] = field(default_factory=list)
    not_thanked: dict[str, list[str]] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    turns: list[tuple[float, float]] = field(default_factory=list)

    def __add__(self, other: "Met") -> "Met":
        return Met(
            self.thanked + other.thanked,
            self.not_thanked | other.not_thanked,
            self.unanswered | other.unanswered,
            self.turns + other.turns,
        )


@dataclass(frozen=True)
class Kill:
    """Who was killed, and when."""

    victim: str
    at: float

    def slowest(self, turns: Iterable[tuple[float, float]], until: float) -> float:
        """Seconds of the slowest turn that went on between the kill and ``until``."""
        return max((seconds for begin, seconds in turns if begin < until and begin + seconds > self.at), default=0.0)


@dataclass(frozen=True)
class Storm:
    """All kills in their order, and what callers met meanwhile."""

    kills: Sequence[Kill]
    met: Met

    def slowest(self) -> Iterator[tuple[str, float]]:
        """Of each kill the seconds of the slowest turn that it may have held up."""
        ends = [kill.at for kill in self.kills[1:]]
        for kill, until in zip(self.kills, [*ends, float("inf")], strict=True):
            yield kill.victim, kill.slowest(self.met.turns, until)

    def wrong(self, stored: Iterable[str]) -> tuple[list[str], list[str]]:
        """The calls that were thanked and are not ``stored``, and those that are stored more than once."""
        times = Counter(stored)
        lost = [call for call in self.met.thanked if not times[call]]
        return lost, [call for call, count in times.items() if count > 1]


def storm(
    url: str,
    callers: int,
    victims: Sequence[str],
    kill: Callable[[str], object],
    pause: tuple[float, float],
    between: float,
) -> Storm:
    """Kill one victim after the other, with ``between`` seconds before each, while so many callers ring.

    They take ``pause`` seconds, between the two, for each answer. Who rings when all were killed ends the call.
    """
    enough = Event()
    with ThreadPoolExecutor(callers) as ringing:
        met = [ringing.submit(_ring_until, enough, url, number, pause) for number in range(callers)]
        kills = []
        try:
            for victim in victims:
                time.sleep(between)
                kills.append(Kill(victim, time.monotonic()))
                kill(victim)
            time.sleep(between)
        finally:
            enough.set()
    return Storm(kills, sum((each.result() for each in met), Met()))


def _ring_until(enough: Event, url: str, number: int, pause: tuple[float, float]) -> Met:
    moments = random.Random(number)  # noqa: S311 - the same each time
    met = Met()
    while not enough.is_set():
        transport = "gather" if number % _EVERY_SO_MANY_BY_RELAY else "relay"
        phone = Phone(url, AUTH_TOKEN, caller="anonymous", status_callback=False, transport=transport)
        try:
            _call(phone, met, lambda: time.sleep(moments.uniform(*pause)))
        except CallFailedError as problem:
            met.unanswered[phone.call_sid] = str(problem)
        finally:
            phone.close()
    return met


def _call(phone: Phone, met: Met, wait: Callable[[], None]) -> None:
    """One call to its end: each question is answered, also one that is asked again."""
    _timed(met, phone.start)
    for _ in range(_MOST_TURNS):
        if phone.ended:
            break
        wait()
        said = _SAID.get(question(phone.heard_last) or "caller_name", _SAID["caller_name"])
        _timed(met, partial(phone.say, said))
    phone.report_end()  # which nobody waits for
    if phone.ended and "Vielen Dank" in phone.last:
        met.thanked.append(phone.call_sid)
    else:
        met.not_thanked[phone.call_sid] = phone.heard


def _timed(met: Met, turn: Callable[[], object]) -> None:
    begin = time.monotonic()
    try:
        turn()
    finally:
        met.turns.append((begin, time.monotonic() - begin))
