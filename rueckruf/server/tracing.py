"""Traces of turns for OpenTelemetry, where the environment names a collector (OTEL_EXPORTER_OTLP_ENDPOINT).

A turn is a span with one below it for each part that is timed, made once the turn is over: no turn waits for it, and
nothing goes out but what stands in the log. The collector, its headers and its certificates come from the environment
as https://opentelemetry.io/docs/specs/otel/protocol/exporter/ names them.
"""

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sanic import Sanic

from rueckruf.channel import turn_log
from rueckruf.channel.turn_log import LoggedTurn

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # from where OpenTelemetry counts nanoseconds


def add_tracing(app: Sanic) -> None:
    """Sends spans of all turns; does nothing, and imports nothing, where no collector is named."""
    if os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        app.register_listener(_begin, "before_server_start")
        app.register_listener(_end, "after_server_stop")


def _begin(app: Sanic, _: Any) -> None:
    """In each process that answers calls: the threads of an exporter are not forked."""
    provider = app.ctx.traces = _provider()
    turn_log.watchers.append(partial(_trace, provider.get_tracer("rueckruf")))


def _end(app: Sanic, _: Any) -> None:
    """Send what is left, at most for a moment: the process has to end."""
    app.ctx.traces.force_flush(1000)
    app.ctx.traces.shutdown()


def _provider() -> "TracerProvider":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "rueckruf")}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def _trace(tracer: "Tracer", turn: LoggedTurn) -> None:
    from opentelemetry.trace import set_span_in_context

    def at(seconds: float) -> int:
        return (turn.begun_at + timedelta(seconds=seconds) - _EPOCH) // timedelta(microseconds=1) * 1000

    facts = {name: value for name, value in turn.facts.items() if value is not None}
    whole = tracer.start_span("turn", attributes={"call": turn.call, "turn": turn.turn, **facts}, start_time=at(0))
    for part in turn.parts:
        span = tracer.start_span(part.name, set_span_in_context(whole), start_time=at(part.begin))
        span.end(at(part.begin + part.seconds))
    whole.end(at(turn.seconds))
