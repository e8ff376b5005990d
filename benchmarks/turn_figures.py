"""What ``make bench`` has measured, as figures and a table with its aims."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from rich.table import Table

from benchmarks.callers import STORING

FIFTH, SIXTIETH = 5, 60
_MS, _CPU_MS = attrgetter("ms"), attrgetter("cpu_ms")


@dataclass(frozen=True)
class Turn:
    """Milliseconds of a turn, and of the processor that the server's processes used for it.

    ``number`` is its place in the call, ``kept`` tells whether its connection was there already: webhooks that come
    seconds apart and through a proxy open one each.
    """

    number: int
    kept: bool
    ms: float
    cpu_ms: float


@dataclass
class Start:
    """One start: seconds of the processor that each process has used when calls can be taken, and the first call."""

    cpu_s: Mapping[str, float]
    turns: Sequence[Turn]


@dataclass
class Measure:
    """All turns of a system and its memory in megabytes by process; ``growth`` and ``starts`` of ours only.

    ``growth`` tells how many times as long the 60th turn of a call takes as the fifth that says the same.
    """

    system: str
    turns: list[Turn] = field(default_factory=list)
    mb: Mapping[str, float] = field(default_factory=dict)
    growth: float | None = None
    starts: Sequence[Start] = ()


@dataclass(frozen=True)
class Summary:
    """The figures of one system: medians, and 95 of 100 turns for ``p95_ms``.

    ``first_turn`` is the opening of the first call after a start, ``first_storing_turn`` its last turn, each as so many
    times the later ones.
    """

    system: str
    p50_ms: float
    p95_ms: float
    kept_p50_ms: float
    cpu_ms: float
    storing_cpu_ms: float
    mb: Mapping[str, float]
    ready_cpu_s: Mapping[str, float]
    first_turn: float | None
    first_storing_turn: float | None
    growth: float | None


def summary(measure: Measure) -> Summary:
    """What the table tells of a system."""
    opened = [turn for turn in measure.turns if not turn.kept]
    kept = [turn for turn in measure.turns if turn.kept]
    storing = [turn for turn in opened if turn.number == STORING]
    others = [turn for turn in opened if turn.number != STORING]
    return Summary(
        system=measure.system,
        p50_ms=statistics.median(map(_MS, opened)),
        p95_ms=statistics.quantiles(map(_MS, opened), n=20)[18],
        kept_p50_ms=statistics.median(map(_MS, kept)),
        cpu_ms=statistics.median(map(_CPU_MS, others)),
        storing_cpu_ms=statistics.median(map(_CPU_MS, storing)),
        mb=measure.mb,
        ready_cpu_s=_ready(measure.starts),
        first_turn=_first(measure, opened, 0),
        first_storing_turn=_first(measure, opened, STORING),
        growth=measure.growth,
    )


def _ready(starts: Sequence[Start]) -> dict[str, float]:
    """The usual seconds of the processor until calls can be taken, by process."""
    names = starts[0].cpu_s if starts else ()
    return {name: statistics.median(start.cpu_s[name] for start in starts) for name in names}


def _first(measure: Measure, later: Sequence[Turn], number: int) -> float | None:
    if not measure.starts:
        return None
    firsts = [turn.ms for start in measure.starts for turn in start.turns if turn.number == number]
    return statistics.median(firsts) / statistics.median(turn.ms for turn in later if turn.number == number)


def table(measures: Sequence[Measure]) -> Table:
    """One line a system, all of its processes taken together; it fits into 80 columns."""
    rows = Table(title="calls that store a request, one after the other; milliseconds a turn")
    for column in ("", "p50", "p95", "kept p50", "CPU", "CPU storing", "ready, CPU s", "MB"):
        rows.add_column(column, justify="right" if column else "left")
    for one in map(summary, measures):
        figures = (one.p50_ms, one.p95_ms, one.kept_p50_ms, one.cpu_ms, one.storing_cpu_ms)
        ready = f"{sum(one.ready_cpu_s.values()):.1f}" if one.ready_cpu_s else ""
        rows.add_row(one.system, *(f"{figure:.1f}" for figure in figures), ready, f"{sum(one.mb.values()):.0f}")
    return rows


def comparison(measures: Sequence[Measure]) -> Iterator[str]:
    """Ours next to the others, and to what it aims at."""
    bare, own, *stock = map(summary, measures)
    yield (
        f"{own.p50_ms / bare.p50_ms:.1f} times the bare handler (at most 15), "
        f"{own.kept_p50_ms / bare.kept_p50_ms:.1f} over a kept connection"
    )
    for other in stock:
        yield f"{other.p50_ms / own.p50_ms:.1f} times faster than stock (at least 10)"
    yield f"a storing turn takes {own.storing_cpu_ms:.1f} ms of the processor (at most 14), others {own.cpu_ms:.1f} ms"
    yield (
        f"the first turn after a start takes {own.first_turn or 0:.2f} times a later one (at most 1.5), "
        f"the first that stores {own.first_storing_turn or 0:.2f} times"
    )
    yield f"the {SIXTIETH}th turn of a call takes {own.growth or 0:.2f} times the {FIFTH}th (at most 1.5)"
    yield (
        f"ready after {own.ready_cpu_s['server']:.1f} s of processor (at most 6), "
        f"the sales page has used {own.ready_cpu_s['sales page']:.1f} s by then"
    )
    yield f"{own.mb['server']:.0f} MB (at most 350), with the sales page {sum(own.mb.values()):.0f} MB (at most 450)"
