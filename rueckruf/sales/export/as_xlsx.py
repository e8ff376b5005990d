"""An Excel sheet: text is text, times are Excel's own in Berlin wall-clock time, the header stays in sight.

The library makes the book with its header; the rows are written into its sheet as they come. Its own ways keep
them all in memory, or in temporary files that would hold personal data in plain.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, Kind, as_data, in_german
from rueckruf.clock import wall_clock
from rueckruf.sales.export.errors import ExportError

_WIDTHS: Mapping[Kind, int] = {"id": 38, "text": 40, "phones": 32, "windows": 40, "recipient": 32}
LAST_ROW = 1_048_576
_TEXTS = tuple(column.key for column in COLUMNS if column.kind not in ("moment", "count"))
_DAY_ZERO, _DAY = datetime(1899, 12, 30), timedelta(days=1)
_SHEET = "xl/worksheets/sheet1.xml"
_LETTERS = ascii_uppercase[: len(COLUMNS)]
_SIZE = f'<dimension ref="A1:{_LETTERS[-1]}1"/>'.encode()  # optional, and some readers would stop after the header

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
            sheet.write_string(0, index, column.title, bold)
            sheet.set_column(index, index, _WIDTHS.get(column.kind, 18), time if column.kind == "moment" else None)
        sheet.autofilter(0, 0, LAST_ROW - 1, len(COLUMNS) - 1)
    return target, time.xf_index


def _row(number: int, request: CallbackRequest, recipients: Mapping[str, str], time_style: int) -> str:
    data = as_data(request)
    words = in_german({key: data[key] for key in _TEXTS}, recipients)
    cells = []
    for letter, column in zip(_LETTERS, COLUMNS, strict=True):
        cell = f'<c r="{letter}{number}"'
        if column.kind == "moment":
            days = (wall_clock(getattr(request, column.key)).replace(microsecond=0) - _DAY_ZERO) / _DAY
            cells.append(f'{cell} s="{time_style}"><v>{days!r}</v></c>')
        elif column.kind == "count":
            cells.append(f"{cell}><v>{data[column.key]}</v></c>")
        elif text := words[column.key]:
            cells.append(f'{cell} t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(value: str) -> str:
    written = _NOT_XML.sub(lambda letter: f"_x{ord(letter[0]):04X}_", _LOOKS_WRITTEN.sub("_x005F_", value))
    return escape(written)
