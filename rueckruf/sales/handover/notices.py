"""Puts into the outbox what time makes due: the day's list in the morning, reminders and escalations to the lead."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from rueckruf.callbacks.reminder import is_endangered
from rueckruf.clock import wall_clock
from rueckruf.company import Company
from rueckruf.settings import Outlet
from rueckruf.storage.database import Database
from rueckruf.storage.due import ending
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests

_ESCALATED_FOR = timedelta(days=1)
"""What was late longer ago is only marked: whoever names an SLA for the first time is not told of all that is old."""


def put_day_lists(outbox: Outbox, company: Company, now: datetime) -> None:
    """From the configured hour of a working day on, one list for each recipient that gets mail, once a day."""
    mail, wall = company.handover.mail, wall_clock(now)
    day = company.hours().open_day(wall.date())
    if mail.send != "morning" or day is None or not mail.morning_hour <= wall.hour or wall >= day.end:
        return
    for recipient, receivers in mail.teams.items():
        if receivers:
            event_id = _id(f"morning/{wall.date()}/{recipient}")
            _put(outbox, Event(event_id, "mail", "morning", now, recipient=recipient))


def put_reminders(outbox: Outbox, database: Database, company: Company, now: datetime) -> None:
    """For each request that is endangered at the aware time ``now``, one mail to the lead, once for each window."""
    margin = timedelta(minutes=company.handover.reminder_minutes)
    if not company.handover.mail.lead:
        return
    for request in ending(database, now, now + margin):
        if is_endangered(request, now, margin):
            _, end = request.window_at(now)
            event_id = _id(f"reminder/{request.id}/{end.astimezone(UTC)}")
            _put(outbox, Event(event_id, "mail", "reminder", now, request_id=str(request.id)))


def put_escalations(
    outbox: Outbox, requests: SqlCallbackRequests, company: Company, outlets: Collection[Outlet], now: datetime
) -> None:
    """Word to the lead of each request beyond the SLA of its team at the aware time ``now``, by each outlet, once."""
    for recipient, within in company.sla.items():
        begun = now - within
        for request in requests.untried(recipient, begun - _ESCALATED_FOR, begun):
            for outlet in outlets:
                event_id = _id(f"escalation/{outlet}/{request.id}")
                _put(outbox, Event(event_id, outlet, "escalation", now, request_id=str(request.id)))


def _put(outbox: Outbox, event: Event) -> None:
    if not outbox.has(event.id):
        outbox.put(event)


def _id(name: str) -> str:
    """The same for the same name, so that no server says twice what another has said."""
    return str(uuid5(NAMESPACE_URL, f"rueckruf/{name}"))
