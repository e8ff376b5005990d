"""An Excel sheet: text is text, times are Excel's own in Berlin wall-clock time, the header stays in sight.

The library makes the book with its header; the rows are written into its sheet as they come. Its own ways keep
them all in memory, or in temporary files that would hold personal data in plain.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import wall_clock
from rueckruf.sales.export.rows import COLUMNS, TIMES, ExportError, row_of
from rueckruf.sales.words import SOURCES, STATUSES

_TITLES = {
    "id": "Kennung",
    "created_at": "Anruf",
    "name": "Name",
    "phone": "Telefon",
    "callback_start": "Wunsch von",
    "callback_end": "Wunsch bis",
    "callback_text": "Worte",
    "recipient": "Empfänger",
    "status": "Stand",
    "phone_source": "Nummer gegeben",
    "delete_after": "Löschung",
}
_WIDTHS = {"id": 38, "name": 28, "callback_text": 40, "recipient": 32}
LAST_ROW = 1_048_576
_DAY_ZERO, _DAY = datetime(1899, 12, 30), timedelta(days=1)
_SHEET = "xl/worksheets/sheet1.xml"
_SIZE = b'<dimension ref="A1:K1"/>'  # optional, and some readers would stop after the header
_LETTERS = "ABCDEFGHIJK"

# How OOXML (ECMA-376, ST_Xstring) writes what XML cannot, and what only looks like that.
_LOOKS_WRITTEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def check_size(count: int) -> None:
    """Raises ExportError if a sheet cannot hold so many requests."""
    if count >= LAST_ROW:
        raise ExportError(f"xlsx holds at most {LAST_ROW - 1} requests: choose fewer, or csv")


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str], _now: datetime) -> Iterator[bytes]:
    """A book with one sheet, German; recipients as ``company.yml`` names them. Raises ExportError for too many."""
    empty, time_style = _empty_book()
    sink = _Sink()
    with ZipFile(empty) as shell, ZipFile(sink, "w", ZIP_DEFLATED) as book:
        for part in shell.infolist():
            if part.filename != _SHEET:
                book.writestr(part, shell.read(part))
        head, end_of_rows, foot = shell.read(_SHEET).partition(b"</sheetData>")
        with book.open(_SHEET, "w") as sheet:
            sheet.write(head.replace(_SIZE, b""))
            for number, request in enumerate(requests, start=2):
                check_size(number - 1)
                sheet.write(_row(number, request, recipients, time_style).encode())
                if chunk := sink.take():  # packed, many rows make one
                    yield chunk
            sheet.write(end_of_rows + foot)
    yield sink.take()


class _Sink(io.RawIOBase):
    """Keeps what is written until it is taken."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self._chunks.append(bytes(chunk))
        return len(chunk)

    def take(self) -> bytes:
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


def _empty_book() -> tuple[io.BytesIO, int]:
    """A book with nothing but its header, and the number of the style for times."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rückrufwünsche")
        bold, time = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(COLUMNS):
            sheet.write_string(0, index, _TITLES[column], bold)
            sheet.set_column(index, index, _WIDTHS.get(column, 18), time if column in TIMES else None)
        sheet.autofilter(0, 0, LAST_ROW - 1, len(COLUMNS) - 1)
    return target, time.xf_index


def _row(number: int, request: CallbackRequest, recipients: Mapping[str, str], time_style: int) -> str:
    values = row_of(request)
    values["recipient"] = recipients.get(request.recipient, request.recipient)
    values["status"] = STATUSES[request.status]
    values["phone_source"] = SOURCES[request.phone_source] if request.phone else ""
    cells = []
    for letter, (column, value) in zip(_LETTERS, values.items(), strict=True):
        if column in TIMES:
            days = (wall_clock(getattr(request, column)).replace(microsecond=0) - _DAY_ZERO) / _DAY
            cells.append(f'<c r="{letter}{number}" s="{time_style}"><v>{days!r}</v></c>')
        elif value:
            text = f'<t xml:space="preserve">{_text(value)}</t>'
            cells.append(f'<c r="{letter}{number}" t="inlineStr"><is>{text}</is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(value: str) -> str:
    written = _NOT_XML.sub(lambda letter: f"_x{ord(letter[0]):04X}_", _LOOKS_WRITTEN.sub("_x005F_", value))
    return escape(written)
