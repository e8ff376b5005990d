"""An Excel sheet to work with and to print: text is text, times are Excel's own in Berlin wall-clock time.

What one calls with comes first and goes on paper, across A4; the rest stands to the right of it, the id at the end.

The library makes the book with its header; the rows are written into its sheet as they come. Its own ways keep
them all in memory, or in temporary files that would hold personal data in plain.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from string import ascii_uppercase
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, Column, Kind, as_data, in_german
from rueckruf.callbacks.written_phones import international
from rueckruf.clock import wall_clock
from rueckruf.sales.export.errors import ExportError

_ON_PAPER = (
    *("name", "phone", "callback_start", "callback_end"),
    *("callback_text", "concern", "note", "status", "claimed_by"),
)


def _place(column: Column) -> tuple[bool, int]:
    """The id last; what has no place of its own stays in the order of the other formats."""
    return column.kind == "id", _ON_PAPER.index(column.key) if column.key in _ON_PAPER else len(_ON_PAPER)


_COLUMNS = tuple(sorted(COLUMNS, key=_place))
_WIDTHS: Mapping[Kind, int] = {"id": 38, "text": 30, "phone": 20, "phones": 20, "windows": 40, "recipient": 32}
_WIDTH_OF_NAMES, _OTHER_WIDTH = 24, 16
LAST_ROW = 1_048_576
_TEXTS = tuple(column.key for column in COLUMNS if column.kind not in ("moment", "count"))
_A4 = 9
_MARGIN = 0.4  # inches
_DAY_ZERO, _DAY = datetime(1899, 12, 30), timedelta(days=1)
_SHEET = "xl/worksheets/sheet1.xml"
_LETTERS = ascii_uppercase[: len(_COLUMNS)]
_SIZE = f'<dimension ref="A1:{_LETTERS[-1]}1"/>'.encode()  # optional, and some readers would stop after the header

# How OOXML (ECMA-376, ST_Xstring) writes what XML cannot, and what only looks like that.
_LOOKS_WRITTEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def check_size(count: int) -> None:
    """Raises ExportError if a sheet cannot hold so many requests."""
    if count >= LAST_ROW:
        raise ExportError(f"xlsx holds at most {LAST_ROW - 1} requests: choose fewer, or csv")


def chunks(requests: Iterable[CallbackRequest], recipients: Mapping[str, str], now: datetime) -> Iterator[bytes]:
    """A book with one sheet, German; recipients as ``company.yml`` names them. Raises ExportError for too many.

    On paper it tells that it was made at the aware time ``now``.
    """
    empty, styles = _empty_book(now)
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
                sheet.write(_row(number, request, recipients, styles).encode())
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


class _Styles(NamedTuple):
    """The numbers under which the book knows how its cells look."""

    text: int
    time: int


def _empty_book(now: datetime) -> tuple[io.BytesIO, _Styles]:
    """A book with nothing but its header, and its styles."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rückrufwünsche")
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        time = book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top", "align": "left"})
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(_COLUMNS):
            sheet.write_string(0, index, column.title, head)
            sheet.set_column(index, index, _width(column), time if column.kind == "moment" else text)
        sheet.autofilter(0, 0, LAST_ROW - 1, len(_COLUMNS) - 1)
        _set_up_page(sheet, now)
    return target, _Styles(text.xf_index, time.xf_index)


def _width(column: Column) -> int:
    return _WIDTH_OF_NAMES if column.key == "name" else _WIDTHS.get(column.kind, _OTHER_WIDTH)


def _set_up_page(sheet: Any, now: datetime) -> None:
    """Whole columns are printed as far as they are filled."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.print_area(0, 0, LAST_ROW - 1, len(_ON_PAPER) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&LRückrufwünsche, Stand {wall_clock(now):%d.%m.%Y %H:%M} Uhr&RSeite &P von &N")


def _row(number: int, request: CallbackRequest, recipients: Mapping[str, str], styles: _Styles) -> str:
    data = as_data(request)
    words = in_german({key: data[key] for key in _TEXTS}, recipients)
    cells = []
    for letter, column in zip(_LETTERS, _COLUMNS, strict=True):
        cell = f'<c r="{letter}{number}"'
        if column.kind == "moment":
            days = (wall_clock(getattr(request, column.key)).replace(microsecond=0) - _DAY_ZERO) / _DAY
            cells.append(f'{cell} s="{styles.time}"><v>{days!r}</v></c>')
        elif column.kind == "count":
            cells.append(f'{cell} s="{styles.text}"><v>{data[column.key]}</v></c>')
        elif text := _GROUPED.get(column.kind, str)(words[column.key]):
            is_text = f's="{styles.text}" t="inlineStr"'
            cells.append(f'{cell} {is_text}><is><t xml:space="preserve">{_text(text)}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _grouped(phones: str) -> str:
    """Numbers as people read and dial them, each on a line of its own."""
    return "\n".join(international(phone) for phone in phones.split("; ") if phone)


_GROUPED: Mapping[Kind, Callable[[str], str]] = {"phone": _grouped, "phones": _grouped}


def _text(value: str) -> str:
    written = _NOT_XML.sub(lambda letter: f"_x{ord(letter[0]):04X}_", _LOOKS_WRITTEN.sub("_x005F_", value))
    return escape(written)
