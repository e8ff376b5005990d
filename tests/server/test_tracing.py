"""Traces go to a collector over OTLP/HTTP, as real OpenTelemetry sends them, and hold nothing of a caller."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from rueckruf.channel import turn_log
from rueckruf.channel.turn_log import LoggedTurn, Part, note, timed, turn_logged
from rueckruf.server import tracing
from tests.support.collector import Collector, running_collector

pytestmark = pytest.mark.unit

CALL_SID = "CA0123456789"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """One that this process is told of."""
    monkeypatch.setattr(turn_log, "watchers", [])
    with running_collector() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        yield collector


def test_a_turn_is_a_span_with_its_parts_below_it(collector: Collector) -> None:
    app = SimpleNamespace(ctx=SimpleNamespace())
    tracing._begin(app, None)
    with turn_logged(CALL_SID, 3):
        with timed("understanding"):
            pass
        note(intent="affirm", outcome="stored")
    tracing._end(app, None)

    part, whole = sorted(collector.spans, key=lambda span: span.name == "turn")
    assert (whole.name, part.name, part.parent_span_id) == ("turn", "understanding", whole.span_id)
    assert whole.start_time_unix_nano <= part.start_time_unix_nano
    assert part.end_time_unix_nano <= whole.end_time_unix_nano
    assert {one.key for one in whole.attributes} == {"call", "turn", "intent", "outcome"}
    assert CALL_SID.encode() not in collector.bodies


def test_times_are_those_of_the_turn(collector: Collector) -> None:
    app = SimpleNamespace(ctx=SimpleNamespace())
    tracing._begin(app, None)
    begin = datetime(2026, 3, 10, 9, tzinfo=UTC)
    turn = LoggedTurn("ab12", 0, {"intent": None, "outcome": "goes_on"}, begin, 0.5, [Part("storing", 0.125, 0.25)])
    for watch in turn_log.watchers:
        watch(turn)
    tracing._end(app, None)

    begin_ns = int(begin.timestamp()) * 10**9
    spans = {span.name: (span.start_time_unix_nano, span.end_time_unix_nano) for span in collector.spans}
    assert spans["turn"] == (begin_ns, begin_ns + 500_000_000)
    assert spans["storing"] == (begin_ns + 125_000_000, begin_ns + 375_000_000)


@pytest.mark.process
def test_without_a_collector_nothing_of_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    serve = "import sys, rueckruf.server.tracing as t; from sanic import Sanic; t.add_tracing(Sanic('test')); "
    told = subprocess.run(
        [sys.executable, "-c", f"{serve} print('opentelemetry' in sys.modules)"], capture_output=True, check=True
    )
    assert told.stdout.strip() == b"False"
