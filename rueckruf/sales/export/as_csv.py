"""A table as a German Excel reads it: UTF-8 with a mark, semicolons, CRLF."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export.rows import COLUMNS, row_of

# Cells that begin like this may be run by spreadsheets as formulas (OWASP, CSV injection); the last four are
# the full-width forms that some take for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """Gives back the line that the csv module writes to it."""

    def write(self, line: str) -> str:
        return line


def chunks(requests: Iterable[CallbackRequest], _recipients: Mapping[str, str], _now: datetime) -> Iterator[bytes]:
    """One line a request; recipients stay the keys of ``company.yml``.

    The caller's words and name are kept from being formulas by an apostrophe in front. Numbers stay E.164, plus sign
    included: they are checked to be nothing but digits after it, so there is nothing to run, and any other program gets
    the number it can dial. Excel takes them for figures and shows those of twelve digits as 4,93E+11 until the column
    gets the format "0"; no digit is lost. Whatever would show them whole at once would change them, so for Excel there
    is XLSX. All other values are the program's own.
    """
    line_of = csv.writer(_Line(), delimiter=";", lineterminator="\r\n").writerow
    yield _encoded(line_of(COLUMNS), "utf-8-sig")
    for request in requests:
        row = row_of(request)
        row["name"], row["callback_text"] = _harmless(row["name"]), _harmless(row["callback_text"])
        yield _encoded(line_of(row.values()))


def _encoded(line: object, encoding: str = "utf-8") -> bytes:
    return str(line).encode(encoding)  # the csv module hands on what the file returns, but is not typed so


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
