"""A calendar that Outlook, Google and Thunderbird take (RFC 5545): one event a request.

An event keeps its UID, and its SEQUENCE grows with each change of the request, so that importing again moves it
instead of doubling it; a request that is done is cancelled.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rueckruf.callbacks.day_list import PATIENCE
from rueckruf.callbacks.request import CallbackRequest, Status
from rueckruf.callbacks.schema import COLUMNS, as_data, in_german

_OWN_PROPERTIES = frozenset({"id", "created_at", "name", "callback_start", "callback_end"})
_STATUSES: dict[Status, str] = {"done": "CANCELLED", "incomplete": "TENTATIVE"}
# RFC 5546 wants an organizer. The company may have no address that answers for its calendar, and what is sent to a
# made-up one might reach somebody; Apple's calendars write the same where there is none.
_NO_ADDRESS = "invalid:nomail"


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str], now: datetime) -> Iterator[bytes]:
    """One event a request, as it is at the aware time ``now``; recipients as ``company.yml`` names them."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rueckruf//Rueckrufwuensche//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Rückrufwünsche")
    head, end, foot = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for request in requests:
        yield _event(request, recipients, now).to_ical()
    yield end + foot


def _event(request: CallbackRequest, recipients: Mapping[str, str], now: datetime) -> Any:
    """Times in UTC, which every calendar shows on its own clock: no definition of a time zone can be misread."""
    from icalendar import Event, vCalAddress

    organizer = vCalAddress(_NO_ADDRESS)
    organizer.params["cn"] = _recipient(request, recipients)
    start, end = _when(request)
    event = Event()
    event.add("uid", f"{request.id}@rueckruf")
    event.add("sequence", request.version - 1)
    event.add("dtstamp", _utc(now))
    event.add("created", _utc(request.created_at))
    event.add("organizer", organizer)
    event.add("dtstart", _utc(start))
    event.add("dtend", _utc(end))
    event.add("summary", f"Rückruf: {', '.join(filter(None, (request.name, request.phone))) or 'unbekannt'}")
    event.add("description", _description(request, recipients))
    event.add("status", _STATUSES.get(request.status, "CONFIRMED"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a window to call in, during which its owner is not busy
    return event


def _when(request: CallbackRequest) -> tuple[datetime, datetime]:
    """The wished window; after a call that nobody answered from the next attempt on, as long as that is due."""
    start, end = request.due_at or request.callback_start, request.callback_end
    return start, end if start < end else start + PATIENCE


def _recipient(request: CallbackRequest, recipients: Mapping[str, str]) -> str:
    return recipients.get(request.recipient, request.recipient)


def _description(request: CallbackRequest, recipients: Mapping[str, str]) -> str:
    """All that the event has no property of its own for, under its title."""
    data = as_data(request)
    words = in_german(data, recipients)
    told = (column for column in COLUMNS if column.key not in _OWN_PROPERTIES and data[column.key])
    return "\n".join(f"{column.title}: {words[column.key]}" for column in told)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
