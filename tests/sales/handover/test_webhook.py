"""The webhook: signed news of requests for a real receiver, and what each of its answers means."""

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Event as Flag
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import delete, update

from rueckruf.callbacks import handling
from rueckruf.callbacks.schema import KEYS
from rueckruf.sales.handover.delivery import UndeliveredError, deliver_due
from rueckruf.sales.handover.webhook import Webhook, WebhookOutlet, signature
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.outbox import Outbox, announce
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.support.certificates import make_certificate
from tests.support.exports import exported_as
from tests.support.receiver import Receiver, running_receiver
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit

SECRET = b"a secret of at least 24 bytes"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)

Deliver = Callable[[], None]


@pytest.fixture
def deliver(outbox: Outbox, requests: SqlCallbackRequests, receiver: Receiver) -> Deliver:
    webhook = WebhookOutlet(Webhook(receiver.url, SECRET), requests)
    return lambda: deliver_due(outbox, "webhook", webhook.send, Flag())


def test_the_signature_is_that_of_the_specification() -> None:
    """Of the example in the reference implementations of Standard Webhooks."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'

    assert (
        signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_new_request_comes_signed_and_under_the_keys_of_the_exports(
    requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    with time_machine.travel(NOON, tick=False):
        request = requests.add(request_of("CA1"))
        deliver()

    ((headers, body),) = receiver.came
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(SECRET, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "type": "request.created",
        "timestamp": "2026-03-10T12:00:00+00:00",
        "data": {
            "id": str(request.id),
            "created_at": "2026-03-10T10:00:00+01:00",
            "name": "Jürgen Müller-Lüdenscheidt",
            "phone": "+493023125042",
            "callback_start": "2026-03-11T14:00:00+01:00",
            "callback_end": "2026-03-11T15:00:00+01:00",
            "callback_text": "morgen um zwei",
            "recipient": "company",
            "status": "new",
            "phone_source": "spoken",
            "delete_after": "2026-06-10T11:00:00+02:00",
            "concern": "",
            "other_phones": [],
            "other_windows": [],
            "note": "",
            "claimed_by": "",
            "attempts": 0,
            "result": "",
        },
    }


def test_a_change_and_a_deletion_follow_in_order(
    database: Database, requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    request = requests.add(request_of("CA1"))
    deliver()
    requests.save(replace(request, status="done"))
    deliver()
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests))
        announce(connection, database, "deleted", {str(request.id): request.recipient}, NOON)
    deliver()

    assert receiver.types == ["request.created", "request.updated", "request.deleted"]
    assert receiver.bodies[1]["data"]["status"] == "done"
    assert receiver.bodies[2]["data"] == {"id": str(request.id)}
    assert len(set(receiver.ids)) == 3


def test_a_request_comes_with_all_that_is_exported(
    requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    said: dict[str, object] = {"concern": "neue Heizung", "other_phones": ("+49301234567",)}
    said["other_windows"] = ((NOON, NOON + timedelta(hours=1)),)
    worked_on: dict[str, object] = {"note": "im Auto", "claimed_by": "anna", "attempts": 2, "result": "Mailbox"}
    requests.add(request_of("CA1", **said, **worked_on, status="claimed"))
    deliver()

    (event,) = receiver.bodies
    (exported,) = json.loads(exported_as("json", *requests.list()))
    assert list(event["data"]) == list(KEYS)
    assert event["data"] == exported
    assert all(event["data"].values())


def test_whatever_sales_has_changed_comes_as_it_is_now(
    database: Database, requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    handled = SqlHandledRequests(database)
    request = requests.add(request_of("CA1"))
    deliver()
    request = handling.claim(handled, request, "anna", NOON)
    deliver()
    request = handling.note(handled, request, "anna", NOON, "mag Kaffee\nund Tee")
    deliver()
    handling.miss(handled, request, "anna", NOON, NOON.replace(hour=16))
    deliver()

    changes: list[dict[str, object]] = [
        {"claimed_by": "anna", "status": "claimed"},
        {"note": "mag Kaffee\nund Tee"},
        {"attempts": 1, "claimed_by": "", "status": "unreachable"},
    ]
    assert receiver.types == ["request.created", *["request.updated"] * 3]
    for (before, after), changed in zip(pairwise(receiver.bodies), changes, strict=True):
        assert after["data"] == {**before["data"], **changed}


def test_a_deleted_request_is_not_sent_any_more(
    database: Database, requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    request = requests.add(request_of("CA1"))
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests))
        announce(connection, database, "deleted", {str(request.id): request.recipient}, NOON)

    deliver()

    assert receiver.types == ["request.deleted"]


def test_a_restricted_request_is_not_sent_until_it_is_released(
    database: Database, requests: SqlCallbackRequests, receiver: Receiver, deliver: Deliver
) -> None:
    request = requests.add(request_of("CA1"))
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=NOON))
        announce(connection, database, "restricted", {str(request.id): request.recipient}, NOON)
    deliver()
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=None))
        announce(connection, database, "released", {str(request.id): request.recipient}, NOON)
    deliver()

    assert receiver.types == ["request.restricted", "request.released"]
    assert receiver.bodies[0]["data"] == {"id": str(request.id)}
    assert receiver.bodies[1]["data"]["name"] == request.name


@pytest.mark.parametrize("answer", [400, 404, 500, 301, 307])
def test_another_answer_than_2xx_is_a_failure_of_this_event_and_redirects_are_not_followed(
    requests: SqlCallbackRequests, receiver: Receiver, outbox: Outbox, deliver: Deliver, answer: int
) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2"))
    receiver.answers = [answer]

    deliver()

    assert len(receiver.came) == 2
    standing = outbox.standing("webhook")
    assert (standing.waiting, standing.retried, standing.problem) == (1, 1, f"HTTP {answer}")


@pytest.mark.parametrize("answer", [401, 429, 503, "die"])
def test_a_receiver_that_can_take_nothing_now_is_spared_the_rest(
    requests: SqlCallbackRequests, receiver: Receiver, outbox: Outbox, deliver: Deliver, answer: int
) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2"))
    receiver.answers = [answer]

    deliver()

    assert len(receiver.came) == 1
    assert outbox.standing("webhook").waiting == 2


def test_a_receiver_that_has_gone_for_good_gets_nothing_more(
    requests: SqlCallbackRequests, receiver: Receiver, outbox: Outbox, deliver: Deliver
) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2"))
    receiver.answers = [410]

    deliver()
    deliver()

    assert len(receiver.came) == 1
    standing = outbox.standing("webhook")
    assert (standing.waiting, standing.failed, standing.problem) == (0, 2, "HTTP 410")


def test_nobody_listens(requests: SqlCallbackRequests, outbox: Outbox) -> None:
    requests.add(request_of("CA1"))

    deliver_due(outbox, "webhook", WebhookOutlet(Webhook("http://127.0.0.1:1/hooks", SECRET), requests).send, Flag())

    assert outbox.standing("webhook").problem == "NewConnectionError"


def test_the_certificate_of_the_receiver_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    with running_receiver(certificate) as receiver:
        with pytest.raises(UndeliveredError, match="SSLError"):
            Webhook(receiver.url, SECRET).post(str(UUID(int=1)), "test", {}, CREATED)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        Webhook(receiver.url, SECRET).post(str(UUID(int=1)), "test", {}, CREATED)

    assert receiver.types == ["request.test"]
