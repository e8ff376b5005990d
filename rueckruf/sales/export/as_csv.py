"""A table as a German Excel reads it: UTF-8 with a mark, semicolons, CRLF."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, KEYS, Kind, as_data

# Cells that begin like this may be run by spreadsheets as formulas (OWASP, CSV injection); the last four are
# the full-width forms that some take for the same.
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


class _Line:
    """Gives back the line that the csv module writes to it."""

    def write(self, line: str) -> str:
        return line


def chunks(requests: Iterable[CallbackRequest], _recipients: Mapping[str, str], _now: datetime) -> Iterator[bytes]:
    """One line a request; recipients stay the keys of ``company.yml``.

    Every cell is kept from being a formula by an apostrophe in front, but for numbers: these stay E.164, plus sign
    included. They are checked to be nothing but digits after it, so there is nothing to run, and any other program gets
    the number it can dial. Excel takes them for figures and shows those of twelve digits as 4,93E+11 until the column
    gets the format "0"; no digit is lost. Whatever would show them whole at once would change them, so for Excel there
    is XLSX.
    """
    line_of = csv.writer(_Line(), delimiter=";", lineterminator="\r\n").writerow
    yield _encoded(line_of(KEYS), "utf-8-sig")
    for request in requests:
        data = as_data(request)
        yield _encoded(line_of(cell(data[key]) for key, cell in _CELLS))


def _encoded(line: object, encoding: str = "utf-8") -> bytes:
    return str(line).encode(encoding)  # the csv module hands on what the file returns, but is not typed so


def _harmless(value: Any) -> str:
    text = str(value)
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text


_OTHERWISE: Mapping[Kind, Callable[[Any], str]] = {
    "phone": str,
    "phones": "; ".join,
    "windows": lambda windows: _harmless("; ".join(windows)),
}
_CELLS = tuple((column.key, _OTHERWISE.get(column.kind, _harmless)) for column in COLUMNS)
