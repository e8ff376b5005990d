"""When to try again after nobody answered."""

from collections.abc import Iterator
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
    """Times to choose from, the first of them proposed; aware.

    Before the caller's window only its beginning. Then those inside the window if some of it is left, and on the next
    open days the hour the caller wished, or the opening if nobody is there at that hour. All lie before the request is
    deleted.
    """
    here, start, end = (clock.wall_clock(moment) for moment in (now, request.callback_start, request.callback_end))
    times = _in_the_window(start, end, hours, here)
    if here >= start or not times:
        times += islice(_other_days(start, hours, max(here, start)), _OTHER_DAYS)
    moments = [clock.berlin(moment) for moment in times]
    return [moment for moment in moments if moment < request.delete_after]


def _in_the_window(start: datetime, end: datetime, hours: OpeningHours, here: datetime) -> list[datetime]:
    """Its beginning and a second try while it lies ahead; once it has begun, some time after the try that failed."""
    tries = [start, start + _SECOND_TRY] if here < start else [next_five_minutes(here + wait) for wait in _WAITS]
    return [moment for moment in tries if start <= moment < end and hours.is_open(moment)]


def _other_days(wish: datetime, hours: OpeningHours, here: datetime) -> Iterator[datetime]:
    after = here.date()
    for part in hours.following(here):
        day = part.start.date()
        if day <= after:
            continue
        after = day
        wished = datetime.combine(day, wish.time())
        yield wished if hours.is_open(wished) else part.start
