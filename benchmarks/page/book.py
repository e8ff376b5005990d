"""All requests as an Excel book: written by a process of its own, and sent by the page to a lead."""

import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from rich.console import Console

from benchmarks.measured import forget_peak, in_child, peak_mb
from benchmarks.page import places
from benchmarks.page.figures import Figure
from benchmarks.page.person import Person
from benchmarks.page.places import Place

AIM_S, AIM_MB = 20, 200


def exported(place: Place, console: Console) -> Iterator[Figure]:
    """As ``rueckruf export`` does it."""
    with console.status("XLSX in a process of its own ..."):
        measure = in_child(places.export_xlsx, place, place.folder.with_name("export.xlsx"))
    yield Figure("XLSX", measure.seconds, "s", measure.count, AIM_S)
    yield Figure("XLSX", measure.peak_mb, "MB peak", measure.count, AIM_MB)


def downloaded(server_pid: int, lead: Person, console: Console) -> Iterator[Figure]:
    """Over HTTP; the peak is that of the page's process meanwhile: checking a password has taken more before."""
    process = _page_process(server_pid)
    forget_peak(process)
    begin = time.perf_counter()
    with console.status("XLSX over HTTP ..."), tempfile.TemporaryFile() as file:
        file.writelines(lead.export("xlsx"))
        seconds = time.perf_counter() - begin
        rows = _rows(file)
    yield Figure("XLSX over HTTP", seconds, "s", rows, AIM_S)
    yield Figure("XLSX over HTTP", peak_mb(process), "MB peak", rows, AIM_MB)


def _page_process(server_pid: int) -> int:
    """The process that serves the page, a child of the server."""
    children = Path(f"/proc/{server_pid}/task/{server_pid}/children").read_text().split()
    return next(int(child) for child in children if b"\0sales\0" in Path(f"/proc/{child}/cmdline").read_bytes())


def _rows(book: IO[bytes]) -> int:
    """How many requests the sheet holds, below its header."""
    rows, rest = 0, b""
    with ZipFile(book) as parts, parts.open("xl/worksheets/sheet1.xml") as sheet:
        while piece := sheet.read(1 << 20):
            rows += len(re.findall(b"<row ", rest + piece))
            rest = piece[-4:]
    return rows - 1
