"""Callback requests as files for sales: JSON, CSV, XLSX and ICS."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import BinaryIO

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN, wall_clock

COLUMNS = (
    "id",
    "created_at",
    "name",
    "phone",
    "callback_start",
    "callback_end",
    "callback_text",
    "recipient",
    "status",
    "phone_source",
    "delete_after",
)
_TIMES = ("created_at", "callback_start", "callback_end", "delete_after")
_WIDTHS = {"id": 38, "name": 28, "callback_text": 40}

# Cells that begin like this may be run by spreadsheets as formulas (OWASP, CSV injection); the last four are
# the full-width forms that some take for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_requests(requests: Iterable[CallbackRequest], format: str, target: BinaryIO) -> None:
    """Write ``requests`` in their order to ``target``; ``format`` is one of FORMATS, else KeyError.

    Requests are read one by one. Times carry the Berlin offset of their day.
    """
    _WRITERS[format](requests, target)


def _row(request: CallbackRequest) -> dict[str, str]:
    """The request under the keys of all exports, every value as text."""
    row = {column: str(getattr(request, column)) for column in COLUMNS}
    return {**row, **{column: _berlin(getattr(request, column)) for column in _TIMES}}


def _berlin(moment: datetime) -> str:
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def _json(requests: Iterable[CallbackRequest], target: BinaryIO) -> None:
    separator = "[\n"
    for request in requests:
        target.write(f"{separator}{json.dumps(_row(request), ensure_ascii=False)}".encode())
        separator = ",\n"
    target.write(b"[]\n" if separator == "[\n" else b"\n]\n")


def _csv(requests: Iterable[CallbackRequest], target: BinaryIO) -> None:
    """As a German Excel reads it: UTF-8 with a mark, semicolons, CRLF.

    The caller's words and other free text are kept from being formulas by an apostrophe in front. Numbers
    stay as they are, plus sign included: they are checked to be nothing but digits after it, so there is
    nothing to run, and any other program gets the number it can dial. Excel shows them without the plus; where
    that matters XLSX is the format.
    """
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for request in requests:
            writer.writerow(_harmless(column, value) for column, value in _row(request).items())
    finally:
        text.detach()  # or it would close the target with itself


def _harmless(column: str, value: str) -> str:
    return f"'{value}" if column != "phone" and value.startswith(_FORMULA_STARTS) else value


def _xlsx(requests: Iterable[CallbackRequest], target: BinaryIO) -> None:
    """One sheet; text is text, times are Excel's own in Berlin wall-clock time."""
    import xlsxwriter

    # In memory: the library's temporary files would hold personal data outside the data folder.
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rückrufwünsche")
        bold, time = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(COLUMNS):
            sheet.write_string(0, index, column, bold)
            sheet.set_column(index, index, _WIDTHS.get(column, 18))
        last = 0
        for last, request in enumerate(requests, start=1):
            for index, (column, value) in enumerate(_row(request).items()):
                if column in _TIMES:
                    sheet.write_datetime(last, index, wall_clock(getattr(request, column)), time)
                else:
                    sheet.write_string(last, index, value)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _ics(requests: Iterable[CallbackRequest], target: BinaryIO) -> None:
    """One event a request, the same one each time it is exported; calendars show it in their own time zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rueckruf//Rueckrufwuensche//DE")
    calendar.add("version", "2.0")
    head, _, foot = calendar.to_ical().partition(b"END:VCALENDAR")
    target.write(head)
    for request in requests:
        target.write(_event(request))
    target.write(b"END:VCALENDAR" + foot)


def _event(request: CallbackRequest) -> bytes:
    from icalendar import Event
    from icalendar.prop import vDatetime

    event = Event()
    event.add("uid", f"{request.id}@rueckruf")
    event.add("dtstamp", vDatetime(_utc(request.created_at)))
    event.add("dtstart", vDatetime(_utc(request.callback_start)))
    event.add("dtend", vDatetime(_utc(request.callback_end)))
    event.add("summary", f"Rückruf: {request.name}, {request.phone}")
    event.add("description", f"{request.phone}\n„{request.callback_text}“\nStatus: {request.status}")
    event.add("class", "PRIVATE")
    return bytes(event.to_ical())


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(timezone.utc).replace(microsecond=0)


_WRITERS: dict[str, Callable[[Iterable[CallbackRequest], BinaryIO], None]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
}
FORMATS = tuple(_WRITERS)
