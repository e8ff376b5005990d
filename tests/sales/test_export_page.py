"""Exports from the page: what the search asks for, for leads, and logged."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from rueckruf.sales.export import as_xlsx
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from tests.sales.conftest import NOON
from tests.support.pages import Browser

pytestmark = pytest.mark.unit


@pytest.fixture
def leo(signed_in: Callable[..., Browser], wish: Any) -> Browser:
    wish()
    wish(name='=HYPERLINK("http://evil.example")', recipient="parent")
    browser = signed_in("leo", "lead")
    browser.open("/suche")
    return browser


def exported(browser: Browser, **fields: str) -> Any:
    form = browser.page.form("/suche")
    return browser.client.post("/export", data={**form["fields"], **fields})


@pytest.mark.parametrize(
    ("format", "begin", "kind"),
    [
        ("csv", b"\xef\xbb\xbfid;", "text/csv"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ics", b"BEGIN:VCALENDAR", "text/calendar"),
        ("json", b"[", "application/json"),
    ],
)
def test_every_format_is_a_file_to_save(leo: Browser, format: str, begin: bytes, kind: str) -> None:
    response = exported(leo, format=format)

    assert response.data.startswith(begin)
    assert response.headers["Content-Type"].startswith(kind)
    assert response.headers["Content-Disposition"] == f'attachment; filename="rueckrufe-2026-03-11.{format}"'
    assert response.headers["Cache-Control"] == "no-store"


def test_it_holds_what_was_asked_for_and_stands_in_the_log(leo: Browser, database: Database) -> None:
    (only,) = json.loads(exported(leo, format="json", empfaenger="parent").data)

    assert only["name"].startswith("=HYPERLINK")
    with database.engine.connect() as connection:
        log = list(entries(connection))[-1]
    assert (log.actor, log.action, log.reason, log.request_ids) == ("leo", "export", "json", (only["id"],))


def test_a_week_is_exported(leo: Browser, wish: Any) -> None:
    later = NOON + timedelta(days=7)
    wish(name="Nächste Woche", callback_start=later, callback_end=later + timedelta(hours=1))

    names = [each["name"] for each in json.loads(exported(leo, format="json", von="2026-03-09", bis="2026-03-15").data)]

    assert len(names) == 2
    assert "Nächste Woche" not in names


def test_a_name_is_no_formula(leo: Browser) -> None:
    assert b";'=HYPERLINK" in exported(leo, format="csv").data or b"\"'=HYPERLINK" in exported(leo, format="csv").data


@pytest.mark.parametrize("fields", [{"format": "pdf"}, {"format": "csv", "von": "irgendwann"}])
def test_what_is_none_is_told(leo: Browser, fields: dict[str, str]) -> None:
    response = exported(leo, **fields)

    assert response.status_code == 400
    assert "text/html" in response.headers["Content-Type"]


def test_more_than_a_sheet_holds_is_told_before_anything_is_sent_or_logged(
    leo: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_xlsx, "LAST_ROW", 2)

    response = exported(leo, format="xlsx")

    assert response.status_code == 400
    assert "Das sind zu viele Wünsche für diese Art von Datei." in response.text
    with database.engine.connect() as connection:
        assert "export" not in {entry.action for entry in entries(connection)}
