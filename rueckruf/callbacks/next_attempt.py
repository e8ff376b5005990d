"""When to try again after nobody answered."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from rueckruf import clock
from rueckruf.callbacks.callback_window import next_five_minutes
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.request import CallbackRequest

_WAITS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2))
_SECOND_TRY = timedelta(minutes=30)
_OTHER_DAYS = 2


def next_attempts(request: CallbackRequest, hours: OpeningHours, now: datetime) -> list[datetime]:
    """Times to choose from, in order; aware.

    Before the caller's window only its beginning. Then some time later today, inside the window or not, the beginnings
    of further windows, and on the next open days the hour the caller wished, or the opening if nobody is there at that
    hour. Somebody is there at each of them, and all lie before the request is deleted.
    """
    times = set(_times(request, hours, clock.wall_clock(now)))
    moments = [clock.berlin(moment) for moment in sorted(times)]
    return [moment for moment in moments if moment < request.delete_after]


def proposed(request: CallbackRequest, moments: Iterable[datetime]) -> datetime | None:
    """The one of these times to try first: the earliest the caller has wished, else the earliest."""
    return min(moments, key=lambda moment: (not is_wished(request, moment), moment), default=None)


def is_wished(request: CallbackRequest, moment: datetime) -> bool:
    """Whether an aware time lies in one of the caller's windows."""
    return any(start <= moment < end for start, end in request.windows)


def _times(request: CallbackRequest, hours: OpeningHours, here: datetime) -> Iterator[datetime]:
    start, end = map(clock.wall_clock, (request.callback_start, request.callback_end))
    has_begun = here >= start
    first = _today(here, hours) if has_begun else _beginning(start, end, hours)
    yield from first
    yield from _in_other_windows(request, hours, here)
    if has_begun or not first:
        yield from islice(_other_days(start, hours, max(here, start)), _OTHER_DAYS)


def _in_other_windows(request: CallbackRequest, hours: OpeningHours, here: datetime) -> list[datetime]:
    starts = (clock.wall_clock(start) for start, _ in request.other_windows)
    return [start for start in starts if start > here and hours.is_open(start)]


def _beginning(start: datetime, end: datetime, hours: OpeningHours) -> list[datetime]:
    """Of a window that lies ahead, with a second try."""
    return [moment for moment in (start, start + _SECOND_TRY) if moment < end and hours.is_open(moment)]


def _today(here: datetime, hours: OpeningHours) -> list[datetime]:
    """Some time after the try that failed."""
    later = (next_five_minutes(here + wait) for wait in _WAITS)
    return [moment for moment in later if moment.date() == here.date() and hours.is_open(moment)]


def _other_days(wish: datetime, hours: OpeningHours, here: datetime) -> Iterator[datetime]:
    after = here.date()
    for part in hours.following(here):
        day = part.start.date()
        if day <= after:
            continue
        after = day
        wished = datetime.combine(day, wish.time())
        yield wished if hours.is_open(wished) else part.start
