"""Mails to sales over a real server: who gets them, what they say, and what they keep to themselves."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Flag

import pytest
import time_machine
from sqlalchemy import delete

from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.project import COMPANY
from rueckruf.sales.handover.delivery import BACK_OFF, deliver_due
from rueckruf.sales.handover.mail import MailOutlet
from rueckruf.storage import audit_log
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.support.companies import WITH_SERVICE, WITH_SLA
from tests.support.requests import request_of
from tests.support.smtp import MailServer, running_mail_server

pytestmark = pytest.mark.unit

#: Wednesday, the day of the builder's window from 14 to 15.
MORNING = datetime(2026, 3, 11, 7, tzinfo=BERLIN)
ID = "00000000-0000-4000-8000-000000000001"
PERSONAL = ("Jürgen", "Lüdenscheidt", "23125042", "23125 042", "morgen um zwei")

Deliver = Callable[..., None]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: ``test_outbox`` and ``test_delivery`` hold both to the same."""
    return sqlite_url


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def deliver(outbox: Outbox, requests: SqlCallbackRequests, server: MailServer, tmp_path: Path) -> Deliver:
    """Delivers what is due under the clock of MORNING, with parts of company.yml replaced."""

    def run(*more: tuple[str, str], at: datetime = MORNING) -> None:
        text = COMPANY.read_text(encoding="utf-8")
        written = (
            ('sender: ""', "sender: rueckruf@musterwerk.example"),
            ('company: ""', "company: vertrieb@musterwerk.example, innen@musterwerk.example"),
            ('lead: ""', "lead: leitung@musterwerk.example"),
            ('page: ""', "page: https://vertrieb.musterwerk.example/"),
        )
        for old, new in (*written, *more):
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "company.yml"
        path.write_text(text, encoding="utf-8")
        outlet = MailOutlet(f"smtp://127.0.0.1:{server.port}", load_company(path), requests)
        with time_machine.travel(at, tick=False):
            deliver_due(outbox, "mail", outlet.send, Flag())

    return run


WITH_PERSONAL_DATA = ("personal_data: false", "personal_data: true")


@pytest.fixture
def stored(requests: SqlCallbackRequests) -> Callable[..., object]:
    def add(call_sid: str, **changes: object) -> object:
        with time_machine.travel(MORNING, tick=False):
            return requests.add(request_of(call_sid, **changes))

    return add


