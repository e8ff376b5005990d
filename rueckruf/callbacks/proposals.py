"""Times to choose from, for callers who ask when somebody could ring them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.opening_hours import OpeningHours

_MOST = 3
_HOUR = timedelta(hours=1)
# The call has to end and somebody to read the request before.
_NOTICE = timedelta(minutes=30)


def proposals(
    hours: OpeningHours, now: datetime, within: CallbackWindow | None = None, skipped: Collection[date] = ()
) -> list[CallbackWindow]:
    """Up to three single times at full hours, one a day and each later in the day; three of the day ``within``.

    ``now`` is naive Berlin wall clock; ``skipped`` days are left out. Empty where nobody is there.
    """
    begins = (begin for begin in _begins(hours, now) if begin.date() not in skipped)
    if within:
        begins = (begin for begin in begins if within.start <= begin and begin + hours.single <= within.end)
    days = [list(begins) for _, begins in islice(groupby(begins, key=datetime.date), _MOST)]
    return [CallbackWindow(begin, begin + hours.single, at=True) for begin in _later_each_day(days)]


def _later_each_day(days: list[list[datetime]]) -> Iterable[datetime]:
    """One time a day, each later in its day than the one before; of a single day up to three."""
    days = days * _MOST if len(days) == 1 else days
    return dict.fromkeys(day[len(day) * place // _MOST] for place, day in enumerate(days))


def _begins(hours: OpeningHours, now: datetime) -> Iterator[datetime]:
    """The full hours at which a single time can begin."""
    for part in hours.following(now):
        begin = max(part.start, now + _NOTICE)
        begin += (part.start.replace(minute=0, second=0, microsecond=0) - begin) % _HOUR
        while begin + hours.single <= part.end:
            yield begin
            begin += _HOUR
