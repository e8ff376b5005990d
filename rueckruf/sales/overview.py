"""How it goes: what the figures of some days add up to, in all and for each team, hour and weekday."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from rueckruf.callbacks.figures import CountKind, Figure

PERIODS = (7, 28, 91, 364)
"""Days up to today of which there is an overview: whole weeks."""

USUAL = 28
_WEEK = 7

Key = TypeVar("Key", int, str, tuple[CountKind, str])


@dataclass(frozen=True)
class Totals:
    """So many ``requests``; of the ``windows`` that ended before today ``reached`` are those in which the caller was.

    ``minutes`` counts first attempts by the whole minutes after the window had begun.
    """

    requests: int
    windows: int
    reached: int
    minutes: Mapping[int, int]

    @property
    def share(self) -> int | None:
        """Whole percent of the windows in which the caller was reached."""
        return _percent(self.reached, self.windows)

    @property
    def median(self) -> int | None:
        """The lower median of ``minutes``."""
        left = (sum(self.minutes.values()) + 1) // 2
        for minutes in sorted(self.minutes):
            left -= self.minutes[minutes]
            if left <= 0:
                return minutes
        return None

    def within(self, limit: timedelta) -> int | None:
        """Whole percent of the first attempts that were made by then."""
        in_time = sum(count for minutes, count in self.minutes.items() if timedelta(minutes=minutes) <= limit)
        return _percent(in_time, sum(self.minutes.values()))


@dataclass(frozen=True)
class Overview:
    """The figures of some days up to today.

    ``per_span`` holds the requests of each span of ``span`` days, a day or a week, by its first day; ``results`` counts
    callbacks by what came of them, ``without_request`` calls without a request by kind and value of their ``Figure``,
    both the most frequent first. Weekdays begin with Monday, 0.
    """

    total: Totals
    teams: Mapping[str, Totals]
    hours: Mapping[int, Totals]
    weekdays: Mapping[int, Totals]
    span: int
    per_span: Sequence[tuple[date, int]]
    results: Sequence[tuple[str, int]]
    without_request: Sequence[tuple[tuple[CountKind, str], int]]

    @property
    def left(self) -> int:
        """All calls of the time that were counted as ended without a request."""
        return sum(count for _, count in self.without_request)


def first_day(today: date, days: int) -> date:
    """The first day that counts."""
    return today - timedelta(days=days - 1)


def overview(figures: Iterable[Figure], today: date, days: int) -> Overview:
    """The figures from ``first_day`` on, added up."""
    seen = list(figures)
    timed = [*_of(seen, "request", "window", "reached")]
    span = 1 if days <= USUAL else _WEEK
    return Overview(
        total=_totals(seen, today),
        teams=_grouped(filter(attrgetter("recipient"), seen), attrgetter("recipient"), today),
        hours=_grouped(filter(attrgetter("value"), timed), lambda figure: int(figure.value), today),
        weekdays=_grouped(timed, lambda figure: figure.day.weekday(), today),
        span=span,
        per_span=_per_span(_of(seen, "request"), first_day(today, days), days, span),
        results=_counted(_of(seen, "result"), attrgetter("value")).most_common(),
        without_request=_counted(
            _of(seen, "broke_off", "gave_up", "ended"), lambda figure: (figure.kind, figure.value)
        ).most_common(),
    )


def _of(figures: Iterable[Figure], *kinds: CountKind) -> Iterator[Figure]:
    return (figure for figure in figures if figure.kind in kinds)


def _per_span(requests: Iterable[Figure], begin: date, days: int, span: int) -> Sequence[tuple[date, int]]:
    counts = _counted(requests, lambda figure: (figure.day - begin).days // span)
    return [(begin + timedelta(days=number * span), counts[number]) for number in range(days // span)]


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], Key], today: date) -> Mapping[Key, Totals]:
    groups: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return {each: _totals(groups[each], today) for each in sorted(groups)}


def _totals(figures: Sequence[Figure], today: date) -> Totals:
    ended = (figure for figure in _of(figures, "window", "reached") if figure.day < today)
    windows = _counted(ended, attrgetter("kind"))
    return Totals(
        requests=sum(figure.count for figure in _of(figures, "request")),
        windows=windows["window"],
        reached=windows["reached"],
        minutes=_counted(_of(figures, "first_attempt"), lambda figure: int(figure.value)),
    )


def _counted(figures: Iterable[Figure], key: Callable[[Figure], Key]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for figure in figures:
        counts[key(figure)] += figure.count
    return counts


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole > 0 else None
