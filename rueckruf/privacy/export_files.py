"""Exports that were left in the data folder: recognised by what they hold, whoever wrote them."""

import fcntl
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.engine import make_url

from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.requests import VISIBLE
from rueckruf.storage.tables import callback_requests as table

UNFINISHED = ".unfinished"
"""How the names of exports end that are still being written, under a lock; they begin with a dot."""

# The beginnings of what rueckruf/sales/export/ writes: JSON, CSV, ICS; a workbook tells its name inside.
_EXPORT = re.compile(
    rb'\s*\[\s*\{"id"|(?:\xef\xbb\xbf)?"?id"?[;,]"?created_at|BEGIN:VCALENDAR.{0,200}//Rueckruf//', re.DOTALL
)
_WORKBOOK, _SHEET = "xl/workbook.xml", "Rückrufwünsche".encode()

# Not even read: who closes a database's file beside SQLite takes the locks of this process away, and the next other
# program that closes it deletes the write-ahead log with all that is stored after (sqlite.org/howtocorrupt.html, 2.2).
_DATABASE_FILES = ("", "-wal", "-shm", "-journal")

_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID_LENGTH = 36
_BYTES_AT_ONCE = 1 << 16
_IDS_AT_ONCE = 500


def remove_stale_exports(settings: Settings, database: Database) -> int:
    """Remove each export in the data folder with a request that is deleted or restricted by now; how many.

    Also those that were never finished, because the process that wrote them was killed.
    """
    stale = [path for path in export_files(settings) if not _all_visible(database, _ids(path))]
    stale += [path for path in _abandoned(settings) if path not in stale]
    for path in stale:
        _remove(path)
    return len(stale)


def export_files(settings: Settings) -> Iterator[Path]:
    """The exports that lie in the data folder."""
    databases = [settings.conversations_file, Path(make_url(settings.database_url).database or "")]
    own = {f"{database.resolve()}{suffix}" for database in databases for suffix in _DATABASE_FILES}
    for path in sorted(settings.data_dir.rglob("*")):
        if path.is_file() and not path.is_symlink() and str(path.resolve()) not in own and _is_export(path):
            yield path


def holds(path: Path, ids: set[str]) -> bool:
    """Whether an export has one of the requests."""
    return not ids.isdisjoint(_ids(path))


def _abandoned(settings: Settings) -> Iterator[Path]:
    """Half exports that nobody holds a lock on any more."""
    for path in settings.data_dir.rglob(f".*{UNFINISHED}"):
        with path.open("rb") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path


def _is_export(path: Path) -> bool:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            return _WORKBOOK in book.namelist() and _SHEET in book.read(_WORKBOOK)
    with path.open("rb") as file:
        return _EXPORT.match(file.read(_BYTES_AT_ONCE)) is not None


def _ids(path: Path) -> Iterator[str]:
    with ExitStack() as opened:
        if zipfile.is_zipfile(path):
            book = opened.enter_context(zipfile.ZipFile(path))
            for name in book.namelist():
                yield from _ids_in(opened.enter_context(book.open(name)))
        else:
            yield from _ids_in(opened.enter_context(path.open("rb")))


def _ids_in(file: IO[bytes]) -> Iterator[str]:
    rest = b""
    while chunk := file.read(_BYTES_AT_ONCE):
        text, end = rest + chunk, 0
        for found in _ID.finditer(text):
            yield found.group().decode("ascii")
            end = found.end()
        rest = text[max(end, len(text) - _ID_LENGTH + 1) :]


def _all_visible(database: Database, ids: Iterator[str]) -> bool:
    with database.engine.connect() as connection:
        while portion := set(islice(ids, _IDS_AT_ONCE)):
            stored = connection.execute(select(table.c.id).where(table.c.id.in_(portion), VISIBLE)).scalars()
            if portion != set(stored):
                return False
    return True


def _remove(path: Path) -> None:
    """Overwritten first: the disk keeps what a removed file held."""
    with path.open("r+b", buffering=0) as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BYTES_AT_ONCE)))
    path.unlink()
