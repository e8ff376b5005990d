"""A calendar that Outlook, Google and Thunderbird take (RFC 5545): an event for each window of a request.

An event keeps its UID, and its SEQUENCE grows with each change of the request, so that importing again moves it
instead of doubling it; a request that is done is cancelled.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Telling:
    """What entries tell: the teams' titles, whether what callers have said, and the address of the request's page."""

    titles: Mapping[str, str]
    personal: bool = True
    link: str = ""


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str], now: datetime) -> Iterator[bytes]:
    """Requests as they are at the aware time ``now``; recipients as ``company.yml`` names them."""
    told = Telling(recipients)
    events = (event for request in requests for event in events_of(request, told, now))
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


def events_of(request: CallbackRequest, told: Telling, now: datetime) -> Iterator[Any]:
    """One for each window, to be published; a next attempt moves the first and cancels the others."""
    from icalendar import vCalAddress

    organizer = vCalAddress(_NO_ADDRESS)
    organizer.params["cn"] = _recipient(request, told.titles)
    for number, window in enumerate((when(request), *request.other_windows), start=1):
        event = event_of(request, told, now, uid_of(request, number if number > 1 else None), window)
        event.add("organizer", organizer)
        replaced = number > 1 and request.next_attempt_at
        event.add("status", "CANCELLED" if replaced else status_of(request))
        yield event


def event_of(request: CallbackRequest, told: Telling, now: datetime, uid: str, window: Window) -> Any:
    """A window of a request, without its status."""
    from icalendar import Event

    event = Event()
    tell(event, request, told, now, uid)
    start, end = window
    event.add("dtstart", in_utc(start))
    event.add("dtend", in_utc(end))
    event.add("transp", "TRANSPARENT")  # a window to call in, during which its owner is not busy
    return event


def tell(entry: Any, request: CallbackRequest, told: Telling, now: datetime, uid: str) -> None:
    """Put into an event or a task what does not depend on its window.

    Times in UTC, which every calendar shows on its own clock: no definition of a time zone can be misread.
    """
    entry.add("uid", uid)
    entry.add("sequence", request.version - 1)
    entry.add("dtstamp", in_utc(now))
    entry.add("created", in_utc(request.created_at))
    entry.add("summary", f"Rückruf: {_whom(request)}" if told.personal else "Rückruf")
    entry.add("description", _description(request, told))
    if told.link:
        entry.add("url", told.link)
    entry.add("class", "PRIVATE")


def uid_of(request: CallbackRequest, number: int | None = None) -> str:
    """What an entry of a request is known by for good; ``number`` is that of its window."""
    of_request = f"{request.id}@rueckruf"
    return f"{number}.{of_request}" if number else of_request


def status_of(request: CallbackRequest) -> str:
    """That of its events."""
    return _STATUSES.get(request.status, "CONFIRMED")


def when(request: CallbackRequest) -> Window:
    """The wished window; after a call that nobody answered from the next attempt on, as long as that is due."""
    start, end = request.next_attempt_at or request.callback_start, request.callback_end
    return start, end if start < end else start + PATIENCE


def _recipient(request: CallbackRequest, recipients: Mapping[str, str]) -> str:
    return recipients.get(request.recipient, request.recipient)


def _whom(request: CallbackRequest) -> str:
    return ", ".join(filter(None, (request.name, request.phone))) or "unbekannt"


def _description(request: CallbackRequest, told: Telling) -> str:
    """All that the event has no property of its own for, under its title; and the link, for not all show its own."""
    data = as_data(request)
    words = in_german(data, told.titles)
    filled = (column for column in COLUMNS if data[column.key] and column.key not in _OWN_PROPERTIES)
    lines = (f"{column.title}: {words[column.key]}" for column in filled if told.personal or not column.personal)
    return "\n".join(filter(None, (told.link, *lines)))


def in_utc(moment: datetime) -> datetime:
    """As calendars are to have it."""
    return moment.astimezone(UTC).replace(microsecond=0)
