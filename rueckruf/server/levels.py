"""How much there is in the stores: calls that run, requests that wait, news that is not delivered."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy.engine import Engine

from rueckruf import clock
from rueckruf.settings import Outlet, Settings
from rueckruf.storage.due import counts
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.running_calls import RunningCalls

Levels = Callable[[], Iterable[Metric]]
"""Reads the levels of a store; raises the errors of that store."""


def levels_of(settings: Settings, engine: Engine) -> Mapping[str, Levels]:
    """What tells the levels of each store, by its name. Servers that share a store tell the same of it."""
    running, outlets = RunningCalls(settings), _outlets(settings)
    return {
        "database": lambda: (_requests(engine), *_outbox(Outbox(engine), outlets)),
        "conversations": lambda: (_calls(running),),
    }


def _outlets(settings: Settings) -> Iterable[Outlet]:
    used: dict[Outlet, bool] = {"webhook": bool(settings.webhook_secret), "mail": bool(settings.smtp_url)}
    return [outlet for outlet, is_used in used.items() if is_used]


def _calls(running: RunningCalls) -> Metric:
    return GaugeMetricFamily("rueckruf_calls_running", "Calls that have a conversation.", running.count())


def _requests(engine: Engine) -> Metric:
    waiting = GaugeMetricFamily("rueckruf_requests", "Callback requests that somebody has to call.", labels=["state"])
    with engine.connect() as connection:
        for state, count in counts(connection, None, clock.now()).items():
            waiting.add_metric([state], count)
    return waiting


def _outbox(outbox: Outbox, outlets: Iterable[Outlet]) -> Iterator[Metric]:
    events = GaugeMetricFamily("rueckruf_outbox_events", "News that is not delivered.", labels=["outlet", "state"])
    oldest = GaugeMetricFamily("rueckruf_outbox_oldest_seconds", "Age of the oldest that waits.", labels=["outlet"])
    for outlet in outlets:
        standing = outbox.standing(outlet)
        events.add_metric([outlet, "waiting"], standing.waiting)
        events.add_metric([outlet, "failed"], standing.failed)
        age = (clock.now() - standing.oldest).total_seconds() if standing.oldest else 0
        oldest.add_metric([outlet], age)
    yield events
    yield oldest
