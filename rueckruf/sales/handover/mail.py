"""The mail outlet: makes each mail when it is sent, for the recipient of its requests or the lead."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from operator import itemgetter
from typing import get_args
from uuid import UUID, uuid4

from rueckruf import clock
from rueckruf.callbacks.reminder import is_untouched
from rueckruf.callbacks.repository import CallbackRequests, Selection
from rueckruf.callbacks.request import CallbackRequest, Status
from rueckruf.callbacks.sla import is_late
from rueckruf.company import Company
from rueckruf.sales.handover import letters
from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.letters import Letter
from rueckruf.sales.handover.smtp import send_mail
from rueckruf.storage.outbox import Event

logger = logging.getLogger(__name__)

_OPEN: frozenset[Status] = frozenset(get_args(Status)) - {"done"}


class MailOutlet:
    """Sends events as mails over ``smtp_url``; what is written is read from ``requests`` at that moment."""

    def __init__(self, smtp_url: str, company: Company, requests: CallbackRequests) -> None:
        self._smtp_url = smtp_url
        self._company = company
        self._mail = company.handover.mail
        self._requests = requests

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if nobody needs that mail any more. Raises UndeliveredError."""
        if event.kind == "morning":
            return self._send_day_list(event)
        assert event.request_id is not None
        request = self._requests.get(UUID(event.request_id))
        if request is None:
            return None
        if event.kind == "reminder":
            return self._send_reminder(event, request)
        if event.kind == "escalation":
            return self._send_escalation(event, request)
        letter = letters.new_request(request, self._mail.page, self._mail.personal_data)
        return self._post(event, letter, self._receivers(request.recipient), [request])

    def _send_day_list(self, event: Event) -> Collection[UUID] | None:
        today = clock.now().astimezone(clock.BERLIN).date()
        if event.created_at.astimezone(clock.BERLIN).date() != today:
            return None
        midnight = clock.berlin(datetime.combine(today, time()) + timedelta(days=1))
        open_ones = self._requests.list(Selection(statuses=_OPEN, recipient=event.recipient, end=midnight))
        times = ((request.due_at(clock.now()), request) for request in open_ones)
        due = [request for due_at, request in sorted(times, key=itemgetter(0)) if due_at and due_at < midnight]
        letter = letters.day_list(due, today, self._mail.page, self._mail.personal_data)
        return self._post(event, letter, self._receivers(event.recipient), due)

    def _send_reminder(self, event: Event, request: CallbackRequest) -> Collection[UUID] | None:
        if not is_untouched(request):
            return None
        recipient = self._company.title_of(request.recipient)
        letter = letters.reminder(request, event.created_at, recipient, self._mail.page, self._mail.personal_data)
        return self._post(event, letter, self._mail.lead, [request])

    def _send_escalation(self, event: Event, request: CallbackRequest) -> Collection[UUID] | None:
        if not is_late(request, clock.now(), self._company.sla):
            return None
        recipient = self._company.title_of(request.recipient)
        letter = letters.escalation(request, recipient, self._mail.page, self._mail.personal_data)
        return self._post(event, letter, self._mail.lead, [request])

    def _receivers(self, recipient: str | None) -> Sequence[str]:
        return self._mail.teams.get(recipient or "", ())

    def _post(
        self, event: Event, letter: Letter, receivers: Sequence[str], requests: Sequence[CallbackRequest]
    ) -> Collection[UUID] | None:
        if not receivers:
            return None
        refused = send_mail(self._smtp_url, _message(event.id, letter, self._mail.sender, receivers))
        if refused:
            facts = {"id": event.id, "refused": refused, "receivers": len(receivers)}
            logger.warning("hand-over: some receivers of a mail refused", extra={"facts": facts})
        return [request.id for request in requests] if self._mail.personal_data else ()


def send_test(smtp_url: str, company: Company) -> None:
    """One mail to everybody whom ``company.yml`` names; raises UndeliveredError, also if one of them is refused."""
    mail = company.handover.mail
    receivers = sorted(mail.everybody)
    refused = send_mail(smtp_url, _message(str(uuid4()), letters.test(mail.page), mail.sender, receivers))
    if refused:
        raise UndeliveredError(f"SMTP: {refused} of {len(receivers)} receivers refused", "this")


def _message(id: str, letter: Letter, sender: str, receivers: Sequence[str]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ", ".join(receivers)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now().astimezone(clock.BERLIN))
    message["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    return message
