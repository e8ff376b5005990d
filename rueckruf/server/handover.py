"""The jobs of hand-over: what is due becomes events, and events are delivered. No call ever waits for them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from threading import Event

from rueckruf import clock
from rueckruf.company import Company
from rueckruf.sales.handover.chat import Channel, ChatOutlet
from rueckruf.sales.handover.connector import ConnectorOutlet, systems_of
from rueckruf.sales.handover.delivery import LONGEST, Send, deliver_due
from rueckruf.sales.handover.mail import MailOutlet
from rueckruf.sales.handover.notices import put_day_lists, put_escalations, put_reminders
from rueckruf.sales.handover.push import PushOutlet
from rueckruf.sales.handover.webhook import Webhook, WebhookOutlet
from rueckruf.server.jobs import Job
from rueckruf.settings import Outlet, Settings
from rueckruf.storage.database import Database
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.requests import SqlCallbackRequests

_AT_ONCE = timedelta(seconds=1)
_KEPT = timedelta(days=7)  # of what was delivered, so that nothing is said twice and the last delivery is known


def handover_jobs(settings: Settings, database: Database, stopping: Event) -> Iterator[Job]:
    """None where ``company.yml`` hands nothing over."""
    company, requests, outbox = settings.company, SqlCallbackRequests(database), Outbox(database)
    if settings.webhook_secret:
        webhook = Webhook(company.handover.webhook_url, settings.webhook_secret)
        yield _delivery("webhook", outbox, WebhookOutlet(webhook, requests).send, stopping)
    if settings.smtp_url:
        yield _delivery("mail", outbox, MailOutlet(settings.smtp_url, company, requests).send, stopping)
        yield from _occasions(outbox, company, database)
    if settings.chat_url:
        channel = Channel(settings.chat_url, company.handover)
        yield _delivery("chat", outbox, ChatOutlet(channel, company, database, requests).send, stopping)
    if company.handover.push.contact:
        yield _delivery("push", outbox, PushOutlet(company, database, requests).send, stopping, _AT_ONCE)
    for outlet, system in systems_of(settings).items():
        yield _delivery(outlet, outbox, ConnectorOutlet(system, requests).send, stopping)
    yield from _escalations(settings, outbox, requests)
    if settings.smtp_url or settings.outlets:
        yield Job("delivered", timedelta(hours=1), lambda: outbox.forget_delivered(clock.now() - _KEPT))


def _occasions(outbox: Outbox, company: Company, database: Database) -> Iterator[Job]:
    """Of mails that time makes due."""
    yield Job("day_lists", timedelta(minutes=1), lambda: put_day_lists(outbox, company, clock.now()))
    yield Job("reminders", timedelta(minutes=1), lambda: put_reminders(outbox, database, company, clock.now()))


def _escalations(settings: Settings, outbox: Outbox, requests: SqlCallbackRequests) -> Iterator[Job]:
    if ways := leads_are_told_by(settings):
        put = partial(put_escalations, outbox, requests, settings.company, ways)
        yield Job("escalations", timedelta(minutes=1), lambda: put(clock.now()))


def leads_are_told_by(settings: Settings) -> Sequence[Outlet]:
    """How the lead hears of what is beyond the SLA of a team; by no outlet where no team has one."""
    handover = settings.company.handover
    ways: dict[Outlet, bool] = {
        "mail": bool(settings.smtp_url and handover.mail.lead),
        "chat": bool(settings.chat_url),
        "push": bool(handover.push.contact),
    }
    return [outlet for outlet, is_open in ways.items() if is_open and settings.company.sla]


def _delivery(
    outlet: Outlet, outbox: Outbox, send: Send, stopping: Event, every: timedelta = timedelta(seconds=5)
) -> Job:
    return Job(
        outlet,
        every,
        lambda: deliver_due(outbox, outlet, send, stopping),
        longest=LONGEST,
        has_work=lambda: outbox.next_due(outlet, clock.now()) is not None,
    )
