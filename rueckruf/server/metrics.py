"""``GET /metrics``: what all processes of this server have counted, and how full its stores are, for Prometheus."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from rueckruf.channel import turn_log
from rueckruf.channel.this_machine import is_of_this_machine
from rueckruf.server.counters import HTTP_REQUESTS, count_turn
from rueckruf.server.levels import Levels, levels_of
from rueckruf.settings import Settings
from rueckruf.storage.database import Database

logger = logging.getLogger(__name__)

STORE_UP = "rueckruf_store_up"

_SECONDS_TO_ANSWER = 3  # of a store: one that hangs must not hide the rest


def add_metrics(app: Sanic, settings: Settings, database: Database) -> None:
    """Counts turns and requests, and adds the route: for who brings RUECKRUF_METRICS_TOKEN, or, where that is not set,
    for this machine alone, through no proxy."""
    levels = levels_of(settings, database)
    turn_log.watchers.append(count_turn)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        if not _may_see(request, settings.metrics_token):
            return empty(HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})
        read = await _read_all(levels)
        return raw(await asyncio.to_thread(_text, read), content_type=CONTENT_TYPE_LATEST)

    @app.on_response
    async def count(request: Request, response: HTTPResponse) -> None:
        HTTP_REQUESTS.labels(f"/{request.route.path}" if request.route else "", response.status).inc()


def _may_see(request: Request, token: str | None) -> bool:
    if token is None:
        return is_of_this_machine(request.ip, request.headers)
    sent = request.headers.get("Authorization", "")
    return hmac.compare_digest(sent.encode(), f"Bearer {token}".encode())


async def _read_all(levels: Mapping[str, Levels]) -> Sequence[Metric]:
    """How full the stores are, and of each whether it told; what cannot be read is left out."""
    up = GaugeMetricFamily(STORE_UP, "Whether a store could be read for these metrics.", labels=["store"])
    read = await asyncio.gather(*(_read(store, tell) for store, tell in levels.items()))
    for store, metrics in zip(levels, read, strict=True):
        up.add_metric([store], metrics is not None)
    return [up, *(metric for metrics in read for metric in metrics or ())]


async def _read(store: str, tell: Callable[[], Iterable[Metric]]) -> Sequence[Metric] | None:
    try:
        return await asyncio.wait_for(asyncio.to_thread(lambda: list(tell())), _SECONDS_TO_ANSWER)
    except Exception as error:  # whatever it is, the rest may be told
        logger.warning("no metrics of a store: %s: %s", store, type(error).__name__)
        return None


class _Read(Collector):
    """Metrics that have been read already."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _text(read: Iterable[Metric]) -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Read(read))
    return generate_latest(registry)
