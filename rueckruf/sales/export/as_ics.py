"""A calendar that Outlook, Google and Thunderbird take (RFC 5545): an event for each window of a request.

An event keeps its UID, and its SEQUENCE grows with each change of the request, so that importing again moves it
instead of doubling it; a request that is done is cancelled.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rueckruf.callbacks.day_list import PATIENCE
from rueckruf.callbacks.request import CallbackRequest, Status, Window
from rueckruf.callbacks.schema import COLUMNS, as_data, in_german

_OWN_PROPERTIES = frozenset({"id", "created_at", "name", "callback_start", "callback_end"})
_STATUSES: dict[Status, str] = {"done": "CANCELLED", "incomplete": "TENTATIVE"}
# RFC 5546 wants an organizer. The company may have no address that answers for its calendar, and what is sent to a
# made-up one might reach somebody; Apple's calendars write the same where there is none.
_NO_ADDRESS = "invalid:nomail"


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str], now: datetime) -> Iterator[bytes]:
    """Requests as they are at the aware time ``now``; recipients as ``company.yml`` names them."""
    events = (event for request in requests for event in events_of(request, recipients, now))
    yield from written(empty_calendar("Rückrufwünsche"), events)


def empty_calendar(name: str) -> Any:
    """A calendar of that name, to be published."""
    calendar = bare_calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def bare_calendar() -> Any:
    """What entries stand in, wherever they lie."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rueckruf//Rueckrufwuensche//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def written(calendar: Any, events: Iterable[Any]) -> Iterator[bytes]:
    """An empty calendar with ``events`` in it, each written as it comes."""
    head, end, foot = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for event in events:
        yield event.to_ical()
    yield end + foot


def events_of(
    request: CallbackRequest, recipients: Mapping[str, str], now: datetime, *, personal: bool = True, link: str = ""
) -> Iterator[Any]:
    """The first as ``event_of``, and one for each further window, until a next attempt takes the place of all."""
    yield event_of(request, recipients, now, personal=personal, link=link)
    for number, (start, end) in enumerate(request.other_windows, start=2):
        event = event_of(request, recipients, now, personal=personal, link=link)
        for name in ("uid", "dtstart", "dtend"):
            del event[name]
        event.add("uid", f"{number}.{request.id}@rueckruf")
        event.add("dtstart", in_utc(start))
        event.add("dtend", in_utc(end))
        if request.next_attempt_at:
            event["status"] = "CANCELLED"
        yield event


def event_of(
    request: CallbackRequest, recipients: Mapping[str, str], now: datetime, *, personal: bool = True, link: str = ""
) -> Any:
    """Of what the caller has said it tells only if it is to be ``personal``; ``link`` is an address to open.

    Times in UTC, which every calendar shows on its own clock: no definition of a time zone can be misread.
    """
    from icalendar import Event, vCalAddress

    organizer = vCalAddress(_NO_ADDRESS)
    organizer.params["cn"] = _recipient(request, recipients)
    start, end = when(request)
    event = Event()
    event.add("uid", f"{request.id}@rueckruf")
    event.add("sequence", request.version - 1)
    event.add("dtstamp", in_utc(now))
    event.add("created", in_utc(request.created_at))
    event.add("organizer", organizer)
    event.add("dtstart", in_utc(start))
    event.add("dtend", in_utc(end))
    event.add("summary", f"Rückruf: {_whom(request)}" if personal else "Rückruf")
    event.add("description", _description(request, recipients, personal, link))
    if link:
        event.add("url", link)
    event.add("status", _STATUSES.get(request.status, "CONFIRMED"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a window to call in, during which its owner is not busy
    return event


def when(request: CallbackRequest) -> Window:
    """The wished window; after a call that nobody answered from the next attempt on, as long as that is due."""
    start, end = request.next_attempt_at or request.callback_start, request.callback_end
    return start, end if start < end else start + PATIENCE


def _recipient(request: CallbackRequest, recipients: Mapping[str, str]) -> str:
    return recipients.get(request.recipient, request.recipient)


def _whom(request: CallbackRequest) -> str:
    return ", ".join(filter(None, (request.name, request.phone))) or "unbekannt"


def _description(request: CallbackRequest, recipients: Mapping[str, str], personal: bool, link: str) -> str:
    """All that the event has no property of its own for, under its title; and the link, for not all show its own."""
    data = as_data(request)
    words = in_german(data, recipients)
    told = (column for column in COLUMNS if data[column.key] and column.key not in _OWN_PROPERTIES)
    lines = (f"{column.title}: {words[column.key]}" for column in told if personal or not column.personal)
    return "\n".join(filter(None, (link, *lines)))


def in_utc(moment: datetime) -> datetime:
    """As calendars are to have it."""
    return moment.astimezone(UTC).replace(microsecond=0)
