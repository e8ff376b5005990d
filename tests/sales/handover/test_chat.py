"""News in a channel: for whom, how many, a link, and nothing of the caller."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete

from rueckruf.callbacks.schema import PERSONAL
from rueckruf.company import Company, load_company
from rueckruf.project import COMPANY
from rueckruf.sales.handover.chat import Channel, ChatOutlet, slack_message
from rueckruf.sales.handover.delivery import deliver_due
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.support.companies import WITH_SLA, replaced
from tests.support.receiver import Receiver
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit

PAGE = "https://vertrieb.example/"
TOLD = "Neuer Rückrufwunsch für Vertrieb der Musterwerk GmbH. Offen: 2."

Tell = Callable[..., None]


def told_by(kind: str, folder: Path) -> Company:
    text = replaced(COMPANY.read_text(encoding="utf-8"), WITH_SLA)
    (folder / "company.yml").write_text(text, encoding="utf-8")
    company = load_company(folder / "company.yml")
    mail = company.handover.mail.model_copy(update={"page": PAGE})
    handover = company.handover.model_copy(update={"mail": mail, "chat": kind})
    told: Company = company.model_copy(update={"handover": handover})
    return told


@pytest.fixture
def tell(database: Database, outbox: Outbox, requests: SqlCallbackRequests, receiver: Receiver, tmp_path: Path) -> Tell:
    def deliver(kind: str, at: datetime = CREATED) -> None:
        company = told_by(kind, tmp_path)
        chat = ChatOutlet(Channel(receiver.url, company.handover), company, database, requests)
        with time_machine.travel(at, tick=False):
            deliver_due(outbox, "chat", chat.send, Flag())

    return deliver


def shown(message: Any, kind: str) -> tuple[str, str]:
    """What stands in the channel, and where the link leads."""
    if kind == "slack":
        words, _, link = message["text"].partition(" <")
        return words, link.partition("|")[0]
    (attachment,) = message["attachments"]
    assert (message["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    card = attachment["content"]
    return card["body"][0]["text"], card["actions"][0]["url"]


@pytest.mark.parametrize("kind", ["slack", "teams"])
def test_a_channel_is_told_for_whom_there_is_a_new_request_and_how_many_are_open(
    requests: SqlCallbackRequests, receiver: Receiver, tell: Tell, kind: str
) -> None:
    with time_machine.travel(CREATED, tick=False):
        requests.add(request_of("CA1", status="incomplete"))
        requests.add(request_of("CA2", recipient="parent", status="incomplete"))
        request = requests.add(request_of("CA3", concern="das Angebot", note="eilig"))
    tell(kind)

    (message,) = receiver.bodies
    assert shown(message, kind) == (TOLD, PAGE)
    said = json.dumps(message, ensure_ascii=False)
    for column in PERSONAL:
        value = getattr(request, column.key)
        assert not value or str(value) not in said


def test_nobody_is_told_of_what_is_gone(
    database: Database, requests: SqlCallbackRequests, outbox: Outbox, receiver: Receiver, tell: Tell
) -> None:
    with time_machine.travel(CREATED, tick=False):
        requests.add(request_of("CA1"))
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests))

    tell("slack")

    assert (receiver.came, outbox.standing("chat").waiting) == ([], 0)


def test_a_channel_hears_of_what_is_beyond_the_sla_as_long_as_nobody_has_tried(
    requests: SqlCallbackRequests, outbox: Outbox, receiver: Receiver, tell: Tell
) -> None:
    with time_machine.travel(CREATED, tick=False):
        late, tried = requests.add(request_of("CA1")), requests.add(request_of("CA2", attempts=1))
    outbox.give_up("chat", "not these")
    for number, request in enumerate((late, tried)):
        outbox.put(Event(str(number), "chat", "escalation", CREATED, request_id=str(request.id)))

    tell("slack", at=late.callback_start + timedelta(minutes=30))

    (message,) = receiver.bodies
    told = "Ein Rückrufwunsch für Vertrieb der Musterwerk GmbH wartet länger auf den ersten Versuch als zugesagt."
    assert shown(message, "slack") == (told, PAGE)


@pytest.mark.parametrize(("answer", "waiting", "failed"), [(200, 0, 0), (503, 1, 0), (404, 1, 0), (410, 0, 1)])
def test_what_the_channel_does_not_take_is_tried_again_unless_it_is_closed(
    requests: SqlCallbackRequests,
    outbox: Outbox,
    receiver: Receiver,
    tell: Tell,
    answer: int,
    waiting: int,
    failed: int,
) -> None:
    receiver.answers = [answer]
    with time_machine.travel(CREATED, tick=False):
        requests.add(request_of("CA1"))

    tell("teams")

    standing = outbox.standing("chat")
    assert (standing.waiting, standing.failed) == (waiting, failed)


def test_a_name_of_a_team_calls_nobody_in_the_channel() -> None:
    assert "<!channel>" not in slack_message("für <!channel> & Co.", PAGE)["text"]
