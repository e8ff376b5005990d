"""Exports of callback requests: the same facts in four formats, safe to open and newest last."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any
from uuid import UUID

import openpyxl  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export import COLUMNS, FORMATS, write_requests

pytestmark = pytest.mark.unit

FIRST = CallbackRequest(
    id=UUID(int=1),
    call_sid="CA1",
    created_at=datetime(2026, 3, 10, 9, 0, 0, 123456, tzinfo=timezone.utc),
    name="Jürgen Müller-Lüdenscheidt",
    phone="+493023125042",
    callback_start=datetime(2026, 3, 30, 12, tzinfo=timezone.utc),
    callback_end=datetime(2026, 3, 30, 13, tzinfo=timezone.utc),
    callback_text='am dreißigsten; so gegen zwei, "eher" später',
    recipient="company",
    status="new",
    phone_source="spoken",
    delete_after=datetime(2026, 6, 10, 8, tzinfo=timezone.utc),
)
SECOND = replace(FIRST, id=UUID(int=2), call_sid="CA2", name="Nguyễn Thị 👋", status="done")
AS_EXPORTED = {
    "id": "00000000-0000-0000-0000-000000000001",
    "created_at": "2026-03-10T10:00:00+01:00",
    "name": "Jürgen Müller-Lüdenscheidt",
    "phone": "+493023125042",
    "callback_start": "2026-03-30T14:00:00+02:00",
    "callback_end": "2026-03-30T15:00:00+02:00",
    "callback_text": 'am dreißigsten; so gegen zwei, "eher" später',
    "recipient": "company",
    "status": "new",
    "phone_source": "spoken",
    "delete_after": "2026-06-10T10:00:00+02:00",
}
FORMULAS = ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def exported(format: str, *requests: CallbackRequest) -> bytes:
    target = io.BytesIO()
    write_requests(iter(requests), format, target)
    assert not target.closed
    return target.getvalue()


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells_of_xlsx(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows()]


def events_of_ics(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_json_has_the_agreed_keys_in_their_order() -> None:
    first, second = json.loads(exported("json", FIRST, SECOND))

    assert first == AS_EXPORTED
    assert list(first) == list(AS_EXPORTED) == list(COLUMNS)
    assert (second["name"], second["status"]) == ("Nguyễn Thị 👋", "done")


def test_csv_has_the_agreed_columns_in_their_order() -> None:
    first, second = rows_of_csv(exported("csv", FIRST, SECOND))

    assert first == AS_EXPORTED
    assert list(first) == list(COLUMNS)
    assert second["id"] == str(SECOND.id)


def test_csv_is_what_a_german_excel_expects() -> None:
    content = exported("csv", FIRST)

    assert content.startswith(b"\xef\xbb\xbfid;created_at;name;phone;")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_xlsx_has_text_as_text_and_times_as_times() -> None:
    header, row = cells_of_xlsx(exported("xlsx", FIRST))
    cells = dict(zip(COLUMNS, row, strict=True))

    assert [cell.value for cell in header] == list(COLUMNS)
    assert (cells["phone"].value, cells["phone"].data_type) == ("+493023125042", "s")
    assert cells["name"].value == FIRST.name
    assert (cells["callback_start"].value, cells["callback_start"].is_date) == (datetime(2026, 3, 30, 14), True)
    assert cells["created_at"].number_format == "dd.mm.yyyy hh:mm"


def test_xlsx_keeps_its_header_in_sight() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported("xlsx", FIRST))).active

    assert sheet.freeze_panes == "A2"


def test_ics_has_one_event_a_request() -> None:
    first, second = events_of_ics(exported("ics", FIRST, SECOND))

    assert first["uid"] == "00000000-0000-0000-0000-000000000001@rueckruf"
    assert first["uid"] != second["uid"]
    assert first["dtstart"].dt == FIRST.callback_start
    assert first["dtend"].dt == FIRST.callback_end
    assert first["summary"] == "Rückruf: Jürgen Müller-Lüdenscheidt, +493023125042"
    assert FIRST.callback_text in first["description"]


def test_ics_is_a_calendar_by_the_letter() -> None:
    content = exported("ics", FIRST, SECOND)

    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert exported("ics", FIRST, SECOND) == content


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_run_as_a_formula(text: str) -> None:
    request = replace(FIRST, name=text, callback_text=text)
    (row,) = rows_of_csv(exported("csv", request))
    cells = dict(zip(COLUMNS, cells_of_xlsx(exported("xlsx", request))[1], strict=True))

    assert (row["name"], row["callback_text"]) == (f"'{text}", f"'{text}")
    assert row["phone"] == FIRST.phone
    assert cells["name"].data_type == "s"
    assert json.loads(exported("json", request))[0]["name"] == text


def test_a_text_cannot_break_out_of_its_line() -> None:
    request = replace(FIRST, name='Müller";\r\n"=1', callback_text="DTSTART:1\r\nEND:VEVENT")

    assert len(rows_of_csv(exported("csv", request))) == 1
    assert len(events_of_ics(exported("ics", request))) == 1


@pytest.mark.parametrize(
    ("format", "read"),
    [("json", json.loads), ("csv", rows_of_csv), ("xlsx", lambda c: cells_of_xlsx(c)[1:]), ("ics", events_of_ics)],
)
def test_no_requests_are_an_empty_file_of_the_kind(format: str, read: Any) -> None:
    assert read(exported(format)) == []


def test_every_format_is_offered() -> None:
    assert FORMATS == ("json", "csv", "xlsx", "ics")


@pytest.mark.parametrize("format", ["json", "csv", "ics"])
def test_requests_are_written_as_they_are_read(format: str) -> None:
    target = io.BytesIO()
    sizes = []

    def read() -> Iterator[CallbackRequest]:
        for number in range(3):
            sizes.append(target.tell())
            yield replace(FIRST, id=UUID(int=number))

    write_requests(read(), format, target)

    assert sizes[1] > sizes[0]
    assert sizes[2] > sizes[1]
