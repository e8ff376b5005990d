"""A calendar that is subscribed to: as the exported one, and each event reminds, and leads to its request.

Who subscribes takes over at each reading what is there then: what was deleted, restricted or handed back is gone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export.as_ics import Telling, empty_calendar, events_of, written

_READ_AGAIN_AFTER = timedelta(minutes=15)
REMINDED_BEFORE = timedelta(minutes=5)


@dataclass(frozen=True)
class Subscription:
    """The calendar's ``name``, the address of a request's page, and whether events hold what callers have said."""

    name: str
    link: Callable[[UUID], str]
    personal: bool


def calendar(
    requests: Iterable[CallbackRequest], recipients: Mapping[str, str], now: datetime, subscription: Subscription
) -> bytes:
    """All of it at once: a calendar that breaks off would make its reader delete what had not come yet."""
    events = (event for request in requests for event in _events(request, recipients, now, subscription))
    return b"".join(written(_calendar(subscription.name), events))


def _calendar(name: str) -> Any:
    """How often it is to be read says RFC 7986; Outlook has a property of its own for that."""
    calendar = empty_calendar(name)
    calendar.add("refresh-interval", _READ_AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    return calendar


def _events(
    request: CallbackRequest, recipients: Mapping[str, str], now: datetime, subscription: Subscription
) -> Iterator[Any]:
    told = Telling(recipients, subscription.personal, subscription.link(request.id))
    for event in events_of(request, told, now):
        if event["status"] != "CANCELLED":
            event.add_component(alarm(-REMINDED_BEFORE))
        yield event


def alarm(trigger: timedelta | datetime) -> Any:
    """Shows itself so long after an event has begun, before it if negative; or at a time in UTC."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Rückruf")
    alarm.add("trigger", trigger)
    return alarm
