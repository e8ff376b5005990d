"""Callers who ring at once, and take their time for an answer as people do."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from benchmarks.callers import PhoneCall
from rueckruf.simulator.line import CallFailedError


@dataclass(frozen=True)
class Load:
    """So many callers ring in the same moment, each so many times; before each answer they pause, in seconds."""

    callers: int
    calls: int = 1
    least_pause: float = 2.0
    longest_pause: float = 5.0


ALONE = Load(callers=1, calls=6, least_pause=0.1, longest_pause=0.3)
"""A brief one: more turns are measured while nobody is in the way."""


@dataclass
class Cell:
    """What one load met: milliseconds of turns, why calls were lost, seconds of all and of the processor.

    ``openings_ms`` are the first turns, which all come in the same moment, as those of people never do.
    """

    openings_ms: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.openings_ms + other.openings_ms,
            self.ms + other.ms,
            self.problems + other.problems,
            self.seconds + other.seconds,
            self.cpu_seconds + other.cpu_seconds,
        )

    @property
    def lost(self) -> int:
        """How many calls were."""
        return len(self.problems)

    @property
    def p50_ms(self) -> float:
        return statistics.median(self.ms)

    @property
    def p95_ms(self) -> float:
        return statistics.quantiles(self.ms, n=20)[18]

    @property
    def turns_a_second(self) -> float:
        return self._turns / self.seconds

    @property
    def cpu_ms_a_turn(self) -> float:
        return 1000 * self.cpu_seconds / self._turns

    @property
    def _turns(self) -> int:
        return len(self.openings_ms) + len(self.ms)


Ring = Callable[[Callable[[], None]], Sequence[float]]
"""Makes one call, and calls what it is given where people pause; the milliseconds of each turn, the opening's first."""


def ring(once: Ring, load: Load, cpu_seconds: Callable[[], float] = lambda: 0.0) -> Cell:
    """All callers to the end of their last call; ``cpu_seconds`` tells what the servers have used."""
    begin, cpu_begin = time.monotonic(), cpu_seconds()
    with ThreadPoolExecutor(load.callers) as callers:
        cells = list(callers.map(partial(_ring, once, load), range(load.callers)))
    cell = sum(cells, Cell())
    cell.seconds, cell.cpu_seconds = time.monotonic() - begin, cpu_seconds() - cpu_begin
    return cell


def _ring(once: Ring, load: Load, number: int) -> Cell:
    moments = random.Random(number)  # noqa: S311 - the same each time
    cell = Cell()
    for _ in range(load.calls):
        try:
            opening, *others = once(lambda: time.sleep(moments.uniform(load.least_pause, load.longest_pause)))
            cell.openings_ms.append(opening)
            cell.ms += others
        except (CallFailedError, RuntimeError) as problem:  # no answer in time, or nothing was stored
            cell.problems.append(str(problem))
    return cell


def by_webhooks(call: PhoneCall, pause: Callable[[], None]) -> Sequence[float]:
    """One call, each turn of which opens a connection, as webhooks do that come seconds apart."""
    ms: list[float] = []
    for turn in call.turns():
        if ms:
            pause()
        begin = time.perf_counter()
        turn()
        ms.append(1000 * (time.perf_counter() - begin))
        call.close()
    call.end()
    return ms
