"""A calendar that Outlook, Google and Thunderbird take (RFC 5545): one event a request.

An event keeps its UID, and its SEQUENCE grows with each change of the request, so that importing again moves it
instead of doubling it; a request that is done is cancelled.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from rueckruf.callbacks.request import CallbackRequest, Status

_STATUSES: dict[Status, str] = {"done": "CANCELLED", "incomplete": "TENTATIVE"}
_STATUS_WORDS: dict[Status, str] = {
    "new": "neu",
    "claimed": "in Bearbeitung",
    "done": "erledigt",
    "unreachable": "nicht erreicht",
    "incomplete": "unvollständig, der Anruf brach ab",
}


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str]) -> Iterator[bytes]:
    """One event a request; recipients as ``company.yml`` names them."""
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
        yield _event(request, recipients).to_ical()
    yield end + foot


def _event(request: CallbackRequest, recipients: Mapping[str, str]) -> Any:
    """Times in UTC, which every calendar shows on its own clock: no definition of a time zone can be misread."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{request.id}@rueckruf")
    event.add("sequence", request.version - 1)
    event.add("dtstamp", _utc(request.created_at))
    event.add("dtstart", _utc(request.callback_start))
    event.add("dtend", _utc(request.callback_end))
    event.add("summary", f"Rückruf: {', '.join(filter(None, (request.name, request.phone))) or 'unbekannt'}")
    event.add("description", _description(request, recipients))
    event.add("status", _STATUSES.get(request.status, "CONFIRMED"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a window to call in, during which its owner is not busy
    return event


def _description(request: CallbackRequest, recipients: Mapping[str, str]) -> str:
    lines = (
        request.phone,
        request.callback_text and f"„{request.callback_text}“",
        request.note and f"Notiz: {request.note}",
        f"Status: {_STATUS_WORDS[request.status]}",
        f"Zuständig: {recipients.get(request.recipient, request.recipient)}",
    )
    return "\n".join(filter(None, lines))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(timezone.utc).replace(microsecond=0)
