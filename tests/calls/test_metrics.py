"""What a call leaves in the metrics: that there was one, how it went, how long it took, and nothing of the caller."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from rueckruf.simulator.server import Server
from tests.support.calls import MORNING
from tests.support.metrics import samples_of
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.call

PARTS = ("whole", "understanding", "dialogue", "conversation", "storing")


def shown(server: Server) -> str:
    answer = requests.get(f"http://127.0.0.1:{urlsplit(server.url).port}/metrics", timeout=PATIENCE)
    assert answer.status_code == 200
    return answer.text


def test_a_call_is_counted_by_its_outcome_and_nothing_of_it_is_told(server: Server, ring: Callable[..., Any]) -> None:
    before = samples_of(shown(server))
    call = ring(caller="+493023125042")
    during = samples_of(shown(server))
    call.say("Mein Name ist Sabine Müller, null drei null zwei drei eins zwei fünf null sieben sieben, Freitag um elf")
    assert "Vielen Dank" in call.say("ja")
    text = shown(server)
    after = samples_of(text)

    def more(*sample: str) -> float:
        return after[sample] - before.get(sample, 0)

    assert during["rueckruf_calls_running",] == before["rueckruf_calls_running",] + 1
    assert after["rueckruf_calls_running",] == before["rueckruf_calls_running",]
    assert more("rueckruf_calls_total") == 1
    assert more("rueckruf_turns_total", "goes_on") == 2
    assert more("rueckruf_turns_total", "stored") == 1
    times = {part: more("rueckruf_turn_seconds_sum", part) for part in PARTS}
    assert min(times.values()) > 0
    assert sum(times.values()) == pytest.approx(2 * times["whole"])
    assert more("rueckruf_http_requests_total", "/webhooks/twilio_voice/webhook", "200") == 3
    for personal in ("Sabine", "Müller", "3023125042", "3023125077", "Freitag", call.call_sid):
        assert personal not in text


def test_when_a_job_was_done_last_is_told(server: Server) -> None:
    purged = ("rueckruf_job_last_success_timestamp_seconds", "purge")
    assert eventually(lambda: purged in samples_of(shown(server)))
    assert 0 <= samples_of(shown(server))[purged] - datetime.fromisoformat(MORNING).timestamp() < PATIENCE
