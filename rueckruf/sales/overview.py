"""How it goes: what the figures of some days add up to, in all and for each team, hour and weekday."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from rueckruf.callbacks.figures import CountKind, Figure

PERIODS = (7, 28, 91, 364)
"""Days up to today of which there is an overview: whole weeks."""

USUAL = 28
_WEEK = 7

Key = TypeVar("Key", int, str, date, tuple[CountKind, str])


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
    ended = [figure for figure in seen if figure.kind in ("broke_off", "gave_up", "ended")]
    of_teams = [figure for figure in seen if figure.recipient]
    timed = [figure for figure in of_teams if figure.kind in ("request", "window", "reached")]
    begin, span = first_day(today, days), 1 if days <= USUAL else _WEEK
    requests = _counted(
        (figure for figure in timed if figure.kind == "request"), lambda figure: (figure.day - begin).days // span
    )
    results = _counted((figure for figure in of_teams if figure.kind == "result"), lambda figure: figure.value)
    return Overview(
        total=_totals(of_teams, today),
        teams=_grouped(of_teams, lambda figure: figure.recipient, today),
        hours=_grouped((figure for figure in timed if figure.value), lambda figure: int(figure.value), today),
        weekdays=_grouped(timed, lambda figure: figure.day.weekday(), today),
        span=span,
        per_span=[(begin + timedelta(number * span), requests[number]) for number in range(days // span)],
        results=results.most_common(),
        without_request=_counted(ended, lambda figure: (figure.kind, figure.value)).most_common(),
    )


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], Key], today: date) -> Mapping[Key, Totals]:
    groups: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return {each: _totals(groups[each], today) for each in sorted(groups)}


def _totals(figures: Iterable[Figure], today: date) -> Totals:
    seen = list(figures)
    minutes = _counted((figure for figure in seen if figure.kind == "first_attempt"), lambda figure: int(figure.value))
    ended = (figure for figure in seen if figure.kind == "request" or figure.day < today)
    kinds = _counted(ended, lambda figure: figure.kind)
    return Totals(kinds["request"], kinds["window"], kinds["reached"], minutes)


def _counted(figures: Iterable[Figure], key: Callable[[Figure], Key]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for figure in figures:
        counts[key(figure)] += figure.count
    return counts


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole > 0 else None
