"""Delivery: nothing is lost and everything tried again, whatever happens to the receiver or the sender."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from uuid import UUID

import pytest
import time_machine

from rueckruf import clock
from rueckruf.sales.handover import delivery
from rueckruf.sales.handover.delivery import BACK_OFF, UndeliveredError, deliver_due
from rueckruf.sales.handover.webhook import Webhook, WebhookOutlet
from rueckruf.storage import audit_log
from rueckruf.storage.database import Database
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.patience import PATIENCE
from tests.support.receiver import Receiver
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SECRET = b"a secret of at least 24 bytes"


def test_after_a_failure_the_same_event_comes_again(
    requests: SqlCallbackRequests, outbox: Outbox, receiver: Receiver
) -> None:
    webhook = WebhookOutlet(Webhook(receiver.url, SECRET), requests)
    receiver.answers = [500]
    with time_machine.travel(NOON, tick=False) as time:
        requests.add(request_of("CA1"))
        deliver_due(outbox, "webhook", webhook.send, Flag())
        assert len(receiver.came) == 1
        time.shift(BACK_OFF[0] * 1.1)
        deliver_due(outbox, "webhook", webhook.send, Flag())

    assert receiver.types == ["request.created"] * 2
    assert len(set(receiver.ids)) == 1
    (first, _), (second, _) = receiver.came
    assert int(second["webhook-timestamp"]) > int(first["webhook-timestamp"])
    standing = outbox.standing("webhook")
    assert (standing.waiting, standing.failed, standing.problem) == (0, 0, None)


def test_attempts_are_made_for_three_days_and_then_given_up(
    requests: SqlCallbackRequests, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[datetime] = []
    ids: list[str] = []

    def refuse(event: Event) -> Collection[UUID]:
        attempts.append(clock.now())
        ids.append(event.id)
        raise UndeliveredError("HTTP 500", "this")

    with time_machine.travel(NOON, tick=False) as time:
        requests.add(request_of("CA1"))
        while outbox.standing("webhook").waiting:
            deliver_due(outbox, "webhook", refuse, Flag())
            deliver_due(outbox, "webhook", refuse, Flag())
            time.shift(BACK_OFF[min(len(attempts), len(BACK_OFF)) - 1] * 1.1)

    (only,) = set(ids)
    assert len(attempts) == 10
    assert timedelta(days=3) < attempts[-1] - attempts[0] < timedelta(days=4)
    assert outbox.standing("webhook").failed == 1
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "hand-over: event given up")
    assert record.facts == {"outlet": "webhook", "id": only, "attempts": 10, "problem": "HTTP 500"}  # type: ignore[attr-defined]


def test_pauses_are_spread() -> None:
    pauses = {delivery._later(NOON, timedelta(hours=1)) - NOON for _ in range(50)}

    assert len(pauses) > 1
    assert timedelta(minutes=54) <= min(pauses)
    assert max(pauses) <= timedelta(minutes=66)


def test_an_event_that_cannot_be_made_holds_up_no_other(
    requests: SqlCallbackRequests, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    sent = []

    def send(event: Event) -> Collection[UUID]:
        if event.request_id == str(bad.id):
            raise ValueError(bad.name)
        sent.append(event.request_id)
        return ()

    deliver_due(outbox, "webhook", send, Flag())

    assert sent == [str(good.id)]
    assert outbox.standing("webhook").problem == "ValueError"
    assert bad.name not in caplog.text


def test_a_receiver_that_hangs_is_left_after_a_while(
    requests: SqlCallbackRequests, outbox: Outbox, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests.add(request_of("CA1"))
    receiver.answers = ["hang"]
    monkeypatch.setattr(delivery, "_SECONDS", 0.1)

    deliver_due(outbox, "webhook", WebhookOutlet(Webhook(receiver.url, SECRET), requests).send, Flag())

    assert outbox.standing("webhook").problem == "TimeoutError"


def test_the_end_of_the_program_waits_for_no_receiver(
    requests: SqlCallbackRequests, outbox: Outbox, receiver: Receiver
) -> None:
    requests.add(request_of("CA1"))
    receiver.answers = ["hang"]
    send, stopping = WebhookOutlet(Webhook(receiver.url, SECRET), requests).send, Flag()
    sending = threading.Thread(target=deliver_due, args=(outbox, "webhook", send, stopping))
    sending.start()
    assert receiver.arrived.acquire(timeout=PATIENCE)
    stopping.set()
    sending.join(PATIENCE)
    assert not sending.is_alive()

    deliver_due(outbox, "webhook", send, Flag())

    assert len(receiver.came) == 2
    assert len(set(receiver.ids)) == 1


@pytest.mark.process
def test_nothing_is_lost_when_the_sender_is_killed(
    database: Database, key: str, outbox: Outbox, receiver: Receiver, tmp_path: Path
) -> None:
    """Killed while the third of five events is on its way: that one comes again under its id, and then the rest."""
    requests = SqlCallbackRequests(database)
    stored = [requests.add(request_of(f"CA{number}")) for number in range(5)]
    receiver.answers = [204, 204, "hang"]
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER, receiver.url],
        env={
            **os.environ,
            "DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
            "RUECKRUF_KEYS": key,
            "RUECKRUF_DATA_DIR": str(tmp_path),
        },
    )
    for _ in range(3):
        assert receiver.arrived.acquire(timeout=PATIENCE)
    sender.send_signal(signal.SIGKILL)
    sender.wait()

    deliver_due(outbox, "webhook", WebhookOutlet(Webhook(receiver.url, SECRET), requests).send, Flag())

    came = [body["data"]["id"] for body in receiver.bodies]
    expected = [str(request.id) for request in stored]
    assert came == [*expected[:3], *expected[2:]]
    assert receiver.ids[2] == receiver.ids[3]
    assert len(set(receiver.ids)) == 5
    assert outbox.standing("webhook").waiting == 0
    with database.engine.connect() as connection:
        assert [entry.request_ids for entry in audit_log.entries(connection)] == [(each,) for each in expected]


SENDER = f"""
import sys
from threading import Event
from rueckruf.sales.handover.delivery import deliver_due
from rueckruf.sales.handover.webhook import Webhook, WebhookOutlet
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.outbox import Outbox
from rueckruf.storage.requests import SqlCallbackRequests

database = open_database(load_settings())
webhook = WebhookOutlet(Webhook(sys.argv[1], {SECRET!r}), SqlCallbackRequests(database))
deliver_due(Outbox(database), "webhook", webhook.send, Event())
"""
