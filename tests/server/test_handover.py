"""The jobs of hand-over: none where nobody is told; else from the stored request to the receiver, by themselves."""

import base64
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rueckruf.company import load_company
from rueckruf.handover import SharedCalendars
from rueckruf.project import COMPANY
from rueckruf.sales.users import create
from rueckruf.server.handover import handover_jobs, leads_are_told_by
from rueckruf.server.jobs import start_jobs
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.deletion import delete_requests
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.push_subscriptions import subscribe
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.users import find_user
from tests.support.companies import WITH_SLA, replaced
from tests.support.news import with_push
from tests.support.patience import PATIENCE, eventually
from tests.support.radicale import PASSWORD, USER, running_radicale
from tests.support.receiver import Receiver, running_receiver
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.unit

SECRET = f"whsec_{base64.b64encode(bytes(24)).decode()}"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture
def settings_with(tmp_path: Path) -> Callable[[dict[str, str], dict[str, str]], Settings]:
    """Settings with values of company.yml set, and an environment."""

    def made(values: dict[str, str], environ: dict[str, str]) -> Settings:
        text = COMPANY.read_text(encoding="utf-8")
        for key, value in values.items():
            assert f'  {key}: ""' in text
            text = text.replace(f'  {key}: ""', f"  {key}: {value}")
        company = tmp_path / "company.yml"
        company.write_text(text, encoding="utf-8")
        return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var"), **environ}, company)

    return made


def test_nothing_runs_where_nothing_is_handed_over(settings_with: Callable[..., Settings]) -> None:
    settings = settings_with({}, {})

    assert list(handover_jobs(settings, open_database(settings), threading.Event())) == []


def test_a_stored_request_reaches_the_webhook_by_itself(
    settings_with: Callable[..., Settings], receiver: Receiver
) -> None:
    settings = settings_with({"webhook_url": receiver.url}, {"RUECKRUF_WEBHOOK_SECRET": SECRET})
    database, stopping = open_database(settings), threading.Event()
    SqlCallbackRequests(database).add(request_of("CA1"))

    jobs = start_jobs(database, list(handover_jobs(settings, database, stopping)), stopping)
    assert receiver.arrived.acquire(timeout=PATIENCE)
    stopping.set()
    jobs.shutdown()

    assert receiver.types == ["request.created"]


@pytest.mark.process
def test_a_stored_request_reaches_the_calendar_and_an_erased_one_leaves_it_by_themselves(
    settings_with: Callable[..., Settings], tmp_path: Path
) -> None:
    with running_radicale(tmp_path) as server:
        address = server.make_calendar()
        company = settings_with({"page": "https://b.example"}, {}).company
        calendars = SharedCalendars(user=USER, appointments={"company": address})
        handover = company.handover.model_copy(update={"caldav": calendars})
        settings = replace(
            settings_with({}, {}), company=company.model_copy(update={"handover": handover}), caldav_password=PASSWORD
        )
        database, stopping = open_database(settings), threading.Event()
        request = SqlCallbackRequests(database).add(request_of("CA1"))

        jobs = start_jobs(database, list(handover_jobs(settings, database, stopping)), stopping)
        try:
            assert eventually(lambda: server.entries(address))
            with writing_log(database) as connection:
                delete_requests(connection, database, {"request": [str(request.id)]}, CREATED, "petra")
            assert eventually(lambda: not server.entries(address))
        finally:
            stopping.set()
            jobs.shutdown()


def test_an_outlet_has_work_only_while_something_is_due(
    settings_with: Callable[..., Settings], receiver: Receiver
) -> None:
    settings = settings_with({"webhook_url": receiver.url}, {"RUECKRUF_WEBHOOK_SECRET": SECRET})
    database = open_database(settings)
    outlet = next(job for job in handover_jobs(settings, database, threading.Event()) if job.name == "webhook")
    assert not outlet.has_work()

    SqlCallbackRequests(database).add(request_of("CA1"))
    assert outlet.has_work()
    outlet.run()
    assert not outlet.has_work()


def test_mails_have_a_job_for_each_of_their_occasions(settings_with: Callable[..., Settings]) -> None:
    addresses = {"sender": "a@b.example", "lead": "d@b.example", "page": "https://b.example"}
    settings = settings_with(addresses, {"RUECKRUF_SMTP_URL": "smtp://127.0.0.1:1"})

    jobs = handover_jobs(settings, open_database(settings), threading.Event())

    assert [job.name for job in jobs] == ["mail", "day_lists", "reminders", "delivered"]


def test_the_lead_hears_of_what_is_beyond_an_sla_by_every_way_that_there_is(
    settings_with: Callable[..., Settings], tmp_path: Path
) -> None:
    values = {"sender": "a@b.example", "lead": "d@b.example", "page": "https://b.example", "contact": "it@b.example"}
    environ = {"RUECKRUF_SMTP_URL": "smtp://127.0.0.1:1"}
    promising_nothing = settings_with(values, environ)
    file = tmp_path / "company.yml"
    file.write_text(replaced(file.read_text(encoding="utf-8"), WITH_SLA), encoding="utf-8")
    promising = replace(promising_nothing, company=load_company(file))

    assert leads_are_told_by(promising_nothing) == []
    assert leads_are_told_by(promising) == ["mail", "push"]
    jobs = handover_jobs(promising, open_database(promising), threading.Event())
    assert "escalations" in [job.name for job in jobs]


def test_what_was_delivered_long_ago_is_forgotten(settings_with: Callable[..., Settings], receiver: Receiver) -> None:
    settings = settings_with({"webhook_url": receiver.url}, {"RUECKRUF_WEBHOOK_SECRET": SECRET})
    database = open_database(settings)
    outbox = Outbox(database)
    event = Event("1", "webhook", "created", CREATED, "of-a-request")
    outbox.put(event)
    outbox.delivered(event, CREATED, [])

    next(job for job in handover_jobs(settings, database, threading.Event()) if job.name == "delivered").run()

    assert not outbox.has("1")


def test_a_stored_request_reaches_the_browsers_of_sales_by_itself(
    settings_with: Callable[..., Settings], receiver: Receiver
) -> None:
    settings = with_push(settings_with({}, {}), services=("127.0.0.1",))
    database, stopping = open_database(settings), threading.Event()
    create(database, "leo", "lead", None, CREATED, "test")
    with writing(database.engine) as connection:
        leo = find_user(connection, "leo")
        assert leo is not None
        subscribe(connection, leo, receiver.url, CREATED)
    SqlCallbackRequests(database).add(request_of("CA1"))

    jobs = start_jobs(database, list(handover_jobs(settings, database, stopping)), stopping)
    try:
        assert receiver.arrived.acquire(timeout=PATIENCE)
    finally:
        stopping.set()
        jobs.shutdown()


def test_browsers_can_be_told_within_two_seconds_of_a_call(settings_with: Callable[..., Settings]) -> None:
    settings = with_push(settings_with({}, {}))
    jobs = handover_jobs(settings, open_database(settings), threading.Event())

    assert [job.every.total_seconds() <= 1 for job in jobs if job.name == "push"] == [True]
