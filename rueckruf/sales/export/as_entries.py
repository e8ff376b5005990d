"""A request as entries of a shared calendar: its windows as appointments, or all of it as one task (RFC 5545).

Unlike those of an export they have no organizer, whom a server would take for somebody to invite (RFC 6638), and each
stands in a calendar of its own without a method (RFC 4791, 4.1).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rueckruf.callbacks.request import CallbackRequest, Window
from rueckruf.sales.export.as_feed import REMINDED_BEFORE, alarm
from rueckruf.sales.export.as_ics import Telling, bare_calendar, event_of, in_utc, status_of, tell, uid_of, when

MOST_APPOINTMENTS = 5
"""Of a request; who wished for more windows than callers do has the others in words."""


def appointments(request: CallbackRequest, told: Telling, now: datetime) -> list[bytes]:
    """One for each window, as the request is at the aware time ``now``."""
    return [
        _alone(_appointment(request, told, now, number, window))
        for number, window in enumerate(_windows(request)[:MOST_APPOINTMENTS], start=1)
    ]


def task(request: CallbackRequest, told: Telling, now: datetime) -> bytes:
    """From the first window up to the end of the last; it reminds of each."""
    from icalendar import Todo

    windows, task = _windows(request), Todo()
    tell(task, request, told, now, uid_of(request))
    task.add("dtstart", in_utc(min(start for start, _ in windows)))
    task.add("due", in_utc(max(end for _, end in windows)))
    task.add("status", "IN-PROCESS" if request.status == "claimed" else "NEEDS-ACTION")
    for start, _ in windows:
        task.add_component(alarm(in_utc(start - REMINDED_BEFORE)))
    return _alone(task)


def _windows(request: CallbackRequest) -> Sequence[Window]:
    """Those of the caller, until a next attempt is agreed on."""
    return [when(request)] if request.next_attempt_at else request.windows


def _appointment(request: CallbackRequest, told: Telling, now: datetime, number: int, window: Window) -> Any:
    event = event_of(request, told, now, uid_of(request, number), window)
    event.add("status", status_of(request))
    event.add_component(alarm(-REMINDED_BEFORE))
    return event


def _alone(entry: Any) -> bytes:
    calendar = bare_calendar()
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
