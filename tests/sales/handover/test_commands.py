"""``rueckruf handover``: what an operator sees of it, and a test of webhook and mail."""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rueckruf.project import COMPANY, ROOT
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.patience import PATIENCE
from tests.support.radicale import PASSWORD, USER, CalendarServer
from tests.support.receiver import Receiver, running_receiver
from tests.support.requests import CREATED, request_of
from tests.support.smtp import MailServer, running_mail_server

pytestmark = pytest.mark.process

SECRET = f"whsec_{base64.b64encode(bytes(range(32))).decode()}"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def crm() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def channel() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture
def run(
    tmp_path: Path, crm: Receiver, mail_server: MailServer, channel: Receiver, calendar_server: CalendarServer
) -> Run:
    """Runs the command line in a project that hands over to all of them; ``run("status")``."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "rueckruf", project / "rueckruf")
    text = COMPANY.read_text(encoding="utf-8").replace('webhook_url: ""', f"webhook_url: {crm.url}")
    for key, value in (
        ("sender", "a@b.example"),
        ("company", "c@b.example"),
        ("lead", "d@b.example"),
        ("page", "https://b.example"),
    ):
        text = text.replace(f'    {key}: ""', f"    {key}: {value}")
    text = text.replace('  chat: ""', "  chat: slack")
    calendars = f"    user: {USER}\n    appointments: {{company: '{calendar_server.make_calendar()}'}}"
    text = text.replace('    user: ""\n    appointments: {}', calendars)
    (project / "company.yml").write_text(text, encoding="utf-8")
    secrets = {
        "RUECKRUF_WEBHOOK_SECRET": SECRET,
        "RUECKRUF_SMTP_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "RUECKRUF_CHAT_URL": channel.url,
        "RUECKRUF_CALDAV_PASSWORD": PASSWORD,
        "RUECKRUF_DATA_DIR": str(tmp_path / "var"),
    }

    def command(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "rueckruf", "handover", *words],
            cwd=project,
            env={**os.environ, **secrets, "PYTHONPATH": str(project)},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    return command


def test_a_test_goes_to_webhook_mail_and_chat_and_asks_the_calendars(
    run: Run, crm: Receiver, mail_server: MailServer, channel: Receiver
) -> None:
    done = run("test")

    assert (done.returncode, done.stdout) == (
        0,
        "webhook: in order\nmail: in order\nchat: in order\ncaldav: in order\n",
    )
    assert channel.bodies == [
        {"text": "Nachrichten über Rückrufwünsche kommen hier an. <https://b.example|Zur Rückrufliste>"}
    ]
    assert crm.types == ["request.test"]
    (mail,) = mail_server.mails
    assert mail.receivers == ["c@b.example", "d@b.example"]
    assert str(mail.message["Subject"]) == "Test der Rückruf-Nachrichten"


def test_a_test_that_fails_says_why(run: Run, crm: Receiver, mail_server: MailServer) -> None:
    crm.answers = [401]
    mail_server.refused = {"d@b.example"}

    done = run("test")

    assert done.returncode == 1
    assert done.stderr == "webhook: HTTP 401\nmail: SMTP: 1 of 2 receivers refused\n"


def test_a_system_that_is_new_is_told_of_what_was_there_before(run: Run, tmp_path: Path) -> None:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var")}))
    SqlCallbackRequests(database).add(request_of("CA1"))

    assert run("resend").stdout == "caldav: 1 requests will be told\nwebhook: 1 requests will be told\n"
    assert run("resend").stdout == "caldav: 0 requests will be told\nwebhook: 0 requests will be told\n"


def test_status_and_another_try(run: Run, tmp_path: Path) -> None:
    outbox = Outbox(open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var")})))
    given_up = Event("1", "webhook", "deleted", CREATED, "of-a-request")
    outbox.put(given_up)
    outbox.postpone(given_up, "HTTP 500", None)

    assert run("status").stdout == (
        "webhook: 0 waiting since -, 0 of them tried; 1 given up; last delivered -; last problem HTTP 500\n"
        "mail: 0 waiting since -, 0 of them tried; 0 given up; last delivered -; last problem -\n"
        "chat: 0 waiting since -, 0 of them tried; 0 given up; last delivered -; last problem -\n"
        "push: 0 waiting since -, 0 of them tried; 0 given up; last delivered -; last problem -\n"
        "caldav: 0 waiting since -, 0 of them tried; 0 given up; last delivered -; last problem -\n"
        "tryton: 0 waiting since -, 0 of them tried; 0 given up; last delivered -; last problem -\n"
    )
    assert run("retry").stdout == (
        "webhook: 1 events will be tried again\n"
        "mail: 0 events will be tried again\n"
        "chat: 0 events will be tried again\n"
        "push: 0 events will be tried again\n"
        "caldav: 0 events will be tried again\n"
        "tryton: 0 events will be tried again\n"
    )
    assert "webhook: 1 waiting since 2026-03-10 10:00, 0 of them tried; 0 given up" in run("status").stdout
