"""Callback requests as files for sales: JSON, CSV, XLSX and ICS, written while the requests are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from rueckruf.callbacks.repository import Selection
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export import as_csv, as_ics, as_json, as_xlsx
from rueckruf.sales.export.access import logged
from rueckruf.sales.export.errors import ExportError
from rueckruf.sales.export.files import write_file
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests

__all__ = ["FORMATS", "MEDIA_TYPES", "ExportError", "exported", "write_file", "write_requests"]

Recipients = Mapping[str, str]

_FORMATS: dict[str, Callable[[Iterable[CallbackRequest], Recipients, datetime], Iterator[bytes]]] = {
    "json": as_json.chunks,
    "csv": as_csv.chunks,
    "xlsx": as_xlsx.chunks,
    "ics": as_ics.chunks,
}
FORMATS = tuple(_FORMATS)
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
}


def exported(
    database: Database, selection: Selection, format: str, recipients: Recipients, *, actor: str, now: datetime
) -> Iterator[bytes]:
    """The selected requests as a file, piece by piece, newest last; ``format`` is one of FORMATS, else KeyError.

    Memory does not grow with their number. What is due at the aware time ``now`` stays out, though it is not deleted
    yet. What is handed out stands in the access log before, as read by ``actor`` at that time. ``recipients`` are those
    of ``company.yml``. Raises ExportError for more requests than the format holds, and what the store raises.
    """
    requests, kept = SqlCallbackRequests(database), replace(selection, kept_at=now)
    if format == "xlsx":
        as_xlsx.check_size(requests.count(kept))
    read = logged(requests.list(kept), database, actor=actor, reason=format, now=now)
    return _FORMATS[format](read, recipients, now)


def write_requests(
    requests: Iterable[CallbackRequest], format: str, target: BinaryIO, recipients: Recipients, now: datetime
) -> None:
    """As ``exported``, but to ``target`` and without a log."""
    for chunk in _FORMATS[format](requests, recipients, now):
        target.write(chunk)
