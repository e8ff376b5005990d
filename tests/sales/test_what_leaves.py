"""Whatever somebody says, writes or leaves out: every output holds it, and takes it for nothing but text."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, PHONE_SOURCES, STATUSES, Column
from rueckruf.privacy.disclosure import disclose
from rueckruf.privacy.held import Person
from rueckruf.sales.export.as_entries import appointments, task
from rueckruf.sales.export.as_feed import Subscription, calendar
from rueckruf.sales.export.as_ics import Telling
from rueckruf.sales.export.as_vcard import card
from rueckruf.sales.handover.letters import new_request
from rueckruf.sales.handover.webhook import Webhook, WebhookOutlet
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.outbox import Event
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.exports import (
    NOW,
    RECIPIENTS,
    cells_of_xlsx,
    events_of_ics,
    exported_as,
    lines_of_vcard,
    rows_of_csv,
)
from tests.support.pages import Browser
from tests.support.receiver import running_receiver
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

FORMULA = '=HYPERLINK("http://x.example","hier")'
TEXTS = {
    "a formula": FORMULA,
    "markup": "<script>alert(1)</script> **fett** _kursiv_ [hier](http://x.example) `code` | &amp; </td>",
    "62 letters": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgeset",
    "a line break": "eins\nzwei",
    "nothing": "",
}
WRITTEN = [column for column in COLUMNS if column.kind in ("text", "login")]


@pytest.fixture(params=TEXTS.values(), ids=list(TEXTS))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WRITTEN, ids=[column.key for column in WRITTEN])
def column(request: pytest.FixtureRequest) -> Column:
    column: Column = request.param
    return column


@pytest.fixture
def wished(column: Column, text: str) -> CallbackRequest:
    return request_of("CA1", **{"status": "new" if text else "incomplete", column.key: text})


@pytest.fixture
def stored(database: Database, wished: CallbackRequest) -> CallbackRequest:
    return SqlCallbackRequests(database).add(wished)


def test_json(column: Column, text: str, wished: CallbackRequest) -> None:
    (row,) = json.loads(exported_as("json", wished))

    assert row[column.key] == text


def test_csv(column: Column, text: str, wished: CallbackRequest) -> None:
    (row,) = rows_of_csv(exported_as("csv", wished))

    assert row[column.key] == (f"'{text}" if text == FORMULA else text)


def test_xlsx(column: Column, text: str, wished: CallbackRequest) -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", wished))

    assert cells[column.key].value == (text or None)
    assert cells[column.key].data_type == ("s" if text else "n")


def test_ics(column: Column, text: str, wished: CallbackRequest) -> None:
    content = exported_as("ics", wished)
    event, *_ = events_of_ics(content)

    told = f"Rückruf: {text}, +49" if column.key == "name" else f"{column.title}: {text}\n"
    assert (told in f"{event['summary']}\n{event['description']}\n") == bool(text)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_subscribed_calendar(column: Column, text: str, wished: CallbackRequest) -> None:
    """Without what callers have said, unless the company wants it."""
    for personal in (True, False):
        subscription = Subscription("Rückrufe", lambda _: "https://vertrieb.example/", personal)
        event, *_ = events_of_ics(calendar([wished], RECIPIENTS, NOW, subscription))
        told = f"Rückruf: {text}, +49" if column.key == "name" else f"{column.title}: {text}\n"
        found = told in f"{event['summary']}\n{event['description']}\n"
        assert found == (bool(text) and (personal or not column.personal))


def test_shared_calendar(column: Column, text: str, wished: CallbackRequest) -> None:
    """Without what callers have said, unless the company wants it; as an appointment and as a task."""
    for personal in (True, False):
        telling = Telling(RECIPIENTS, personal, "https://vertrieb.example/")
        for content in (*appointments(wished, telling, NOW), task(wished, telling, NOW)):
            (entry,) = [each for each in Calendar.from_ical(content).walk() if each.name in ("VEVENT", "VTODO")]
            told = f"Rückruf: {text}, +49" if column.key == "name" else f"{column.title}: {text}\n"
            found = told in f"{entry['summary']}\n{entry['description']}\n"
            assert found == (bool(text) and (personal or not column.personal))


def test_address_book(column: Column, text: str, wished: CallbackRequest) -> None:
    lines = lines_of_vcard(card(wished, "https://vertrieb.example/"))

    assert dict(lines)["FN"] == (wished.name or "Name nicht genannt")
    assert [name for name, _ in lines] == ["BEGIN", "VERSION", "UID", "FN", "N", "TEL", "URL", "NOTE", "END"]
    assert [text in value for name, value in lines if name not in ("FN", "N")] == [not text] * 7


def test_webhook(database: Database, column: Column, text: str, stored: CallbackRequest) -> None:
    with running_receiver() as receiver:
        outlet = WebhookOutlet(Webhook(receiver.url, b"a secret of at least 24 bytes"), SqlCallbackRequests(database))
        outlet.send(Event("1", "webhook", "updated", NOW, request_id=str(stored.id)))

    assert receiver.bodies[0]["data"][column.key] == text


def test_mail(column: Column, text: str, wished: CallbackRequest) -> None:
    letter = new_request(wished, "https://vertrieb.example/", personal=True)

    shown = "\n    ".join(text.splitlines())
    in_line = {"name": f": {shown}, +49 30", "callback_text": f", „{shown}“"}
    assert (in_line.get(column.key, f"\n  {column.title}: {shown}\n") in letter.text) == bool(text)
    assert [line[:5] for line in letter.text.splitlines() if line.startswith("- ")] == ["- 11."]


@pytest.mark.thorough
def test_page(column: Column, text: str, stored: CallbackRequest, signed_in: Callable[..., Browser]) -> None:
    leo = signed_in("leo", "lead")
    request, day_list = leo.open(f"/wunsch/{stored.id}"), leo.open("/liste")

    for page in (request, day_list):
        assert page.status == 200
        assert " ".join(text.split()) in f"{page.text} {' '.join(_fields(page.forms))}"
        assert "<script>alert" not in page.html
        assert page.html.count("</td>") == 0


def _fields(forms: list[dict[str, Any]]) -> Iterator[str]:
    return (" ".join(value.split()) for form in forms for value in form["fields"].values())


@pytest.mark.thorough
def test_disclosure(settings: Settings, database: Database, column: Column, text: str, stored: CallbackRequest) -> None:
    written = {
        form: disclose(settings, database, Person(stored.phone), NOW, "cli:anna", form) for form in ("text", "json")
    }
    (request,) = json.loads(written["json"])["requests"]
    shown = MarkdownIt("commonmark").enable("table").render(written["text"])

    if column.kind == "login":  # whoever of the staff has it is no business of the caller
        assert column.key not in request
        assert column.title not in shown
    else:
        assert request[column.key] == text
        (cell,) = re.findall(f"<td>{column.title}</td>\\s*<td>(.*?)</td>", shown)
        assert html.unescape(cell.replace("<br>", "\n")) == (text or "nicht angegeben")
    assert not re.search("<(script|strong|em|a|code)\\b", shown)


@pytest.mark.parametrize("status", STATUSES)
def test_one_word_for_each_status(
    settings: Settings, database: Database, wish: Callable[..., Any], signed_in: Callable[..., Browser], status: Any
) -> None:
    stored, word = wish(status=status, claimed_by="bert" if status == "claimed" else None), STATUSES[status]

    (cells,) = cells_of_xlsx(exported_as("xlsx", stored))
    event, *_ = events_of_ics(exported_as("ics", stored))
    assert cells["status"].value == word
    assert f"Stand: {word}" in event["description"]
    assert f"Stand: {word}" in new_request(stored, "", personal=True).text
    assert f"| Stand | {word} |" in disclose(settings, database, Person(stored.phone), NOW, "cli:anna", "text")
    page = signed_in("leo", "lead").open(f"/wunsch/{stored.id}")
    assert f"Stand {word}" in page.text
    assert page.text.count("Stand") == 1


@pytest.mark.parametrize("source", PHONE_SOURCES)
def test_one_word_for_how_a_number_was_given(
    settings: Settings, database: Database, wish: Callable[..., Any], signed_in: Callable[..., Browser], source: Any
) -> None:
    stored, word = wish(phone_source=source), PHONE_SOURCES[source]

    (cells,) = cells_of_xlsx(exported_as("xlsx", stored))
    assert cells["phone_source"].value == word
    assert f"| Nummer gegeben | {word} |" in disclose(settings, database, Person(stored.phone), NOW, "cli:anna", "text")
    assert word in signed_in("leo", "lead").open(f"/wunsch/{stored.id}").text