def test_a_new_request_is_told_of_without_personal_data(
    stored: Callable[..., object], server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    stored("CA1")
    event = outbox.next_due("mail", MORNING)
    assert event is not None

    deliver()

    (mail,) = server.mails
    assert mail.sender == "rueckruf@musterwerk.example"
    assert mail.receivers == ["vertrieb@musterwerk.example", "innen@musterwerk.example"]
    assert {name: str(mail.message[name]) for name in HEADERS} == {
        "From": "rueckruf@musterwerk.example",
        "To": "vertrieb@musterwerk.example, innen@musterwerk.example",
        "Subject": "Neuer Rückrufwunsch",
        "Date": "Wed, 11 Mar 2026 07:00:00 +0100",
        "Message-ID": f"<{event.id}@musterwerk.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
    }
    assert mail.message.get_content() == (
        "Es liegt ein neuer Rückrufwunsch vor.\n\n"
        "Zur Rückrufliste: https://vertrieb.musterwerk.example/\n\n"
        "Diese Nachricht wurde automatisch erzeugt. Bitte antworten Sie nicht darauf.\n"
    )


HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type")


def test_personal_data_is_written_only_where_the_company_wants_it_and_then_logged(
    database: Database, stored: Callable[..., object], server: MailServer, deliver: Deliver
) -> None:
    stored("CA1")

    deliver(WITH_PERSONAL_DATA)

    (mail,) = server.mails
    assert (
        "- 11.03. 14:00 bis 15:00 Uhr: Jürgen Müller-Lüdenscheidt, +49 30 23125042, „morgen um zwei“\n"
        in mail.message.get_content()
    )
    assert str(mail.message["Subject"]) == "Neuer Rückrufwunsch"
    with database.engine.connect() as connection:
        (entry,) = audit_log.entries(connection)
    assert (entry.actor, entry.reason) == ("handover", "mail")


def test_a_recipient_without_an_address_gets_no_mail(
    stored: Callable[..., object], server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    stored("CA1", recipient="parent")

    deliver()

    assert server.mails == []
    assert outbox.standing("mail").waiting == 0


def test_a_team_of_any_name_gets_the_mails_of_its_requests(
    stored: Callable[..., object], server: MailServer, deliver: Deliver
) -> None:
    stored("CA1", recipient="service")

    deliver(*WITH_SERVICE, ('    parent: ""', "    service: dienst@musterwerk.example"))

    assert [mail.receivers for mail in server.mails] == [["dienst@musterwerk.example"]]


def test_the_list_of_the_day_holds_what_is_due_today_or_was_before(
    stored: Callable[..., object], server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    today = MORNING.replace(hour=14)
    for call_sid, begin, changes in (
        ("later", today, {"name": "Zoe Zwei"}),
        ("overdue", today - timedelta(days=1), {"name": "Anna Eins"}),
        ("tomorrow", today + timedelta(days=1), {"name": "Nora Nicht"}),
        ("agreed", today - timedelta(hours=2), {"status": "unreachable", "next_attempt_at": today.replace(hour=16)}),
        ("done", today, {"status": "done", "name": "Dora Fertig"}),
        ("other", today, {"recipient": "parent", "name": "Paula Mutter"}),
    ):
        stored(call_sid, callback_start=begin, callback_end=begin + timedelta(hours=1), **changes)
    outbox.give_up("mail", "not these")
    outbox.put(Event(ID, "mail", "morning", MORNING, recipient="company"))

    deliver(WITH_PERSONAL_DATA)

    (mail,) = server.mails
    assert str(mail.message["Subject"]) == "3 Rückrufe für Mittwoch, 11. März"
    assert str(mail.message["Message-ID"]) == f"<{ID}@musterwerk.example>"
    lines = [line for line in mail.message.get_content().splitlines() if line.startswith("- ")]
    assert [line.split(": ")[1].split(",")[0] for line in lines] == [
        "Anna Eins",
        "Zoe Zwei",
        "Jürgen Müller-Lüdenscheidt",
    ]


def test_the_list_says_no_more_than_how_many(
    stored: Callable[..., object], server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    stored("CA1")
    outbox.give_up("mail", "not this")
    outbox.put(Event(ID, "mail", "morning", MORNING, recipient="company"))

    deliver()

    (mail,) = server.mails
    assert str(mail.message["Subject"]) == "Ein Rückruf für Mittwoch, 11. März"
    assert "Heute ist ein Rückruf fällig." in mail.message.get_content()
    assert not any(word in mail.message.as_string() + mail.message.get_content() for word in PERSONAL)


def test_a_day_without_requests_is_told_too(server: MailServer, outbox: Outbox, deliver: Deliver) -> None:
    outbox.put(Event(ID, "mail", "morning", MORNING, recipient="company"))

    deliver()

    assert str(server.mails[0].message["Subject"]) == "Keine Rückrufe für Mittwoch, 11. März"


def test_the_list_of_yesterday_is_not_sent(server: MailServer, outbox: Outbox, deliver: Deliver) -> None:
    outbox.put(Event(ID, "mail", "morning", MORNING, recipient="company"))

    deliver(at=MORNING + timedelta(days=1))

    assert server.mails == []
    assert outbox.standing("mail").waiting == 0


def test_the_lead_is_reminded(
    requests: SqlCallbackRequests, server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    untouched, claimed = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    requests.save(replace(claimed, status="claimed", claimed_by="anna"))
    outbox.give_up("mail", "not these")
    for number, request in enumerate((untouched, claimed)):
        outbox.put(Event(str(number), "mail", "reminder", MORNING, request_id=str(request.id)))

    deliver()

    (mail,) = server.mails
    assert mail.receivers == ["leitung@musterwerk.example"]
    assert str(mail.message["Subject"]) == "Ein Rückruf droht versäumt zu werden"
    assert mail.message.get_content().startswith(
        "Ein Rückrufwunsch für Vertrieb der Musterwerk GmbH ist noch unberührt. Sein Zeitfenster endet um 15:00 Uhr."
    )
    assert not any(word in mail.message.get_content() for word in PERSONAL)


def test_of_several_windows_the_lead_hears_when_the_one_ends_that_counts(
    requests: SqlCallbackRequests, server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    ended = (MORNING - timedelta(hours=2), MORNING - timedelta(hours=1))
    runs = (MORNING, MORNING + timedelta(minutes=20))
    windows = {"callback_start": ended[0], "callback_end": ended[1], "other_windows": (runs,)}
    request = requests.add(request_of("CA1", **windows))
    outbox.give_up("mail", "not this")
    outbox.put(Event("1", "mail", "reminder", MORNING, request_id=str(request.id)))

    deliver()

    (mail,) = server.mails
    assert f"Sein Zeitfenster endet um {runs[1].astimezone(BERLIN):%H:%M} Uhr." in mail.message.get_content()


def test_the_lead_hears_of_what_is_beyond_the_sla_unless_somebody_has_tried_meanwhile(
    requests: SqlCallbackRequests, server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    untried, tried = requests.add(request_of("CA1")), requests.add(request_of("CA2"))
    requests.save(replace(tried, status="unreachable", attempts=1))
    outbox.give_up("mail", "not these")
    for number, request in enumerate((untried, tried)):
        outbox.put(Event(str(number), "mail", "escalation", MORNING, request_id=str(request.id)))

    deliver(*WITH_SLA, at=untried.callback_start + timedelta(minutes=30))

    (mail,) = server.mails
    assert mail.receivers == ["leitung@musterwerk.example"]
    assert str(mail.message["Subject"]) == "Ein Rückruf ist länger offen als zugesagt"
    assert mail.message.get_content().startswith(
        "Ein Rückrufwunsch für Vertrieb der Musterwerk GmbH wartet länger auf den ersten Versuch als zugesagt."
    )
    assert not any(word in mail.message.get_content() for word in PERSONAL)


def test_a_deleted_request_leaves_no_mail(
    database: Database, stored: Callable[..., object], server: MailServer, deliver: Deliver
) -> None:
    stored("CA1")
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests))

    deliver(WITH_PERSONAL_DATA)

    assert server.mails == []


def test_a_mail_that_may_have_come_comes_again_under_its_id(
    stored: Callable[..., object], server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    stored("CA1")
    server.replies = ["die"]

    deliver()
    deliver(at=MORNING + BACK_OFF[0] * 1.1)

    first, second = server.mails
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert outbox.standing("mail").waiting == 0


def test_refused_receivers_are_logged_without_naming_them(
    stored: Callable[..., object], server: MailServer, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    stored("CA1")
    server.refused = {"innen@musterwerk.example"}

    with caplog.at_level(logging.WARNING):
        deliver()

    (record,) = caplog.records
    assert record.getMessage() == "hand-over: some receivers of a mail refused"
    assert (record.facts["refused"], record.facts["receivers"]) == (1, 2)  # type: ignore[attr-defined]
    assert "innen" not in str(record.__dict__)


def test_of_a_call_that_broke_off_a_mail_tells_what_there_is(
    requests: SqlCallbackRequests, server: MailServer, outbox: Outbox, deliver: Deliver
) -> None:
    request = requests.add(request_of("CA1", status="incomplete", name="", callback_text=""))
    outbox.put(Event("1", "mail", "reminder", MORNING, request_id=str(request.id)))

    deliver(WITH_PERSONAL_DATA)

    (mail,) = server.mails
    assert "- 11.03. 14:00 bis 15:00 Uhr: +49 30 23125042\n" in mail.message.get_content()
