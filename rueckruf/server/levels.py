"""How much there is in the stores: calls that run, requests that wait, for sales or a store, news not delivered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric

from rueckruf import clock
from rueckruf.settings import Outlet, Settings
from rueckruf.storage.database import Database
from rueckruf.storage.due import Scope, counts, move_on
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.spool import FileSpool, open_spool

Levels = Callable[[], Iterable[Metric]]
"""Reads the levels of a store; raises the errors of that store."""


def levels_of(settings: Settings, database: Database) -> Mapping[str, Levels]:
    """What tells the levels of each store, by its name. Servers that share a store tell the same of it."""
    running, spool, outlets = RunningCalls(settings), open_spool(settings), _outlets(settings)
    return {
        "database": lambda: (_requests(database), *_outbox(Outbox(database), outlets)),
        "conversations": lambda: (_calls(running),),
        "spool": lambda: _spool(spool),
    }


def _outlets(settings: Settings) -> Iterable[Outlet]:
    used: dict[Outlet, bool] = {
        "webhook": bool(settings.webhook_secret),
        "mail": bool(settings.smtp_url),
        "chat": bool(settings.chat_url),
        "push": bool(settings.company.handover.push.contact),
        "caldav": bool(settings.caldav_password),
        "tryton": bool(settings.tryton_password),
    }
    return [outlet for outlet, is_used in used.items() if is_used]


def _calls(running: RunningCalls) -> Metric:
    return GaugeMetricFamily("rueckruf_calls_running", "Calls that have a conversation.", running.count())


def _requests(database: Database) -> Metric:
    waiting = GaugeMetricFamily("rueckruf_requests", "Callback requests that somebody has to call.", labels=["state"])
    now = clock.now()
    move_on(database, now)
    with database.engine.connect() as connection:
        for state, count in counts(connection, Scope(), now).items():
            waiting.add_metric([state], count)
    return waiting


def _spool(spool: FileSpool) -> Iterator[Metric]:
    requests = GaugeMetricFamily("rueckruf_spool_requests", "Requests that wait for the database.", labels=["state"])
    state = spool.state()
    requests.add_metric(["waiting"], state.depth)
    requests.add_metric(["set_aside"], state.set_aside)
    yield requests
    yield GaugeMetricFamily("rueckruf_spool_oldest_seconds", "Age of the oldest that waits.", _age(state.oldest))


def _age(since: datetime | None) -> float:
    """Seconds; 0 where nothing waits."""
    return (clock.now() - since).total_seconds() if since else 0


def _outbox(outbox: Outbox, outlets: Iterable[Outlet]) -> Iterator[Metric]:
    events = GaugeMetricFamily("rueckruf_outbox_events", "News that is not delivered.", labels=["outlet", "state"])
    oldest = GaugeMetricFamily("rueckruf_outbox_oldest_seconds", "Age of the oldest that waits.", labels=["outlet"])
    for outlet in outlets:
        standing = outbox.standing(outlet)
        events.add_metric([outlet, "waiting"], standing.waiting)
        events.add_metric([outlet, "failed"], standing.failed)
        oldest.add_metric([outlet], _age(standing.oldest))
    yield events
    yield oldest
