"""News in browsers: an empty, signed message to the browser of everybody who may see a new request."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from typing import Any

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec

from rueckruf.company import Company, load_company
from rueckruf.handover import Push
from rueckruf.project import COMPANY
from rueckruf.sales.handover.delivery import deliver_due
from rueckruf.sales.handover.push import PushOutlet, public_key, signing_key
from rueckruf.sales.users import create, disable
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.push_subscriptions import endpoints_for, subscribe
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.resealing import reseal_database_key
from rueckruf.storage.users import find_user
from tests.support.receiver import Receiver
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PUSH = Push.model_validate({"contact": "it@musterwerk.example", "services": "127.0.0.1, push.example"})


def company_with(push: Push) -> Company:
    """A company that tells browsers by ``push``, and whose sales promises a first attempt within half an hour."""
    company = load_company(COMPANY)
    sales = company.recipients["company"].model_copy(update={"sla_minutes": 30})
    handover = company.handover.model_copy(update={"push": push})
    made: Company = company.model_copy(
        update={"handover": handover, "recipients": {**company.recipients, "company": sales}}
    )
    return made


@pytest.fixture
def deliver(database: Database, outbox: Outbox, requests: SqlCallbackRequests) -> Callable[[], None]:
    return lambda: deliver_due(outbox, "push", PushOutlet(company_with(PUSH), database, requests).send, Flag())


@pytest.fixture
def browser_of(database: Database) -> Callable[..., None]:
    """Somebody whose browser is told at an address: ``browser_of("anna", url, "company")``."""

    def add(login: str, endpoint: str, recipient: str | None = None) -> None:
        with database.engine.connect() as connection:
            known = find_user(connection, login)
        if known is None:
            role: Any = "sales" if recipient else "lead"
            create(database, login, role, recipient, NOON, "test")
        with writing(database.engine) as connection:
            user = find_user(connection, login)
            assert user is not None
            subscribe(connection, user, endpoint, NOON)

    return add


def told(receiver: Receiver) -> int:
    return len(receiver.came)


def test_the_message_is_empty_and_signed_for_its_service(
    database: Database,
    requests: SqlCallbackRequests,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", receiver.url, "company")
    with time_machine.travel(NOON, tick=False):
        requests.add(request_of("CA1"))
        deliver()

    ((headers, body),) = receiver.came
    assert body == b""
    assert (headers["TTL"], headers["Urgency"], headers["Topic"]) == ("3600", "high", "new")
    scheme, token, key = headers["Authorization"].replace(",", "").split()
    assert (scheme, key) == ("vapid", f"k={public_key(signing_key(database))}")
    point = urlsafe_b64decode(f"{key.removeprefix('k=')}=")
    known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(
        token.removeprefix("t="),
        known,
        algorithms=["ES256"],
        audience=receiver.url.removesuffix("/hooks"),
        options={"verify_exp": False},
    )
    assert (claims["sub"], claims["exp"]) == ("mailto:it@musterwerk.example", (NOON + timedelta(hours=12)).timestamp())


def test_who_may_see_the_request_is_told_in_each_of_their_browsers(
    database: Database,
    requests: SqlCallbackRequests,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    for number, (login, recipient) in enumerate(
        [("anna", "company"), ("anna", "company"), ("berta", "parent"), ("leo", None), ("gone", "company")]
    ):
        browser_of(login, f"{receiver.url}/{number}", recipient)
    disable(database, "gone", NOON, "test")
    requests.add(request_of("CA1", recipient="company"))

    deliver()

    assert told(receiver) == 3


def test_a_browser_that_somebody_else_uses_now_is_told_what_is_theirs(
    database: Database, browser_of: Callable[..., None]
) -> None:
    browser_of("anna", "https://push.example/1", "company")
    browser_of("berta", "https://push.example/1", "parent")

    with database.engine.connect() as connection:
        assert endpoints_for(connection, "company") == []
        assert endpoints_for(connection, "parent") == ["https://push.example/1"]


@pytest.mark.parametrize("answer", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(
    database: Database,
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
    answer: int,
) -> None:
    browser_of("anna", receiver.url, "company")
    receiver.answers = [answer]
    requests.add(request_of("CA1"))

    deliver()

    assert outbox.standing("push").waiting == 0
    with database.engine.connect() as connection:
        assert endpoints_for(connection, "company") == []


def test_it_is_tried_again_only_where_nobody_was_told(
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", f"{receiver.url}/1", "company")
    browser_of("anna", f"{receiver.url}/2", "company")
    receiver.answers = [503, 429, 201, 503]
    requests.add(request_of("CA1"))

    deliver()
    assert (outbox.standing("push").waiting, outbox.standing("push").problem) == (1, "HTTP 503")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        deliver()

    assert (outbox.standing("push").waiting, told(receiver)) == (0, 4)


def test_one_message_tells_of_all_new_requests_of_a_team(
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", f"{receiver.url}/anna", "company")
    browser_of("berta", f"{receiver.url}/berta", "parent")
    for number in range(5):
        requests.add(request_of(f"CA{number}", recipient="company"))
    requests.add(request_of("CA5", recipient="parent"))

    deliver()

    assert (outbox.standing("push").waiting, told(receiver)) == (0, 2)


def test_where_no_browser_was_told_of_one_the_others_wait_as_well(
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", receiver.url, "company")
    receiver.answers = [500, 500, 500, 201]
    for number in range(3):
        requests.add(request_of(f"CA{number}"))

    deliver()
    assert outbox.standing("push").waiting == 3
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        deliver()

    assert (outbox.standing("push").waiting, told(receiver)) == (0, 4)


def test_of_what_is_beyond_the_sla_leads_are_told_and_nobody_else(
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    deliver: Callable[[], None],
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", f"{receiver.url}/anna", "company")
    browser_of("leo", f"{receiver.url}/leo")
    late, tried = requests.add(request_of("CA1")), requests.add(request_of("CA2", attempts=1))
    outbox.give_up("push", "not these")
    for number, request in enumerate((late, tried)):
        outbox.put(Event(str(number), "push", "escalation", NOON, request_id=str(request.id)))

    with time_machine.travel(late.callback_start + timedelta(minutes=30), tick=False):
        deliver()

    assert (outbox.standing("push").waiting, told(receiver)) == (0, 1)


def test_an_escalation_that_no_browser_waits_for_does_not_come_again(
    requests: SqlCallbackRequests, outbox: Outbox, deliver: Callable[[], None]
) -> None:
    late = requests.add(request_of("CA1"))
    outbox.put(Event("1", "push", "escalation", NOON, request_id=str(late.id)))

    with time_machine.travel(late.callback_start + timedelta(minutes=30), tick=False):
        deliver()

    assert outbox.has("1")


def test_nobody_is_told_of_what_is_gone_or_over_a_service_that_is_not_allowed_any_more(
    database: Database,
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    browser_of: Callable[..., None],
) -> None:
    browser_of("anna", receiver.url, "company")
    requests.add(request_of("CA1"))
    elsewhere = PUSH.model_copy(update={"services": ("push.example",)})

    deliver_due(outbox, "push", PushOutlet(company_with(elsewhere), database, requests).send, Flag())

    assert (outbox.standing("push").waiting, told(receiver)) == (0, 0)


def test_the_key_outlives_a_rotation_of_keys(database: Database, key: str) -> None:
    before = public_key(signing_key(database))
    keys = (new_key(), key)

    with writing(database.engine) as connection:
        reseal_database_key(connection, Cipher(lambda: keys))

    assert public_key(signing_key(replace(database, cipher=Cipher(lambda: keys[:1])))) == before


@pytest.mark.parametrize(
    ("endpoint", "is_served"),
    [
        ("https://push.example/abc", True),
        ("https://eu.push.example/abc", True),
        ("https://evilpush.example/abc", False),
        ("https://push.example.evil.example/abc", False),
        ("http://push.example/abc", False),
        ("https://user@push.example/abc", False),
        ("https://evil.example/?push.example", False),
        ("https://169.254.169.254/latest", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_news_go_to_no_address_but_those_of_the_services(endpoint: str, is_served: bool) -> None:
    assert PUSH.serves(endpoint) == is_served
