"""Exported requests read back by the programs they are meant for."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import openpyxl  # type: ignore[import-untyped]
from icalendar import Calendar

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import TITLES
from rueckruf.sales.export import write_requests

RECIPIENTS = {"company": "Vertrieb der Musterwerk GmbH", "parent": "Konzernvertrieb der Musterwerk Holding AG"}
FORMULAS = ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1"]

FIRST = CallbackRequest(
    id=UUID(int=1),
    call_sid="CA1",
    created_at=datetime(2026, 3, 10, 9, 0, 0, 123456, tzinfo=UTC),
    name="Jürgen Müller-Lüdenscheidt",
    phone="+493023125042",
    callback_start=datetime(2026, 3, 30, 12, tzinfo=UTC),
    callback_end=datetime(2026, 3, 30, 13, tzinfo=UTC),
    callback_text='am dreißigsten; so gegen zwei, "eher" später',
    recipient="company",
    status="new",
    phone_source="spoken",
    delete_after=datetime(2026, 6, 10, 8, tzinfo=UTC),
    concern='das Angebot; und "eilig"',
    other_phones=("+491713920011", "+43123456789"),
    other_windows=(
        (datetime(2026, 4, 1, 7, tzinfo=UTC), datetime(2026, 4, 1, 10, tzinfo=UTC)),
        (datetime(2026, 3, 27, 8, tzinfo=UTC), datetime(2026, 3, 30, 10, tzinfo=UTC)),
    ),
    note="Angebot 4711",
    attempts=2,
)
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
    "concern": 'das Angebot; und "eilig"',
    "other_phones": ["+491713920011", "+43123456789"],
    "other_windows": [
        "2026-04-01T09:00:00+02:00/2026-04-01T12:00:00+02:00",
        "2026-03-27T09:00:00+01:00/2026-03-30T12:00:00+02:00",
    ],
    "note": "Angebot 4711",
    "claimed_by": "",
    "attempts": 2,
    "result": "",
}


_KEY_OF = {title: key for key, title in TITLES.items()}

#: When they are exported.
NOW = datetime(2026, 3, 11, 13, 30, tzinfo=UTC)


def exported_as(format: str, *requests: CallbackRequest, now: datetime = NOW) -> bytes:
    target = io.BytesIO()
    write_requests(iter(requests), format, target, RECIPIENTS, now)
    return target.getvalue()


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells_of_xlsx(content: bytes) -> list[dict[str, Any]]:
    """The cells of each row by the keys of the other formats."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()
    keys = [_KEY_OF[cell.value] for cell in head]
    cells = [dict(zip(keys, row, strict=True)) for row in rows]
    return [{**row, "id": row["id"].value} for row in cells]


def events_of_ics(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def lines_of_vcard(content: bytes) -> list[tuple[str, str]]:
    """Name and value of each line, unfolded and without escapes (RFC 2426)."""
    lines = (line.partition(":") for line in content.decode().replace("\r\n ", "").split("\r\n")[:-1])
    return [(name.partition(";")[0], re.sub(r"\\(.)", _unescaped, value)) for name, _, value in lines]


def _unescaped(escaped: re.Match[str]) -> str:
    return "\n" if escaped[1] in "nN" else escaped[1]
