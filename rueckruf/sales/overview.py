"""How it goes: what the figures of the last weeks add up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rueckruf.callbacks.figures import Figure

DAYS = 28


@dataclass(frozen=True)
class Overview:
    """The figures of DAYS days up to today.

    ``per_day`` holds the requests of each day; of the ``windows`` that callers wished and that ended before today
    ``reached`` are those in which the caller was reached; ``minutes`` is the median from the beginning of the window to
    the first attempt; ``results`` counts callbacks by what came of them, ``without_request`` calls without a request by
    where or how they ended, the question that was open or a word of ``Figure``, both the most frequent first.
    """

    per_day: tuple[tuple[date, int], ...]
    windows: int
    reached: int
    minutes: int | None
    results: tuple[tuple[str, int], ...]
    without_request: tuple[tuple[str, int], ...]

    @property
    def requests(self) -> int:
        """All requests of the time."""
        return sum(count for _, count in self.per_day)

    @property
    def left(self) -> int:
        """All calls of the time that were counted as ended without a request."""
        return sum(count for _, count in self.without_request)

    @property
    def share(self) -> int | None:
        """Whole percent of the windows that have ended in which the caller was reached."""
        return round(100 * self.reached / self.windows) if self.windows else None


def first_day(today: date) -> date:
    """The first day that counts."""
    return today - timedelta(days=DAYS - 1)


def overview(figures: Iterable[Figure], today: date) -> Overview:
    """The figures from ``first_day`` on, added up."""
    requests: Counter[date] = Counter()
    windows: Counter[str] = Counter()
    minutes: Counter[int] = Counter()
    results: Counter[str] = Counter()
    without_request: Counter[str] = Counter()
    for figure in figures:
        if figure.kind == "request":
            requests[figure.day] += figure.count
        elif figure.kind == "first_attempt":
            minutes[int(figure.value)] += figure.count
        elif figure.kind in ("window", "reached"):
            windows[figure.kind] += figure.count if figure.day < today else 0
        elif figure.kind == "result":
            results[figure.value] += figure.count
        else:
            without_request[figure.value] += figure.count
    days = (first_day(today) + timedelta(days=number) for number in range(DAYS))
    return Overview(
        per_day=tuple((day, requests[day]) for day in days),
        windows=windows["window"],
        reached=windows["reached"],
        minutes=_median(minutes),
        results=tuple(results.most_common()),
        without_request=tuple(without_request.most_common()),
    )


def _median(counts: Counter[int]) -> int | None:
    """The lower median of values by how often they occur."""
    left = (counts.total() + 1) // 2
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return None
