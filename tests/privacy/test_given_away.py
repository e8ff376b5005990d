"""What is told of to whom requests were given: out of the log and the outbox, each with where it lies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from rueckruf.company import Company, load_company
from rueckruf.privacy.given_away import given_away
from rueckruf.project import COMPANY
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.requests import SqlCallbackRequests
from tests.privacy.conftest import DUE
from tests.support.companies import replaced
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
GIVING = (
    ('webhook_url: ""', "webhook_url: https://crm.example/rueckruf"),
    ('sender: ""', "sender: rueckruf@musterwerk.example"),
    ('    company: ""', "    company: vertrieb@musterwerk.example"),
    ('page: ""', "page: https://rueckruf.musterwerk.example"),
    (
        "    personal_data: false # true writes names, numbers and words into mails",
        "    personal_data: true # true writes",
    ),
    (
        '    user: ""\n    appointments: {}',
        '    user: rueckruf\n    appointments: {company: "https://cloud.example/dav/a/"}',
    ),
)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    file = tmp_path / "company.yml"
    file.write_text(replaced(COMPANY.read_text(encoding="utf-8"), GIVING), encoding="utf-8")
    return load_company(file)


def log(database: Database, request_id: UUID, action: Any, actor: str, reason: str) -> None:
    with writing(database.engine) as connection:
        append(connection, database.cipher, at=DUE, actor=actor, action=action, reason=reason, request_ids=[request_id])


def told(database: Database, company: Company, request_id: UUID) -> list[str]:
    with database.engine.connect() as connection:
        given = given_away(connection, company, [str(request_id)])
    return [each["how"] for each in given[str(request_id)]]


@pytest.mark.parametrize(
    ("action", "actor", "reason", "how"),
    [
        ("export", "handover", "webhook", "an das Kundensystem (crm.example) übergeben"),
        ("export", "handover", "caldav", "in Kalender des Vertriebs (cloud.example) eingetragen"),
        ("export", "handover", "tryton", "an das Kundensystem übergeben"),
        ("export", "handover", "mail", "per E-Mail (musterwerk.example) übergeben"),
        ("export", "berta", "xlsx", "als Datei ausgegeben (xlsx)"),
        ("read", "api:lager", "api", "über die Schnittstelle gelesen (System lager)"),
        ("read", "berta", "calendar", "in einem abonnierten Kalender des Vertriebs gelesen"),
    ],
)
def test_each_way_out_is_told(
    database: Database, store: Callable[..., Any], company: Company, action: str, actor: str, reason: str, how: str
) -> None:
    request, other = store("CA1"), store("CA2")
    log(database, request.id, action, actor, reason)

    assert told(database, company, request.id) == [how]
    assert told(database, company, other.id) == []


def test_who_of_the_staff_reads_is_no_recipient(
    database: Database, store: Callable[..., Any], company: Company
) -> None:
    request = store("CA1")
    log(database, request.id, "read", "berta", "page")

    assert told(database, company, request.id) == []


def test_what_waits_for_its_delivery_is_told(database: Database, company: Company) -> None:
    outlets = replace(database, outlets=frozenset({"webhook", "mail", "chat"}))
    request = SqlCallbackRequests(outlets).add(request_of("CA1"))

    assert told(database, company, request.id) == [
        "zur Übergabe vorgesehen: per E-Mail (musterwerk.example) übergeben",
        "zur Übergabe vorgesehen: an das Kundensystem (crm.example) übergeben",
    ]
    assert "per E-Mail" not in " ".join(told(database, load_company(COMPANY), request.id))
